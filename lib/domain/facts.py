"""Facts: what an upload says of a practice. Only ever added, never changed.

`row` is the line of the file that a spreadsheet shows.
"""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import Table, choice, one_of, whole_number
from lib.domain.codes import Measure
from lib.domain.files import LISTS, Basis
from lib.domain.organisations import PracticeStatus


class Fact(Table):
    id: int | None = Field(default=None, primary_key=True)
    upload_id: int = Field(foreign_key="upload.id", index=True)
    row: int
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)


class RegisterEntry(Fact, table=True):
    __tablename__ = "register_entry"

    name: str
    postcode: str
    status: PracticeStatus = Field(sa_type=choice(PracticeStatus, "status"))
    opened_on: date | None
    closed_on: date | None
    sub_icb_code: str | None
    is_english: bool


class HierarchyEntry(Fact, table=True):
    """Where a practice stood on the day of a snapshot."""

    __tablename__ = "hierarchy_entry"

    name: str
    postcode: str
    pcn_code: str | None = Field(foreign_key="pcn.code")
    sub_icb_code: str = Field(foreign_key="sub_icb_location.code")
    icb_code: str = Field(foreign_key="icb.code")
    supplier: str | None


class PCNMembership(Fact, table=True):
    __tablename__ = "pcn_membership"

    pcn_code: str = Field(foreign_key="pcn.code")
    from_on: date
    until_on: date | None


class LMCMembership(Fact, table=True):
    __tablename__ = "lmc_membership"

    lmc_name: str = Field(foreign_key="lmc.name")


class GroupMembership(Fact, table=True):
    __tablename__ = "group_membership"

    group_name: str = Field(foreign_key="practice_group.name")
    from_on: date | None
    until_on: date | None


class ListSize(Fact, table=True):
    """Registered patients on a day. Aged 16 and over is known when both sexes are."""

    __tablename__ = "list_size"
    __table_args__ = (
        whole_number("patients"),
        one_of(LISTS, "basis"),
        sa.CheckConstraint("sex IN ('all', 'female', 'male')", name="sex"),
        sa.Index("ix_list_size_practice_code_on", "practice_code", "on"),
    )

    on: date = Field(index=True)
    basis: Basis = Field(sa_type=choice(Basis, "basis", check=False))
    sex: str
    patients: int


class ExclusionCount(Fact, table=True):
    """Patients with a code at the end of a month, or added or superseded in it."""

    __tablename__ = "exclusion_count"
    __table_args__ = (
        whole_number("value"),
        whole_number("list_size"),
        sa.CheckConstraint("(value IS NULL) = suppressed", name="suppressed"),
        sa.CheckConstraint(
            "measure <> '104' OR list_size IS NULL OR value <= list_size",
            name="within_list",
        ),
        sa.Index("ix_exclusion_count_period_measure", "period", "measure"),
        sa.Index("ix_exclusion_count_practice_period", "practice_code", "period"),
    )

    period: date
    measure: Measure = Field(sa_type=choice(Measure, "measure"))
    value: int | None
    suppressed: bool = False  # the sender hid a small number
    list_size: int | None = None  # as the same line gave it
    run_on: date | None = None


class AccessCount(Fact, table=True):
    """Online accounts at the end of a month, and those with prospective access."""

    __tablename__ = "access_count"
    __table_args__ = (
        whole_number("accounts"),
        whole_number("with_access"),
        sa.CheckConstraint(
            "accounts IS NULL OR with_access IS NULL OR with_access <= accounts",
            name="within_accounts",
        ),
        sa.Index("ix_access_count_practice_period", "practice_code", "period"),
    )

    period: date = Field(index=True)
    accounts: int | None
    with_access: int | None
    run_on: date | None = None


class NationalStep(Fact, table=True):
    """One practice on NHS England's list in one month, in the list's own words."""

    __tablename__ = "national_step"

    period: date = Field(index=True)
    step: str  # "3"; "list" where the list has no steps
    word: str
    met: bool | None


class SuccessionEntry(Table, table=True):
    """Which practice followed another, or which ICB a sub-ICB location went to."""

    __tablename__ = "succession_entry"

    id: int | None = Field(default=None, primary_key=True)
    upload_id: int = Field(foreign_key="upload.id", index=True)
    row: int
    code: str = Field(index=True)  # of a practice or of a sub-ICB location
    successor: str  # of a practice or of an ICB
    from_on: date
    until_on: date | None
    source: str = ""  # as the line tells it


class DeprivationEntry(Fact, table=True):
    __tablename__ = "deprivation_entry"
    __table_args__ = (sa.CheckConstraint("fifth BETWEEN 1 AND 5", name="fifth"),)

    fifth: int  # 1 is the most deprived


ONLINE_ACCESS_FIELDS = (
    "patient_list_size",
    "total_pat_enbld",
    "new_pat_enbld",
    "total_use",
    "sys_appts_enbld",
    "sys_presc_enbld",
    "sys_detcoderec_enbld",
    "pat_appts_enbld",
    "pat_presc_enbld",
    "pat_detcoderec_enbld",
    "pat_appts_use",
    "pat_presc_use",
    "pat_detcoderec_use",
)


class OnlineAccess(Fact, table=True):
    """One practice in one month of POMI. Unknown is null.

    Its records access is the detailed coded record, not prospective access, and says
    nothing of the 104 code.
    """

    __tablename__ = "online_access"
    __table_args__ = tuple(whole_number(field) for field in ONLINE_ACCESS_FIELDS)

    period: date = Field(index=True)
    supplier: str | None
    patient_list_size: int | None
    total_pat_enbld: int | None
    new_pat_enbld: int | None
    total_use: int | None
    sys_appts_enbld: int | None
    sys_presc_enbld: int | None
    sys_detcoderec_enbld: int | None
    pat_appts_enbld: int | None
    pat_presc_enbld: int | None
    pat_detcoderec_enbld: int | None
    pat_appts_use: int | None
    pat_presc_use: int | None
    pat_detcoderec_use: int | None
