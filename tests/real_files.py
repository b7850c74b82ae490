"""The one place that knows where the real NHS files lie, beside the project."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent / "shared" / "data" / "real"


def real(path: str) -> Path:
    """That real file; the test is skipped where the folder is not at hand."""
    if not FOLDER.exists():
        pytest.skip("The real NHS files are not beside this project (../shared).")
    return FOLDER / path
