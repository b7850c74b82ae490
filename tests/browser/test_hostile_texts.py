"""Forty hostile texts as names and words of practices: they are shown and do nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lib import actions, db
from lib.actions.statements import Said
from lib.config import Mode
from lib.domain.dates import today
from tests import factories
from tests.browser.conftest import serving, window
from tests.browser.screen import PATIENCE, settled
from tests.factories import PERIOD, practice
from tests.hostile import EVERY

CODES = [f"X{99_001 + number}" for number in range(len(EVERY))]
# What a text would have to make to do anything: the page itself has none of these.
MADE = (
    "img, iframe, object, embed, form[action], base, main script, main style, main h2"
)
SAID = "\n".join(EVERY)


@pytest.fixture
def page(browser: Browser, installation, sqlite_url) -> Iterator[Page]:
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
    with (
        serving(installation, Mode.LOCAL, **settings) as address,
        window(browser, address) as opened,
    ):
        yield opened


def visit(page: Page, address: str) -> list[str]:
    """The requests that went elsewhere, and the dialogs that came up."""
    elsewhere: list[str] = []
    page.on("dialog", lambda dialog: elsewhere.append(dialog.message))
    own = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith(own) else elsewhere.append(asked.url)
        ),
    )
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    settled(page)
    return elsewhere


def test_a_list_of_hostile_names_is_a_list_of_names(page):
    assert visit(page, "/over_threshold?only=Every+practice") == []
    assert page.evaluate("window.hit") is None
    rows = page.locator("table").first.locator("tbody tr")
    expect(rows).to_have_count(len(EVERY))
    table = " ".join(page.locator("table").first.inner_text().split())
    for text in EVERY:
        shown = " ".join(text.split())
        assert shown in table.replace("\u2060", ""), text
    assert page.locator("table").first.locator(MADE).count() == 0
    links = page.locator("table a").evaluate_all("all => all.map(a => a.href)")
    assert all(link.startswith("http://127.0.0.1") for link in links)


def test_a_practice_page_says_hostile_words_as_they_are(page):
    assert visit(page, f"/practice?ods={CODES[0]}") == []
    assert page.evaluate("window.hit") is None
    box = page.locator(".st-key-tl-voice")
    assert box.locator(MADE).count() == 0
    assert "<script>window.hit = 1</script>" in box.inner_text().replace("\u2060", "")
    expect(page.get_by_role("heading", level=1)).to_have_text(EVERY[0])
