"""Trackers: a team's own headings, in any order, read by row and column."""

from datetime import date

import pytest

from lib.domain.errors import FileRefused
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.ingest import child
from lib.ingest.formats import tracker
from tests.ingest.formats.reading import kinds, opened, read

MADE = """Our cases of May
ODS code,Case owner,Due date,Status,Comments,RAG
X99001,Olive,03/03/2026,Chased,"First line
second line",Red
X99002,,,,,
"""


def test_a_line_is_a_case_in_the_words_of_the_team():
    parsed = read(tracker, MADE)
    first, second = parsed.rows
    assert (first.practice_code, first.owner, first.due_on, first.status) == (
        *("X99001", "Olive", date(2026, 3, 3), "Chased"),
    )
    assert first.notes == "First line\nsecond line"
    assert first.given == second.given == "owner due_on status notes"
    assert second.due_on is None


def test_a_heading_that_is_not_known_is_asked_about():
    parsed = read(tracker, MADE)
    assert parsed.unmatched_headings == ["RAG"]
    assert kinds(parsed) == [("unknown-heading", 2)]
    told = Hints(kind=Kind.TRACKER, columns={"RAG": ""})
    assert read(tracker, MADE, told).problems == []
    as_action = Hints(kind=Kind.TRACKER, columns={"RAG": "next_action"})
    assert read(tracker, MADE, as_action).rows[0].next_action == "Red"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("X9900,,", "bad-ods-code"),
        (",Olive,", "blank"),
        ("X99001,,31/02/2026", "date"),
        ("X99001,,w/c 3 March", "date"),
        (f"X99001,,,{'x' * 20_001}", "too-long"),
    ],
)
def test_what_cannot_be_read_is_told_by_row(line, kind):
    parsed = read(tracker, f"ODS,Owner,Due,Notes\n{line}\n")
    assert kinds(parsed) == [(kind, 2)]
    assert parsed.rows == []


def test_two_lines_of_one_practice_are_told():
    parsed = read(tracker, "ODS,Owner\nX99001,A\nX99001,B\n")
    assert kinds(parsed) == [("duplicate-practice", 3)]
    assert parsed.rows == []


def test_a_tracker_is_one_where_a_person_says_so_whatever_else_it_holds():
    text = "ODS code,Patients with active 104,LMC,Owner\nX99001,4000,North,Olive\n"
    assert not tracker.recognises(opened(text))
    parsed = child.parse(text.encode(), "t.csv", Hints(kind=Kind.TRACKER))
    assert (parsed.kind, parsed.rows[0].owner) == (Kind.TRACKER, "Olive")
    assert parsed.unmatched_headings == ["Patients with active 104", "LMC"]


@pytest.mark.parametrize("text", ["ODS,Surname\nX99001,S\n", "ODS\n943 476 5919\n"])
def test_a_list_of_people_is_refused(text):
    with pytest.raises(FileRefused) as refusal:
        child.parse(text.encode(), "t.csv", Hints(kind=Kind.TRACKER))
    assert refusal.value.problem == "patient-data"
