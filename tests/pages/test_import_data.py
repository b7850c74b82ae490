"""Import data: files are checked together, mended, confirmed, and only then stored."""

import pytest
import streamlit as st

from lib import queries
from lib.domain.dates import shift
from lib.ui import importing
from tests import factories
from tests.pages.screens import opened, pick, press, words

PAGE = "administration/import_data"
HEADINGS = "Practice code,Patients with active 104,Counted of,Run date"
GOOD = ("X99001,400,all,31/03/2026", "X99002,500,all,31/03/2026")
BAD = "X99O03,12.5,all,31/03/2026"
EMIS = """"Search Name","104 enhanced review - latest code is 104"
"Parent Population","All currently registered patients"
"Relative Date","31/03/2026"
"Organisation","CDB","Population Count","Parent Population","%","Males","Females","Excluded","Status"
"AN INVENTED SURGERY","12345","118","3,021","4%","55","63","0","Complete"
"""
SENDER = "Northern CSU"
PATIENTS = b"NHS number,Surname\n9434765919,Smith\n"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def screen(database, monkeypatch, sqlite_url):
    """The page as a person sees it who may load everything; three practices known."""
    factories.load(factories.hierarchy())
    lists = factories.list_sizes(dict.fromkeys(factories.PRACTICES, 1000))
    factories.load(lists, sender=SENDER)
    return opened(monkeypatch, sqlite_url, factories.administrator(), PAGE)


def table(*lines, headings=HEADINGS):
    return "\n".join([headings, *lines, ""]).encode()


def check(screen, *files):
    for name, content in files:
        screen.file_uploader(key="files").upload(name, content)
    return press(screen, "Check files")


def counts_uploads():
    every = queries.uploads.every(factories.administrator())
    return every[every.kind == "counts"]


def labels(screen):
    return {button.label for button in screen.button}


def test_good_counts_are_stored_only_when_confirmed(screen):
    check(screen, ("march.csv", table(*GOOD)))
    said = words(screen)
    assert "There is a problem" not in said
    assert "2 practices: 2 new" in said
    assert "**no data**, not zero" in said
    assert counts_uploads().empty
    press(screen, "Load 1 file")
    assert counts_uploads().file_name.tolist() == ["march.csv"]
    assert "What happens next" in words(screen)


def test_what_must_be_fixed_is_said_by_row_and_by_column_and_nothing_is_stored(screen):
    check(screen, ("march.csv", table(*GOOD, BAD)))
    said = words(screen)
    assert "1 row must be fixed before this file can be loaded." in said
    assert "Row 4, column Practice code" in said
    by_column = next(t.value for t in screen.table if "Row numbers" in t.value.columns)
    assert set(by_column["Row numbers"]) == {"4"}
    assert "Load 1 file" not in labels(screen)
    assert counts_uploads().empty


def test_the_good_rows_can_be_loaded_without_the_rest(screen):
    check(screen, ("march.csv", table(*GOOD, BAD)))
    press(screen, "Load the 2 good rows, list the rest")
    assert counts_uploads().rows_stored.tolist() == [2]
    assert "Rows that were left out" in words(screen)


def test_a_warning_has_to_be_ticked(screen):
    earlier = dict.fromkeys(factories.PRACTICES[:2], 10)
    factories.load(factories.counts(earlier, period=shift(factories.PERIOD, -1)))
    check(screen, ("march.csv", table(*GOOD)))
    assert "Please confirm (2)" in words(screen)
    press(screen, "Load 1 file")
    assert len(counts_uploads()) == 1
    assert "Tick each line" in words(screen)
    for box in screen.checkbox:
        box.check()
    press(screen, "Load 1 file")
    assert counts_uploads().confirmed.iloc[0] == "count-moved"


def test_many_warnings_of_one_kind_are_one_tick(database, monkeypatch, sqlite_url):
    codes = [f"X99{number:03}" for number in range(1, 13)]
    factories.load(factories.hierarchy(codes))
    factories.load(factories.list_sizes(dict.fromkeys(codes, 1000)))
    before = dict.fromkeys(codes, 10)
    factories.load(factories.counts(before, period=shift(factories.PERIOD, -1)))
    screen = opened(monkeypatch, sqlite_url, factories.administrator(), PAGE)
    check(screen, ("m.csv", table(*(f"{c},400,all,31/03/2026" for c in codes))))
    assert len(screen.checkbox) == 1
    assert screen.checkbox[0].label.startswith("12 rows")


def test_a_refresh_loses_nothing(screen, monkeypatch, sqlite_url):
    check(screen, ("march.csv", table(*GOOD)))
    batch = "".join(screen.query_params["batch"])
    again = opened(
        monkeypatch, sqlite_url, factories.administrator(), PAGE, batch=batch
    )
    press(again, "Load 1 file")
    assert len(counts_uploads()) == 1


