"""What an observer's figures show: shown numbers, the same for every way of asking."""

from datetime import date

import pandas as pd
import pytest

from lib import actions, queries
from lib.casework import timeline
from lib.domain import disclosure
from lib.domain.codes import Measure
from lib.domain.dates import shift
from lib.domain.disclosure import Known
from lib.domain.report_figures import Figures
from lib.domain.settings import Name
from tests import factories
from tests.conftest import BOTH, BOTH_COPIES, filled
from tests.factories import NEXT_DAY, PERIOD

EARLIER = shift(PERIOD, -1)
CODES = [f"X99{n:03}" for n in range(1, 13)]
COUNTS = [0, 3, 7, 8, 52, 103, 96, 995, 1_001, 9_992, 9_996, 10_000]
LISTS = [9_000, 9_000, 20, 20, 103, 103, 103, 1_003, 2_001, 10_000, 10_000, 10_000]


@filled
def months():
    """Two months; between them changes of 0, 1 to 7 and more."""
    places = [factories.practice(code) for code in CODES]
    for period, more in ((EARLIER, 0), (PERIOD, 4)):
        factories.load(factories.hierarchy(places, on=shift(period, 1)))
        sizes = dict(zip(CODES, LISTS, strict=True))
        factories.load(factories.list_sizes(sizes, on=shift(period, 1)))
        told = {
            code: min(count + more if n % 2 else count, size)
            for n, (code, count, size) in enumerate(
                zip(CODES, COUNTS, LISTS, strict=True)
            )
        }
        factories.load(factories.counts(told, period=period))
    factories.load(factories.lmc_list(CODES))


def panel(user, first=PERIOD, last=PERIOD, **asked):
    found = queries.figures.panel(user, first, last, **asked)
    return found.set_index(["period", "ods_code"])


observers = pytest.mark.parametrize(
    "observer", factories.OBSERVERS, ids=lambda who: who.__name__
)
lmc = factories.lmc_observer


