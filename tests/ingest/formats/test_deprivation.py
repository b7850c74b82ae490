"""Deprivation by practice: fifths as they are, tenths turned into fifths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.ingest.formats import ALL, deprivation
from tests.ingest.formats.reading import kinds, opened, read

MADE = "ODS code,Fifth\nX99001,1\nx99002,5\n"


@pytest.mark.parametrize("name", ["Fifth", "IMD quintile", "Deprivation Quintile"])
def test_headings_are_tolerant_and_it_is_of_one_kind(name):
    text = MADE.replace("Fifth", name)
    assert [each for each in ALL if each.recognises(opened(text))] == [deprivation]
    parsed = read(deprivation, text)
    assert [row[1:] for row in parsed.rows] == [("X99001", 1), ("X99002", 5)]
    assert parsed.problems == []


@given(st.integers(1, 10))
def test_a_tenth_becomes_its_fifth(decile):
    parsed = read(deprivation, f"Practice code,IMD decile\nX99001,{decile}\n")
    (row,) = parsed.rows
    assert row.fifth == (decile + 1) // 2


@pytest.mark.parametrize("value", ["0", "6", "2.5", "-1", "most deprived", "01"])
def test_anything_else_is_refused_in_a_sentence(value):
    parsed = read(deprivation, MADE + f"X99003,{value}\n")
    assert kinds(parsed) == [("not-a-fifth", 4)]
    assert "1 is the most deprived" in parsed.problems[0].remedy
    assert len(parsed.rows) == 2


def test_a_practice_stands_once_and_one_column_tells_it():
    parsed = read(deprivation, MADE + "X99001,2\nX99003,\n")
    assert kinds(parsed) == [("duplicate-practice", 4), ("blank", 5)]
    both = read(deprivation, "ODS code,Fifth,Decile\nX99001,1,1\n")
    assert (kinds(both), both.rows) == ([("missing-heading", 1)], [])
    assert not deprivation.recognises(opened("ODS code,Name\nX99001,A\n"))
    assert not deprivation.recognises(opened("ODS code,Fifth,104 count\nX99001,1,3\n"))
