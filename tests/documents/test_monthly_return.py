"""The return as a file: a cover that says what is not known, and the rows as frozen."""

import csv
import io

from python_calamine import CalamineWorkbook

from lib.documents import monthly_return
from lib.documents.monthly_return import TEMPLATE, Return

ROW = {
    "ods_code": "X99001",
    "name": "=Practice",
    "basis": "registered patients",
    "coded_104": 6_000,
    "kept": None,
    "report_status": "On time, accepted",
    "sources": None,
}
STANDING = [("State", "FINAL"), ("Version", "2")]
COVER = [("ICB", "Invented ICB (XA1)"), ("Template", TEMPLATE)]
MADE = Return("XA1", STANDING, COVER, [ROW])
OTHER = Return("XB1", [("State", "DRAFT")], [], [{**ROW, "ods_code": "X99004"}])


def sheets(content: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def lines(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_row_holds_the_chosen_columns_and_no_formula():
    (row,) = lines(monthly_return.as_csv(MADE))
    assert list(row) == [
        "ODS code",
        "Practice",
        "Basis",
        "Active 104 at the month's end",
        "104 kept after review",
        "Monthly report",
        "Sources",
    ]
    assert (row["Practice"], row["104 kept after review"]) == (
        "'=Practice",
        "not given",
    )


def test_the_cover_comes_first_and_says_that_no_template_is_known():
    found = sheets(monthly_return.as_xlsx(MADE))
    assert list(found) == ["Cover", "Return"]
