"""Signing in at a real provider, and what ends it: in Chromium what a person sees, and
as the server answers the next click what else may end it."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from lib.domain.sign_in import IDLE, LASTS
from tests import factories
from tests.browser.conftest import window
from tests.browser.raw import Talk, signed_in, talking
from tests.browser.screen import PATIENCE, axe, settled
from tests.browser.signing_in import SigningIn

OLIVE, ADA, ANNA = factories.officer(), factories.approver(), factories.analyst()
PRACTICE = "/practice?ods=X99001"
IDENTITY = "_streamlit_user"
ACTIVE = "UPDATE account SET active = :active WHERE email = :email"
ROLE = "UPDATE account SET role = :role WHERE email = :email"
LATELY = "SELECT count(*) FROM sign_in WHERE seen_at > datetime('now', '-1 minute')"


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


def is_out(page: Page, why: str) -> None:
    expect(page.get_by_text(why)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("X99001")).to_have_count(0)


def test_a_deep_link_is_kept_through_sign_in(page, signing_in):
    page.goto(PRACTICE)
    assert axe(page) == []
    signing_in.enter(page, OLIVE.email, PRACTICE)
    assert page.url.endswith(PRACTICE)
    assert "Practice 01" in page.content()
    expect(page.get_by_text("Olive Officer, ICB officer")).to_be_visible()
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


def test_two_people_at_once_are_each_themselves(browser, page, signing_in):
    signing_in.enter(page, OLIVE.email)
    with window(browser, signing_in.address) as other:
        signing_in.enter(other, ADA.email)
        other.get_by_role("button", name="Sign out").click()
        other.get_by_role("button", name="End session").click()
        is_out(other, "Sign in with the account of your organisation.")
    page.get_by_role("link", name="Definitions").last.click()
    expect(page.get_by_text("Olive Officer, ICB officer")).to_be_visible()
    settled(page)


def test_time_ends_it_at_the_next_click_of_an_open_page(page, signing_in):
    signing_in.enter(page, OLIVE.email)
    signing_in.age(OLIVE.email, "seen_at", IDLE)
    page.get_by_role("link", name="Definitions").last.click()
    is_out(page, "You were away for half an hour")


def is_out_at_the_next_click(client: httpx.Client, talk: Talk, why: str) -> None:
    """Nothing runs, the window is told to load anew, and is then told why."""
    told = [each.WhichOneof("type") for each in talk.run("definitions")]
    assert told[-1] == "auth_redirect"
    assert "new_session" not in told
    answer = client.get(PRACTICE).text
    assert why in answer
    assert "X99001" not in answer


def test_twelve_hours_end_it_at_the_next_click(signing_in):
    with signed_in(signing_in.address, OLIVE.email) as client, talking(client) as talk:
        talk.run("over_threshold")
        signing_in.age(OLIVE.email, "begun_at", LASTS)
        is_out_at_the_next_click(client, talk, "Your sign-in has lasted twelve hours")


def test_a_click_keeps_it_alive(signing_in):
    with signed_in(signing_in.address, OLIVE.email) as client, talking(client) as talk:
        talk.run("over_threshold")
        signing_in.age(OLIVE.email, "seen_at", IDLE - timedelta(minutes=5))
        talk.open("definitions")
        assert any(each.heading.body == "Definitions" for each in talk.elements)
    of_olive = f"{LATELY} AND email = :email"
    assert signing_in.run(of_olive, email=OLIVE.email) == [(1,)]


def test_a_closed_account_is_out_at_the_next_click(signing_in):
    with signed_in(signing_in.address, ANNA.email) as client, talking(client) as talk:
        talk.run("over_threshold")
        signing_in.run(ACTIVE, active=False, email=ANNA.email)
        is_out_at_the_next_click(client, talk, "Your account here has been closed.")
    signing_in.run(ACTIVE, active=True, email=ANNA.email)


def test_another_role_holds_from_the_next_click(signing_in):
    with signed_in(signing_in.address, ADA.email) as client:
        with talking(client) as talk:
            talk.open("worklist")
            assert any(each.heading.body == "Worklist" for each in talk.elements)
            signing_in.run(ROLE, role="Regional or national lead", email=ADA.email)
            assert talk.run("worklist")[-1].HasField("auth_redirect")
        with talking(client) as talk:
            talk.open("worklist")
            shown = b"".join(each.SerializeToString() for each in talk.elements)
    assert b"Ada Approver, Regional or national lead" in shown
    assert b"You may not open this page" in shown
    signing_in.run(ROLE, role=ADA.role, email=ADA.email)
