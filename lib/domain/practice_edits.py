"""Edits of the register by hand: what a person may say of one practice, from when.

Each is an upload of one practice, with its reason and source. So it is undone like any
upload, and a later file that speaks of the practice overrides it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.domain.files import Kind


class What(StrEnum):
    CLOSE = "close it, or merge it into another"
    PCN = "move it to another PCN"
    LMC = "move it to another LMC"
    SUPPLIER = "change its supplier"
    GROUP = "move it to another federation, team or place"


KIND = {
    What.CLOSE: Kind.REGISTER,
    What.PCN: Kind.HIERARCHY,
    What.LMC: Kind.LMC,
    What.SUPPLIER: Kind.HIERARCHY,
    What.GROUP: Kind.GROUPS,
}


@dataclass(frozen=True)
class Edit:
    """`to`: the successor of a closed practice (or none), the code of a PCN (or none),
    the name of an LMC, a supplier or a group. `source` says who said so."""

    ods_code: str
    what: What
    to: str | None
    from_on: date
    reason: str
    source: str
