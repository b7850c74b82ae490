"""The formats that are read, one module for each, and those refused by name."""

from typing import Protocol

from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.ingest.document import Document
from lib.ingest.formats import (
    access,
    contacts,
    counts,
    deprivation,
    groups,
    hierarchy,
    list_size,
    lmc,
    national_steps,
    online_access,
    pcn_membership,
    people,
    register,
    reports,
    rollout,
    single_age,
    succession,
    tracker,
)
from lib.ingest.formats.refusals import refused

__all__ = ["ALL", "Format", "refused"]


class Format(Protocol):
    """`recognises` looks at the content alone, never at the name of the file."""

    KIND: Kind

    def recognises(self, document: Document) -> bool: ...

    def read(self, document: Document, hints: Hints) -> Parsed: ...


# In the order in which they are asked; counts take the loosest headings.
ALL: list[Format] = [
    tracker,
    hierarchy,
    list_size,
    single_age,
    online_access,
    access,
    pcn_membership,
    register,
    national_steps,
    succession,
    rollout,
    contacts,
    people,
    lmc,
    groups,
    deprivation,
    reports,
    counts,
]
