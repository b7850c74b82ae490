"""The return on screen: drawn up, checked, final by one who decides, sent; by ICB."""

from datetime import date

import pytest

from lib import actions, queries
from lib.casework import returns
from lib.casework.returns import Choice
from lib.domain.dates import playing_on
from lib.domain.monthly_return import ReturnState
from tests import factories
from tests.factories import ICB, PERIOD, approver, asked_for_reports, officer, reported
from tests.pages.screens import opened, press, words
from tests.repeated import repeated

PAGE = "committee/monthly_return"
TODAY = date(2026, 4, 20)

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def asked(database):
    _asked()
    with playing_on(TODAY):
        reported(received_on=date(2026, 4, 1))
        yield


@repeated
def _asked():
    neighbour = factories.practice(
        "X99004", sub_icb_code="X02", icb_code="XB1", icb_name="Beyond ICB"
    )
    factories.load(factories.hierarchy([*factories.PRACTICES, neighbour]))
    factories.load(factories.list_sizes(dict.fromkeys(factories.PRACTICES, 10_000)))
    factories.load(factories.counts({"X99001": 6_000}))
    asked_for_reports()


def visit(patch, database, user):
    return opened(patch, str(database.url), user, PAGE)


def draft() -> int:
    drawn = returns.drawn(officer(), Choice(ICB, PERIOD), TODAY)
    return actions.monthly_returns.draft(drawn, by=officer())


def state(return_id: int) -> ReturnState:
    return queries.monthly_returns.get(officer(), return_id).state


def test_an_officer_draws_it_up_and_sees_what_to_check(asked, database, monkeypatch):
    screen = visit(monkeypatch, database, officer())
    told = words(screen)
    assert "**No return for March 2026 has been drawn up.**" in told
    assert "No national template for this return is known." in told
    assert "**1 report is received and not accepted.**" in told
    press(screen, "Draw up version 1")
    (made,) = returns.newest(officer(), PERIOD)
    assert (made.number, made.state) == (1, ReturnState.DRAFT)
    assert "Nothing has changed since it was drawn up." in words(screen)
    assert "Call version 1 final" not in [each.label for each in screen.button]


def test_who_decides_ticks_that_it_was_checked(asked, database, monkeypatch):
    return_id = draft()
    screen = visit(monkeypatch, database, approver())
    press(screen, "Call version 1 final")
    assert "Tick that you have checked it." in words(screen)
    screen.checkbox(key=f"checked-{return_id}").check()
    press(screen, "Call version 1 final")
    assert state(return_id) is ReturnState.FINAL
    box = next(e for e in screen.text_input if e.label.startswith("How, and to"))
    box.set_value("by e-mail to the region")
    press(screen, "Record it as sent")
    assert state(return_id) is ReturnState.SENT
    assert "is sent, on 20 April 2026" in words(screen)


def test_a_change_since_is_told_and_the_version_stays(asked, database, monkeypatch):
    draft()
    reported(coded_104=5_000, received_on=TODAY, reason="Counted again")
    screen = visit(monkeypatch, database, officer())
    assert "**1 row changed**" in words(screen)


def test_a_region_sees_the_state_of_each_icb_and_draws_up_nothing(
    asked, database, monkeypatch
):
    draft()
    screen = visit(monkeypatch, database, factories.lead())
    assert "0 of 2 ICBs have sent their return for March 2026." in words(screen)
    table = screen.table[0].value.set_index("ICB")
    assert table.loc["Invented ICB", "Return"] == "Draft"
    assert table.loc["Invented ICB", "Basis"] == "registered patients"
    assert table.loc["Beyond ICB", "Return"] == "Not drawn up"
    assert [each.label for each in screen.button] == []
