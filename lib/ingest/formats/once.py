"""Lines that may be in a file only once: each practice, each membership."""

from typing import Generic, TypeVar

from lib.domain.rows import Row
from lib.ingest.formats.line import Line

R = TypeVar("R", bound=Row)


class Once(Generic[R]):
    """Rows by key. Of two with one key neither is kept: nobody knows which is right."""

    def __init__(self) -> None:
        self._first: dict[object, R] = {}
        self._again: set[object] = set()

    def add(self, line: Line, key: object, row: R, what: str) -> None:
        if not line.sound:
            return
        first = self._first.setdefault(key, row)
        if first is row:
            return
        self._again.add(key)
        line.blame(
            "duplicate-practice",
            "practice_code",
            f"{what} is in the file twice: rows {first.row} and {line.row}.",
            "Keep the line that is right and remove the other.",
        )

    def rows(self) -> list[R]:
        return [row for key, row in self._first.items() if key not in self._again]
