"""Reports: owed once asked for, versions that never overwrite, and a month that closes."""

from datetime import date, timedelta

import pytest

from lib import actions, queries
from lib.domain.dates import period_end, shift, today
from lib.domain.errors import NotFound, RuleBroken, Stale
from lib.domain.monthly_report import State
from lib.domain.recipients import Recipient
from lib.domain.report_figures import Content
from lib.domain.settings import Name
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import ICB, PERIOD, asked_for_reports, officer, report, reported

NEXT = shift(PERIOD, 1)


@filled
def asked():
    factories.over()
    return asked_for_reports()


def receive(**said) -> int:
    return reported(by=officer(), **said)


def accept(report_id: int, version: int = 1) -> None:
    actions.monthly_reports.accept(report_id, seen_version=version, by=officer())


def get(report_id: int):
    found = queries.monthly_reports.versions(officer(), "X99001")
    return next(each for each in found if each.id == report_id)


def test_without_a_request_there_is_no_report_to_record(database):
    factories.over()
    with pytest.raises(RuleBroken, match="not been asked"):
        receive()


def test_a_report_keeps_what_came_from_whom_and_to_whom_it_goes(asked):
    stored = get(receive(added=3, comment="Two searches"))
    assert (stored.number, stored.state) == (1, State.RECEIVED)
    assert (stored.coded_104, stored.added, stored.kept) == (6_000, 3, None)
    assert stored.received_from == "the practice manager"
    assert (stored.recipient, stored.comment) == (Recipient.BOTH, "Two searches")


def test_t18_a_report_is_of_a_month_that_is_over(asked):
    last_day = period_end(PERIOD)
    with pytest.raises(RuleBroken, match="taken from 31/03/2026"):
        receive(received_on=last_day - timedelta(days=1))
    assert get(receive(received_on=last_day)).number == 1


def test_t18_a_day_that_has_not_come_is_refused(asked):
    with pytest.raises(RuleBroken, match="not come yet"):
        receive(received_on=today() + timedelta(days=1))


def test_t18_a_zero_report_is_a_report(asked):
    assert get(receive(coded_104=0)).content is Content.NIL


def test_repeating_the_stock_without_a_flow_is_no_change(asked):
    assert get(receive()).content is Content.FIGURES
    assert get(receive(period=NEXT)).content is Content.NO_CHANGE
    flow = receive(period=NEXT, superseded=1, reason="One was left out")
    assert get(flow).content is Content.FIGURES


@BOTH_COPIES
def test_t19_a_figure_corrected_after_acceptance_is_a_new_version_to_accept(asked):
    first = receive()
    accept(first)
    second = receive(coded_104=5_900, reason="Counted twice")
    kept, corrected = get(first), get(second)
    assert (kept.coded_104, kept.state) == (6_000, State.ACCEPTED)
    assert (corrected.number, corrected.coded_104) == (2, 5_900)
    assert (corrected.state, corrected.reason) == (State.RECEIVED, "Counted twice")
    accept(second)


def test_a_correction_says_why_unless_the_report_was_returned(asked):
    first = receive()
    with pytest.raises(RuleBroken, match="why the figures are corrected"):
        receive(coded_104=5_900)
    actions.monthly_reports.return_(
        first, "Above the list", seen_version=1, by=officer()
    )
    assert get(receive(coded_104=5_900)).number == 2


def test_a_returned_report_may_come_again_unchanged(asked):
    first = receive()
    actions.monthly_reports.return_(first, "Check it", seen_version=1, by=officer())
    assert get(receive()).state is State.RECEIVED


def test_the_same_figures_twice_are_one_version(asked):
    receive()
    with pytest.raises(RuleBroken, match="on record"):
        receive(reason="Again")
    assert len(queries.monthly_reports.every(officer())) == 1


