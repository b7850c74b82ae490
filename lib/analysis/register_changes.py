"""What the register says of a practice while its case is open: closed, merged, moved.

It proposes; a person moves the plan, or leaves it.
"""

from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import Row
from lib.domain.dates import uk
from lib.domain.organisations import PracticeStatus


class Proposes(StrEnum):
    EXEMPT = "exempt"
    TRANSFER = "transfer"


class Proposal(NamedTuple):
    ods_code: str
    proposes: Proposes
    why: str
    successor_code: str | None = None


def proposals(
    cases: pd.DataFrame, register: pd.DataFrame, figures: pd.DataFrame
) -> list[Proposal]:
    """Of the open cases. `cases`: ods_code and opened_period; `register`:
    `queries.practices.register`; `figures`: for the supplier of the first month."""
    said = {row["ods_code"]: row for row in register.to_dict("records")}
    found = []
    for case in cases.to_dict("records"):
        row = said.get(case["ods_code"])
        if row is not None:
            began = _supplier(figures, case)
            proposal = _of_register(row) or _of_supplier(row, began)
            if proposal is not None:
                found.append(proposal)
    return found


def _of_register(row: Row) -> Proposal | None:
    is_closed = not pd.isna(row["closed_on"])
    if not is_closed and row["status"] != PracticeStatus.CLOSED:
        return None
    when = f" on {uk(row['closed_on'].date())}" if is_closed else ""
    successor = row["successor_code"]
    if isinstance(successor, str) and successor:
        why = (
            f"The register says that it closed{when}; {successor} took its patients"
            " on and gets a case of its own if it is over."
        )
        return Proposal(row["ods_code"], Proposes.TRANSFER, why, successor)
    why = f"The register says that it closed{when}."
    return Proposal(row["ods_code"], Proposes.EXEMPT, why)


def _of_supplier(row: Row, began: str | None) -> Proposal | None:
    now = row["supplier"]
    if began is None or not isinstance(now, str) or now == began:
        return None
    why = (
        f"Its supplier was {began} when the case began and is {now} now: go-live and"
        " plan belong to a practice and its system."
    )
    return Proposal(row["ods_code"], Proposes.TRANSFER, why)


def _supplier(figures: pd.DataFrame, case: Row) -> str | None:
    own = figures[
        (figures["ods_code"] == case["ods_code"])
        & (figures["period"] == case["opened_period"])
    ]["supplier"].dropna()
    return None if own.empty else str(own.iloc[0])
