"""Rollout dates: one line for each practice, a word for each cell that says something."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.documents import template
from lib.documents.rollout import BLANK
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.domain.rollout import WORDS, Lever, Word
from lib.ingest import child
from lib.ingest.formats import rollout
from tests.ingest import made
from tests.ingest.formats.reading import kinds, opened, read

MADE = """ODS code,Clinical system,Pause sent,Settings,Settings as of,Live since,Said on
x99001,Optum,04/11/2022 17:00,,,,
X99002,,2022-11-04 00:00:00,Correct,01/09/2023,,
X99003,Vision (I),,,,01/02/2023,03/02/2023
X99004,,,,,,
"""


def said(parsed) -> list[tuple]:
    return [tuple(row) for row in parsed.rows]


def test_each_cell_becomes_a_word_and_a_blank_one_says_nothing():
    parsed = read(rollout, MADE)
    assert parsed.problems == []
    pause, day = date(2022, 11, 4), date(2023, 2, 1)
    assert said(parsed) == [
        (2, "X99001", Lever.PAUSE, Word.SENT, pause, "17:00", "EMIS", None),
        (3, "X99002", Lever.PAUSE, Word.SENT, pause, "", None, None),
        (3, "X99002", Lever.SETTINGS, Word.CORRECT, date(2023, 9, 1), "", None, None),
        (
            *(4, "X99003", Lever.SWITCH_ON, Word.ACTUAL, day),
            *("", "Vision", date(2023, 2, 3)),
        ),
    ]


def test_a_practice_has_one_line_for_each_system():
    twice = "ODS code,System,Live since\nX99001,EMIS,01/02/2023\n"
    assert kinds(read(rollout, f"{twice}X99001,TPP,01/03/2023\n")) == []
    again = read(rollout, f"{twice}X99001,Optum,01/03/2023\n")
    assert kinds(again) == [("duplicate-practice", 3)]


@pytest.mark.parametrize(
    ("heading", "cell", "kind"),
    [
        ("Enablement", "perhaps", "rollout-word"),
        ("Switch-on planned", "31/02/2023", "date"),
        ("Settings,Settings as of", ",01/09/2023", "blank"),
    ],
)
def test_what_cannot_be_read_is_a_problem_of_its_line(heading, cell, kind):
    text = f"ODS code,Pause sent,{heading}\nX99001,,{cell}\nX99002,03/11/2022,\n"
    parsed = read(rollout, text)
    assert kinds(parsed) == [(kind, 2)]
    assert [row.practice_code for row in parsed.rows] == ["X99002"]


@given(st.sampled_from([(lever, word) for lever in WORDS for word in WORDS[lever]]))
def test_every_word_has_a_column_and_comes_back(pair):
    lever, word = pair
    column = {v: k for k, v in rollout.DAYS.items()}.get((lever, word))
    field = column or next(f for f, (of, _) in rollout.SAID.items() if of is lever)
    heading = next(c.names[0] for c in rollout.COLUMNS if c.field == field)
    cell = "01/02/2023" if column else word.upper().replace("-", " ")
    parsed = read(rollout, f"ODS code,{heading}\nX99001,{cell}\n")
    assert [(row.lever, row.word) for row in parsed.rows] == [pair]


def test_it_is_known_by_its_headings_and_not_taken_for_another_kind():
    assert rollout.recognises(opened(MADE))
    assert not rollout.recognises(opened("ODS code,Supplier,104\nX99001,EMIS,3\n"))
    assert not rollout.recognises(opened("ODS code,LMC\nX99001,North\n"))


def test_the_template_is_read_as_it_says():
    parsed = child.parse(template.example_csv(BLANK), "any.csv", Hints())
    assert (parsed.kind, parsed.problems) == (Kind.ROLLOUT, [])
    assert {row.lever for row in parsed.rows} == set(Lever)
    assert parsed.rows[0][3:6] == (Word.SENT, date(2022, 11, 3), "16:40")
    headings = [column.heading for column in BLANK.columns]
    assert headings == [
        column.names[0].replace("Practice ODS code", "Practice code")
        for column in rollout.COLUMNS
    ]
    book = child.parse(template.as_xlsx(BLANK), "rollout.xlsx", Hints())
    assert [problem.kind for problem in book.problems] == ["no-rows"]
    assert made.only_sheet(template.as_csv(BLANK)).head[0][1] == headings
