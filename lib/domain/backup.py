"""What a backup says of itself: when, of what, how many rows, the head of the record."""

from dataclasses import asdict, dataclass
from datetime import datetime

import orjson

from lib.domain.audit import Head
from lib.domain.errors import FileRefused

FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """`schema`: the step of the migrations. `sha256`: of the database within."""

    made_at: datetime
    made_by: str
    source: str  # sqlite or postgresql
    schema: str
    rows: dict[str, int]  # by table
    entries: int  # of the record of changes, with the hash of the last
    hash: str
    sha256: str
    format: int = FORMAT

    @property
    def head(self) -> Head:
        return Head(self.entries, self.hash)

    def as_json(self) -> bytes:
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2)


def read(text: bytes) -> Manifest:
    try:
        said = orjson.loads(text)
        made_at = datetime.fromisoformat(said.pop("made_at"))
        found = Manifest(made_at=made_at, **said)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise FileRefused("Its manifest.json cannot be read.") from None
    if found.format != FORMAT:
        raise FileRefused("A later version of the application made this backup.")
    return found