def test_only_the_newest_version_is_judged_and_only_once(asked):
    first = receive()
    second = receive(coded_104=5_900, reason="Counted twice")
    with pytest.raises(RuleBroken, match="newer version"):
        accept(first)
    accept(second)
    with pytest.raises(RuleBroken, match="cannot become"):
        accept(second, version=2)


def test_a_report_typed_beside_another_is_refused_and_nothing_is_lost(asked):
    receive(seen_number=0)
    with pytest.raises(Stale, match="Version 1"):
        receive(coded_104=1, reason="Mine", seen_number=0)
    receive(coded_104=1, reason="Mine", seen_number=1)


def test_judging_an_older_version_of_the_row_is_refused(asked):
    with pytest.raises(Stale):
        accept(receive(), version=2)


@pytest.mark.parametrize("wrong", [{"coded_104": -1}, {"added": 10_000_000}])
def test_a_count_is_whole_and_within_reason(asked, wrong):
    with pytest.raises(RuleBroken, match="whole number"):
        receive(**wrong)


def test_a_comment_that_numbers_a_patient_is_refused(asked):
    with pytest.raises(RuleBroken, match="NHS number"):
        receive(comment="Patient 943 476 5919")


def test_a_closed_month_takes_no_report_and_leaves_facts_alone(asked):
    first = receive()
    days = actions.reporting_periods
    days.set_(ICB, PERIOD, NEXT, None, None, seen_version=0, by=officer())
    days.close(ICB, PERIOD, "Sent to NHS England", seen_version=1, by=officer())
    with pytest.raises(RuleBroken, match="closed for reports"):
        receive(coded_104=1, reason="Late")
    accept(first)
    factories.load(factories.counts({"X99001": 5_999}))
    days.reopen(ICB, PERIOD, "One came late", seen_version=2, by=officer())
    receive(coded_104=1, reason="Late")


def test_a_query_is_drafted_beyond_the_tolerance_and_never_sent_by_itself(asked):
    _tolerate("5")
    receive(coded_104=6_301)
    (query,) = queries.report_queries.of_practice(officer(), "X99001")
    assert (query.sent_on, query.is_open) == (None, True)
    assert "gives 6,301" in query.text
    assert "our extract has 6,000" in query.text
    assert queries.report_queries.open_ones(officer())["sent_on"].isna().all()


@pytest.mark.parametrize("stock", [6_300, 5_700])
def test_within_the_tolerance_nothing_is_asked(asked, stock):
    _tolerate("5")
    receive(coded_104=stock)
    assert queries.report_queries.of_practice(officer(), "X99001") == []


def test_without_an_extract_nothing_is_asked(asked):
    asked_for_reports("X99002")
    receive(ods_code="X99002", coded_104=1)
    assert queries.report_queries.of_practice(officer(), "X99002") == []


def test_a_query_goes_from_draft_to_sent_to_answered(asked):
    query = actions.report_queries.draft(receive(), "Which search?", by=officer())
    asks = actions.report_queries
    with pytest.raises(RuleBroken, match="Only a query that was sent"):
        asks.answer(query, "Ours", NEXT, seen_version=1, by=officer())
    asks.send(query, "Which search, please?", NEXT, seen_version=1, by=officer())
    with pytest.raises(RuleBroken, match="stays on record"):
        asks.discard(query, "Not needed", seen_version=2, by=officer())
    asks.answer(query, "The supplier's", NEXT, seen_version=2, by=officer())
    (kept,) = queries.report_queries.of_practice(officer(), "X99001")
    assert (kept.text, kept.answer) == ("Which search, please?", "The supplier's")
    assert not kept.is_open


def test_people_of_another_icb_find_nothing(asked):
    with pytest.raises(NotFound):
        get_as = factories.officer("XB1")
        actions.monthly_reports.receive(report(), by=get_as)


def _tolerate(percent: str) -> None:
    actions.settings.record(
        Name.RECONCILE,
        percent,
        icb_code=ICB,
        from_on=date(2023, 1, 1),
        source="minute of 1 May",
        by=factories.administrator(),
    )
