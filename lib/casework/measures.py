"""The measures side by side: one month of any of them, and what switching would change."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib import queries
from lib.analysis import frame
from lib.analysis.words import listing, number
from lib.domain.dates import month_name
from lib.domain.measures import Key, read
from lib.domain.reported import ReportedMeasure
from lib.domain.roles import Permission
from lib.domain.threshold import ThresholdRule
from lib.domain.users import User

# How each measure's frame calls what all have; `side` is over, or at or above.
_NAMES = {
    Key.CODED_104: {
        "excluded": "numerator",
        "list_size": "denominator",
        "rate": "share",
        "over": "side",
    },
    Key.ACCESS: {
        "with_access": "numerator",
        "accounts": "denominator",
        "at_or_above": "side",
    },
}
SIDES = {Key.CODED_104: ("over", "not over"), Key.ACCESS: ("at or above", "below")}
COLUMNS = [
    *("ods_code", "name", "icb_code", "numerator", "denominator", "share"),
    *("percent", "side", "state", "upload_id", "row", "hidden", "masked"),
]


class Month(NamedTuple):
    """A measure in one month. `rows`: `COLUMNS`, of the practices expected."""

    measure: ReportedMeasure
    period: date
    rows: pd.DataFrame
    rules: list[ThresholdRule]
    is_gone_by: bool  # by one of the ICBs in view

    @property
    def counts(self) -> dict[str, int]:
        return {"expected": len(self.rows), **_sides(self.rows, self.measure)}


def _sides(rows: pd.DataFrame, measure: ReportedMeasure) -> dict[str, int]:
    """Practices on each side of the limit, and those not known."""
    side = rows["side"].astype("boolean")
    beyond, within = SIDES[Key(measure.key)]
    return {
        beyond: int(side.sum()),
        within: int((~side).sum()),
        "not known": int(side.isna().sum()),
    }


def month(user: User, key: Key, period: date, icb_code: str | None = None) -> Month:
    """The figures of the screens: of the second measure, those of ICBs that go by it."""
    (measure,) = [each for each in queries.measures.every(user) if each.key == key]
    on = queries.measures.on(user, icb_code, period)
    rows = _rows(user, key, period, icb_code)
    if key is Key.ACCESS:
        rows = rows[rows["on"]]
    used = set(rows["rule_id"].dropna())
    rules = [rule for rule in queries.threshold.rules(user, key) if rule.id in used]
    return Month(measure, period, rows[COLUMNS], rules, key in on)


def _rows(user: User, key: Key, period: date, icb_code: str | None) -> pd.DataFrame:
    ask = queries.access.panel if key is Key.ACCESS else queries.figures.panel
    rows = ask(user, period, period, icb_code=icb_code)
    return frame.expected(rows).rename(columns=_NAMES[key])


def words(user: User, period: date, icb_code: str | None) -> str:
    """For the notes of a file: by which measures the month goes, and by which limits."""
    on = queries.measures.on(user, icb_code, period)
    names = queries.organisations.names(user)
    parts = []
    for each in queries.measures.every(user):
        rule = queries.threshold.in_force(user, icb_code, period, Key(each.key))
        if each.key in on:
            limit = rule.worded(names) if rule else "no limit applies"
            parts.append(f"{each.title} ({each.label}): {limit}")
    return "; ".join(parts)


def preview(user: User, value: str, icb_code: str | None, period: date) -> list[str]:
    """What each measure would show of that month; ValueError where it names none."""
    user.require(Permission.SET_RULES)
    wanted, now = read(value), queries.measures.on(user, icb_code, period)
    lines = []
    for each in queries.measures.every(user):
        key = Key(each.key)
        shown = "shown" if key in wanted else "not shown"
        change = "as now" if (key in wanted) == (key in now) else "unlike now"
        rows = _rows(user, key, period, icb_code)
        sides = [f"{number(n)} {word}" for word, n in _sides(rows, each).items()]
        lines.append(
            f"{each.title}: {shown}, {change}. {month_name(period)}: {listing(sides)}."
        )
    return lines
