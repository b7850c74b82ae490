"""What a test needs of the machine: where it is missing the test is skipped, in CI not."""

import os
import shutil
from typing import NoReturn

import pytest

# The first is the same browser without windows, which draws a page for a sixth less.
CHROMIUMS = ("chromium-headless-shell", "chromium")
NO_CHROMIUM = "There is no chromium. Install it, or give its path in CHROMIUM."


def missing(reason: str) -> NoReturn:
    """Skip with this reason; under CI=true fail, lest a green run has tested nothing."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def chromium() -> str | None:
    """Its executable."""
    installed = filter(None, map(shutil.which, CHROMIUMS))
    return os.environ.get("CHROMIUM") or next(installed, None)
