"""NHS England's list by step: the layouts a person may meet, since none is published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import national_steps as steps
from lib.domain.codes import tidy
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.ingest.formats import counts, national_steps
from tests.ingest.formats.reading import kinds, opened, read

JULY = date(2024, 7, 1)
WIDE = """ODS code,Practice name,Step 1,Step 2,Step 3,STEP 4 status,Notes
X99001,First,Yes,,Not met,In progress,-
X99002,Second,Complete,Amber,met,Non-compliant,-
"""


def said(text: str, **hints: object) -> list[tuple[object, ...]]:
    return [row[1:] for row in read(national_steps, text, Hints(**hints)).rows]


def test_a_column_for_each_step_keeps_the_word_and_what_it_plainly_says():
    assert national_steps.recognises(opened(WIDE))
    assert said(WIDE, period=JULY) == [
        ("X99001", None, "1", "Yes", True),
        ("X99001", None, "3", "Not met", False),
        ("X99001", None, "4", "In progress", None),
        ("X99002", None, "1", "Complete", True),
        ("X99002", None, "2", "Amber", None),
        ("X99002", None, "3", "met", True),
        ("X99002", None, "4", "Non-compliant", False),
    ]
    found = read(national_steps, WIDE, Hints(period=JULY))
    assert (found.period, found.unmatched_headings) == (JULY, ["Notes"])
    told = read(national_steps, WIDE, Hints(columns={"Notes": ""}))
    assert told.unmatched_headings == []


def test_step_and_status_with_the_month_in_the_file():
    text = """Practice code,Month,Step,Status
X99001,July 2024,Step 3,No
X99001,2024-07,4,yes
X99002,Jul-24,3 and 4,
"""
    assert said(text) == [
        ("X99001", JULY, "3", "No", False),
        ("X99001", JULY, "4", "yes", True),
        ("X99002", JULY, "3", "listed", None),
        ("X99002", JULY, "4", "listed", None),
    ]
    assert kinds(read(national_steps, text, Hints(period=date(2024, 8, 1)))) == [
        ("wrong-month", None)
    ]


def test_a_bare_list_is_one_where_a_person_says_so_and_columns_are_theirs_to_map():
    text = "GP code,Default on?\nX99001,No\nX99002,Yes\n"
    assert not national_steps.recognises(opened(text))
    bare = read(national_steps, text, Hints(kind=Kind.NATIONAL_STEPS))
    assert kinds(bare) == [("no-steps", None)]
    assert [row.step for row in bare.rows] == ["list", "list"]
    assert bare.unmatched_headings == ["Default on?"]
    mapped = said(text, columns={"Default on?": "step_3"})
    assert mapped[0] == ("X99001", None, "3", "No", False)


def test_what_cannot_be_read_is_said_with_its_row():
    text = """Practice code,Month,Step,Status
X99001,July 2024,3,No
X99001,July 2024,3,Yes
Z1,July 2024,3,No
X99002,soon,3,No
X99003,July 2024,9,No
"""
    assert kinds(read(national_steps, text)) == [
        ("duplicate-practice", 3),
        ("bad-ods-code", 4),
        ("not-a-month", 5),
        ("unknown-step", 6),
    ]


def test_counts_stay_counts():
    text = "ODS code,Patients with active 104\nX99001,3\n"
    assert not national_steps.recognises(opened(text))
    assert counts.recognises(opened(text))


@given(st.lists(st.text("abc -✓3", max_size=8), min_size=1, max_size=5))
def test_every_word_is_kept_as_it_stands_and_none_is_guessed(words: list[str]):
    lines = [f"X9900{n},{word}" for n, word in enumerate(words)]
    found = read(national_steps, "\n".join(["ODS code,Step 2", *lines]))
    kept = [tidy(word) for word in words if tidy(word)]
    assert [row.word for row in found.rows] == kept
    assert {row.met for row in found.rows} <= {None}


@pytest.mark.parametrize(
    ("word", "met"),
    [("NOT-MET", False), (" Met ", True), ("Non_Compliant", False), ("TRUE", True)],
)
def test_plain_words(word, met):
    assert steps.met(word) is met
