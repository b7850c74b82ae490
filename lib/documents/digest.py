"""A person's digest as an e-mail: what changed and what waits, a line for each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from lib.domain.dates import LONDON, uk
from lib.domain.users import User


class Line(NamedTuple):
    """`rule` names why it is there; `address` opens the place to act."""

    text: str
    rule: str = ""
    address: str = ""


@dataclass(frozen=True)
class Digest:
    person: User
    changed: Sequence[Line] = ()
    waits: Sequence[Line] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.waits)


def file_name(digest: Digest, on: date) -> str:
    who = re.sub(r"[^a-z0-9]+", "-", digest.person.email.lower()).strip("-")
    return f"digest_{on:%Y-%m-%d}_{who}.eml"


def as_eml(digest: Digest, on: date) -> bytes:
    """To open and send; the same digest of the same day is the same bytes."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = (
        f"Records access oversight, {uk(on)}: {len(digest.waits):,} waiting,"
        f" {len(digest.changed):,} changed"
    )
    made["To"] = digest.person.email
    made["Date"] = format_datetime(datetime.combine(on, time(7), LONDON))
    made["X-Unsent"] = "1"  # opens as a message to be sent
    made.set_content("\n".join(_lines(digest)), cte="quoted-printable")
    return made.as_bytes()


def _lines(digest: Digest) -> Iterator[str]:
    yield f"Hello {digest.person.name},"
    yield from _group("What waits", digest.waits)
    yield from _group("What changed", digest.changed)
    yield ""
    yield "Counts per practice only. Nobody else was written to."


def _group(heading: str, lines: Sequence[Line]) -> Iterator[str]:
    yield ""
    yield f"{heading}: {len(lines):,}" if lines else f"{heading}: nothing"
    for line in lines:
        rule = f" ({line.rule})" if line.rule else ""
        yield f"- {' '.join(line.text.split())}{rule}"
        if line.address:
            yield f"  {line.address}"
