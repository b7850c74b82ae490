"""Text to a parsed file, as the importer does it."""

from typing import Any

from lib.domain.parsed import Hints, Parsed
from lib.ingest.document import Document
from lib.ingest.formats import Format
from lib.ingest.opening import open_document
from tests.real_files import real

NOTHING_SAID = Hints()


def opened(content: str | bytes) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    return open_document(raw, "made.csv")


def read(module: Format, content: str | bytes, hints: Hints = NOTHING_SAID) -> Parsed:
    return module.read(opened(content), hints)


def read_real(module: Format, path: str) -> Parsed:
    return read(module, real(path).read_bytes())


def kinds(parsed: Parsed) -> list[tuple[str, int | None]]:
    """The problems: name of the rule, and row."""
    return [(problem.kind, problem.row) for problem in parsed.problems]


def changed(text: str, row: int, old: str, new: str) -> str:
    """The text with something else in that line, the first being 1."""
    lines = text.splitlines()
    assert old in lines[row - 1]
    lines[row - 1] = lines[row - 1].replace(old, new, 1)
    return "\n".join(lines)


def columns_of(rows: list[Any], field: str) -> set[Any]:
    return {getattr(row, field) for row in rows}
