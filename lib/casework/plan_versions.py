"""The steps of one practice's case, for its page."""

from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import case_steps
from lib.analysis.case_steps import Step, Version
from lib.analysis.frame import Row, day
from lib.domain.users import User


def of(user: User, case: Row, cells: pd.DataFrame, today: date) -> list[Step]:
    """`case`: a row of `casework.cases.table`; `cells`: of `casework.reports.cells`."""
    own = cells[cells["ods_code"] == case["ods_code"]]
    return case_steps.steps(case, _versions(user, case), own, today)


def _versions(user: User, case: Row) -> list[Version]:
    if pd.isna(case["episode_id"]):
        return []
    every = queries.plans_received.every(user)
    own = every[every["episode_id"] == case["episode_id"]]
    return [
        Version(
            int(row["number"]),
            day(row["received_on"]),
            None if pd.isna(row["agreed_on"]) else day(row["agreed_on"]),
        )
        for row in own.to_dict("records")
    ]
