"""How a practice moved since its last figure, what was corrected since told apart."""

from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import frame, movement
from lib.analysis.movement import Since
from lib.domain.codes import Measure
from lib.domain.dates import london, today
from lib.domain.threshold import State
from lib.ui import caching
from lib.ui.views import View


def since(view: View, ods_code: str) -> Since | None:
    """The figure before counts as it was known at the end of the day on which it first
    came: what has changed in it since is a correction.
    """
    own = view.figures[view.figures["ods_code"] == ods_code]
    found = movement.movements(own, view.period).get(ods_code)
    if found is None:
        return None
    then = _as_first_known(view, own, ods_code, found.period)
    return movement.movements(own, view.period, then)[ods_code]


def _as_first_known(
    view: View, own: pd.DataFrame, ods_code: str, period: date
) -> pd.DataFrame | None:
    day = _first_told(view, ods_code, period)
    if day is None or day >= today():  # nothing can have changed since
        return None
    icb_code = frame.month(own, period)["icb_code"].iloc[0]
    known = caching.panel(view.user, period, period, icb_code=icb_code, as_known_on=day)
    return known[(known["ods_code"] == ods_code) & (known["state"] == State.REPORTED)]


def _first_told(view: View, ods_code: str, period: date) -> date | None:
    every = caching.figures(queries.practices.history, view.user, ods_code)
    month = every["period"] == pd.Timestamp(period)
    told = every[month & (every["measure"] == Measure.CODED_104) & ~every["withdrawn"]]
    return None if told.empty else london(told["loaded_at"].min()).date()
