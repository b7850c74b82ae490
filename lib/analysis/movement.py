"""A change of rate between two months, split into codes, list size, rule, correction.

The path from the earlier rate as it was known then: first what was corrected since,
then the earlier month restated on the later basis, then the codes on the old list,
then the new list. Each step is exact, so the parts add up to the whole.
"""

from datetime import date
from fractions import Fraction
from math import floor
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day, readable
from lib.domain.disclosure import is_small_change
from lib.domain.files import Basis, Population


class Share(NamedTuple):
    excluded: int
    patients: int  # the denominator, above 0

    @property
    def points(self) -> Fraction:
        return Fraction(100 * self.excluded, self.patients)


class Movement(NamedTuple):
    """Percentage points, exact."""

    codes: Fraction
    list_size: Fraction
    rule: Fraction
    correction: Fraction

    @property
    def total(self) -> Fraction:
        return self.codes + self.list_size + self.rule + self.correction


def split(
    then: Share, earlier: Share, later: Share, restated: Share | None = None
) -> Movement:
    """`then`: the earlier month as it was known then; `earlier`: as known now.

    `restated`: the earlier month on the later one's basis, where the basis changed.
    """
    start = restated or earlier
    on_old_list = Share(later.excluded, start.patients)
    return Movement(
        codes=on_old_list.points - start.points,
        list_size=later.points - on_old_list.points,
        rule=start.points - earlier.points,
        correction=earlier.points - then.points,
    )


class Tenths(NamedTuple):
    """A movement in whole tenths of a point, as shown."""

    codes: int
    list_size: int
    rule: int
    correction: int

    @property
    def total(self) -> int:
        return sum(self)


def tenths(moved: Movement) -> Tenths:
    """Rounded so that the parts shown add up to the total shown.

    Each part is rounded down; the tenths still missing go to the parts that lost most.
    """
    exact = [part * 10 for part in moved]
    down = [floor(part) for part in exact]
    missing = floor(moved.total * 10 + Fraction(1, 2)) - sum(down)
    by_loss = sorted(range(len(exact)), key=lambda i: down[i] - exact[i])
    for i in by_loss[:missing]:
        down[i] += 1
    return Tenths(*down)


class Since(NamedTuple):
    """How one practice moved since its last reported month.

    `moved` is None where the two cannot be compared: the basis changed and the
    earlier month cannot be restated, or other people were counted. `hidden`: to an
    observer, as it may be of a few patients.
    """

    period: date
    moved: Movement | None
    hidden: bool = False


def movements(
    figures: pd.DataFrame, period: date, then: pd.DataFrame | None = None
) -> dict[str, Since]:
    """By ODS code: each practice reported in the month and in some month before.

    `then`: the figures as they were known when the earlier month was looked at
    (`panel(as_known_on=...)`); without it nothing counts as a correction.
    """
    told = readable(figures)
    later = told[told["period"] == pd.Timestamp(period)]
    earlier = _last_before(told, period)
    known = None if then is None else readable(then)
    was = {} if known is None else _by_month(known)
    before = {row["ods_code"]: row for row in earlier.to_dict("records")}
    found = {}
    for row in later.to_dict("records"):
        old = before.get(row["ods_code"])
        if old is not None:
            as_known_then = was.get((row["ods_code"], old["period"]), old)
            found[str(row["ods_code"])] = Since(
                day(old["period"]),
                between(as_known_then, old, row),
                hidden=is_hidden(old, row) or _is_corrected_little(as_known_then, old),
            )
    return found


def _is_corrected_little(then: Row, now: Row) -> bool:
    return then["excluded"] != now["excluded"] and is_hidden(then, now)


def is_hidden(before: Row, now: Row) -> bool:
    return is_small_change(
        int(before["excluded"]), int(now["excluded"]), now["least_change"]
    )


def changes(figures: pd.DataFrame, period: date) -> pd.DataFrame:
    """By ODS code: `change`, a fraction, and `points`, without what is not whole; both
    are missing where the change is `change_hidden`.

    Of the same practices as `movements`, where the two months can be compared; whole
    columns at a time, as England has 6,000 practices.
    """
    told = readable(figures)
    earlier = _last_before(told, period).set_index("ods_code")
    later = told[told["period"] == pd.Timestamp(period)].set_index("ods_code")
    both = later.merge(
        earlier, left_index=True, right_index=True, suffixes=("", "_before")
    )
    both = both.assign(list_size_before=_size_before(both))
    same_people = both["population"] == both["population_before"]
    both = both[same_people & both["list_size_before"].notna()].astype(
        dict.fromkeys(_COMPARED, "int64")
    )
    size, before = both["list_size"], both["list_size_before"]
    cross = both["excluded"] * before - both["excluded_before"] * size
    whole = cross.abs() * 100 // (size * before)
    found = pd.DataFrame(
        {"change": cross / (size * before), "points": whole.where(cross > 0, -whole)}
    )
    hidden = _hidden(both)
    return found.where(~hidden).assign(change_hidden=hidden)


def _hidden(both: pd.DataFrame) -> "pd.Series[bool]":
    """`is_small_change` for each row."""
    first, second = both["excluded_before"], both["excluded"]
    anybody = (first != 0) | (second != 0)
    return anybody & ((second - first).abs() < both["least_change"])


_COMPARED = ["excluded", "list_size", "excluded_before", "list_size_before"]


def _size_before(both: pd.DataFrame) -> "pd.Series[int]":
    """The earlier list on the later month's basis; missing where it cannot be had."""
    registered = both["basis"] == Basis.REGISTERED
    published = both["registered_before"].where(registered, both["aged_16_plus_before"])
    adults = both["population_before"] == Population.AGED_16_PLUS
    enough = published >= both["excluded_before"].clip(lower=1)
    restated = published.where(adults & enough.fillna(value=False))
    same_basis = both["basis"] == both["basis_before"]
    return both["list_size_before"].where(same_basis, restated)


def _last_before(figures: pd.DataFrame, period: date) -> pd.DataFrame:
    earlier = figures[figures["period"] < pd.Timestamp(period)]
    return earlier.sort_values("period").groupby("ods_code").tail(1)


def _by_month(figures: pd.DataFrame) -> dict[tuple[str, pd.Timestamp], Row]:
    rows = figures.to_dict("records")
    return {(row["ods_code"], row["period"]): row for row in rows}


def between(then: Row, earlier: Row, later: Row) -> Movement | None:
    """Of three rows of the figures frame with state reported."""
    if not _same_people(then, earlier, later) or then["basis"] != earlier["basis"]:
        return None
    if earlier["basis"] == later["basis"]:
        return split(_share(then), _share(earlier), _share(later))
    restated = _restated(earlier, later["basis"])
    if restated is None:
        return None
    return split(_share(then), _share(earlier), _share(later), restated)


def _same_people(*rows: Row) -> bool:
    return len({row["population"] for row in rows}) == 1


def _share(row: Row) -> Share:
    return Share(int(row["excluded"]), int(row["list_size"]))


def _restated(row: Row, basis: str) -> Share | None:
    """Only counts of people aged 16 and over can be read on either basis."""
    column = "registered" if basis == Basis.REGISTERED else "aged_16_plus"
    if row["population"] != Population.AGED_16_PLUS or pd.isna(row[column]):
        return None
    if row[column] < max(row["excluded"], 1):
        return None
    return Share(int(row["excluded"]), int(row[column]))
