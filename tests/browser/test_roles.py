"""Each role signs in at the provider and walks through what it may and may not see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lib.domain.roles import Role
from lib.ui.menu import MENU
from tests import factories
from tests.browser.conftest import window
from tests.browser.screen import PATIENCE, settled
from tests.browser.signing_in import SigningIn

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


@pytest.fixture(scope="module")
def page(browser: Browser, signing_in: SigningIn) -> Iterator[Page]:
    with window(browser, signing_in.address) as opened:
        yield opened


def heading(page: Page) -> str:
    found = page.get_by_role("heading", level=1)
    expect(found).to_be_visible(timeout=PATIENCE)
    settled(page)
    return found.inner_text()


def test_the_walk_knows_every_guarded_page():
    guarded = {e.address for e in MENU if e.visible} - {
        *("overview", "over_threshold", "action_plans", "monthly_reports", "burden"),
        *("definitions", "changes", "feeds", "verify_record", "online_accounts"),
        *("switch_on", "national_steps", "map", "patient_months", "what_if"),
    }
    assert guarded == GUARDED


@pytest.mark.parametrize("person", EVERY, ids=lambda person: person.role)
def test_a_role_opens_its_pages_and_no_others(page, signing_in, person):
    page.goto("about:blank")
    page.context.clear_cookies()
    signing_in.enter(page, person.email)
    may = OPENS[person.role]
    tried = {*(GUARDED - may), *sorted(may)[:1]}  # one of its own, all of the others
    opened = set()
    for address in tried:
        page.goto(f"{signing_in.address}/{address}")
        if heading(page) != CLOSED:
            opened.add(address)
    assert opened == tried & may
    page.goto(f"{signing_in.address}/over_threshold")
    assert heading(page) in ("Over the threshold", "Practices")
    observes = person.role in (Role.LMC_OBSERVER, Role.BMA_OBSERVER)
    expect(page.get_by_text("Read-only.")).to_have_count(int(observes))
    named = page.get_by_role("link", name="Practice 01")
    expect(named).to_have_count(int(person.role is not Role.BMA_OBSERVER))
