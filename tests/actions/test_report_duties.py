"""Duties and periods: owed from a named request on, and the days that people set."""

from datetime import date

import pytest

from lib import actions, queries
from lib.domain.dates import shift
from lib.domain.errors import NotAllowed, RuleBroken, Stale
from tests import factories
from tests.conftest import filled
from tests.factories import ICB, PERIOD, asked_for_reports, officer

NEXT, THIRD = shift(PERIOD, 1), shift(PERIOD, 2)
DUE = date(2026, 4, 14)


@filled
def asked():
    factories.over()
    return asked_for_reports()


def set_days(*days, version: int = 0, period=PERIOD, by=None):
    actions.reporting_periods.set_(
        ICB, period, *days, seen_version=version, by=by or officer()
    )


def decline(duty, on=NEXT):
    actions.report_duties.decline(
        duty, "BMA advice of 3 February", on, seen_version=1, by=officer()
    )


def test_a_request_is_an_ask_and_belongs_to_the_open_case(database):
    episode = factories.case()
    asked_for_reports()
    ((duty, ask),) = queries.report_duties.of_practice(officer(), "X99001")
    assert duty.episode_id == ask.episode_id == episode.id
    assert ask.kind == "monthly report"
    assert ask.authority == "letter of 1 May 2026"


def test_what_is_asked_already_is_not_asked_twice(asked):
    with pytest.raises(RuleBroken, match="already"):
        asked_for_reports(period=THIRD)


def test_after_a_refusal_on_advice_a_practice_may_be_asked_again(asked):
    decline(asked)
    asked_for_reports(period=THIRD)
    found = queries.report_duties.every(officer())
    assert [day.date() for day in found["from_period"]] == [PERIOD, THIRD]
    assert found["until_period"].iloc[0].date() == NEXT
    assert found["declined_on"].notna().tolist() == [True, False]


def test_reports_end_with_a_month_and_may_begin_again(asked):
    actions.report_duties.end(asked, NEXT, "Below", seen_version=1, by=officer())
    with pytest.raises(RuleBroken, match="not been asked"):
        actions.report_duties.waive("X99001", THIRD, "Moved", by=officer())
    asked_for_reports(period=THIRD)


def test_an_end_before_the_beginning_is_a_withdrawal(asked):
    with pytest.raises(RuleBroken, match="withdraw the request"):
        actions.report_duties.end(
            asked, shift(PERIOD, -1), "Below", seen_version=1, by=officer()
        )


def test_a_withdrawn_request_owes_nothing(asked):
    ((_, ask),) = queries.report_duties.of_practice(officer(), "X99001")
    actions.asks.withdraw(ask.id, "Asked in error", seen_version=1, by=officer())
    assert queries.report_duties.every(officer()).empty
    asked_for_reports()


def test_declining_is_said_once_and_not_for_a_day_to_come(asked):
    with pytest.raises(RuleBroken, match="not come yet"):
        decline(asked, on=date(2100, 1, 1))
    decline(asked)
    with pytest.raises(Stale):
        decline(asked)


def test_the_last_word_on_a_month_counts(asked):
    actions.report_duties.waive("X99001", PERIOD, "Moved", by=officer())
    assert queries.report_duties.waivers(officer())["due_on"].isna().all()
    actions.report_duties.waive("X99001", PERIOD, "Flood", due_on=DUE, by=officer())
    (word,) = queries.report_duties.waivers(officer()).to_dict("records")
    assert (word["due_on"].date(), word["reason"]) == (DUE, "Flood")


def test_an_extension_is_later_than_the_due_day(asked):
    set_days(NEXT, DUE, None)
    with pytest.raises(RuleBroken, match="is later"):
        actions.report_duties.waive("X99001", PERIOD, "Flood", due_on=DUE, by=officer())


@pytest.mark.parametrize(
    "days",
    [
        (DUE, NEXT, None),
        (NEXT, DUE, NEXT),
        (PERIOD, None, None),
    ],
)
def test_a_period_opens_after_its_month_then_is_due_then_closes(asked, days):
    with pytest.raises(RuleBroken):
        set_days(*days)


def test_no_due_day_is_shipped_and_it_may_stay_open(asked):
    assert queries.reporting_periods.get(officer(), ICB, PERIOD) is None
    set_days(NEXT, None, None)
    assert queries.reporting_periods.get(officer(), ICB, PERIOD).due_on is None


def test_two_people_set_one_period(asked):
    set_days(NEXT, DUE, None)
    with pytest.raises(Stale):
        set_days(NEXT, None, None)
    set_days(NEXT, None, None, version=1)


def test_closing_needs_a_reason_and_a_period(asked):
    close = actions.reporting_periods.close
    with pytest.raises(RuleBroken, match="why you close"):
        close(ICB, PERIOD, " ", seen_version=0, by=officer())
    set_days(NEXT, DUE, None)
    close(ICB, PERIOD, "All are in", seen_version=1, by=officer())
    with pytest.raises(RuleBroken, match="closed already"):
        close(ICB, PERIOD, "Again", seen_version=2, by=officer())
    with pytest.raises(RuleBroken, match="Reopen it first"):
        set_days(NEXT, None, None, version=2)


def test_periods_are_of_ones_own_icb(asked):
    with pytest.raises(NotAllowed):
        set_days(NEXT, DUE, None, by=officer("XB1"))
    set_days(NEXT, DUE, None)
    assert queries.reporting_periods.every(officer("XB1")).empty
