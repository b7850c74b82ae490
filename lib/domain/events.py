"""Events: one row for every change, download, sign-in and refusal, in commit order."""

from datetime import datetime

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime
from lib.domain.dates import now


class Ledger(Table, table=True):
    """The last place given in the order of commits, and how often data changed."""

    id: int = Field(
        default=1, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    sequence: int = 0
    data_version: int = 0


# Events after which every figure is what it was before.
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


class Event(Table, table=True):
    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(default_factory=now, sa_type=UTCDateTime, index=True)
    by: str
    role: str
    action: str  # "import counts", "withdraw upload"
    subject: str = Field(default="", index=True)  # an ODS code, "upload 41", an e-mail
    reason: str = ""
    detail: str = ""  # JSON: old and new values, or counts of what was done
