"""Which list size serves for a practice and month."""

from dataclasses import replace
from datetime import date

import pytest

from lib import actions, queries
from lib.domain.files import Basis, Kind, Population
from lib.domain.rows import ListSizeRow
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import PERIOD, counts, list_sizes
from tests.queries.reading import figure

SERVING = date(2026, 4, 1)  # the 1st after March
EARLIER, EARLIEST = date(2026, 2, 1), date(2024, 1, 1)
LATER, LATEST = date(2026, 5, 1), date(2027, 1, 1)
ADULTS = Basis.AGED_16_PLUS


@filled
def placed():
    factories.load(factories.hierarchy(["X99001", "X99002"]))


def of_sex(sex, patients, on=SERVING):
    row = ListSizeRow(2, "X99001", on, ADULTS, sex, patients)
    empty = list_sizes({}, on=on)
    return replace(empty, kind=Kind.SINGLE_AGE, rows=[row], rows_read=1)


# Of each practice: the days of its lists, and of the one that serves.
PUBLISHED = [
    ([EARLIER, SERVING, LATER], SERVING),
    ([EARLIEST, EARLIER, LATER], EARLIER),
    ([EARLIEST, LATER], EARLIEST),
    ([LATEST, LATER], LATER),
    ([LATEST], LATEST),
    ([date(2026, 3, 31), date(2026, 4, 2)], date(2026, 3, 31)),
    ([], None),
]


@pytest.mark.parametrize(
    ("basis", "name"),
    [(Basis.REGISTERED, "registered"), (ADULTS, "aged_16_plus")],
)
def test_the_1st_of_the_next_month_else_earlier_else_later(
    database, basis, name
):  # decisions 10
    codes = [f"X99{n:03}" for n in range(len(PUBLISHED))]
    factories.load(factories.hierarchy(codes))
    days = sorted({day for on, _ in PUBLISHED for day in on}, reverse=True)
    for n, day in enumerate(days, 1000):
        of_day = [c for c, (on, _) in zip(codes, PUBLISHED, strict=True) if day in on]
        factories.load(list_sizes(dict.fromkeys(of_day, n), on=day, basis=basis))
    rows = queries.figures.panel(factories.lead(), PERIOD, PERIOD)
    serves = [day for _, day in PUBLISHED]
    assert [each.date() for each in rows[f"{name}_on"].dropna()] == serves[:-1]
    sizes = [1000 + days.index(day) for day in serves[:-1]]
    assert rows[name].dropna().tolist() == sizes
    assert rows.iloc[-1][[name, f"{name}_on"]].isna().all()


@BOTH_COPIES
def test_each_basis_is_served_by_itself(placed):
    """A list of all ages on the very day does not hide an older one of 16 and over."""
    for code in ("X99001", "X99002"):
        factories.load(list_sizes({code: 1000}, on=SERVING))
    factories.load(list_sizes({"X99001": 800}, on=EARLIEST, basis=ADULTS))
    row = figure()
    assert (row["registered_on"], row["aged_16_plus_on"]) == (SERVING, EARLIEST)


@BOTH_COPIES
def test_16_and_over_needs_both_sexes_of_one_date(placed):  # decisions 16
    factories.load(of_sex("female", 410))
    factories.load(of_sex("male", 390, on=EARLIER))
    assert figure()["aged_16_plus"] is None
    factories.load(of_sex("male", 400))
    assert figure()["aged_16_plus"] == 810


def test_a_sex_and_all_patients_are_not_added(placed):
    factories.load(list_sizes({"X99001": 800}, basis=ADULTS))
    factories.load(of_sex("female", 410))
    assert figure()["aged_16_plus"] == 800
    factories.load(of_sex("male", 390))
    assert figure()["aged_16_plus"] == 800


def test_one_sex_issued_again_is_not_added_twice(placed):  # T32
    factories.load(of_sex("female", 410))
    factories.load(of_sex("male", 390))
    factories.load(of_sex("female", 415))
    assert figure()["aged_16_plus"] == 805


def test_the_files_own_list_serves_only_where_nothing_is_published(placed):  # 10
    factories.load(counts({"X99001": 300}, lists={"X99001": 500}))
    row = figure()
    assert (row["list_size"], row["list_source"]) == (500, "counts file")
    factories.load(list_sizes({"X99001": 1000}, on=LATEST))
    row = figure()
    assert (row["list_size"], row["list_source"]) == (1000, "published")


def test_the_files_own_list_serves_its_own_population_only(placed):
    factories.load(
        counts(
            {"X99001": 300}, lists={"X99001": 500}, population=Population.AGED_16_PLUS
        )
    )
    assert figure()["state"] == "no-denominator"


def test_an_empty_published_list_is_no_denominator(placed):  # T4
    factories.load(counts({"X99001": 0}))
    factories.load(list_sizes({"X99001": 0}))
    row = figure()
    assert (row["state"], row["rate"], row["over"]) == ("no-denominator", None, None)


def test_a_release_that_is_issued_again_recalculates(placed, on_days):  # T32
    with on_days(date(2026, 4, 10)):
        factories.load(counts({"X99001": 500}))
        first = factories.load(list_sizes({"X99001": 1000}))
    with on_days(date(2026, 4, 20)):
        again = factories.load(list_sizes({"X99001": 999}))
    assert again.upload_id != first.upload_id
    assert figure()["over"] is True
    as_it_was = figure(as_known_on=date(2026, 4, 19))
    assert (as_it_was["registered"], as_it_was["over"]) == (1000, False)
    actions.uploads.withdraw(again.upload_id, "a slip", by=factories.administrator())
    assert (figure()["registered"], figure()["over"]) == (1000, False)


def test_a_practice_missing_from_a_release_keeps_its_earlier_list(placed):
    factories.load(list_sizes({"X99001": 1000, "X99002": 900}))
    factories.load(list_sizes({"X99002": 901}))
    assert figure()["registered"] == 1000
