"""From nothing in a real browser: an invented month is mended, loaded and withdrawn."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.screen import arrived, axe, settled, unfolded
from tests.ingest.formats.test_hierarchy import MADE as HIERARCHY

LONG_WORK = 120_000  # milliseconds, for files of all England on a busy machine
HEADINGS = "Practice code,Patients with active 104,List size,Counted of,Run date"
GOOD = ("X99001,400,1000,all,31/07/2026", "X99002,600,1000,all,31/07/2026")
BAD = ("X99001,4000,1000,all,31/07/2026", "X990O2,600,1000,all,31/07/2026")


@pytest.fixture
def screen(places, installation, tmp_path):
    """A window on an installation that has no database yet, in local mode."""
    nothing = f"sqlite:///{tmp_path / 'oversight.db'}"
    with places[0].serving(installation, DATABASE_URL=nothing) as opened:
        yield opened


def check(screen: Page, file: FilePayload) -> None:
    screen.locator("input[type=file]").set_input_files(file)
    remove = screen.get_by_role("button", name=f"Remove {file['name']}")
    expect(remove).to_be_visible()
    settled(screen)
    press(screen, "Check files", then="What would be stored")


def press(screen: Page, label: str, then: str) -> None:
    screen.get_by_role("button", name=label, exact=True).click()
    expect(screen.get_by_text(then).first).to_be_visible(timeout=LONG_WORK)
    settled(screen)


def made(name: str, *lines: str) -> FilePayload:
    content = "\n".join([*lines, ""]).encode()
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def test_an_invented_month_is_mended_and_loaded(screen):
    arrived(screen, "/")
    assert screen.get_by_text("This computer only").is_visible()
    assert axe(screen) == []
    unfolded(arrived(screen, "/import_data"))
    assert axe(screen) == []
    check(screen, made("hierarchy.csv", HIERARCHY))
    press(screen, "Load 1 file", then="What happens next")
    press(screen, "Load more files", then="No figure changes until you confirm")

    check(screen, made("july.csv", HEADINGS, *BAD))
    expect(screen.get_by_text("2 rows must be fixed")).to_be_visible()
    screen.get_by_role("tab", name="By column").click()
    expect(screen.get_by_role("table", name="Problems by column")).to_be_visible()
    assert axe(screen) == []
    assert "X990O2" in problems(screen)

    press(screen, "Choose a corrected file", then="No figure changes until you confirm")
    check(screen, made("july.csv", HEADINGS, *GOOD))
    expect(screen.get_by_text("2 practices: 2 new.")).to_be_visible()
    screen.reload()
    press(screen, "Load 1 file", then="What happens next")
    is_withdrawn_with_a_reason(screen)


def problems(screen: Page) -> str:
    with screen.expect_download() as file:
        screen.get_by_role("button", name="Download all problems").click()
    return file.value.path().read_text("utf-8-sig")


def is_withdrawn_with_a_reason(screen: Page) -> None:
    arrived(screen, "/uploads?upload=2")
    screen.get_by_label("Why is it withdrawn?").fill("A test of withdrawing")
    press(screen, "Withdraw this upload", then="Upload 2 is withdrawn.")
    expect(screen.get_by_text("A test of withdrawing")).to_be_visible()
    assert axe(screen) == []
