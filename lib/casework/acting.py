"""The first act on a case: it stores what was only worked out."""

import pandas as pd

from lib import actions
from lib.analysis import cases
from lib.analysis.frame import Row, day
from lib.domain.errors import RuleBroken
from lib.domain.users import User


def begun(figures: pd.DataFrame, case: Row, *, by: User) -> tuple[int, int]:
    """The episode of a row of `casework.cases.table` and its version as it was seen;
    stored now, with its ground, where nobody has acted on it yet."""
    if not pd.isna(case["episode_id"]):
        return int(case["episode_id"]), int(case["version"])
    if pd.isna(case["opened_period"]):
        raise RuleBroken(
            "It is not on record that the ICB acts on the rule. An administrator"
            " records its decision first."
        )
    ground = cases.ground(figures, case["ods_code"], day(case["opened_period"]))
    if ground is None:
        raise RuleBroken("The figures have changed meanwhile. Look again.")
    return actions.episodes.begin(ground, by=by), 1
