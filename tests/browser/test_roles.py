"""Each role signs in at the provider and walks through what it may and may not see.

Without a browser: as the server answers it. What it looks like is for other tests."""

import pytest
from streamlit.proto.Element_pb2 import Element

from lib.domain.roles import Role
from lib.ui.menu import MENU
from tests import factories
from tests.browser.raw import Talk, signed_in, talking

CLOSED = "You may not open this page"
# Beside what everybody may open: overview, list, plans, reports, asks, definitions.
FOR_STAFF = {
    *("worklist", "letters", "tracker", "settings", "uploads", "monthly_return"),
    *("bulk_moves", "getting_started"),
}
LOADING = {"import_data"}
OPENS = {
    Role.OFFICER: FOR_STAFF | LOADING,
    Role.APPROVER: FOR_STAFF | LOADING,
    Role.ADMINISTRATOR: FOR_STAFF | LOADING | {"people", "audit_trail"},
    Role.ANALYST: FOR_STAFF | LOADING,
    Role.AUDITOR: FOR_STAFF | {"audit_trail"},
    Role.LEAD: {"uploads", "monthly_return"},
    Role.LMC_OBSERVER: set(),
    Role.BMA_OBSERVER: set(),
}
GUARDED = FOR_STAFF | LOADING | {"people", "audit_trail"}
EVERY = [make() for make in factories.EVERY_ROLE]


def heading(talk: Talk, address: str) -> str:
    talk.open(address)
    (title,) = [e.heading.body for e in talk.elements if e.heading.tag == "h1"]
    return str(title)


def says(element: Element, words: str) -> bool:
    return words.encode() in element.SerializeToString()


def test_the_walk_knows_every_guarded_page():
    guarded = {e.address for e in MENU if e.visible} - {
        *("overview", "over_threshold", "action_plans", "monthly_reports", "burden"),
        *("definitions", "changes", "feeds", "verify_record", "online_accounts"),
        *("switch_on", "national_steps", "map", "patient_months", "what_if"),
    }
    assert guarded == GUARDED


@pytest.mark.parametrize("person", EVERY, ids=lambda person: person.role)
def test_a_role_opens_its_pages_and_no_others(signing_in, person):
    may = OPENS[person.role]
    tried = {*(GUARDED - may), *sorted(may)[:1]}  # one of its own, all of the others
    with signed_in(signing_in.address, person.email) as client, talking(client) as talk:
        opened = {each for each in tried if heading(talk, each) != CLOSED}
        assert opened == tried & may
        assert heading(talk, "over_threshold") in ("Over the threshold", "Practices")
        observes = person.role in (Role.LMC_OBSERVER, Role.BMA_OBSERVER)
        assert any(says(e, "Read-only.") for e in talk.elements) == observes
        unnamed = person.role is Role.BMA_OBSERVER
        assert any(says(e, "Practice 01") for e in talk.elements) != unnamed
