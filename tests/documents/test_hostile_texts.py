"""No text of forty becomes a formula or a link in a file that people download."""

import csv
import io
import re
import zipfile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from lib.documents import tables
from lib.documents.tables import Column, Kind, Notes
from tests.hostile import EVERY

COLUMNS = [Column("ods_code", "Practice", Kind.PRACTICE), Column("said", "Said")]
RUNS = ("=", "+", "-", "@", "\t", "\r", "\0")


@pytest.fixture
def table():
    codes = [f"X{number:05}" for number in range(len(EVERY))]
    return pd.DataFrame({"ods_code": codes, "name": EVERY, "said": EVERY})


def test_there_are_forty():
    assert len(set(EVERY)) >= 40


@pytest.mark.parametrize("codes", [True, False])
def test_csv_runs_none(table, codes):
    text = tables.as_csv(table, COLUMNS, codes=codes).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, "")) for cell in row]
    assert len(cells) == (len(EVERY) + 1) * 3
    assert [cell for cell in cells if cell.startswith(RUNS)] == []


def test_excel_runs_none_and_keeps_each(table):
    notes = Notes("Table", "as each rule says", None, EVERY[0], {"Filter": EVERY[-3]})
    file = tables.as_xlsx(table, COLUMNS, notes, codes=False)
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        written = {name: parts.read(name).decode() for name in parts.namelist()}
    assert not any(re.search(r"<f[ >]|<hyperlink", part) for part in written.values())
    assert not any("hyperlink" in name for name in written)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0)
    said = [row[2] for row in rows.to_python()[1:]]
    assert [text.lstrip("'").strip() for text in said] == [t.strip() for t in EVERY]
