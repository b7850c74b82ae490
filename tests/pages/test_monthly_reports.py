"""The matrix, one report, and the period: what people see and do there."""

from datetime import date

import pytest
import streamlit as st

from lib import actions, queries
from lib.domain.dates import playing_on, shift
from lib.domain.monthly_report import State
from lib.ui import menu
from tests import factories
from tests.factories import ICB, PERIOD, asked_for_reports, lead, officer, reported
from tests.pages.screens import opened, press, words
from tests.repeated import repeated

MATRIX, REPORT = "casework/monthly_reports", "casework/monthly_report"
NEXT = shift(PERIOD, 1)
DUE_ON, TODAY = date(2026, 4, 14), date(2026, 4, 20)

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Another test's database may have had the same version."""
    st.cache_resource.clear()


@pytest.fixture
def asked(database):
    _asked()
    with playing_on(TODAY):
        yield


@repeated
def _asked():
    factories.over({"X99001": 6_000, "X99002": 7_000, "X99003": 8_000})
    actions.reporting_periods.set_(
        ICB, PERIOD, NEXT, DUE_ON, None, seen_version=0, by=officer()
    )
    for code in ("X99001", "X99002"):
        asked_for_reports(code)


def visit(patch, database, page, user=None, **asked):
    return opened(patch, str(database.url), user or officer(), page, **asked)


def versions():
    return queries.monthly_reports.versions(officer(), "X99001")


def fill(screen, label, value):
    boxes = [*screen.text_input, *screen.text_area, *screen.number_input]
    next(each for each in boxes if each.label == label).set_value(value)


def test_before_anybody_is_asked_the_page_says_so(database, monkeypatch):
    factories.over()
    screen = visit(monkeypatch, database, MATRIX)
    assert "No practice has been asked for reports" in words(screen)


def test_the_matrix_says_it_in_words_and_opens_by_next_action(
    asked, database, monkeypatch
):
    reported("X99002", 7_000, received_on=date(2026, 4, 18))
    screen = visit(monkeypatch, database, MATRIX)
    told = words(screen)
    assert "**For March, 1 of the 2 practices that owed a report has sent it" in told
    assert "1 of them late; 1 is missing.**" in told
    table = screen.table[0].value
    assert table["Mar 2026"].tolist() == [
        ":orange-badge[Late, 4 days]",
        ":red-badge[Missing]",
    ]
    assert table["Next action"].tolist() == ["Review March", "Ask about March"]
    sums = screen.table[1].value.iloc[0]
    assert (sums["Asked"], sums["Late"], sums["Missing"]) == (2, 1, 1)


def test_somebody_who_only_reads_has_no_form(asked, database, monkeypatch):
    screen = visit(monkeypatch, database, MATRIX, lead())
    assert "Ask about March" in screen.table[0].value["Next action"].tolist()
    assert "Save the days" not in [each.label for each in screen.button]


def test_one_report_is_closed_to_those_who_read_no_casework(database):
    entry = next(each for each in menu.MENU if each.path == REPORT)
    assert not lead().may(entry.permission)
    assert factories.auditor().may(entry.permission)


def test_an_auditor_reads_a_report_and_changes_nothing(asked, database, monkeypatch):
    reported(coded_104=5_000, received_on=NEXT)
    auditor = factories.auditor()
    screen = visit(monkeypatch, database, REPORT, auditor, ods="X99001")
    assert "Reported 5,000" in words(screen)
    assert [each.label for each in screen.button] == []


def test_practices_are_asked_together(asked, database, monkeypatch):
    screen = visit(monkeypatch, database, MATRIX)
    assert screen.text_input(key="ask-authority").value == ""
    fill(screen, "On what authority", "letter of 1 April 2026")
    press(screen, "Record the request")
    duties = queries.report_duties.every(officer())
    assert sorted(duties["ods_code"]) == ["X99001", "X99002", "X99003"]


