"""The tracker's page: matched, listed and confirmed before anything is stored."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.episodes import Case
from lib.casework import tracker
from lib.domain.action_plan import Status
from lib.domain.dates import playing_on
from lib.domain.tracker_fields import Field
from tests import factories
from tests.factories import approver, auditor, officer, signed_up
from tests.pages.screens import choose, opened, pick, press, words

PAGE = "casework/tracker"
OLD = b"ODS,Lead,Requested,Due date,Status\nX99001,OO,03/02/2026,03/03/2026,Chased\n"
ACTION = b"ODS,Next action\nX99001,Call them\n"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def in_may():
    with playing_on(date(2026, 5, 6)):
        yield


@pytest.fixture
def screen(database, monkeypatch, sqlite_url):
    factories.over({"X99001": 6_000, "X99002": 7_000})
    factories.adopted()
    signed_up(approver())
    return opened(monkeypatch, sqlite_url, officer(), PAGE)


def check(screen, content: bytes, name: str = "tracker.csv"):
    screen.file_uploader(key="tracker-files").upload(name, content)
    return press(screen, "Check the tracker")


def standing(code: str = "X99001"):
    every = queries.tracker.standings(officer(), factories.ICB)
    return next(one for one in every if one.ods_code == code)


def labels(screen) -> set[str]:
    return {button.label for button in screen.button}


def test_a_teams_own_words_are_matched_and_the_changes_confirmed(screen):
    check(screen, OLD)
    said = words(screen)
    assert "Row 2, column Status" in said
    assert "'Chased' is not a status" in said
    assert "Store these changes" not in labels(screen)
    pick(screen, "Status “Chased” is", Status.REQUESTED.value)
    pick(screen, "Owner “OO” is", officer().email)
    press(screen, "Use these meanings")
    assert "it is not said on what authority" in words(screen)
    screen.text_input(key="tracker-authority").set_value("letter of 1 May 2023")
    choose(screen, "The plans go to", "the ICB")
    assert "**1 case new**, 0 changed, 0 unchanged" in words(screen)
    table = next(t.value for t in screen.table if "Becomes" in t.value.columns)
    assert list(table["What"]) == [
        *("Case", "Owner", "Plan requested on", "Plan due on", "Status"),
    ]
    assert standing().seen.episode_id is None
    press(screen, "Store these changes")
    assert "The tracker is stored: 1 case new" in words(screen)
    assert standing().values[Field.STATUS] == Status.REQUESTED
    assert standing().values[Field.OWNER] == officer().email


def test_a_heading_is_matched_by_reading_the_file_again(screen):
    check(screen, b"ODS,To do\nX99001,Call them\n")
    assert "Please confirm (1)" in words(screen)
    pick(screen, "Heading “To do” is", Field.ACTION.value)
    press(screen, "Use these answers")
    press(screen, "Store these changes")
    assert standing().values[Field.ACTION] == "Call them"


def test_a_warning_has_to_be_ticked(screen):
    check(screen, b"ODS,RAG\nX99001,red\n")
    press(screen, "Store these changes")
    assert "Tick each line" in words(screen)
    assert standing().seen.episode_id is None
    screen.checkbox[0].check().run()
    press(screen, "Store these changes")
    assert standing().seen.episode_id is not None


def test_what_somebody_saved_meanwhile_is_not_written_over(screen):
    check(screen, ACTION)
    press(screen, "Store these changes")
    check(screen, b"ODS,Next action\nX99001,Write to them\n")
    seen = standing().seen
    actions.episodes.change(
        seen.episode_id,
        Case(next_action="Visit them"),
        seen_version=seen.episode_version,
        by=approver(),
    )
    press(screen, "Store these changes")
    assert "Somebody has changed the case of X99001 meanwhile" in words(screen)
    assert standing().values[Field.ACTION] == "Visit them"
    table = next(t.value for t in screen.table if "Becomes" in t.value.columns)
    assert table[["Was", "Becomes"]].values.tolist() == [
        ["Visit them", "Write to them"]
    ]


def test_the_workbook_comes_back_unchanged(screen):
    content, lines = tracker.workbook(officer(), factories.ICB)
    assert lines == 2
    check(screen, content, "tracker.xlsx")
    assert "**0 cases new**, 0 changed, 2 unchanged" in words(screen)
    assert "Store these changes" not in labels(screen)
    press(screen, "Start again")
    assert "Take the cases out" in words(screen)


def test_patient_data_are_refused_without_the_name_of_the_file(screen):
    check(screen, b"ODS,Notes\nX99001,about 943 476 5919\n", "ward-7.csv")
    said = words(screen)
    assert "seems to be about individual patients" in said
    assert "ward-7" not in said


def test_an_auditor_takes_out_and_brings_nothing_in(database, monkeypatch, sqlite_url):
    factories.over()
    screen = opened(monkeypatch, sqlite_url, auditor(factories.ICB), PAGE)
    assert "Take the cases out" in words(screen)
    assert screen.file_uploader == []


def test_a_tracker_on_the_page_for_figures_is_sent_here(
    screen, monkeypatch, sqlite_url
):
    content, _ = tracker.workbook(officer(), factories.ICB)
    screen.switch_page("pages/administration/import_data.py").run()
    screen.file_uploader(key="files").upload("tracker.xlsx", content)
    press(screen, "Check files")
    assert "Bring it on the page Tracker" in words(screen)
