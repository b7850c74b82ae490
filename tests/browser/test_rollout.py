"""An officer books a switch-on, moves it, pauses it and confirms it; the page follows."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from lib import db
from lib.domain.dates import period_of, shift, today, uk
from lib.domain.rollout import Lever, Word
from lib.ui.forms import typed
from tests import factories
from tests.browser.screen import PATIENCE, arrived, axe, choose, settled, unfolded

CODE = "X99001"
TODAY = today()
DUE, MOVED = TODAY + timedelta(days=9), TODAY + timedelta(days=20)
SOON = "Over the threshold and due to go live in 9 days"
LATER = "Over the threshold and due to go live in 20 days"


@pytest.fixture
def page(places, installation, sqlite_url) -> Iterator[Page]:
    """The practice is over in the last month that ended."""
    db.connect(sqlite_url)
    factories.over({CODE: 6_000}, period=shift(period_of(TODAY), -1))
    olive = factories.signed_up(factories.officer())
    db.disconnect()
    settings = {"DATABASE_URL": sqlite_url, "OVERSIGHT_USER": olive.email}
    with places[0].serving(installation, **settings) as opened:
        yield opened


def go(page: Page, name: str, **asked: str) -> Page:
    return unfolded(arrived(page, f"/{name}?{urlencode(asked)}"))


def of_practice(page: Page) -> None:
    go(page, "practice", ods=CODE, part="Rollout and national steps")


def history(page: Page) -> Locator:
    return page.locator("[class*=st-key-tl-rollout-]")


def say(page: Page, lever: Lever, word: Word, on: date) -> None:
    unfolded(settled(page))
    before = history(page).count()
    for label, text in (("Which lever", lever), ("What is said of it", word)):
        shown = text[0].upper() + text[1:]
        if page.get_by_role("combobox", name=label).input_value() != shown:
            choose(page, label, shown)
    for label, text in (
        ("Its day", typed(on)),
        ("Said or announced on", typed(TODAY)),
        ("Reason", "told by telephone"),
        ("Source: a letter, a call, its date", "call of the practice manager"),
    ):
        box = page.locator(".st-key-rollout").get_by_label(label, exact=True)
        box.fill(text)
    page.get_by_role("button", name="Record the word", exact=True).click()
    told = page.get_by_text(f"On record: {lever}, {word}.", exact=True)
    expect(told).to_be_visible(timeout=PATIENCE)
    # The same words may still stand there from the time before.
    expect(history(page)).to_have_count(before + 1, timeout=PATIENCE)
    settled(page)


def crossed(page: Page, stage: str) -> None:
    """In the one row of the crossing where somebody is over."""
    table = page.locator("[data-testid=stTable]").filter(has_text="Cannot be told")
    row = table.get_by_role("row").filter(has_text=stage).first
    expect(row.get_by_role("cell").nth(1)).to_have_text("1", timeout=PATIENCE)


def it_follows(page: Page, stage: str, words: str) -> None:
    go(page, "switch_on")
    crossed(page, stage)
    table = page.locator("[data-testid=stTable]").filter(has_text="What is due")
    expect(table.get_by_text(words, exact=True)).to_be_visible(timeout=PATIENCE)


def test_a_switch_on_is_booked_moved_paused_and_confirmed(page: Page) -> None:
    of_practice(page)
    say(page, Lever.SWITCH_ON, Word.PLANNED, DUE)
    it_follows(page, "Scheduled", SOON)

    of_practice(page)
    say(page, Lever.SWITCH_ON, Word.PLANNED, MOVED)
    say(page, Lever.PAUSE, Word.EFFECTIVE, TODAY)
    it_follows(page, "Paused", f"{LATER}; paused since that day was said")

    of_practice(page)
    say(page, Lever.SWITCH_ON, Word.ACTUAL, TODAY)
    assert history(page).count() == 4
    assert uk(DUE) in (history(page).nth(3).text_content() or "")
    go(page, "switch_on")
    crossed(page, "Live")
    expect(page.get_by_text("No switch-on day stands")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Show who is live and over").click()
    page.wait_for_url(re.compile("flag=Over"))
    assert "stage=Live" in page.url
