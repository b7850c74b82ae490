"""What a file holds once read: one typed row for each line, by kind.

Each row starts with the line that a spreadsheet shows. They cross a process boundary
as JSON, so they hold nothing but text, whole numbers, dates and None.
"""

from datetime import date
from typing import NamedTuple

from lib.domain.codes import Measure
from lib.domain.files import Basis, Kind
from lib.domain.rollout_rows import (
    AccessRow,
    DeprivationRow,
    NationalStepRow,
    RolloutRow,
    SuccessionRow,
)


class RegisterRow(NamedTuple):
    row: int
    practice_code: str
    name: str
    postcode: str
    status: str  # active, closed, dormant, proposed
    opened_on: date | None
    closed_on: date | None
    sub_icb_code: str | None  # the commissioner, column 15; a CCG before July 2022
    is_english: bool


class HierarchyRow(NamedTuple):
    row: int
    practice_code: str
    name: str
    postcode: str
    pcn_code: str | None
    pcn_name: str | None
    sub_icb_code: str
    sub_icb_name: str
    sub_icb_ons_code: str
    icb_code: str
    icb_name: str
    icb_ons_code: str
    region_code: str
    region_name: str
    region_ons_code: str
    supplier: str | None


class PCNMembershipRow(NamedTuple):
    row: int
    practice_code: str
    pcn_code: str
    pcn_name: str
    from_on: date
    until_on: date | None


class LMCRow(NamedTuple):
    row: int
    practice_code: str
    lmc_name: str


class GroupRow(NamedTuple):
    row: int
    practice_code: str
    group_name: str
    group_kind: str  # federation, team, place
    from_on: date | None
    until_on: date | None


class ListSizeRow(NamedTuple):
    row: int
    practice_code: str
    on: date
    basis: Basis
    sex: str  # all, female, male
    patients: int


class OnlineAccessRow(NamedTuple):
    """One practice in one month of POMI; None where the file was blank."""

    row: int
    practice_code: str
    period: date
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


class CountRow(NamedTuple):
    """One measure of one practice; a line with 104 and 106 gives two of these."""

    row: int
    practice_code: str
    period: date | None  # where the line itself is dated; else the file's period
    measure: Measure
    value: int | None  # None: suppressed
    suppressed: bool  # the sender hid a small number (<5, *)
    list_size: int | None  # as the same line gives it
    run_on: date | None


class ContactRow(NamedTuple):
    """Somebody at work, in the form in which contacts are kept."""

    row: int
    practice_code: str
    role: str
    name: str
    email: str
    telephone: str
    from_on: date | None
    until_on: date | None


class TrackerRow(NamedTuple):
    """One case of a team's spreadsheet; owner and status in the words of the file.

    `given` names the fields that the file has a column for. `versions` and `sent` are
    the hidden columns of our own workbook: what the row was when it went out.
    """

    row: int
    practice_code: str
    given: str
    owner: str
    requested_on: date | None
    due_on: date | None
    status: str
    received_on: date | None
    agreed_on: date | None
    last_contact_on: date | None
    next_action: str
    next_action_on: date | None
    notes: str
    contract_type: str
    versions: str
    sent: str


class ReportRow(NamedTuple):
    """One practice's monthly report; None where the cell was blank."""

    row: int
    practice_code: str
    coded_104: int
    added: int | None
    superseded: int | None
    coded_103: int | None
    reviewed: int | None
    granted: int | None
    kept: int | None
    received_on: date | None
    received_from: str
    comment: str


ALL_ICBS = "all"


class PersonRow(NamedTuple):
    """Somebody who may sign in. `icbs`: codes with a space between, or ALL_ICBS."""

    row: int
    email: str
    name: str
    role: str
    icbs: str
    lmc: str
    until: date | None


Row = (
    RegisterRow
    | HierarchyRow
    | PCNMembershipRow
    | LMCRow
    | GroupRow
    | ListSizeRow
    | OnlineAccessRow
    | CountRow
    | ContactRow
    | TrackerRow
    | ReportRow
    | PersonRow
    | RolloutRow
    | NationalStepRow
    | SuccessionRow
    | AccessRow
    | DeprivationRow
)

OF_KIND: dict[Kind, type] = {
    Kind.REGISTER: RegisterRow,
    Kind.HIERARCHY: HierarchyRow,
    Kind.PCN_MEMBERSHIP: PCNMembershipRow,
    Kind.LMC: LMCRow,
    Kind.GROUPS: GroupRow,
    Kind.LIST_SIZE: ListSizeRow,
    Kind.SINGLE_AGE: ListSizeRow,
    Kind.ONLINE_ACCESS: OnlineAccessRow,
    Kind.COUNTS: CountRow,
    Kind.CONTACTS: ContactRow,
    Kind.TRACKER: TrackerRow,
    Kind.REPORTS: ReportRow,
    Kind.PEOPLE: PersonRow,
    Kind.ROLLOUT: RolloutRow,
    Kind.NATIONAL_STEPS: NationalStepRow,
    Kind.SUCCESSION: SuccessionRow,
    Kind.ACCESS: AccessRow,
    Kind.DEPRIVATION: DeprivationRow,
}
