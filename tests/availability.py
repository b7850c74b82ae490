"""What a test needs of the machine: where it is missing the test is skipped, in CI not."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip with this reason; under CI=true fail, lest a green run has tested nothing."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
