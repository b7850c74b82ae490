"""Organisations: regions, ICBs, sub-ICB locations, PCNs, LMCs, groups, practices.

What files say of them is kept as facts (hierarchy, register, memberships); the columns
of Practice that come from files hold the newest of it and are refreshed with each load.
"""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import Table, choice
from lib.domain.errors import RuleBroken


class Region(Table, table=True):
    code: str = Field(primary_key=True)
    name: str
    ons_code: str = ""


class ICB(Table, table=True):
    """An integrated care board; before July 2022 its STP, which had the same code."""

    code: str = Field(primary_key=True)
    name: str
    ons_code: str = ""
    region_code: str | None = Field(default=None, foreign_key="region.code")
    closed_on: date | None = None


class SubICBLocation(Table, table=True):
    """A former CCG area."""

    __tablename__ = "sub_icb_location"

    code: str = Field(primary_key=True)
    name: str
    ons_code: str = ""


class SubICBLocationICB(Table, table=True):
    """Which ICB a sub-ICB location belongs to, from when until when.

    Mergers split ICBs (QM7, QJG, QNQ have no single successor), so succession is a fact
    about the sub-ICB location.
    """

    __tablename__ = "sub_icb_location_icb"

    sub_icb_code: str = Field(primary_key=True, foreign_key="sub_icb_location.code")
    from_on: date = Field(primary_key=True)
    until_on: date | None = None
    icb_code: str = Field(foreign_key="icb.code", index=True)
    source: str


class PCN(Table, table=True):
    code: str = Field(primary_key=True)
    name: str


class LMC(Table, table=True):
    """A local medical committee. It has no ODS code; its name is its key."""

    name: str = Field(primary_key=True)


class GroupKind(StrEnum):
    FEDERATION = "federation"
    TEAM = "team"
    PLACE = "place"


class Group(Table, table=True):
    """A grouping of the ICB's own."""

    __tablename__ = "practice_group"

    name: str = Field(primary_key=True)
    kind: GroupKind = Field(sa_type=choice(GroupKind, "kind"))


class PracticeStatus(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"
    DORMANT = "dormant"
    PROPOSED = "proposed"


class ContractType(StrEnum):
    GMS = "GMS"
    PMS = "PMS"
    APMS = "APMS"


class Practice(Table, table=True):
    """A GP practice. Contract type and successor are what people recorded (a successor
    that files name: `lib.domain.succession`); the rest is from files."""

    ods_code: str = Field(primary_key=True)
    name: str
    former_names: str = ""  # one to a line
    postcode: str = ""
    status: PracticeStatus | None = Field(
        default=None, sa_type=choice(PracticeStatus, "status")
    )
    opened_on: date | None = None
    closed_on: date | None = None
    supplier: str | None = None  # an open list: EMIS, TPP, Medicus, whatever comes
    pcn_code: str | None = Field(default=None, foreign_key="pcn.code")
    sub_icb_code: str | None = Field(
        default=None, foreign_key="sub_icb_location.code", index=True
    )
    icb_code: str | None = Field(default=None, foreign_key="icb.code", index=True)
    lmc_name: str | None = Field(default=None, foreign_key="lmc.name")
    contract_type: ContractType | None = Field(
        default=None, sa_type=choice(ContractType, "contract_type")
    )
    successor_code: str | None = Field(default=None, foreign_key="practice.ods_code")
    version: int = 1

    __table_args__ = (
        sa.CheckConstraint("length(ods_code) = 6", name="ods_code_length"),
    )

    def own_icb(self) -> str:
        """Refused where none is known: nobody could answer for what is recorded."""
        if self.icb_code is None:
            raise RuleBroken(
                f"{self.ods_code} belongs to no ICB that is known. Load the newest"
                " hierarchy file first."
            )
        return self.icb_code
