"""`oversight export`: every fact, as files that open anywhere, and what they mean."""

import csv
from datetime import date

import pandas as pd
import pytest

from lib import actions
from lib.actions.statements import Said
from tests.conftest import BOTH
from tests.factories import (
    auditor,
    counts,
    hierarchy,
    list_sizes,
    load,
    officer,
    practice,
    signed_up,
)


@pytest.fixture
def loaded(run):
    load(hierarchy(["X99001", practice("X99002", name="=1+1")]))
    load(list_sizes({"X99001": 1000}))
    load(counts({"X99001": 500, "X99002": None}))


def rows(path):
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.mark.usefixtures("loaded")
@BOTH
def test_every_fact_is_a_line_and_a_hidden_number_stays_empty(ask, tmp_path):
    ask("export", tmp_path / "out")
    found = rows(tmp_path / "out" / "exclusion_count.csv")
    assert [(r["practice_code"], r["value"]) for r in found] == [
        ("X99001", "500"),
        ("X99002", ""),
    ]
    assert found[0]["measure"] == "104"
    assert found[0]["period"] == "2026-03-01"


@pytest.mark.usefixtures("loaded")
def test_what_practices_say_goes_with_their_figures(ask, tmp_path):
    said = Said("We review.", "letter of 1 March 2026", date(2026, 3, 1))
    actions.statements.record("X99001", said, by=officer())
    ask("export", tmp_path)
    found = rows(tmp_path / "statement.csv")
    assert [(r["practice_code"], r["text"]) for r in found] == [
        ("X99001", "We review.")
    ]


@pytest.mark.usefixtures("loaded")
def test_a_text_in_csv_is_never_a_formula(ask, tmp_path):
    ask("export", tmp_path)
    names = [row["name"] for row in rows(tmp_path / "hierarchy_entry.csv")]
    assert names == ["Practice 01", "'=1+1"]


@pytest.mark.usefixtures("loaded")
@BOTH
def test_parquet_holds_the_same_as_it_is(ask, tmp_path):
    written = ask("export", tmp_path, "--format", "parquet")
    table = pd.read_parquet(tmp_path / "hierarchy_entry.parquet")
    assert list(table.name) == ["Practice 01", "=1+1"]
    assert {each["rows"] for each in written if "hierarchy" in each["file"]} == {2}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_dictionary_explains_every_column_of_every_table(ask, tmp_path, kind):
    ask("export", tmp_path, "--format", kind)
    read = pd.read_csv if kind == "csv" else pd.read_parquet
    written = {
        (path.stem, column)
        for path in tmp_path.glob(f"*.{kind}")
        if path.stem != "dictionary"
        for column in read(path).columns
    }
    lines = rows(tmp_path / "dictionary.csv")
    assert {(line["table"], line["column"]) for line in lines} == written
    assert all(line["type"] and line["meaning"] for line in lines)


@pytest.mark.usefixtures("loaded")
def test_an_export_is_recorded_and_told(run, tmp_path):
    email = signed_up(auditor()).email
    assert "Rows" in run("export", tmp_path, "--as", email).stdout


def test_a_file_in_place_of_the_folder_is_wrong_usage(run, tmp_path):
    path = tmp_path / "out"
    path.touch()
    assert run("export", path).exit_code == 2
