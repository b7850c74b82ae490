"""Two people edit one plan at once, each on a server of their own, on one database."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from lib import db
from tests import factories
from tests.browser.screen import axe, settled


@pytest.fixture
def windows(places, installation, sqlite_url) -> Iterator[list[Page]]:
    """Of the officer and of the approver; a plan has been asked for."""
    db.connect(sqlite_url)
    factories.requested()
    people = [
        factories.signed_up(make()) for make in (factories.officer, factories.approver)
    ]
    db.disconnect()
    olive, ada = (
        {"DATABASE_URL": sqlite_url, "OVERSIGHT_USER": each.email} for each in people
    )
    with (
        places[0].serving(installation, **olive) as first,
        places[1].serving(installation, **ada) as second,
    ):
        yield [first, second]


def opened(page: Page) -> Page:
    page.goto("/action_plan?ods=X99001")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Action plan: Practice 01"
    )
    return settled(page)


def lead(page: Page):
    return page.get_by_role("textbox", name="Who leads")


def type_lead(page: Page, name: str) -> None:
    lead(page).fill(name)
    lead(page).press("Tab")
    settled(page)


def test_neither_of_two_people_loses_what_they_typed(windows: list[Page]) -> None:
    olive, ada = windows
    opened(olive), opened(ada)
    type_lead(olive, "Dr Olive")
    expect(olive.get_by_text("Leaving this page loses nothing.")).to_be_visible()
    type_lead(ada, "Dr Ada")
    both = ada.locator(".st-key-errors")
    expect(both.get_by_role("cell", name="Dr Olive")).to_be_visible()
    expect(both.get_by_role("cell", name="Dr Ada")).to_be_visible()
    expect(lead(ada)).to_have_value("Dr Ada")
    assert axe(ada) == []
    ada.get_by_role("button", name="Save mine over theirs").click()
    expect(both).to_have_count(0)
    settled(ada)
    ada.reload()
    expect(lead(settled(ada))).to_have_value("Dr Ada")
    olive.get_by_role("button", name="Save draft").click()
    expect(lead(olive)).to_have_value("Dr Ada")
