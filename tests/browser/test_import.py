"""Import in a real browser: the real national files, and an invented month mended."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from lib.config import Mode
from tests.browser.conftest import serving, window
from tests.browser.screen import axe, settled
from tests.ingest.formats.test_hierarchy import MADE as HIERARCHY
from tests.real_files import real

LONG_WORK = 120_000  # milliseconds, for files of all England on a busy machine
HEADINGS = "Practice code,Patients with active 104,List size,Counted of,Run date"
GOOD = ("X99001,400,1000,all,31/07/2026", "X99002,600,1000,all,31/07/2026")
BAD = ("X99001,4000,1000,all,31/07/2026", "X990O2,600,1000,all,31/07/2026")


@pytest.fixture
def screen(browser, installation, tmp_path):
    """A window on an empty database of its own, in local mode."""
    folder = tmp_path / "own"
    shutil.copytree(installation, folder, ignore=shutil.ignore_patterns("*.db*"))
    with serving(folder, Mode.LOCAL) as address, window(browser, address) as opened:
        yield opened


def go(screen: Page, address: str, heading: str) -> None:
    screen.goto(address)
    expect(screen.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    settled(screen)


def check(screen: Page, *files: Path | FilePayload) -> None:
    screen.locator("input[type=file]").set_input_files(list(files))  # type: ignore[arg-type]
    for file in files:
        name = file.name if isinstance(file, Path) else file["name"]
        expect(screen.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    settled(screen)
    press(screen, "Check files", then="What would be stored")


def press(screen: Page, label: str, then: str) -> None:
    screen.get_by_role("button", name=label, exact=True).click()
    expect(screen.get_by_text(then).first).to_be_visible(timeout=LONG_WORK)
    settled(screen)


def made(name: str, *lines: str) -> FilePayload:
    content = "\n".join([*lines, ""]).encode()
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def test_the_real_national_files_are_loaded_together(screen):
    lists = real("list_size/gp-reg-pat-prac-all_2025-04.zip")
    hierarchy = real("list_size/gp-reg-pat-prac-map_2026-08.csv")
    go(screen, "/import_data", "Import data")
    check(screen, lists, hierarchy)
    assert axe(screen) == []
    press(screen, "Load 2 files", then="What happens next")
    rows = screen.get_by_role("table").get_by_role("row").all_inner_texts()
    assert ["6,129" in rows[1], "6,239" in rows[2]] == [True, True]
    assert axe(screen) == []


def test_an_invented_month_is_mended_and_loaded(screen):
    go(screen, "/import_data", "Import data")
    check(screen, made("hierarchy.csv", HIERARCHY))
    press(screen, "Load 1 file", then="What happens next")
    press(screen, "Load more files", then="Nothing is stored until you confirm")

    check(screen, made("july.csv", HEADINGS, *BAD))
    expect(screen.get_by_text("2 rows must be fixed")).to_be_visible()
    screen.get_by_role("tab", name="By column").click()
    expect(screen.get_by_role("table", name="Problems by column")).to_be_visible()
    assert axe(screen) == []
    assert "X990O2" in problems(screen)

    press(screen, "Choose a corrected file", then="Nothing is stored until you confirm")
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
    go(screen, "/uploads?upload=2", "Upload history")
    screen.get_by_label("Why is it withdrawn?").fill("A test of withdrawing")
    press(screen, "Withdraw this upload", then="Upload 2 is withdrawn.")
    expect(screen.get_by_text("A test of withdrawing")).to_be_visible()
    assert axe(screen) == []


def test_nobody_is_kept_out_of_the_pages_around_it(screen):
    for scheme in ("light", "dark"):
        screen.emulate_media(color_scheme=scheme)
        go(screen, "/import_data", "Import data")
        for closed in screen.locator("summary").all():
            closed.click()
        is_sound_wide_and_narrow(screen)
        go(screen, "/definitions", "Definitions")
        is_sound_wide_and_narrow(screen)


def is_sound_wide_and_narrow(screen: Page) -> None:
    for width in (1280, 820):
        screen.set_viewport_size({"width": width, "height": 1400})
        assert axe(settled(screen)) == []
