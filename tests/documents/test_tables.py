"""Downloads: the same rows in words or codes, and nothing that a spreadsheet runs."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from lib.documents import tables
from lib.documents.tables import Column, Kind, Notes

TABLE = pd.DataFrame(
    {
        "ods_code": ["X99001", "X99002"],
        "name": ["Hill Road", "=HYPERLINK(1)"],
        "excluded": pd.array([5809, None], dtype="Int64"),
        "rate": [0.62395, float("nan")],
        "change": [-0.032, 0.0],
        "period": pd.to_datetime([date(2026, 8, 1)] * 2),
        "over": pd.array([True, None], dtype="boolean"),
    }
)
COLUMNS = [
    Column("name", "Practice", Kind.PRACTICE),
    Column("excluded", "Patients with a 104", Kind.COUNT),
    Column("rate", "Per cent", Kind.RATE),
    Column("change", "Change", Kind.POINTS),
    Column("period", "Month", Kind.MONTH),
    Column("over", "Over the threshold", Kind.YES_NO),
]
NOTES = Notes(
    title="Over the threshold",
    basis="registered patients",
    period=date(2026, 8, 1),
    by="Sam Okafor",
    filters={"PCN": "Coast PCN"},
    made_at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC),
)


def _read(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))


def test_in_words() -> None:
    headings, first, second = _read(tables.as_csv(TABLE, COLUMNS, codes=False))
    assert headings[:4] == [
        "ODS code",
        "Practice",
        "Patients with a 104",
        "Per cent (%)",
    ]
    assert first == [
        "X99001",
        "Hill Road",
        "5809",
        "62.4",
        "-3.2",
        "August 2026",
        "yes",
    ]
    assert second[2:4] == ["no data", "no data"]


def test_in_codes() -> None:
    headings, first, second = _read(tables.as_csv(TABLE, COLUMNS, codes=True))
    assert headings == [
        *("ods_code", "name", "excluded", "rate", "change", "period", "over")
    ]
    assert first[2:] == ["5809", "0.62395", "-0.032", "2026-08", "true"]
    assert second[2:4] == ["", ""]


def test_xlsx_holds_the_rows_as_numbers_and_says_how_they_came_about() -> None:
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(tables.as_xlsx(TABLE, COLUMNS, NOTES, codes=False))
    )
    rows = book.get_sheet_by_name("Table").to_python()
    assert rows[1][2:4] == [5809, 62.4]
    notes = {str(row[0]): row[1] for row in book.get_sheet_by_name("Notes").to_python()}
    assert notes["Filter: PCN"] == "Coast PCN"
    assert notes["Basis"] == "registered patients"
    assert notes["Data month"] == "August 2026"
    assert notes["Made on"] == "22 November 2026, 23:30"
    assert notes["Made by"] == "Sam Okafor"


@given(start=st.sampled_from("=+-@\t\r\0"), rest=st.text("ab1", max_size=5))
def test_no_text_begins_as_a_formula(start: str, rest: str) -> None:
    assert tables._harmless(start + rest) == f"'{start}{rest}"


@pytest.mark.parametrize("number", [-3.2, -5, 0])
def test_a_negative_number_stays_a_number(number: float) -> None:
    assert tables._harmless(number) == number


def test_the_name_is_dated_and_never_given_twice() -> None:
    names = {tables.file_name(NOTES, "csv") for _ in range(20)}
    assert len(names) == 20
    assert all(
        name.startswith("over-the-threshold_2026-08_made-2026-11-22_") for name in names
    )


SHOWN = pd.DataFrame(
    {
        "ods_code": ["X99001", "X99002", "4f1c"],
        "name": ["Hill Road", "Mill Lane", "Name not shown"],
        "excluded": pd.array([None, None, 600], dtype="Int64"),
        "pcn": [None, None, None],
        "hidden": [True, False, False],
        "masked": [False, False, True],
    }
)
SHOWN_AS = [
    Column("name", "Practice", Kind.PRACTICE),
    Column("excluded", "Patients", Kind.COUNT, hidden_by="hidden"),
    Column("pcn", "PCN", missing="None"),
]


@pytest.mark.parametrize("codes", [True, False])
def test_a_hidden_number_is_a_star_and_a_row_without_a_name_has_no_key(codes):
    text = tables.as_csv(SHOWN, SHOWN_AS, codes=codes).decode("utf-8-sig")
    none, no_pcn = ("", "") if codes else ("no data", "None")
    assert list(csv.reader(io.StringIO(text)))[1:] == [
        ["X99001", "Hill Road", "*", no_pcn],
        ["X99002", "Mill Lane", none, no_pcn],
        ["", "Name not shown", "600", "*"],
    ]
    book = tables.as_xlsx(SHOWN, SHOWN_AS, NOTES, codes=codes)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Table")
    assert [row[2] for row in sheet.to_python()[1:]] == ["*", none, 600]


def test_the_rule_by_which_numbers_are_shown_travels_with_the_file():
    notes = replace(NOTES, disclosure="others to the nearest 5")
    assert ("Disclosure", "others to the nearest 5") in list(notes.lines())
    assert "Disclosure" not in dict(NOTES.lines())
