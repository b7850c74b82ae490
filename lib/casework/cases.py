"""The cases of an ICB as at a month."""

from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import cases
from lib.analysis.cases import Case
from lib.domain.adoption import in_force
from lib.domain.users import User


def of(
    figures: pd.DataFrame, user: User, period: date, icb_code: str | None
) -> list[Case]:
    """From the figures frame of the same user and ICB, with what is stored."""
    adoptions = queries.adoptions.every(user)

    def adopted(icb: str | None, on: date) -> date | None:
        decision = in_force(adoptions, icb, on)
        return decision.from_on if decision else None

    stored = queries.episodes.every(user, icb_code)
    return cases.cases(figures, period, stored, adopted)
