"""Events: one row for every change, download, sign-in and refusal, in commit order."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Field

from lib.domain.ask import AskKind
from lib.domain.base import Table, UTCDateTime
from lib.domain.correspondence import Channel
from lib.domain.dates import now
from lib.domain.figure_query import QueryKind
from lib.domain.letter import LetterKind


class Ledger(Table, table=True):
    """The last place given in the order of commits, how often data changed, and how
    often anything did that a figure is made of."""

    id: int = Field(
        default=1, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    sequence: int = 0
    data_version: int = 0
    figures_version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


# Events after which no screen says anything else than before.
LEAVE_DATA_ALONE = {
    "download",
    "refusal",
    "refuse file",
    "stage files",
    "discard staged files",
    "save plan draft",
    "make feed key",
    "revoke feed key",
    "feed",
    "sign in",
    "sign out",
    "sign-in refused",
    "end sign-ins",
    "back up",
    "visit",
}


def _casework() -> Iterator[str]:
    yield from ("open episode", "close episode", "change case")
    yield from ("move action plan", "review action plan", "set plan due day")
    yield from ("reach milestone", "reopen milestone", "record agreement")
    yield from ("file paper", "withdraw paper", "answer safety check")
    yield from ("ask for monthly reports", "end monthly reports")
    yield from ("record that reports are declined", "waive a report")
    yield from ("extend a report", "receive report", "receive newer report")
    yield from ("accept report", "return report", "draw up return")
    yield from ("draft query", "send query", "record answer to query", "discard query")
    yield from ("record statement", "confirm statement", "withdraw statement")
    yield from ("record escalation", "end escalation", "tell the LMC of an escalation")
    yield from ("add contact", "change contact", "remove contact")
    yield from ("save view", "change view", "remove view", "bring tracker line")
    yield from (f"log {channel}" for channel in Channel)
    for asked in AskKind:
        yield from (f"ask for {asked}", f"withdraw request for {asked}")
        yield f"record extension sought for {asked}"
    for letter in LetterKind:
        yield from (f"draft {letter}", f"mark {letter} as sent", f"discard {letter}")
        yield f"mark {letter} as undelivered"


def _arrangements() -> Iterator[str]:
    """Of who works here and how, and of what observers ask."""
    for done in ("add", "change", "confirm", "deactivate", "reactivate"):
        yield f"{done} account"
    yield from ("name deputy", "change deputy", "set letter wording")
    yield from ("record address of LMC", "adopt the rule", "stop acting on the rule")
    for done in ("set", "close", "reopen"):
        yield f"{done} reporting period"
    for kind in QueryKind:
        for done in ("raise", "answer", "withdraw"):
            yield f"{done} {kind} of observer"


# Events after which every figure is what it was before; of any other it may be another.
LEAVE_FIGURES_ALONE = LEAVE_DATA_ALONE | {*_casework(), *_arrangements()}


class Event(Table, table=True):
    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(default_factory=now, sa_type=UTCDateTime, index=True)
    by: str
    role: str
    action: str  # "import counts", "withdraw upload"
    subject: str = Field(default="", index=True)  # an ODS code, "upload 41", an e-mail
    reason: str = ""
    detail: str = ""  # JSON: old and new values, or counts of what was done
