"""The steps of one practice's case, for its page."""

from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import case_steps
from lib.analysis.case_steps import Step
from lib.analysis.frame import Row, day
from lib.domain.users import User


def of(user: User, case: Row, today: date) -> list[Step]:
    """`case`: a row of `casework.cases.table`."""
    return case_steps.steps(case, _received(user, case), report_cells(), today)


def _received(user: User, case: Row) -> list[tuple[int, date]]:
    if pd.isna(case["episode_id"]):
        return []
    every = queries.plans_received.every(user)
    own = every[every["episode_id"] == case["episode_id"]]
    return [
        (int(number), day(on))
        for number, on in zip(own["number"], own["received_on"], strict=True)
    ]


def report_cells() -> pd.DataFrame:
    """The practice's cells of the matrix of reports; none, while none can be asked."""
    return pd.DataFrame(columns=["period", "timeliness"])
