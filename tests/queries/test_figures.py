"""The figures of a practice and month: what is true now, and what a rule says of it."""

from datetime import date, time

import pandas as pd
import pytest

from lib import actions, queries
from lib.actions.thresholds import Limit
from lib.domain.codes import Measure
from lib.domain.dates import shift
from lib.domain.files import Basis, Counted, Population
from tests import factories
from tests.conftest import BOTH, BOTH_COPIES, filled
from tests.factories import PERIOD, counts, list_sizes
from tests.queries.reading import expected, figure

BEFORE, AFTER = shift(PERIOD, -1), shift(PERIOD, 1)
ADULTS = Basis.AGED_16_PLUS


@filled
def placed():
    factories.load(factories.hierarchy([*factories.PRACTICES, factories.NEIGHBOUR]))
    factories.load(list_sizes({"X99001": 1000, "X99002": 104, "X99004": 1000}))


def rule(percent=50, basis=Basis.REGISTERED, *, icb="XA1", from_on=PERIOD):
    actions.thresholds.record(
        icb, Limit(percent, basis, from_on, "a letter"), by=factories.administrator()
    )


def test_over_is_more_than_half_in_whole_numbers(database):  # T4, T8
    excluded = [500, 501, 0, 1000, 1001, None]
    codes = [f"X99{n:03}" for n in range(len(excluded))]
    factories.load(factories.hierarchy(codes))
    factories.load(list_sizes(dict.fromkeys(codes, 1000)))
    factories.load(counts(dict(zip(codes, excluded, strict=True))))
    rows = queries.figures.panel(factories.lead(), PERIOD, PERIOD)
    rows = rows[["state", "over", "rate"]].astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == [
        ["reported", False, 0.5],
        ["reported", True, 0.501],
        ["reported", False, 0],
        ["reported", True, 1],
        ["data-error", None, None],
        ["suppressed", None, None],
    ]


def test_no_denominator_and_no_data_are_not_zero(placed):  # T4
    factories.load(counts({"X99003": 0}))
    without, unlisted = figure("X99001"), figure("X99003")
    assert unlisted["state"] == "no-denominator"
    assert (without["state"], without["excluded"]) == ("no-data", None)
    for row in (without, unlisted):
        assert (row["rate"], row["over"]) == (None, None)


def test_the_flag_stays_where_the_rounded_rate_does_not_show_it(placed):  # T26
    factories.load(list_sizes({"X99002": 103}))
    factories.load(counts({"X99002": 52}))
    row = figure("X99002")
    assert row["over"] is True
    assert round(row["rate"] * 2, 0) == 1  # a half, to the eye


def test_the_same_count_on_two_bases_gives_two_answers(placed):  # T5
    factories.load(list_sizes({"X99001": 10_000}))
    factories.load(list_sizes({"X99001": 8_100}, basis=ADULTS))
    factories.load(counts({"X99001": 4_600}, population=Population.AGED_16_PLUS))
    row = figure()
    assert (row["basis"], row["over"]) == ("registered", False)
    rule(basis=ADULTS)
    row = figure()
    assert (row["basis"], row["over"], row["list_size"]) == ("aged-16-plus", True, 8100)


@BOTH_COPIES
def test_another_basis_is_a_new_calculation_and_the_old_one_stays(
    placed, on_days
):  # T6
    factories.load(list_sizes({"X99001": 600}, basis=ADULTS))
    with on_days(date(2026, 5, 1)):
        factories.load(counts({"X99001": 400}, population=Population.AGED_16_PLUS))
    with on_days(date(2026, 5, 2)):
        rule(basis=ADULTS)
    assert figure()["over"] is True
    then = figure(as_known_on=date(2026, 5, 1))
    assert (then["basis"], then["over"]) == ("registered", False)
    newest = queries.threshold.in_force(factories.officer(), "XA1", PERIOD)
    assert newest.recorded_by == factories.administrator().email


@pytest.mark.parametrize(
    "population", [p for p in Population if p != Population.AGED_16_PLUS]
)
def test_under_16_and_over_no_other_count_is_judged(placed, population):  # T7, T8
    rule(basis=ADULTS)
    factories.load(list_sizes({"X99001": 800}, basis=ADULTS))
    factories.load(counts({"X99001": 700}, population=population))
    row = figure()
    assert (row["state"], row["over"]) == ("incompatible", None)


def test_ever_coded_is_not_excluded(placed):  # decisions 7
    factories.load(counts({"X99001": 900}, counted=Counted.EVER))
    assert figure()["state"] == "incompatible"


def test_the_icbs_own_rule_wins_and_old_months_keep_theirs(placed):  # decisions 9
    rule(30)
    rule(60, icb=None)
    for month in (BEFORE, PERIOD):
        factories.load(counts({"X99001": 400}, period=month))
        factories.load(counts({"X99004": 550}, period=month), icb_code="XB1")
    rows = queries.figures.panel(factories.lead(), BEFORE, PERIOD)
    rows = rows[rows.excluded.notna()]
    asked = zip(
        rows.ods_code, rows.period.dt.date, rows.percent, rows.over, strict=True
    )
    assert list(asked) == [
        ("X99001", BEFORE, 50, False),
        ("X99001", PERIOD, 30, True),
        ("X99004", BEFORE, 50, True),
        ("X99004", PERIOD, 60, False),
    ]