def test_days_are_typed_and_those_saved_by_another_meanwhile_not_overwritten(
    asked, database, monkeypatch
):
    screen = visit(monkeypatch, database, MATRIX)
    actions.reporting_periods.set_(
        ICB, PERIOD, NEXT, TODAY, None, seen_version=1, by=factories.approver()
    )
    fill(screen, "Due (may stay empty)", "30/04/2026")
    press(screen, "Save the days")
    assert "newer version" in words(screen)
    assert queries.reporting_periods.get(officer(), ICB, PERIOD).due_on == TODAY
    due = next(e for e in screen.text_input if e.label == "Due (may stay empty)")
    assert due.value == "30/04/2026"
    press(screen, "Save the days")
    found = queries.reporting_periods.get(officer(), ICB, PERIOD)
    assert (found.due_on, found.opens_on) == (date(2026, 4, 30), NEXT)


def test_a_report_is_pre_filled_and_saved(asked, database, monkeypatch):
    screen = visit(monkeypatch, database, REPORT, ods="X99001")
    stock = next(e for e in screen.number_input if e.label.startswith("Active 104"))
    assert stock.value == 6_000
    fill(screen, "Received from", "practice manager")
    press(screen, "Save the report")
    (report,) = versions()
    assert (report.coded_104, report.received_on) == (6_000, TODAY)
    assert "The report of March 2026 is recorded." in words(screen)


def test_nil_is_one_step(asked, database, monkeypatch):
    screen = visit(monkeypatch, database, REPORT, ods="X99001")
    fill(screen, "Received from", "practice manager")
    press(screen, "Nil: no patient has a 104")
    assert versions()[0].content == "nil"


def test_nothing_changed_is_one_step(asked, database, monkeypatch):
    reported(received_on=NEXT)
    with playing_on(date(2026, 5, 6)):
        screen = visit(monkeypatch, database, REPORT, ods="X99001")
        fill(screen, "Received from", "practice manager")
        press(screen, "Nothing changed since March")
    assert (versions()[0].period, versions()[0].content) == (NEXT, "no change")


def test_a_report_saved_by_another_meanwhile_stands_and_the_typing_stays(
    asked, database, monkeypatch
):
    screen = visit(monkeypatch, database, REPORT, ods="X99001")
    reported(coded_104=5_000, received_on=NEXT)
    fill(screen, "Received from", "practice manager")
    press(screen, "Save the report")
    assert "Version 1 of this report was saved meanwhile" in words(screen)
    assert screen.table[0].value["Mar 2026"].iloc[0] == 5_000
    assert [each.coded_104 for each in versions()] == [5_000]
    typed = next(e for e in screen.text_input if e.label == "Received from")
    assert typed.value == "practice manager"


def test_a_report_is_accepted_or_returned(asked, database, monkeypatch):
    reported(received_on=NEXT)
    screen = visit(monkeypatch, database, REPORT, ods="X99001")
    fill(screen, "What the practice should look at (only to return it)", "The 106")
    press(screen, "Return it")
    assert (versions()[0].state, versions()[0].reason) == (State.RETURNED, "The 106")
    assert "Accept the report" not in [each.label for each in screen.button]


def test_a_drafted_query_waits_for_a_person(asked, database, monkeypatch):
    reported(coded_104=5_000, received_on=NEXT)
    screen = visit(monkeypatch, database, REPORT, ods="X99001")
    told = words(screen)
    assert "Reported 5,000, extract 6,000: 1,000 fewer (16.7%)" in told
    assert "**not sent**" in told
    press(screen, "I have sent it")
    (query,) = queries.report_queries.of_practice(officer(), "X99001")
    assert query.sent_on == TODAY
    fill(screen, "What the practice answered", "Another search")
    press(screen, "Save the answer")
    assert "Query answered on 20 April 2026" in [e.label for e in screen.expander]


def test_a_practice_that_was_not_asked_is_asked_here(asked, database, monkeypatch):
    screen = visit(monkeypatch, database, REPORT, ods="X99003")
    assert "has not been asked" in words(screen)
    fill(screen, "On what authority", "letter of 1 April 2026")
    press(screen, "Record the request")
    assert queries.report_duties.of_practice(officer(), "X99003")


def test_declining_and_waiving_are_answers(asked, database, monkeypatch):
    screen = visit(monkeypatch, database, REPORT, ods="X99001")
    fill(screen, "What it cited, in its words", "BMA advice of 3 February 2023")
    press(screen, "Record the answer")
    assert "An answer is an answer: nothing is missing." in words(screen)
    assert "Declined" in words(screen)
