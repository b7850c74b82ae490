"""epraccur, in both dialects, without and with headings."""

import csv
import io
from datetime import date

import pytest

from lib.domain.parsed import Hints
from lib.ingest.formats import register
from tests.ingest.formats.reading import kinds, opened, read, read_real

NAMED = {
    "OrgCode": 0,
    "Name": 1,
    "NationalGrouping": 2,
    "HighLevelHealthGeography": 3,
    "Postcode": 9,
    "OpenDate": 10,
    "CloseDate": 11,
    "StatusCode": 12,
    "OrgSubTypeCode": 13,
    "Commissioner": 14,
    "JoinProviderDate": 15,
    "LeftProviderDate": 16,
    "TelNo": 17,
    "PrescrSet": 25,
}


def line(code: str, **said: str) -> list[str]:
    """One line of 27 cells; `said` by the names of the export with headings."""
    cells = [""] * 27
    usual = {
        "OrgCode": code,
        "Name": "AN INVENTED SURGERY",
        "NationalGrouping": "Y99",
        "HighLevelHealthGeography": "QZZ",
        "Postcode": "ZZ1 1ZZ",
        "OpenDate": "19740401",
        "StatusCode": "ACTIVE",
        "Commissioner": "99Z",
        "TelNo": "01632 960001",
        "PrescrSet": "RO76",
    }
    for name, cell in (usual | said).items():
        cells[NAMED[name]] = cell
    return cells


def file(*lines: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(lines)
    return written.getvalue()


def active_in_england(rows: list[register.RegisterRow]) -> int:
    return sum(row.status == "active" and row.is_english for row in rows)


@pytest.mark.parametrize(
    ("name", "lines", "stored", "active", "latest"),
    [
        ("epraccur_dse_2026-06", 15_559, 8192, 6182, date(2026, 7, 1)),
        ("epraccur_2023-12", 15_971, 8647, 6348, date(2023, 12, 4)),
        ("epraccur_2019-10", 14_303, 8201, 6872, date(2019, 10, 1)),
    ],
)
def test_the_real_registers(
    name: str, lines: int, stored: int, active: int, latest: date
) -> None:
    parsed = read_real(register, f"ods/{name}.csv")
    assert (parsed.rows_read, len(parsed.rows), parsed.problems) == (lines, stored, [])
    assert active_in_england(parsed.rows) == active
    assert parsed.described_on == latest


def test_a_row_is_a_gp_practice_in_any_status() -> None:
    text = file(
        line("X99001", StatusCode="A", PrescrSet="4"),
        line("X99002", StatusCode="INACTIVE", CloseDate="20260531"),
        line("X99003", PrescrSet="RO76|RO268", StatusCode="DORMANT"),
        line("X99004", PrescrSet="RO72"),
        line("ALD200", PrescrSet="14", OpenDate=""),
        line("X99005", StatusCode="P", PrescrSet="4"),
    )
    parsed = read(register, text)
    assert [(row.practice_code, row.status) for row in parsed.rows] == [
        ("X99001", "active"),
        ("X99002", "closed"),
        ("X99003", "dormant"),
        ("X99005", "proposed"),
    ]
    assert parsed.rows_read == 6
    assert parsed.rows[1].closed_on == parsed.described_on == date(2026, 5, 31)


def test_welsh_practices_are_stored_as_not_english() -> None:
    text = file(
        line("W00001", NationalGrouping="W00", Commissioner="7A6"),
        line("W00002", NationalGrouping=""),
        line("X99001"),
    )
    assert [row.is_english for row in read(register, text).rows] == [False, False, True]


def test_the_commissioner_is_column_15_and_column_4_is_never_read() -> None:
    (row,) = read(register, file(line("X99001"))).rows
    assert row.sub_icb_code == "99Z"
    assert "QZZ" not in row


def test_telephone_numbers_are_not_read_and_named_for_whoever_looks_for_patients() -> (
    None
):
    (row,) = read(register, file(line("X99001"))).rows
    assert not any("960001" in str(cell) for cell in row)
    assert {17, "TelNo"} <= register.UNREAD


def test_an_export_with_headings_in_any_order_gives_the_same() -> None:
    lines = [line("X99001", CloseDate="20260531", StatusCode="C"), line("X99002")]
    order = sorted(NAMED, reverse=True)
    headed = file(order, *([cells[NAMED[name]] for name in order] for cells in lines))
    assert register.recognises(opened(headed))
    parsed = read(register, headed)
    bare = read(register, file(*lines))
    assert [row[1:] for row in parsed.rows] == [row[1:] for row in bare.rows]
    assert (parsed.rows_read, parsed.described_on) == (2, bare.described_on)


def test_a_month_that_was_said_goes_before_the_latest_date_in_the_file() -> None:
    parsed = read(register, file(line("X99001")), Hints(period=date(2026, 6, 1)))
    assert parsed.described_on == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("said", "kind", "column"),
    [
        ({"OrgCode": "X9901"}, "bad-ods-code", "column 1 (OrgCode)"),
        ({"OrgCode": ""}, "blank", "column 1 (OrgCode)"),
        ({"Name": ""}, "blank", "column 2 (Name)"),
        ({"OpenDate": "19740431"}, "date", "column 11 (OpenDate)"),
        ({"OpenDate": "20270101", "CloseDate": "20260101"}, "closed-before-open", None),
        ({"StatusCode": "OPEN"}, "unknown-status", "column 13 (StatusCode)"),
        ({"Commissioner": "50"}, "organisation-code", "column 15 (Commissioner)"),
    ],
)
def test_one_wrong_cell_of_a_practice_makes_one_problem(
    said: dict[str, str], kind: str, column: str | None
) -> None:
    text = file(line("X99001"), line("X99002"), line("X99003", **said))
    parsed = read(register, text)
    (problem,) = parsed.problems
    assert (problem.kind, problem.row) == (kind, 3)
    assert column in {None, problem.column}
    assert len(parsed.rows) == 2


def test_what_is_wrong_with_other_organisations_is_not_our_business() -> None:
    text = file(line("X99001"), line("1", PrescrSet="0", OpenDate="x", Name=""))
    assert read(register, text).problems == []


def test_a_practice_twice_names_both_rows() -> None:
    parsed = read(register, file(line("X99001"), line("X99002"), line("X99001")))
    assert kinds(parsed) == [("duplicate-practice", 3)]
    assert "rows 1 and 3" in parsed.problems[0].message


def test_a_line_that_lost_cells_is_refused_for_position_is_the_only_key() -> None:
    text = file(line("X99001"), line("X99002"), line("X99003")[:20])
    assert kinds(read(register, text)) == [("lost-cells", 3)]


def test_a_missing_grouping_leaves_nothing_rather_than_a_register_without_england() -> (
    None
):
    order = [name for name in NAMED if name != "NationalGrouping"]
    text = file(order, [line("X99001")[NAMED[name]] for name in order])
    parsed = read(register, text)
    assert kinds(parsed) == [("missing-heading", 1)]
    assert parsed.rows == []
