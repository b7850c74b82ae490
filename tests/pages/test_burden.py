"""How practices were asked: without names for everybody, by practice for staff."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.asks import Asking
from lib.demo import people
from lib.domain.ask import AskKind
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from tests.pages.screens import EACH_SORT, press, seen, visited, words
from tests.repeated import repeated

PAGE = "casework/burden"

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def asked():
    return _asked()


@repeated
def _asked():
    for day in (1, 1, 2):
        asking = Asking("letter", Recipient.ICB, date(2023, 10, day))
        ask_id = actions.asks.ask(
            "X99002", AskKind.INFORMATION, asking, what="A date", by=people.OFFICER
        )
    return ask_id


def test_before_anything_is_asked_it_says_so_and_what_is_known_already():
    screen = seen(people.OFFICER, PAGE)
    assert "Nothing has been asked of any practice." in words(screen)
    known = next(t.value for t in screen.table if t.value.shape[1] == 2)
    said = known.iloc[:, 1]
    assert said.str.contains("active 104 in September 2023").sum() == 58


@pytest.mark.parametrize("person", EACH_SORT, ids=lambda person: person.role)
def test_names_are_for_staff(asked, person):
    screen = seen(person, PAGE)
    assert "Practices have been asked 3 times" in words(screen)
    assert "The cap is 2 asks" in words(screen)
    told = "\n".join(t.value.to_string() for t in screen.table)
    staff = person.may(Permission.READ_CASEWORK)
    assert ("Larkmere" in told) == staff
    assert ("Over the cap" in told) == staff


def test_more_time_asked_for_is_put_on_record(asked):
    screen = visited(people.OFFICER, PAGE)
    screen.text_input(key=f"more-time-{asked}-on-0").set_value("02/10/2023")
    screen.text_input(key=f"more-time-{asked}-why-0").set_value("Staff are away")
    press(screen, "Record it")
    assert "It is on record" in words(screen)
    found = queries.asks.every(people.OFFICER)
    assert found.extension_sought_on.notna().sum() == 1


def test_another_ask_is_recorded_and_withdrawn(asked):
    screen = visited(people.OFFICER, PAGE, {"ask-practice-0": "X99002"})
    assert "This practice was asked 3 times" in words(screen)
    screen.text_input(key="ask-what-0").set_value("Its opening hours")
    screen.text_input(key="ask-authority-0").set_value("Minute 4 of 2 October 2023")
    press(screen, "Record the ask")
    assert "Say on which day it was asked" in words(screen)
    screen.text_input(key="ask-on-0").set_value("02/10/2023")
    press(screen, "Record the ask")
    assert "Practices have been asked 4 times" in words(screen)
    assert screen.text_input(key="ask-what-1").value == ""

    screen.text_input(key=f"withdraw-ask-{asked}-why-0").set_value("Known already")
    press(screen, "Withdraw the ask")
    assert "Practices have been asked 4 times" in words(screen)  # it was asked
    found = queries.asks.every(people.OFFICER)
    assert found.loc[found.withdrawn_on.notna(), "ask_id"].tolist() == [asked]


def test_who_only_reads_casework_records_no_ask(asked):
    folds = [fold.label for fold in seen(people.AUDITOR, PAGE).expander]
    assert "Record another ask" not in folds
