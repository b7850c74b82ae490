"""Online accounts with access: per practice and month, by their own rule and setting."""

from datetime import date

import pandas as pd
import pytest

from lib import actions, queries
from lib.actions.thresholds import Limit
from lib.domain import disclosure
from lib.domain.disclosure import Known
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.files import Basis
from lib.domain.measures import Key
from lib.domain.reported import stance_on
from lib.domain.threshold import State
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import ICB, NEXT_DAY, PERIOD

CODES = [f"X99{n:03}" for n in range(1, 9)]
# 90.0%, 89.9%, few accounts left without, few with, 0, not known, no accounts, no file.
COUNTS = [(1000, 900), (1000, 899), (1000, 997), (40, 3), (50, 0)]
COUNTS += [(700, None), (0, 0)]
LATER = date(2026, 4, 1)


@filled
def loaded():
    factories.load(factories.hierarchy(CODES))
    factories.load(factories.access(dict(zip(CODES, COUNTS, strict=False))))
    factories.load(factories.lmc_list(CODES))


def panel(user, first=PERIOD, last=PERIOD, **asked):
    return queries.access.panel(user, first, last, **asked).set_index("ods_code")


@BOTH_COPIES
@pytest.mark.usefixtures("loaded")
def test_each_expected_practice_has_its_share_and_flag():  # T24
    rows = panel(factories.officer())
    assert list(rows.index) == CODES
    told = [None if pd.isna(each) else bool(each) for each in rows.at_or_above]
    assert told == [True, False, True, False, False, None, None, None]
    assert rows.state.tolist() == [State.REPORTED] * 5 + [
        State.NO_DATA,
        State.NO_DENOMINATOR,
        State.NO_DATA,
    ]
    assert rows.share["X99002"] == 0.899
    assert rows.share[5:].isna().all() and rows.with_access["X99006"] is pd.NA
    assert (rows.row["X99002"], rows.upload_id["X99002"]) == (3, 2)
    assert rows.expected.all() and not rows.on.any()  # not switched on
    assert queries.periods.months(factories.officer(), ICB, Key.ACCESS) == [PERIOD]


@BOTH_COPIES
@pytest.mark.usefixtures("loaded")
def test_the_newest_word_counts_and_its_undoing_brings_back_the_old(on_days):
    officer = factories.officer()
    with on_days(date(2099, 1, 1)):
        newer = factories.load(factories.access({"X99002": (1000, 900)}))
    assert bool(panel(officer).at_or_above["X99002"])
    before = panel(officer, as_known_on=date(2098, 12, 31))
    assert not bool(before.at_or_above["X99002"])
    actions.uploads.withdraw(newer.upload_id, "a slip", by=officer)
    assert not bool(panel(officer).at_or_above["X99002"])


@pytest.mark.usefixtures("loaded")
def test_the_two_measures_keep_their_rules_apart():
    stricter = Limit(95, Basis.ONLINE_ACCOUNTS, PERIOD, "a letter")
    actions.thresholds.record(ICB, stricter, by=factories.administrator())
    rows = panel(factories.officer())
    assert rows.percent.unique().tolist() == [95]
    assert not bool(rows.at_or_above["X99001"])
    figures = queries.figures.panel(factories.officer(), PERIOD, PERIOD)
    assert figures.percent.unique().tolist() == [50]
    before = panel(factories.officer(), date(2024, 6, 1), date(2024, 6, 1))
    assert before.percent.isna().all()  # the measure is of July 2024


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("observer", factories.OBSERVERS, ids=lambda who: who.__name__)
def test_an_observer_gets_no_exact_count(observer):
    exact = panel(factories.officer())
    seen = queries.access.panel(observer(), PERIOD, PERIOD)
    if observer is factories.bma_observer:
        assert seen.masked.all() and set(seen.name) == {"Name not shown"}
        for column in ("accounts", "share", "pcn_code", "supplier"):
            assert seen[column].isna().all()
    assert seen.upload_id.isna().all() and seen.row.isna().all()
    shown = [
        None
        if pd.isna(row.accounts) or pd.isna(row.with_access) or not row.accounts
        else disclosure.shown(
            int(row.with_access), Known(int(row.accounts), row.accounts * 9 // 10 - 1)
        )
        for row in exact.itertuples()
    ]
    found = [None if pd.isna(n) else int(n) for n in seen.with_access]
    assert sorted(map(str, found)) == sorted(map(str, shown))
    assert {3, 899, 997}.isdisjoint(found) and None in found
    flags = [None if pd.isna(flag) else bool(flag) for flag in seen.at_or_above]
    assert (flags.count(True), flags.count(False)) == (2, 3)


@BOTH_COPIES
@pytest.mark.usefixtures("loaded")
def test_an_icb_goes_by_the_measures_of_each_month():
    officer, earlier = factories.officer(), date(2026, 2, 1)
    assert queries.measures.on(officer, ICB, PERIOD) == {Key.CODED_104}
    factories.measured_by("access 104", from_on=date(2026, 3, 31))
    factories.measured_by("access", from_on=LATER)
    on = [queries.measures.on(officer, ICB, m) for m in (earlier, PERIOD, LATER)]
    assert on == [{Key.CODED_104}, {Key.CODED_104, Key.ACCESS}, {Key.ACCESS}]
    rows = queries.access.panel(officer, earlier, LATER)
    assert rows.groupby("period").on.all().tolist() == [False, True, True]
    nobody_else = factories.lead()
    assert queries.measures.on(nobody_else, "XZ9", LATER) == {Key.CODED_104}
    assert queries.measures.on(nobody_else, None, LATER) == set(Key)
    with pytest.raises(RuleBroken):
        factories.measured_by("everything")


@BOTH_COPIES
@pytest.mark.usefixtures("loaded")
def test_the_position_of_an_icb_is_its_own_words_from_a_day_on():
    boss = factories.administrator()
    words = "Practices are advised not to switch on automatically."
    actions.stances.record(ICB, words, PERIOD, "letter of 3 May", by=boss)
    actions.stances.record(ICB, "", LATER, "minute 3", by=boss)
    found = queries.measures.stances(factories.lmc_observer())
    assert stance_on(found, date(2026, 2, 28)) is None
    assert stance_on(found, NEXT_DAY.replace(day=1, month=3)).words == words
    assert stance_on(found, LATER) is None
    with pytest.raises(NotAllowed):
        actions.stances.record(ICB, words, PERIOD, "a letter", by=factories.officer())
