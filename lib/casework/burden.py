"""What practices were asked, against the cap, and what need not be asked of them."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib import queries
from lib.analysis import burden
from lib.analysis.burden import Load
from lib.domain.settings import Name
from lib.domain.users import User


class Standing(NamedTuple):
    """Before another ask: what the practice had in the month, and the most it should."""

    load: Load
    cap: int | None

    @property
    def is_full(self) -> bool:
        return self.cap is not None and self.load.asks >= self.cap


def standing(user: User, ods_code: str, icb_code: str | None, on: date) -> Standing:
    """For the forms that ask: one more in that month may be one too many."""
    asks = queries.asks.every(user, icb_code)
    return Standing(burden.load_of(asks, ods_code, on), cap(user, icb_code))


def cap(user: User, icb_code: str | None) -> int | None:
    return queries.settings.number(user, Name.ASKS_A_MONTH, icb_code)


def known(figures: pd.DataFrame, user: User, icb_code: str | None) -> pd.DataFrame:
    """ods_code, name and what is known already, of the rows of one month."""
    received = queries.plans_received.every(user, icb_code)
    last = {row["ods_code"]: row for row in received.to_dict("records")}
    rows = figures.sort_values("name").to_dict("records")
    return pd.DataFrame(
        {
            "ods_code": [row["ods_code"] for row in rows],
            "name": [row["name"] for row in rows],
            "known": [burden.known(row, last.get(row["ods_code"])) for row in rows],
        }
    )
