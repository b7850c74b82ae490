"""What every request of the demonstration states."""

from datetime import date
from typing import Protocol

from lib.actions.asks import Asking
from lib.domain.dates import today
from lib.domain.recipients import Recipient

MANAGER = "The practice manager"


class Stored(Protocol):
    id: int | None


def stored_id(row: Stored) -> int:
    assert row.id is not None  # noqa: S101 it comes from the database
    return row.id


def asking(until: str) -> Asking:
    """`until`: the due day as 2023-03-31; "" for none."""
    return Asking(
        "Invented: letter of the ICB on the rule that Pulse reported on 1 February 2023",
        Recipient.BOTH,
        today(),
        date.fromisoformat(until) if until else None,
    )
