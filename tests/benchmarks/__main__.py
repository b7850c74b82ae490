"""Speed, looked at by hand: `uv run python -m tests.benchmarks`. Nothing is asserted.

Everything is told as a ratio to the least that could be done, measured in the same run.
Names of parts (files, audit, questions, pages), and of pages, leave out all others.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lib.ui import menu
from tests.benchmarks import audit, files, pages, questions
from tests.benchmarks.measuring import show

PARTS = ("files", "audit", "questions", "pages")


def main(named: Sequence[str]) -> None:
    parts = [each for each in PARTS if each in named] or PARTS
    _say_load()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if "files" in parts:
            title = "Real national files, from file to database"
            show(title, files.measured(folder))
        if "audit" in parts:
            show("The record of changes", audit.measured(folder))
        if "questions" in parts:
            show("Questions, 36 invented months", questions.measured(folder))
        if "pages" in parts:
            wanted = [each for each in menu.MENU if each.address in named]
            world = pages.worked_on(questions.filled(folder), questions.ICB)
            title = "Pages, 36 invented months, beside an empty one"
            pages.show(title, pages.measured(world, wanted or menu.MENU))
    _say_load()


def _say_load() -> None:
    """Seconds rise with whatever else runs; ratios of processor time hardly do."""
    busy = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"Load of this machine's {os.cpu_count()} processors: {busy}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
