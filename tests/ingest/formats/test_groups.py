"""Free groups: federations, teams and places."""

from datetime import date

import pytest

from lib.ingest.formats import groups
from tests.ingest.formats.reading import kinds, opened, read

MADE = """Practice code,Group name,Kind,From,Until
X99001,Any Federation,Federation,01/04/2024,
X99001,North,team,,
X99002,North,Team,01/04/2024,31/03/2026
"""


def test_a_line_is_a_practice_in_a_group_from_until() -> None:
    assert groups.recognises(opened(MADE))
    parsed = read(groups, MADE)
    assert parsed.problems == []
    assert [row[1:] for row in parsed.rows] == [
        ("X99001", "Any Federation", "federation", date(2024, 4, 1), None),
        ("X99001", "North", "team", None, None),
        ("X99002", "North", "team", date(2024, 4, 1), date(2026, 3, 31)),
    ]


@pytest.mark.parametrize("kind", ["Federation", "Team", "Place"])
def test_the_heading_of_the_group_may_tell_its_kind(kind: str) -> None:
    (row,) = read(groups, f"ODS code,{kind}\nX99001,North\n").rows
    assert (row.group_name, row.group_kind) == ("North", kind.lower())


def test_the_kind_is_never_guessed() -> None:
    parsed = read(groups, "ODS code,Group\nX99001,North\nX99002,North\n")
    (problem,) = parsed.problems
    assert (problem.kind, problem.row, problem.column) == ("missing-heading", 1, "Kind")
    assert parsed.rows == []


def test_two_columns_of_groups_are_told_rather_than_one_left_out() -> None:
    parsed = read(groups, "ODS code,Federation,Place\nX99001,North,Anytown\n")
    assert kinds(parsed) == [("duplicate-heading", 1)]


def test_wrong_cells_are_told_all_at_once() -> None:
    text = MADE + (
        "X99003,North,cluster,,\nX99003,,team,,\n"
        "X99003,South,team,01/04/2024,31/03/2024\nX99001,north,team,,\n"
    )
    assert kinds(read(groups, text)) == [
        ("group-kind", 5),
        ("blank", 6),
        ("ends-before-start", 7),
        ("duplicate-practice", 8),
    ]
