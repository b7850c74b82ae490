"""A tracker in a real browser: brought in, sent out, two cells changed, brought back."""

from datetime import date

import pytest
from playwright.sync_api import FilePayload, Page, expect

from lib import db
from tests import factories
from tests.browser.screen import arrived, axe, settled
from tests.spreadsheets import edited, grid

LONG_WORK = 120_000  # milliseconds, on a busy machine
OLD = """ODS,Lead,Plan requested,Due date,Status,Last contact,Comments
X99001,Olive Officer,03/02/2026,03/03/2026,requested,10/03/2026,Manager on leave
X99002,Olive Officer,,,,,
"""


@pytest.fixture
def screen(places, installation, sqlite_url):
    """A window on the tracker's page of somebody's own database: two practices over."""
    db.connect(sqlite_url)
    factories.over({"X99001": 6_000, "X99002": 7_000})
    factories.adopted()
    factories.signed_up(factories.officer())
    person = factories.signed_up(factories.administrator())
    db.disconnect()
    settings = {"DATABASE_URL": sqlite_url, "OVERSIGHT_USER": person.email}
    with places[0].serving(installation, **settings) as opened:
        yield arrived(opened, "/tracker")


def check(screen: Page, name: str, content: bytes) -> None:
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content}
    screen.locator("input[type=file]").set_input_files(file)
    expect(screen.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    press(screen, "Check the tracker", then="What would be stored")
    assert axe(screen) == []


def press(screen: Page, label: str, then: str) -> None:
    screen.get_by_role("button", name=label, exact=True).click()
    expect(screen.get_by_text(then).first).to_be_visible(timeout=LONG_WORK)
    settled(screen)


def sent_out(screen: Page) -> bytes:
    with screen.expect_download() as file:
        screen.get_by_role("button", name="Download the tracker").click()
    return file.value.path().read_bytes()


def say_who_asked(screen: Page) -> None:
    screen.get_by_label("On what authority").fill("letter of 1 May 2023")
    screen.keyboard.press("Tab")
    settled(screen)
    screen.get_by_label("The plans go to").press_sequentially("the ICB")
    screen.get_by_role("option", name="the ICB", exact=True).click()
    expect(screen.get_by_text("There is a problem")).to_have_count(0)
    settled(screen)


def test_a_tracker_is_brought_in_sent_out_and_brought_back(screen):
    check(screen, "old.csv", OLD.encode())
    say_who_asked(screen)
    press(screen, "Store these changes", then="The tracker is stored: 2 cases new")

    content = edited(sent_out(screen), "X99001", "Plan due on", date(2026, 3, 31))
    content = edited(content, "X99002", "Next action", "Call the practice manager")
    check(screen, "tracker.xlsx", content)
    changes = screen.get_by_role("table", name="What the tracker changes")
    rows = changes.get_by_role("row").all_inner_texts()
    assert len(rows) == 3
    assert "3 March 2026" in rows[1]
    assert "31 March 2026" in rows[1]
    press(screen, "Store these changes", then="0 cases new, 2 changed")

    head, first, second = grid(sent_out(screen))
    assert first[head.index("Plan due on")] == date(2026, 3, 31)
    assert first[head.index("Notes")] == "Manager on leave"
    assert second[head.index("Next action")] == "Call the practice manager"
