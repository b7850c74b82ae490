"""Whether a practice is over on either basis, or what its being over depends on.

A count of all ages says little of those aged 16 and over, and the reverse, so the
other basis is judged by what is possible: a practice depends on the basis only where
one split of its patients by age would be over and another would not.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from lib.analysis.bounds import Counts, coded, verdict
from lib.analysis.frame import Row, day, month
from lib.analysis.words import number, share_words
from lib.domain.dates import shift, uk
from lib.domain.files import LISTS, Basis, Counted, Population
from lib.domain.threshold import BASIS_WORDS, State, ThresholdRule, exceeds


class Flips(StrEnum):
    OVER = "over on either basis"
    NOT_OVER = "not over on either basis"
    BASIS = "depends on the basis"
    LIST = "depends on which month's list"
    BASIS_AND_LIST = "depends on the basis and on which month's list"
    PEOPLE = "depends on who was counted"
    AGED_16_PLUS_UNKNOWN = "16 and over not known"
    REGISTERED_UNKNOWN = "list of all ages not known"
    UNTOLD = "cannot be told"


class Flip(NamedTuple):
    flips: Flips
    why: tuple[str, ...]  # a line for each basis, and for each list that differs


class ListOn(NamedTuple):
    """A list size on the basis of the rule in force, and its day."""

    on: date
    patients: int


def flips(
    rows: pd.DataFrame,
    rules: Mapping[int, ThresholdRule],
    lists: Mapping[str, Sequence[ListOn]] | None = None,
) -> dict[str, Flip]:
    """By ODS code, of each practice of one month of the figures frame.

    `rules` by id. `lists` by ODS code: the lists of the month before and after.
    """
    others = lists or {}
    return {
        str(row["ods_code"]): _of_row(row, rules, others.get(row["ods_code"], ()))
        for row in rows.to_dict("records")
    }


def lists_near(figures: pd.DataFrame, period: date) -> dict[str, list[ListOn]]:
    """By ODS code: the lists of the months beside that are not the one which serves,
    on the basis of the rule in force in the month."""
    beside = [pd.Timestamp(shift(period, n)) for n in (-1, 1)]
    now = month(figures, period)[["ods_code", "basis", "list_on"]]
    rows = figures[figures["period"].isin(beside)].merge(
        now, on="ods_code", suffixes=("", "_now")
    )
    adults = rows["basis_now"] == Basis.AGED_16_PLUS
    size = rows["aged_16_plus"].where(adults, rows["registered"])
    on = rows["aged_16_plus_on"].where(adults, rows["registered_on"])
    known = size.notna() & on.notna() & on.ne(rows["list_on_now"])
    others = rows.assign(size=size, on=on)[known]
    found: dict[str, list[ListOn]] = {}
    for code, stamp, patients in zip(
        others["ods_code"], others["on"], others["size"], strict=True
    ):
        found.setdefault(code, []).append(ListOn(day(stamp), int(patients)))
    return found


def _of_row(
    row: Row, rules: Mapping[int, ThresholdRule], others: Sequence[ListOn]
) -> Flip:
    missing = pd.isna(row["rule_id"])
    rule: ThresholdRule | None = None if missing else rules.get(int(row["rule_id"]))
    if rule is None or not _tells(row) or _contradicts(row, rule):
        return Flip(Flips.UNTOLD, ())
    months = differing(int(row["excluded"]), _lists(row, others), rule)
    sizes = {
        Basis.REGISTERED: row["registered"],
        Basis.AGED_16_PLUS: row["aged_16_plus"],
    }
    if not pd.isna(row["list_size"]):
        sizes[rule.basis] = row["list_size"]
    for basis, unknown in _UNKNOWN.items():
        if pd.isna(sizes[basis]):
            return Flip(Flips.LIST if months else unknown, (unknown, *months))
    counts = Counts(
        excluded=int(row["excluded"]),
        population=Population(row["population"]),
        registered=int(sizes[Basis.REGISTERED]),
        aged_16_plus=int(min(sizes.values())),
    )
    return flip(counts, rule, months)


_UNKNOWN = {
    Basis.REGISTERED: Flips.REGISTERED_UNKNOWN,
    Basis.AGED_16_PLUS: Flips.AGED_16_PLUS_UNKNOWN,
}


def _tells(row: Row) -> bool:
    """An active 104 was counted, and the count can be right."""
    readable = {State.REPORTED, State.INCOMPATIBLE, State.NO_DENOMINATOR}
    ever = row["counted"] == Counted.EVER
    hidden = bool(pd.isna(row["excluded"]) or row["masked"])
    return row["state"] in readable and not ever and not hidden


def _contradicts(row: Row, rule: ThresholdRule) -> bool:
    """Rounding put the shown count on the other side of the limit than the flag says."""
    if pd.isna(row["over"]):
        return False
    told = exceeds(int(row["excluded"]), int(row["list_size"]), rule)
    return told != bool(row["over"])


def _lists(row: Row, others: Sequence[ListOn]) -> list[ListOn]:
    """Those the rate could be taken of; none where it cannot be taken at all."""
    if row["state"] != State.REPORTED or pd.isna(row["list_on"]):
        return []
    serving = ListOn(day(row["list_on"]), int(row["list_size"]))
    return sorted(size for size in (serving, *others) if size.patients)


def flip(counts: Counts, rule: ThresholdRule, months: Sequence[str] = ()) -> Flip:
    """`months`: the lines of `differing`."""
    if not _possible(counts):
        return Flip(Flips.UNTOLD, ())
    found = {verdict(counts, basis, rule) for basis in LISTS}
    why = (*(_basis_words(counts, basis, rule) for basis in LISTS), *months)
    if len(found) == 1 and None not in found:
        settled = Flips.OVER if found == {True} else Flips.NOT_OVER
        return Flip(Flips.LIST if months else settled, why)
    if counts.population not in (Population.ALL, Population.AGED_16_PLUS):
        return Flip(Flips.PEOPLE, why)
    return Flip(Flips.BASIS_AND_LIST if months else Flips.BASIS, why)


def _possible(counts: Counts) -> bool:
    sixteen = counts.population == Population.AGED_16_PLUS
    most = counts.aged_16_plus if sixteen else counts.registered
    return counts.aged_16_plus > 0 and counts.excluded <= most


def differing(
    excluded: int, lists: Sequence[ListOn], rule: ThresholdRule
) -> tuple[str, ...]:
    """A line for each list, where being over depends on which is taken; else none."""
    over = [exceeds(excluded, size.patients, rule) for size in lists]
    if all(over) or not any(over):
        return ()
    return tuple(
        f"{'over' if is_over else 'not over'} on the list of {uk(size.on)}"
        f" ({number(size.patients)})"
        for size, is_over in zip(lists, over, strict=True)
    )


def _basis_words(counts: Counts, basis: Basis, rule: ThresholdRule) -> str:
    patients, possible = counts.patients(basis), coded(counts, basis)
    low, high = (share_words(n, patients, rule.percent) for n in possible)
    share = low if low == high else f"between {low} and {high}"
    return f"{share} of {number(patients)} {BASIS_WORDS[basis]}"