def test_the_newest_word_that_is_not_withdrawn_is_true(placed):  # decisions 1
    uploads = [factories.load(counts({"X99001": n})).upload_id for n in (1, 2, 3)]
    row = figure()
    assert (row["excluded"], row["upload_id"]) == (3, uploads[2])
    by = factories.administrator()
    for upload, left in ((uploads[1], 3), (uploads[2], 1), (uploads[0], None)):
        actions.uploads.withdraw(upload, "a slip", by=by)
        assert figure()["excluded"] == left


def test_a_later_file_changes_only_what_it_contains(placed):  # decisions 1
    factories.load(counts({"X99001": 1, "X99002": 2}))
    factories.load(counts({"X99002": 3}))
    assert (figure()["excluded"], figure("X99002")["excluded"]) == (1, 3)


@BOTH_COPIES
def test_partial_files_never_blank_each_other(placed):  # decisions 1
    """EMIS gives a file for each search."""
    factories.load(counts({"X99001": 1}, partial=True))
    other = counts({"X99001": 8, "X99002": 9}, measure=Measure.CODED_106, partial=True)
    factories.load(other)
    factories.load(counts({"X99002": 2}, partial=True))
    assert (figure()["excluded"], figure("X99002")["excluded"]) == (1, 2)
    found = queries.practices.history(factories.officer(), "X99001")
    assert {(m, v) for m, v in zip(found.measure, found.value, strict=True)} == {
        ("104", 1),
        ("106", 8),
    }
    assert found.current.all()


def test_a_suppressed_number_replaces_an_earlier_one(placed):
    factories.load(counts({"X99001": 7}))
    factories.load(counts({"X99001": None}))
    row = figure()
    assert (row["state"], row["excluded"]) == ("suppressed", None)


@BOTH_COPIES
def test_figures_are_told_as_they_were_on_a_day(placed, on_days):  # decisions 3
    """A day ends at midnight in London: 23:30 UTC in summer is the next day."""
    days = [date(2026, 6, 1), date(2026, 6, 3)]
    with on_days(days[0]):
        first = factories.load(counts({"X99001": 1}))
    with on_days(date(2026, 6, 2), time(23, 30)):
        factories.load(counts({"X99001": 2}))
    with on_days(days[1], time(22, 30)):
        actions.uploads.withdraw(
            first.upload_id, "a slip", by=factories.administrator()
        )
    known = {day: figure(as_known_on=date(2026, 6, day)) for day in (1, 2, 3)}
    assert [row["excluded"] for row in known.values()] == [1, 1, 2]
    assert figure(as_known_on=date(2020, 1, 1)) is None


def test_places_in_the_order_of_commits_decide_not_clocks(placed, on_days):  # 3
    with on_days(date(2026, 6, 2)):
        factories.load(counts({"X99001": 1}))
    with on_days(date(2026, 6, 1)):  # a clock that goes wrong
        factories.load(counts({"X99001": 2}))
    assert figure()["excluded"] == 2


def test_a_count_of_a_practice_not_expected_is_shown(placed):  # decisions 12
    factories.load(counts({"X99001": 1}, period=BEFORE))
    factories.load(factories.hierarchy(["X99002"], on=date(2026, 1, 1)))
    assert expected(BEFORE) == ["X99002"]
    row = figure(period=BEFORE)
    assert (row["expected"], row["excluded"], row["icb_code"]) == (False, 1, "XA1")


def test_lists_under_the_set_size_are_marked(placed):
    factories.load(list_sizes({"X99003": 999}))
    rows = queries.figures.panel(factories.lead(), PERIOD, AFTER)
    small = rows.groupby("ods_code").small.agg(list).to_dict()
    assert small == {
        "X99001": [False, False],  # 1,000
        "X99002": [True, True],
        "X99003": [True, True],  # 999
        "X99004": [False, False],
    }


CONTRACT = {
    "period": "datetime64[s]",
    "ods_code": "str",
    "icb_code": "str",
    "lmc_name": "str",
    "contract_type": "str",
    "expected": "bool",
    "excluded": "Int64",
    "registered": "Int64",
    "registered_on": "datetime64[s]",
    "aged_16_plus_on": "datetime64[s]",
    "list_size": "Int64",
    "list_on": "datetime64[s]",
    "list_source": "str",
    "basis": "str",
    "percent": "Int64",
    "rule_id": "Int64",
    "state": "str",
    "rate": "float64",
    "over": "boolean",
    "counted": "str",
    "population": "str",
    "upload_id": "Int64",
    "row": "Int64",
    "small": "bool",
}


@BOTH
@pytest.mark.parametrize("filled", [False, True])
def test_the_columns_are_of_the_types_agreed(database, filled):
    if filled:
        factories.load(factories.hierarchy())
        factories.load(counts({"X99001": 1, "X99002": None}))
        factories.load(list_sizes({"X99001": 9000}))
    found = queries.figures.panel(factories.lead(), BEFORE, PERIOD)
    assert {name: str(found[name].dtype) for name in CONTRACT} == CONTRACT
    assert len(found) == (6 if filled else 0)
    keys = pd.MultiIndex.from_frame(found[["ods_code", "period"]])
    assert keys.is_monotonic_increasing
    assert keys.is_unique


@BOTH_COPIES
def test_one_icb_is_the_same_rows_as_among_all(placed):
    factories.load(counts({"X99001": 1}))
    factories.load(counts({"X99004": 2}), icb_code="XB1")
    every = queries.figures.panel(factories.lead(), BEFORE, AFTER)
    for code in ("XA1", "XB1", "XC9"):
        one = queries.figures.panel(factories.lead(), BEFORE, AFTER, icb_code=code)
        wanted = every[every.icb_code == code].reset_index(drop=True)
        pd.testing.assert_frame_equal(one, wanted)
