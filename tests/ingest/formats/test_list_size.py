"""gp-reg-pat-prac-all: one total for each practice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.files import Basis
from lib.ingest.formats import list_size
from tests.ingest.formats.reading import changed, kinds, read, read_real

MADE = """PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS
GP_PRAC_PAT_LIST,01JAN2021,GP,99Z,E38999999,X99001,ZZ1 1ZZ,ALL,ALL,3021
GP_PRAC_PAT_LIST,01JAN2021,GP,99Z,E38999999,X99002,ZZ1 2ZZ,ALL,ALL,"16,388"
GP_PRAC_PAT_LIST,01JAN2021,GP,99Z,E38999999,X99002,ZZ1 2ZZ,MALE,ALL,8000
GP_PRAC_PAT_LIST,01JAN2021,CCG,99Z,E38999999,99Z,,ALL,ALL,19409
"""


def test_the_lists_of_april_2025_zipped_and_not() -> None:
    parsed = read_real(list_size, "list_size/gp-reg-pat-prac-all_2025-04.csv")
    assert (len(parsed.rows), parsed.rows_read, parsed.problems) == (6239, 6239, [])
    assert sum(row.patients for row in parsed.rows) == 63_769_849
    assert (parsed.described_on, parsed.period) == (date(2025, 4, 1), date(2025, 3, 1))
    assert parsed == read_real(list_size, "list_size/gp-reg-pat-prac-all_2025-04.zip")


def test_only_totals_of_practices_are_rows_in_the_ccg_vintage_too() -> None:
    parsed = read(list_size, MADE)
    assert parsed.problems == []
    assert [row[1:] for row in parsed.rows] == [
        ("X99001", date(2021, 1, 1), Basis.REGISTERED, "all", 3021),
        ("X99002", date(2021, 1, 1), Basis.REGISTERED, "all", 16388),
    ]
    assert parsed.rows_read == 4


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d%b%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%Y%m%d"]),
)
def test_the_day_may_be_written_in_any_of_the_spellings(day: date, way: str) -> None:
    parsed = read(list_size, MADE.replace("01JAN2021", format(day, way).upper()))
    assert (parsed.problems, parsed.described_on) == ([], day)


@given(st.text(alphabet="0123456789/-JANFEB", min_size=1, max_size=10))
def test_any_text_for_a_day_is_a_day_or_one_problem_in_each_line(text: str) -> None:
    parsed = read(list_size, MADE.replace("01JAN2021", text))
    if parsed.described_on:
        assert len(parsed.rows) == 2
    else:
        assert kinds(parsed) == [("date", 2), ("date", 3)]


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        ("", "blank"),
        ("-5", "number"),
        ("30.5", "number"),
        ("3E+3", "number"),
        ("many", "number"),
    ],
)
def test_a_list_size_is_a_whole_number(new: str, kind: str) -> None:
    parsed = read(list_size, changed(MADE, 2, "3021", new))
    (problem,) = parsed.problems
    assert (problem.kind, problem.row, problem.value) == (kind, 2, new)
    assert problem.column == "NUMBER_OF_PATIENTS"
    assert [row.practice_code for row in parsed.rows] == ["X99002"]


def test_a_list_of_nobody_is_asked_about_and_kept() -> None:
    parsed = read(list_size, changed(MADE, 2, "3021", "0"))
    assert kinds(parsed) == [("empty-list", 2)]
    assert len(parsed.rows) == 2


def test_a_practice_may_be_there_once() -> None:
    parsed = read(list_size, changed(MADE, 3, "X99002", "X99001"))
    assert kinds(parsed) == [("duplicate-practice", 3)]


def test_a_file_without_a_line_to_use_is_refused() -> None:
    head = MADE.splitlines()[0]
    assert kinds(read(list_size, f"{head}\n")) == [("no-rows", None)]
