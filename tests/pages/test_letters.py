"""Letters on screen: due by rule, previewed, drafted, marked, and for staff alone."""

from datetime import date, timedelta

import pytest
import streamlit as st

from lib import actions, queries
from lib.actions.letters import Sending
from lib.casework import letters
from lib.domain.dates import playing_on
from lib.domain.files import Basis
from lib.domain.letter import LetterState
from tests import factories, lettering
from tests.factories import officer
from tests.pages.screens import choose, opened, press, words
from tests.repeated import repeated

PAGE = "casework/letters"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def on_the_day():
    """Nothing is remembered of another test's database."""
    st.cache_resource.clear()
    with playing_on(lettering.ASKED_ON):
        yield
    st.cache_resource.clear()


@pytest.fixture
def case(database):
    return _case()


@repeated
def _case():
    made = factories.case()
    lettering.requested(made)
    return made


@pytest.fixture
def show(case, monkeypatch, sqlite_url):
    """The page for somebody, the officer unless said."""

    def shown(user=None, **asked):
        return opened(monkeypatch, sqlite_url, user or officer(), PAGE, **asked)

    return shown


@pytest.fixture
def drafted(show):
    """The page, with one letter drafted."""

    def shown():
        _drafted()
        return show()

    return shown


@repeated
def _drafted():
    due = letters.of(officer(), factories.ICB, {}).to_write
    actions.letters.draft([each.new() for each in due], by=officer())


def multiselect(screen, label):
    return next(each for each in screen.multiselect if each.label == label)


def states():
    return queries.letters.every(officer())["state"].tolist()


def test_what_is_due_stands_with_its_text_and_lacks_a_contact(show):
    screen = show()
    said = words(screen)
    assert "1 letter is due to be written." in said
    assert "Without a contact: 1 practice." in said
    assert "We ask Practice 01" in said
    assert "Not reminded: 1 plan or report" in [each.label for each in screen.expander]


def test_a_batch_is_drafted_and_marked_as_sent(show):
    screen = press(show(), "Draft 1 letter")
    assert "1 letter drafted. Nothing is sent." in words(screen)
    assert states() == [LetterState.DRAFT]
    screen.text_input(key="sent-on").set_value("20/04/2026")
    screen.text_input(key="sent-how").set_value("e-mail to the practice manager")
    press(screen, "Mark as sent")
    assert "1 letter marked as sent." in words(screen)
    assert states() == [LetterState.SENT]


def test_a_day_left_empty_is_today_and_a_wrong_one_is_said(drafted):
    screen = drafted()
    screen.text_input(key="sent-on").set_value("soon")
    screen.text_input(key="sent-how").set_value("by post")
    press(screen, "Mark as sent")
    assert "is not a date" in words(screen)
    assert states() == [LetterState.DRAFT]
    screen.text_input(key="sent-on").set_value("")
    press(screen, "Mark as sent")
    (row,) = queries.letters.every(officer()).to_dict("records")
    assert row["sent_on"].date() == lettering.ASKED_ON


def test_what_somebody_else_sent_meanwhile_is_not_sent_twice(drafted):
    screen = drafted()
    approver = factories.approver()
    actions.letters.mark_sent(
        {1: 1}, Sending(lettering.ASKED_ON, "by post"), by=approver
    )
    screen.text_input(key="sent-how").set_value("e-mail")
    press(screen, "Mark as sent")
    (row,) = queries.letters.every(officer()).to_dict("records")
    assert row["sent_by"] == approver.email


def test_ones_own_words_stand_in_the_letter(show):
    screen = show()
    screen.text_area(key="own-words").set_value("Sam calls on Monday.")
    screen.run()
    assert "Sam calls on Monday." in words(screen)
    press(screen, "Draft 1 letter")
    ((letter, _),) = queries.letters.some(officer(), [1])
    assert "\n\nSam calls on Monday.\n\n" in letter.body


def test_words_about_a_patient_are_refused(show):
    screen = show()
    screen.text_area(key="own-words").set_value("About 943 476 5919")
    press(screen, "Draft 1 letter")
    assert "valid NHS number" in words(screen)
    assert states() == []


def test_whoever_is_left_out_is_not_written_to(show):
    screen = show()
    box = multiselect(screen, "Leave out")
    box.set_value([lettering.request_key(1)])
    screen.run()
    assert not [b for b in screen.button if b.label.startswith("Draft")]


def test_a_flag_that_depends_on_the_basis_is_confirmed_first(show):
    factories.load(factories.counts({"X99001": 5_100}))
    sizes = factories.list_sizes({"X99001": 9_000}, basis=Basis.AGED_16_PLUS)
    factories.load(sizes)
    screen = show()
    assert not [b for b in screen.button if b.label.startswith("Draft")]
    screen.checkbox[0].check().run()
    press(screen, "Draft 1 letter")
    (row,) = queries.letters.every(officer()).to_dict("records")
    assert row["depends_confirmed_by"] == officer().email


def test_a_letter_that_came_back_may_be_sent_again(drafted):
    screen = drafted()
    screen.text_input(key="sent-how").set_value("by post")
    press(screen, "Mark as sent")
    next(b for b in screen.selectbox if b.label == "Letter").set_value(1)
    press(screen, "Mark as undelivered")
    assert states() == [LetterState.UNDELIVERED]
    assert "1 letter did not arrive." in words(screen)
    screen.text_input(key="sent-how").set_value("e-mail")
    press(screen, "Mark as sent")
    assert states() == [LetterState.SENT]


def test_a_draft_is_discarded_with_a_reason(drafted):
    screen = drafted()
    multiselect(screen, "Drafts to discard").set_value([1])
    screen.text_input(key="discard-why").set_value("They called")
    press(screen, "Discard")
    assert states() == [LetterState.DISCARDED]
    assert not [b for b in screen.button if b.label.startswith("Draft")]


def test_a_reminder_that_was_overtaken_is_marked(drafted, case):
    _drafted()
    lettering.sent()
    with playing_on(lettering.DUE_ON + timedelta(days=1)):
        screen = drafted()
        lettering.stands(case, due_on=date(2026, 6, 30))
        screen.run()
    assert "No longer needed" in words(screen)
    assert multiselect(screen, "Drafts to discard").value == [2]


def test_the_history_of_a_practice_has_every_text(drafted):
    screen = drafted()
    choose(screen, "Practice", "X99001")
    choose(screen, "Read", "1")
    assert "We ask Practice 01" in words(screen)


def test_the_address_of_an_lmc_is_recorded(show):
    lettering.under_an_lmc("X99001")
    screen = show()
    assert "We hold no address for it" in words(screen)
    screen.text_input(key="lmc-address").set_value("1 High Street")
    screen.text_input(key="lmc-source").set_value("its website")
    press(screen, "Save the address")
    assert "Invented LMC, 1 High Street" in words(screen)


def test_who_reads_only_has_nothing_to_press(show):
    lettering.under_an_lmc("X99001")
    screen = show(factories.auditor(factories.ICB))
    assert "1 letter is due" in words(screen)
    pressed = {each.label for each in screen.button}
    assert pressed.isdisjoint({"Draft 1 letter", "Save the address", "Mark as sent"})


def test_without_anything_asked_for_the_page_says_when_letters_are_due(
    database, monkeypatch, sqlite_url
):
    factories.load(factories.hierarchy())
    screen = opened(monkeypatch, sqlite_url, officer(), PAGE)
    assert "0 letters are due to be written." in words(screen)
    assert "No draft waits." in words(screen)
