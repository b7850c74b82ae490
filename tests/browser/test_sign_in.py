"""Signing in at a real provider, and what ends it, in Chromium."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from lib.domain.sign_in import IDLE, LASTS
from tests import factories
from tests.browser.conftest import window
from tests.browser.screen import PATIENCE, axe, settled
from tests.browser.signing_in import SigningIn

OLIVE, ADA = factories.officer(), factories.approver()
PRACTICE = "/practice?ods=X99001"
IDENTITY = "_streamlit_user"


@pytest.fixture(scope="module")
def kept_window(browser: Browser, signing_in: SigningIn) -> Iterator[Page]:
    with window(browser, signing_in.address) as opened:
        yield opened


@pytest.fixture
def page(kept_window: Page) -> Page:
    """Of nobody; what belongs to nobody in particular is fetched once."""
    kept_window.goto("about:blank")
    kept_window.context.clear_cookies()
    return kept_window


def shows(page: Page, who: str) -> None:
    expect(page.get_by_text(who)).to_be_visible(timeout=PATIENCE)


def click(page: Page) -> None:
    """Something that any page has and that sends a message."""
    page.get_by_role("link", name="Definitions").last.click()


def is_out(page: Page, why: str) -> None:
    expect(page.get_by_text(why)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("X99001")).to_have_count(0)


def test_a_deep_link_is_kept_through_sign_in(page, signing_in):
    page.goto(PRACTICE)
    assert axe(page) == []
    signing_in.enter(page, OLIVE.email, PRACTICE)
    assert page.url.endswith(PRACTICE)
    assert "Practice 01" in page.content()
    shows(page, "Olive Officer, ICB officer")
    assert axe(page) == []


def test_signing_out_ends_it_here_and_at_the_provider(page, signing_in):
    signing_in.enter(page, OLIVE.email)
    kept = page.context.cookies()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    is_out(page, "Sign in with the account of your organisation.")
    page.context.add_cookies(kept)
    page.goto(PRACTICE)
    is_out(page, "You have signed out.")


def test_somebody_without_an_account_is_told_kindly(page, signing_in):
    signing_in.sign_in(page, "eve@elsewhere.example", PRACTICE)
    is_out(page, "You signed in as eve@elsewhere.example.")
    assert axe(page) == []
    assert IDENTITY not in [each["name"] for each in page.context.cookies()]
    refused = signing_in.run(
        "SELECT subject FROM event WHERE action = 'sign-in refused'"
    )
    assert refused == [("eve@elsewhere.example",)]


@pytest.mark.parametrize(
    ("column", "age", "why"),
    [
        ("seen_at", IDLE, "You were away for half an hour"),
        ("begun_at", LASTS, "Your sign-in has lasted twelve hours"),
    ],
)
def test_time_ends_it_at_the_next_click(page, signing_in, column, age, why):
    signing_in.enter(page, OLIVE.email)
    signing_in.age(OLIVE.email, column, age)
    click(page)
    is_out(page, why)


def test_a_click_keeps_it_alive(page, signing_in):
    signing_in.enter(page, OLIVE.email, PRACTICE)
    signing_in.age(OLIVE.email, "seen_at", IDLE - timedelta(minutes=5))
    click(page)
    definitions = page.get_by_role("heading", name="Definitions", level=1)
    expect(definitions).to_be_visible(timeout=PATIENCE)
    settled(page)
    lately = "SELECT count(*) FROM sign_in WHERE seen_at > datetime('now', '-1 minute')"
    assert signing_in.run(f"{lately} AND email = :email", email=OLIVE.email) == [(1,)]


def test_a_closed_account_is_out_at_the_next_click(page, signing_in):
    anna = factories.analyst()
    signing_in.enter(page, anna.email, PRACTICE)
    change = "UPDATE account SET active = :active WHERE email = :email"
    signing_in.run(change, active=False, email=anna.email)
    click(page)
    is_out(page, "Your account here has been closed.")
    signing_in.run(change, active=True, email=anna.email)


def test_another_role_holds_from_the_next_click(page, signing_in):
    signing_in.enter(page, ADA.email)
    worklist = page.get_by_role("link", name="Worklist", exact=True)
    expect(worklist).to_be_visible()
    change = "UPDATE account SET role = :role WHERE email = :email"
    signing_in.run(change, role="Regional or national lead", email=ADA.email)
    click(page)
    shows(page, "Ada Approver, Regional or national lead")
    expect(worklist).to_have_count(0)
    signing_in.run(change, role=ADA.role, email=ADA.email)


def test_two_people_at_once_are_each_themselves(browser, page, signing_in):
    signing_in.enter(page, OLIVE.email)
    with window(browser, signing_in.address) as other:
        signing_in.enter(other, ADA.email)
        other.get_by_role("button", name="Sign out").click()
        other.get_by_role("button", name="End session").click()
        is_out(other, "Sign in with the account of your organisation.")
    click(page)
    shows(page, "Olive Officer, ICB officer")
    settled(page)
