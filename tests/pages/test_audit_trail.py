"""The record of changes on screen, and verifying it with the hash from a paper."""

import pytest

from lib import queries
from lib.documents.tables import Notes
from lib.ui import access, downloads, forms
from tests import event_log, factories
from tests.pages.screens import opened, press, words

TRAIL, VERIFY = "administration/audit_trail", "help/verify_record"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def screen(database, monkeypatch):
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    return lambda user, page: opened(monkeypatch, str(database.url), user, page)


def test_an_auditor_reads_who_changed_what(screen):
    shown = screen(factories.auditor(), TRAIL)
    table = shown.table[0].value
    assert "practice X99001 changed" in set(table["What"])
    assert table["Who"].str.contains(factories.administrator().email[:5]).any()
    shown.text_input(key="subject-asked").set_value("X99002").run()
    practices = shown.table[0].value["What"]
    assert practices.str.contains("X99002").all()


def test_the_hash_of_a_paper_is_compared(screen):
    shown = screen(factories.auditor(), VERIFY)
    paper = str(queries.audit.head(factories.auditor()))
    shown.text_input(key="paper").set_value(paper)
    assert "It begins as the paper tells." in words(press(shown, "Verify the record"))
    shown.text_input(key="paper").set_value("3:0000-0000-0000-0000")
    assert "not the one that the paper tells of" in words(
        press(shown, "Verify the record")
    )
    shown.text_input(key="paper").set_value("what?")
    assert "as on the paper" in words(press(shown, "Verify the record"))


def test_a_closed_page_is_refused_and_recorded(screen):
    officer = factories.officer()
    assert "You may not open this page" in words(screen(officer, TRAIL))
    event = event_log.newest_first().iloc[0]
    assert (event["by"], event["subject"]) == (officer.email, "page audit_trail")


def test_everybody_may_verify(screen):
    for each in factories.EVERY_ROLE:
        assert "What this proves" in words(screen(each(), VERIFY))


def test_what_a_person_tries_beyond_their_permission_is_recorded(database, monkeypatch):
    officer = factories.officer()
    monkeypatch.setattr(access, "signed_in_user", lambda: officer)
    with forms.told():
        queries.audit.entries(officer)
    event = event_log.newest_first().iloc[0]
    assert (event["action"], event["subject"]) == ("refusal", "audit.entries")


def test_an_excel_file_carries_the_head_of_the_record(database):
    """Built on the click, so that it is the head of then."""
    notes = Notes("A table", "As recorded", None, "Ada")
    head = queries.audit.head(factories.officer())
    assert ("Record of changes", str(head)) in [
        (name, value.partition(" (")[0])
        for name, value in downloads.sealed(notes, factories.officer()).lines()
    ]