def test_who_leaves_while_it_loads_is_not_led_back_to_it(screen, monkeypatch):
    """Streamlit ends the page's run at the next thing that it would show."""

    def left(*asked):
        load(*asked)
        st.stop()

    load = importing.load
    monkeypatch.setattr(importing, "load", left)
    check(screen, ("march.csv", table(*GOOD)))
    press(screen, "Load 1 file")
    assert len(counts_uploads()) == 1
    assert queries.staging.kept(factories.administrator()) == []


def test_a_batch_of_somebody_else_is_not_shown(screen, monkeypatch, sqlite_url):
    check(screen, ("march.csv", table(*GOOD)))
    batch = "".join(screen.query_params["batch"])
    other = opened(monkeypatch, sqlite_url, factories.officer(), PAGE, batch=batch)
    assert "not here any more" in words(other)
    assert "march.csv" not in words(other)


def test_patient_data_are_refused_without_the_name_of_the_file(screen):
    check(screen, ("ward-7-patients.csv", PATIENTS))
    said = words(screen)
    assert "seems to be about individual patients" in said
    assert "ward-7" not in said
    assert screen.file_uploader == []


def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(screen):
    check(screen, ("march.csv", table(*GOOD)), ("letter.txt", b"Dear all\n"))
    assert "1 file cannot be loaded" in words(screen)
    press(screen, "Load 1 file")
    assert len(counts_uploads()) == 1


def test_a_heading_is_matched_once_and_remembered_for_the_sender(screen):
    screen.selectbox(key="import-sender").set_value(SENDER)
    headings = "Practice code,Blocked,Counted of,Run date"
    content = table(*GOOD, headings=headings)
    screen.selectbox(key="import-kind").set_value("counts")
    check(screen, ("march.csv", content))
    pick(screen, "Heading “Blocked” is", "104")
    press(screen, "Use these answers")
    remembered = queries.matches.headings(factories.administrator(), SENDER)
    assert remembered == {"Blocked": "104"}
    assert "2 practices: 2 new" in words(screen)


def test_an_emis_practice_is_matched_to_one_of_ours(screen):
    check(screen, ("emis.csv", EMIS.encode()))
    pick(screen, "Practice “AN INVENTED SURGERY (CDB 12345)” is", "X99002")
    press(screen, "Use these answers")
    press(screen, "Load 1 file")
    assert counts_uploads().whole.tolist() == [False]


def test_a_file_without_a_month_asks_for_it(screen):
    headings = "Practice code,Patients with active 104,Counted of"
    check(screen, ("undated.csv", table("X99001,400,all", headings=headings)))
    pick(screen, "Month", factories.PERIOD)
    press(screen, "Use these answers")
    assert "counts for **March 2026**" in words(screen)


def test_what_a_sender_counts_is_asked_once(screen):
    screen.selectbox(key="import-sender").set_value(SENDER)
    headings = "Practice code,104,Counted of,Run date"
    check(screen, ("march.csv", table(*GOOD, headings=headings)))
    pick(screen, "What was counted as 104", "latest")
    press(screen, "Use these answers")
    press(screen, "Load 1 file")
    press(screen, "Load more files")
    screen.selectbox(key="import-sender").set_value(SENDER)
    april = [line.replace("31/03", "30/04") for line in GOOD]
    check(screen, ("april.csv", table(*april, headings=headings)))
    assert "patients whose latest code is 104" in words(screen)
    assert "What was counted as 104" not in {each.label for each in screen.selectbox}


def test_an_officer_loads_counts_and_no_national_file(
    database, monkeypatch, sqlite_url
):
    factories.load(factories.hierarchy())
    screen = opened(monkeypatch, sqlite_url, factories.officer(), PAGE)
    assert "You may load **counts**" in words(screen)
    lmcs = b"Practice code,LMC\nX99001,Northshire LMC\n"
    check(screen, ("lmc.csv", lmcs), ("march.csv", table(*GOOD)))
    assert "Your role may not load a file of this kind" in words(screen)
    press(screen, "Load 1 file")
    assert len(counts_uploads()) == 1


def test_an_auditor_may_not_open_the_page(database, monkeypatch, sqlite_url):
    factories.load(factories.hierarchy())
    screen = opened(monkeypatch, sqlite_url, factories.auditor(), PAGE)
    assert [title.value for title in screen.title] == ["You may not open this page"]
    assert not screen.file_uploader
    assert "Check files" not in labels(screen)


def test_the_same_content_again_changes_nothing(screen):
    check(screen, ("march.csv", table(*GOOD)))
    press(screen, "Load 1 file")
    press(screen, "Load more files")
    check(screen, ("copy.csv", table(*reversed(GOOD))))
    assert "Loaded already, as upload" in words(screen)
    assert "Load 1 file" not in labels(screen)


def test_a_hostile_name_stays_text(screen):
    check(screen, ("[x](https://a.example).csv", table(*GOOD)))
    assert "[x](https" not in words(screen)
