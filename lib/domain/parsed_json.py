"""A file as read, as two lines of JSON and back: across a process, or into staging.

Reading back checks the type of every field, so that what a parser made of a hostile
file is trusted no further than its rows.
"""

import json
from dataclasses import asdict, replace
from types import GenericAlias
from typing import Any

from lib.domain.parsed import Parsed
from lib.domain.rows import OF_KIND


def dump(parsed: Parsed) -> bytes:
    head = asdict(replace(parsed, rows=[]))
    lines = (json.dumps(part, default=str) for part in (head, parsed.rows))
    return "\n".join(lines).encode()


def load(text: bytes) -> Parsed:
    # Imported late: the process that reads strangers' files has to start fast.
    from pydantic import TypeAdapter

    head, _, rows = text.partition(b"\n")
    parsed = TypeAdapter(Parsed).validate_json(head)
    rows_of_kind: Any = GenericAlias(list, OF_KIND[parsed.kind])
    return replace(parsed, rows=TypeAdapter(rows_of_kind).validate_json(rows))
