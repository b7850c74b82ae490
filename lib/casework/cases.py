"""The cases of an ICB as at a month."""

from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import cases
from lib.analysis.cases import Case, Stage
from lib.domain.action_plan import Status
from lib.domain.adoption import in_force
from lib.domain.users import User

MONTHS_BACK = 23  # of figures before the month asked for: a case is worked out of them


def of(
    figures: pd.DataFrame, user: User, period: date, icb_code: str | None
) -> list[Case]:
    """From the figures frame of the same user and ICB, with what is stored; of practices
    that the user sees by name."""
    figures = figures[~figures["masked"]]
    adoptions = queries.adoptions.every(user)

    def adopted(icb: str | None, on: date) -> date | None:
        decision = in_force(adoptions, icb, on)
        return decision.from_on if decision else None

    stored = queries.episodes.every(user, icb_code)
    return cases.cases(figures, period, stored, adopted)


def table(
    figures: pd.DataFrame, user: User, period: date, icb_code: str | None
) -> pd.DataFrame:
    """A row for each case: `cases.frame`, and what is stored of it and of its plan
    (`queries.episodes.every`). A case that is only worked out has no `episode_id`; it
    has a `status` once its ICB acts on the rule."""
    found = cases.frame(of(figures, user, period, icb_code))
    stored = queries.episodes.every(user, icb_code)
    stored = stored.drop(columns=["ods_code", "opened_period"])
    rows = found.merge(stored.astype({"episode_id": "Int64"}), "left", "episode_id")
    required = rows["stage"] == Stage.REQUIRED
    status = rows["status"].astype("str").mask(required, Status.REQUIRED.value)
    return rows.assign(status=status)
