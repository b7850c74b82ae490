"""Lines that may be in a file only once: each practice, membership or person."""

from typing import Generic, TypeVar

from lib.domain.rows import Row
from lib.ingest.formats.line import Line

R = TypeVar("R", bound=Row)


class Once(Generic[R]):
    """Rows by key. Of two with one key neither is kept: nobody knows which is right."""

    def __init__(
        self, field: str = "practice_code", kind: str = "duplicate-practice"
    ) -> None:
        self._field, self._kind = field, kind
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
            self._kind,
            self._field,
            f"{what} is in the file twice: rows {first.row} and {line.row}.",
            "Keep the line that is right and remove the other.",
        )

    def rows(self) -> list[R]:
        return [row for key, row in self._first.items() if key not in self._again]
