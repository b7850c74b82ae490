"""Forty hostile texts as names and words of practices: they are shown and do nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from lib import actions, db
from lib.actions.statements import Said
from lib.domain.dates import today
from tests import factories
from tests.browser.screen import arrived
from tests.factories import PERIOD, practice
from tests.hostile import EVERY

CODES = [f"X{99_001 + number}" for number in range(len(EVERY))]
# What a text would have to make to do anything: the page itself has none of these.
MADE = (
    "img, iframe, object, embed, form[action], base, main script, main style, main h2"
)
SAID = "\n".join(EVERY)


@pytest.fixture
def page(places, installation, sqlite_url) -> Iterator[Page]:
    db.connect(sqlite_url)
    named = zip(CODES, EVERY, strict=True)
    factories.load(
        factories.hierarchy([practice(code, name=name) for code, name in named])
    )
    factories.load(factories.list_sizes(dict.fromkeys(CODES, 10_000)))
    factories.load(factories.counts(dict.fromkeys(CODES, 6_000), period=PERIOD))
    officer = factories.signed_up(factories.officer())
    said = Said(SAID, EVERY[0], today())
    actions.statements.record(CODES[0], said, by=officer)
    db.disconnect()
    settings = {"DATABASE_URL": sqlite_url, "OVERSIGHT_USER": officer.email}
    with places[0].serving(installation, **settings) as opened:
        yield opened


def watched(page: Page) -> list[str]:
    """The requests that go elsewhere, and the dialogs that come up."""
    elsewhere: list[str] = []
    page.on("dialog", lambda dialog: elsewhere.append(dialog.message))
    own = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:")
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith(own) else elsewhere.append(asked.url)
        ),
    )
    return elsewhere


def test_hostile_names_and_words_are_shown_as_they_are(page):
    elsewhere = watched(page)
    arrived(page, "/over_threshold?only=Every+practice")
    the_list_is_of_names(page)
    arrived(page, f"/practice?ods={CODES[0]}")
    the_practice_says_its_words(page)
    assert page.evaluate("window.hit") is None
    assert elsewhere == []


def the_list_is_of_names(page: Page) -> None:
    rows = page.locator("table").first.locator("tbody tr")
    expect(rows).to_have_count(len(EVERY))
    table = " ".join(page.locator("table").first.inner_text().split())
    for text in EVERY:
        shown = " ".join(text.split())
        assert shown in table.replace("\u2060", ""), text
    assert page.locator("table").first.locator(MADE).count() == 0
    links = page.locator("table a").evaluate_all("all => all.map(a => a.href)")
    assert all(link.startswith("http://127.0.0.1") for link in links)
    assert page.evaluate("window.hit") is None


def the_practice_says_its_words(page: Page) -> None:
    box = page.locator(".st-key-tl-voice")
    assert box.locator(MADE).count() == 0
    assert "<script>window.hit = 1</script>" in box.inner_text().replace("\u2060", "")
    expect(page.get_by_role("heading", level=1)).to_have_text(EVERY[0])
