"""The versions of a case's plan that came, as its steps tell of them."""

import pandas as pd

from lib import queries
from lib.analysis.case_steps import Version
from lib.analysis.frame import day
from lib.domain.users import User


def received(user: User, episode_id: int) -> list[Version]:
    every = queries.plans_received.every(user)
    own = every[every["episode_id"] == episode_id]
    return [
        Version(
            int(row["number"]),
            day(row["received_on"]),
            None if pd.isna(row["agreed_on"]) else day(row["agreed_on"]),
        )
        for row in own.to_dict("records")
    ]
