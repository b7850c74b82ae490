"""Two worlds that look the same: an observer cannot tell which of them is the true one.

The second has another count for each that is not 0. All that an observer can ask is
asked in both, and every answer must be the same; then no total, per cent, month, filter,
order or file can tell a count, what is left of a list, or a change.
"""

from collections.abc import Iterator
from random import Random

import pandas as pd
import pytest

from lib import queries
from lib.analysis import (
    groups,
    over_list,
    position,
    sentences,
    spread,
    trend,
    what_changed,
)
from lib.analysis.frame import month
from lib.casework import cases, plans
from lib.documents.tables import as_csv
from lib.domain.dates import periods, shift
from lib.domain.files import Basis
from lib.ui.over import SHORT
from tests import factories
from tests.conftest import LONG
from tests.domain.test_disclosure import known_under, twin
from tests.factories import PERIOD

FIRST = shift(PERIOD, -2)
MONTHS = periods(FIRST, PERIOD)
HERE, THERE = [f"X99{n:03}" for n in range(1, 13)], ["X99101", "X99102"]
World = dict[tuple[str, str], int]  # by code and month


def lists(random: Random) -> World:
    """Public: some small, and all of them move by a few patients."""
    sizes = {c: random.choice([9, 16, 40, 103, 2_001, 9_310]) for c in HERE + THERE}
    return {
        (code, f"{period}"): max(1, size + random.randint(-4, 4))
        for period in MONTHS
        for code, size in sizes.items()
    }


def counts(random: Random, sizes: World) -> World:
    """Few, all but few, and about half."""
    return {
        key: min(
            size, max(0, random.choice([0, size // 2, size]) + random.randint(-8, 8))
        )
        for key, size in sizes.items()
    }


def other(true: World, sizes: World) -> World:
    return {
        key: count if count == 0 else twin(count, known_under(50, sizes[key]))
        for key, count in true.items()
    }


def load_lists(sizes: World) -> None:
    elsewhere = {"icb_code": "QY2", "icb_name": "Another ICB", "sub_icb_code": "Y01"}
    elsewhere |= {"icb_ons_code": "E54999002", "sub_icb_ons_code": "E38999002"}
    places = [
        *(factories.practice(code, pcn_code=f"U9900{code[-1]}") for code in HERE),
        *(factories.practice(code, **elsewhere) for code in THERE),
    ]
    for period in MONTHS:
        on = shift(period, 1)
        factories.load(factories.hierarchy(places, on=on))
        factories.load(factories.list_sizes(of_month(sizes, period), on=on))
    factories.load(factories.lmc_list([*HERE[:8], THERE[0]]))


def load_counts(world: World) -> None:
    for period in MONTHS:
        for icb, codes in ((factories.ICB, HERE), ("QY2", THERE)):
            told = {c: n for c, n in of_month(world, period).items() if c in codes}
            factories.load(factories.counts(told, period=period), icb_code=icb)


def of_month(world: World, period: object) -> dict[str, int]:
    return {code: n for (code, month), n in world.items() if month == str(period)}


def answers(user: object) -> Iterator[object]:
    """All of it, in words, without the keys of rows that have no name."""
    for asked in ({"icb_code": factories.ICB}, {}):
        figures = queries.figures.panel(user, FIRST, PERIOD, **asked)
        yield "panel", lines(figures)
        yield "alone", lines(queries.figures.panel(user, PERIOD, PERIOD, **asked))
        yield from analysed(user, figures)
    for code in HERE[:8]:
        if code in set(figures["ods_code"]):
            words = queries.practices.history(user, code)
            yield code, lines(words[words["current"]].drop(columns="loaded_at"))


def analysed(user: object, figures: pd.DataFrame) -> Iterator[object]:
    yield "months", lines(trend.monthly(figures, FIRST, PERIOD))
    for at in position.positions(figures, PERIOD):
        yield at
        yield sentences.over_lead(at, "so much")
    now = month(figures, PERIOD)
    for column in ("icb_code", "sub_icb_code", "pcn_code", "supplier", "lmc_name"):
        yield column, lines(groups.by(now, column))
    rules = {rule.id: rule for rule in queries.threshold.rules(user)}
    for percent in (1, 25, 50, 75, 99):
        rule = next(iter(rules.values())).model_copy(update={"percent": percent})
        yield spread.spread(now, rule), lines(spread.bands(now, rule))
    yield "deciles", lines(spread.deciles(figures))
    for period in MONTHS[1:]:
        table = over_list.practices(figures, period, rules)
        yield "listed", lines(table)
        told = table.assign(pcn=table["pcn_code"])
        yield sorted(as_csv(told, SHORT, codes=True).splitlines())
        yield what_changed.since_before(figures, period, Basis.REGISTERED)
    yield "cases", lines(cases.table(figures, user, PERIOD, None))
    yield "plans", lines(plans.listed(figures, user, PERIOD, None))


def lines(table: pd.DataFrame) -> list[str]:
    if "masked" in table:
        nameless = table["masked"].astype(bool)
        table = table.assign(ods_code=table["ods_code"].mask(nameless, ""))
    return sorted(table.to_csv(index=False).splitlines())


@pytest.mark.parametrize("seed", range(10 if LONG else 1))
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_observer_can_tell_the_worlds_apart(database, seed):
    random = Random(seed)  # noqa: S311 no secret
    sizes = lists(random)
    true = counts(random, sizes)
    second = other(true, sizes)
    assert None not in second.values()
    load_lists(sizes)
    load_counts(true)
    observers = [factories.lmc_observer(None), factories.bma_observer()]
    before = [list(answers(observer)) for observer in observers]
    exact = next(answers(factories.officer(None)))
    load_counts(second)
    assert [list(answers(observer)) for observer in observers] == before
    assert next(answers(factories.officer(None))) != exact
