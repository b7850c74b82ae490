"""The plans in view, worked out once per version of the data and day."""

from datetime import date

import pandas as pd

from lib.casework import plans
from lib.domain.dates import today
from lib.domain.users import User
from lib.ui import caching
from lib.ui.views import View


def of(view: View) -> pd.DataFrame:
    """As `casework.plans.listed`: a row for each case, stored or worked out."""
    return caching.ask(_listed, view.user, view.period, view.icb_code, today())


def _listed(
    user: User,
    period: date,
    icb_code: str | None,
    _today: date,  # part of the key: overdue is worked out on the day
) -> pd.DataFrame:
    figures = View(user, period, icb_code).figures
    return plans.listed(figures, user, period, icb_code)
