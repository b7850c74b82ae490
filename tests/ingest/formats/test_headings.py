"""Headings are found by content, whatever their case, spaces, line breaks and place."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from lib.domain.parsed import Hints
from lib.ingest.formats import headings, hierarchy, list_size, lmc
from lib.ingest.formats.headings import Column
from tests.ingest.formats.reading import opened, read

HEADINGS = ["EXTRACT_DATE", "TYPE", "CODE", "SEX", "AGE", "NUMBER_OF_PATIENTS"]
LINE = ["2026-08-01", "GP", "X99001", "ALL", "ALL", "3021"]
Case = Callable[[str], str]
CASES: tuple[Case, ...] = (str, str.upper, str.lower, str.swapcase)
COLUMNS = (Column("code", ("Partner Organisation Code",)), Column("pcn", ("PCN Code",)))


@given(st.sampled_from(["\n", " ", "  ", "\r\n", "\u00a0"]), st.sampled_from([*CASES]))
def test_spaces_line_breaks_and_case_do_not_matter(between: str, case: Case) -> None:
    heading = between.join(["Partner", "Organisation", "Code"])
    found = headings.find(opened(f'pcn code,"{case(heading)} "\n1,2\n'), COLUMNS)
    assert found is not None
    assert found.at == {"code": 1, "pcn": 0}


@given(st.permutations(range(len(HEADINGS))), st.integers(0, 10))
def test_order_and_preamble_do_not_matter(order: list[int], preamble: int) -> None:
    above = "".join(f"About this file,{n}\n" for n in range(preamble))
    lines = [",".join(cells[n] for n in order) for cells in (HEADINGS, LINE)]
    parsed = read(list_size, above + "\n".join(lines))
    (row,) = parsed.rows
    assert parsed.problems == []
    assert (row.row, row.practice_code, parsed.rows_read) == (preamble + 2, "X99001", 1)


def test_a_missing_heading_is_named_with_all_its_spellings() -> None:
    parsed = read(hierarchy, "PRACTICE_CODE,PCN_CODE,CCG_CODE\nX99001,U99001,16C\n")
    (missing,) = [each for each in parsed.problems if each.column == "ICB_CODE"]
    assert (missing.kind, missing.row) == ("missing-heading", 1)
    assert "ICB_CODE or STP_CODE" in missing.remedy
    assert parsed.rows == []


def test_every_missing_heading_is_told_once_and_not_again_in_each_line() -> None:
    parsed = read(list_size, "CODE,TYPE,NUMBER_OF_PATIENTS\nX99001,GP,1\nX99002,GP,2\n")
    assert [each.column for each in parsed.problems] == ["EXTRACT_DATE", "SEX", "AGE"]


def test_two_columns_for_the_same_thing_are_refused() -> None:
    parsed = read(lmc, "ODS code,GP code,LMC\nX99001,X99002,Anyshire\n")
    (problem,) = parsed.problems
    assert problem.kind == "duplicate-heading"
    assert "ODS code, GP code" in problem.message
    assert parsed.rows == []


def test_a_heading_that_a_person_matched_is_read() -> None:
    text = "Surgery,Committee\nX99001,Anyshire\n"
    assert read(lmc, text).unmatched_headings == ["Surgery", "Committee"]
    matched = {"Surgery": "practice_code", "Committee": "lmc_name"}
    assert len(read(lmc, text, Hints(columns=matched)).rows) == 1


def test_a_heading_that_a_person_left_out_is_not_asked_about_again() -> None:
    text = "ODS code,Committee,Notes\nX99001,Anyshire,-\n"
    assert read(lmc, text).unmatched_headings == ["Committee", "Notes"]
    assert read(lmc, text, Hints(columns={"Notes": ""})).unmatched_headings == [
        "Committee"
    ]


def test_cells_beyond_the_last_heading_are_refused_but_a_trailing_comma_is_not() -> (
    None
):
    parsed = read(lmc, "ODS code,LMC\nX99001,Anyshire,\nX99002,Any,shire\n")
    (problem,) = parsed.problems
    assert (problem.kind, problem.row, problem.value) == ("extra-cells", 3, "shire")
    assert [row.practice_code for row in parsed.rows] == ["X99001"]
    assert parsed.rows_read == 2
