"""Three practices of the demonstration's ICB and its people: for what is done on their
pages, where the whole demonstration would cost more."""

from collections.abc import Iterator
from datetime import date

import pytest

from lib import db, demo
from lib.demo import people
from lib.demo.places import ICBS, NEIGHBOUR, NORTHMERE
from lib.domain import dates
from lib.domain.dates import playing_on, shift
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import LMCRow
from tests import factories
from tests.pages import remembering
from tests.repeated import repeated

LARKMERE, CAME_DOWN, FELL_FAST = "X99002", "X99018", "X99024"
NAMES = {LARKMERE: "Larkmere Surgery", CAME_DOWN: "Harrowmere", FELL_FAST: "Nabdale"}
LISTS = {LARKMERE: 9_310, CAME_DOWN: 10_000, FELL_FAST: 10_000}
COUNTS = {
    date(2023, 2, 1): (6_200, 5_300, 7_000),
    date(2023, 8, 1): (6_104, 5_200, 6_500),
    date(2023, 9, 1): (5_809, 5_000, 2_000),
}


@pytest.fixture
def larkmere(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("OVERSIGHT_MODE", "local")
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("OVERSIGHT_USER", people.OFFICER.email)
    db.connect(sqlite_url)
    dates.play_on(demo.TODAY)
    with remembering.begun_with("migrated"):
        _loaded()
        yield
    db.disconnect()


@repeated
def _loaded() -> None:
    """Each month's files soon after it."""
    for period, counts in COUNTS.items():
        end = shift(period, 1)
        with playing_on(end.replace(day=2)):
            factories.load(factories.hierarchy(_places(), on=end))
            factories.load(factories.list_sizes(LISTS, on=end))
            excluded = dict(zip(LISTS, counts, strict=True))
            of_month = factories.counts(excluded, period=period)
            factories.load(of_month, icb_code=NORTHMERE)
    lmc = str(people.LMC_OBSERVER.lmc)
    rows = [LMCRow(n, code, lmc) for n, code in enumerate(NAMES, 2)]
    factories.load(Parsed(Kind.LMC, rows, len(rows)))
    for person in (*people.PEOPLE, *people.OBSERVERS):
        factories.signed_up(person)


def _places() -> list[factories.HierarchyRow]:
    here = {"icb_code": NORTHMERE, "icb_name": ICBS[NORTHMERE]}
    beyond = {"icb_code": NEIGHBOUR, "icb_name": ICBS[NEIGHBOUR], "sub_icb_code": "X02"}
    own = [factories.practice(code, name=name, **here) for code, name in NAMES.items()]
    return [*own, factories.practice("X99101", **beyond)]