@BOTH_COPIES
@pytest.mark.usefixtures("months")
def test_an_observer_is_shown_the_numbers_of_the_scheme():
    exact = panel(factories.officer(), EARLIER, PERIOD)
    seen = panel(lmc(), EARLIER, PERIOD)
    assert list(seen.index) == list(exact.index)
    for row, true in zip(
        seen.to_dict("records"), exact.to_dict("records"), strict=True
    ):
        known = Known(true["list_size"], true["list_size"] // 2)
        number = disclosure.shown(true["excluded"], known)
        assert (row["hidden"], pd.isna(row["excluded"])) == ((number is None,) * 2)
        assert number is None or row["excluded"] == number
        assert row["over"] == true["over"]
        assert row["state"] == true["state"]
        assert pd.isna(row["row"]) and pd.isna(row["upload_id"])


@pytest.mark.usefixtures("months")
def test_52_of_103_is_over_and_what_is_shown_does_not_pin_it():
    row = panel(lmc(), EARLIER, EARLIER).loc[(pd.Timestamp(EARLIER), "X99005")]
    assert bool(row["over"])
    assert row["excluded"] == 55


@pytest.mark.usefixtures("months")
def test_the_rate_is_that_of_the_shown_number():
    seen = panel(lmc()).dropna(subset=["excluded"])
    expected = seen["excluded"].astype(float) / seen["list_size"].astype(float)
    assert (seen["rate"] == expected).all()


@pytest.mark.usefixtures("months")
def test_staff_see_exact_numbers():
    for who in factories.STAFF:
        found = panel(who(), EARLIER, PERIOD)
        assert not found["hidden"].any() and not found["masked"].any()
        earlier = found.loc[pd.Timestamp(EARLIER), "excluded"]
        assert set(COUNTS) - {1_001} <= set(earlier)
        assert (found["least_change"] == 0).all()


@observers
@pytest.mark.usefixtures("months")
def test_one_month_shows_the_same_alone_and_among_others(observer):
    user = observer()
    asks = [
        panel(user, EARLIER, PERIOD),
        panel(user, shift(EARLIER, -12), shift(PERIOD, 2)),
        panel(user, icb_code=factories.ICB),
        panel(user, as_known_on=date(2100, 1, 1)),
    ]
    alone = _month(panel(user))
    for asked in asks:
        assert _month(asked) == alone


def _month(found):
    """The rows of the month in words, without their keys and order."""
    rows = found.reset_index()
    rows = rows[rows["period"] == pd.Timestamp(PERIOD)].drop(columns="ods_code")
    return sorted(rows.to_csv(index=False).splitlines())


def test_as_known_before_a_new_list_shows_no_second_number(database, on_days):
    """995 of 1,003 is shown; of 1,002 it is all but 7. Both would tell that it is 995."""
    with on_days(date(2026, 4, 2)):
        factories.load(factories.hierarchy(["X99001"]))
        factories.load(factories.list_sizes({"X99001": 1_003}))
        factories.load(factories.counts({"X99001": 995}))
        factories.load(factories.lmc_list(["X99001"]))
    with on_days(date(2026, 4, 9)):
        factories.load(factories.list_sizes({"X99001": 1_002}))
    then = panel(lmc(), as_known_on=date(2026, 4, 5))
    now = panel(lmc())
    pd.testing.assert_frame_equal(then, now)
    assert pd.isna(now["excluded"]).all()


def test_as_known_before_a_correction_shows_what_was_shown_then(database, on_days):
    with on_days(date(2026, 4, 2)):
        factories.over({"X99001": 6_000})
        factories.load(factories.lmc_list())
    with on_days(date(2026, 4, 9)):
        factories.load(factories.counts({"X99001": 6_003}, partial=True))
    assert panel(lmc(), as_known_on=date(2026, 4, 5))["excluded"].max() == 6_000
    assert panel(lmc())["excluded"].max() == 6_005


@pytest.mark.usefixtures("months")
def test_a_row_without_a_name_tells_nothing_but_its_shown_figure():
    rows = queries.figures.panel(factories.bma_observer(), EARLIER, PERIOD)
    assert rows["masked"].all()
    assert set(rows["name"]) == {"Name not shown"}
    assert not set(rows["ods_code"]) & set(CODES)
    blank = ["list_size", "registered", "pcn_code", "supplier", "lmc_name", "rate"]
    blank += ["sub_icb_code", "contract_type", "list_on", "row", "upload_id"]
    assert rows[blank].isna().all(axis=None)
    named = queries.figures.panel(lmc(), EARLIER, PERIOD)
    assert sorted(rows["excluded"].fillna(-1)) == sorted(named["excluded"].fillna(-1))
    assert rows["over"].sum() == named["over"].sum()


@pytest.mark.usefixtures("months")
def test_the_key_of_a_row_without_a_name_is_of_one_answer():
    asked = [set(panel(factories.bma_observer()).index) for _ in range(2)]
    assert not asked[0] & asked[1]


@pytest.mark.usefixtures("months")
def test_an_icb_may_choose_a_stronger_scheme_from_a_day_on():
    before = panel(lmc(), EARLIER, EARLIER)["excluded"]
    actions.settings.record(
        Name.DISCLOSURE,
        "10 10",
        icb_code=factories.ICB,
        from_on=NEXT_DAY,
        source="minute 9",
        by=factories.administrator(),
    )
    after = panel(lmc(), EARLIER, EARLIER)["excluded"]
    assert (after.dropna() % 10 == 0).all()
    assert after.isna().sum() > before.isna().sum()


@pytest.mark.usefixtures("months")
def test_at_least_two_counts_stay_possible_behind_every_row():
    """By all that the frame has of it: the list, the flag and the number shown."""
    for _, row in panel(lmc(), EARLIER, PERIOD).iterrows():
        known = Known(row["list_size"], row["list_size"] // 2)
        seen = (None if pd.isna(row["excluded"]) else row["excluded"], row["over"])
        fit = [
            count
            for count in range(known.most + 1)
            if (disclosure.shown(count, known), count > known.limit) == seen
        ]
        assert len(fit) > 1 or fit == [0]


@BOTH
def test_every_word_on_a_practice_shows_what_the_frame_does(database):
    """And a correction by a few patients shows no difference that tells it."""
    factories.over({"X99001": 6_000, "X99002": 4})
    factories.load(factories.lmc_list())
    factories.load(factories.counts({"X99001": 6_002}, partial=True))
    factories.load(
        factories.counts({"X99001": 2_002}, measure=Measure.CODED_106, partial=True)
    )
    shown = panel(lmc()).reset_index().set_index("ods_code")["excluded"]
    words = queries.practices.history(lmc(), "X99001")
    assert words["value"].tolist() == [6_000, 6_000]
    assert words["current"].tolist() == [True, False]
    assert set(words["measure"]) == {Measure.CODED_104}
    assert words["value"].iloc[0] == shown["X99001"]
    assert words[["row", "upload_id"]].isna().all(axis=None)
    assert set(words["file_name"] + words["loaded_by"] + words["reason"]) == {""}
    few = queries.practices.history(lmc(), "X99002")
    assert (few["value"].isna() & few["hidden"]).all()
    exact = queries.practices.history(factories.officer(), "X99001")
    assert exact["value"].tolist() == [6_002, 6_000, 2_002]
    assert not exact["hidden"].any()


def test_a_history_without_counts_is_empty_for_an_observer_too(database):
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    assert queries.practices.history(lmc(), "X99001").empty


@BOTH
def test_figures_of_reports_and_of_the_timeline_are_for_staff(database):
    factories.over({"X99001": 6_003})
    factories.load(factories.lmc_list())
    factories.asked_for_reports()
    factories.reported("X99001", 6_004, comment="6,004 as the search says")
    every = queries.monthly_reports.every(lmc())
    assert every[[*Figures._fields, "row", "upload_id"]].isna().all(axis=None)
    assert not every.empty
    parts = queries.timeline.parts(lmc(), "X99001")
    assert {each.value for each in parts.figures} == {None}
    assert {each.file_name for each in parts.figures} == {""}
    assert [(each.coded_104, each.comment) for each in parts.reports] == [(None, "")]
    exact = queries.timeline.parts(factories.officer(), "X99001")
    assert [each.coded_104 for each in exact.reports] == [6_004]
    said = [moment.what for moment in timeline.of(lmc(), "X99001")]
    assert "March 2026 loaded" in said
