"""POMI, long format: thirteen fields by practice and month."""

from datetime import date

import pytest

from lib.domain.parsed import Hints
from lib.domain.problems import Severity
from lib.ingest.formats import online_access
from tests.ingest.formats.reading import changed, kinds, opened, read, read_real

HEADINGS = (
    "report_period_end,region_code,region_name,sub_ICB_location_code,"
    "sub_ICB_location_name,practice_code,practice_name,system_supplier,field,value"
)


def lines(day: str = "30-Apr-23", code: str = "X99001", **values: str) -> list[str]:
    usual = {"patient_list_size": "3021", "Total_Pat_Enbld": "1200"}
    where = f"{day},Y99,ANY REGION,99Z,ANY PLACE,{code},A SURGERY,EMIS"
    return [f"{where},{name},{value}" for name, value in (usual | values).items()]


def file(*all_lines: str) -> str:
    return "\n".join([HEADINGS, *all_lines])


def test_the_slice_of_two_months() -> None:
    path = "pomi/POMI_AUG2018_SEP2018_subregion_Q72_slice.csv"
    parsed = read_real(online_access, path)
    assert (parsed.rows_read, len(parsed.rows)) == (17_875, 1375)
    assert [problem.kind for problem in parsed.problems] == ["enabled-above-list"] * 2
    assert parsed.period == date(2018, 9, 1)
    assert "EMIS (I)" not in {row.supplier for row in parsed.rows}


def test_a_practice_and_month_is_one_row_and_a_blank_is_unknown() -> None:
    parsed = read(online_access, file(*lines(Pat_Appts_Use="", Sys_Appts_Enbld="2")))
    (row,) = parsed.rows
    assert parsed.problems == []
    assert (row.period, row.supplier) == (date(2023, 4, 1), "EMIS")
    assert (row.patient_list_size, row.total_pat_enbld) == (3021, 1200)
    assert (row.pat_appts_use, row.sys_appts_enbld, row.total_use) == (None, 2, None)


@pytest.mark.parametrize(
    "area",
    [
        "subregion_code,subregion_name,ccg_code,ccg_name",
        "ccg_code,ccg_name",
        "sub_ICB_location_code,sub_ICB_location_name",
    ],
)
@pytest.mark.parametrize("day", ["30SEP2018", "30-Sep-18"])
def test_the_three_vintages(area: str, day: str) -> None:
    cells = ",".join("x" for _ in area.split(","))
    text = (
        f"report_period_end,region_code,region_name,{area},practice_code,practice_name,"
        f"system_supplier,field,value\n"
        f"{day},Y99,R,{cells},X99001,A,TPP,patient_list_size,9\n"
    )
    assert online_access.recognises(opened(text))
    (row,) = read(online_access, text).rows
    assert (row.practice_code, row.period) == ("X99001", date(2018, 9, 1))


def test_enabled_above_the_list_is_asked_about_and_kept() -> None:
    parsed = read(online_access, file(*lines(Total_Pat_Enbld="3022")))
    (problem,) = parsed.problems
    assert (problem.kind, problem.severity) == ("enabled-above-list", Severity.CONFIRM)
    assert (problem.row, problem.column, problem.value) == (3, "value", "3022")
    assert parsed.rows[0].total_pat_enbld == 3022


@pytest.mark.parametrize("value", ["-3", "1.5", "NULL", "1E+3"])
def test_a_value_that_is_no_count_leaves_that_month_of_the_practice_out(
    value: str,
) -> None:
    text = file(*lines(Total_Use=value), *lines("31-May-23"))
    parsed = read(online_access, text)
    (problem,) = parsed.problems
    assert (problem.kind, problem.row, problem.value) == ("number", 4, value)
    assert [row.period for row in parsed.rows] == [date(2023, 5, 1)]


def test_a_field_twice_names_both_rows_whatever_the_spelling_of_the_month() -> None:
    text = file(*lines(), *lines("30APR2023", code="x99001"))
    parsed = read(online_access, text)
    assert kinds(parsed) == [("duplicate-practice", 4), ("duplicate-practice", 5)]
    assert "X99001 in April 2023" in parsed.problems[0].message
    assert "rows 2 and 4" in parsed.problems[0].message
    assert parsed.rows == []


def test_every_wrong_cell_is_told_even_in_one_line() -> None:
    text = file(*lines("30-Feb-23", "X9", Other_Field="-1"))
    assert kinds(read(online_access, changed(text, 4, "EMIS", ""))) == [
        ("date", 2),
        ("bad-ods-code", 2),
        ("date", 3),
        ("bad-ods-code", 3),
        ("date", 4),
        ("bad-ods-code", 4),
        ("unknown-field", 4),
        ("number", 4),
    ]


def test_two_suppliers_in_a_month_are_asked_about_and_the_first_is_kept() -> None:
    parsed = read(online_access, changed(file(*lines()), 3, "EMIS", "TPP"))
    assert kinds(parsed) == [("two-suppliers", 3)]
    assert [row.supplier for row in parsed.rows] == ["EMIS"]


def test_a_month_that_was_said_has_to_be_one_of_the_file() -> None:
    text = file(*lines(), *lines("31-May-23"))
    assert read(online_access, text, Hints(period=date(2023, 4, 1))).problems == []
    wrong = read(online_access, text, Hints(period=date(2023, 6, 1)))
    assert kinds(wrong) == [("wrong-month", None)]


def test_lines_are_counted_even_where_a_heading_is_missing() -> None:
    text = file(*lines()).replace("system_supplier", "system")
    parsed = read(online_access, text)
    assert kinds(parsed) == [("missing-heading", 1)]
    assert (parsed.rows_read, parsed.rows) == (2, [])
