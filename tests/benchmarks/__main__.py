"""Speed, looked at by hand: `uv run python -m tests.benchmarks`. Nothing is asserted.

Everything is told as a ratio to the least that could be done, measured in the same run.
"""

import os
import tempfile
from pathlib import Path

from tests.benchmarks import audit, files, questions
from tests.benchmarks.measuring import show


def main() -> None:
    _say_load()
    with tempfile.TemporaryDirectory() as folder:
        show("Real national files, from file to database", files.measured(Path(folder)))
        show("The record of changes", audit.measured(Path(folder)))
        show("Questions, 36 invented months", questions.measured(Path(folder)))
    _say_load()


def _say_load() -> None:
    """Seconds rise with whatever else runs; ratios of processor time hardly do."""
    busy = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"Load of this machine's {os.cpu_count()} processors: {busy}")  # noqa: T201


if __name__ == "__main__":
    main()
