"""`oversight reports` and `oversight return`: both parts of a cell, and the file."""

import csv

import pytest

from lib import actions, queries
from lib.casework import returns
from lib.domain.monthly_return import ReturnState
from tests import factories
from tests.conftest import BOTH
from tests.factories import ICB, PERIOD, asked_for_reports, reported

MONTH = "2026-03"


@pytest.fixture
def asked(run):
    factories.over({"X99001": 6_000, "X99002": 7_000})
    asked_for_reports()
    asked_for_reports("X99002")
    reported(coded_104=6_301, added=1)


@pytest.mark.usefixtures("asked")
@BOTH
def test_each_asked_practice_has_a_row_with_both_parts(ask):
    first, second = ask("reports", "--period", MONTH)
    assert (first["ods_code"], first["period"]) == ("X99001", MONTH)
    assert (first["timeliness"], first["content"]) == ("On time", "figures")
    assert (first["state"], first["query_open"]) == ("received", True)
    assert (first["reported"], first["extract"], first["gap"]) == (6_301, 6_000, 301)
    assert first["beyond"] is True
    assert (second["timeliness"], second["content"]) == ("Not yet due", None)


@pytest.mark.usefixtures("asked")
def test_reports_as_text_and_of_another_month(run):
    assert "On time" in run("reports", "--period", MONTH).stdout
    assert run("reports", "--period", "2026-02").stdout == "None.\n"


@pytest.mark.usefixtures("asked")
def test_the_month_is_needed(run):
    assert run("reports").exit_code == 2
    assert run("reports", "--period", MONTH, "--icb", "NOPE").exit_code == 2


@pytest.mark.usefixtures("asked")
@BOTH
def test_a_return_is_drawn_up_and_written_and_once_final_not_again(run, ask, tmp_path):
    wanted = ("return", "--period", MONTH, "--out")
    (told,) = ask(*wanted, tmp_path / "a.csv")
    assert (told["icb_code"], told["version"], told["state"]) == (ICB, 1, "draft")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["ODS code"] for row in rows] == ["X99001", "X99002"]
    (made,) = returns.newest(factories.officer(), PERIOD)
    actions.monthly_returns.call_final(
        made.id, seen_version=1, by=factories.administrator()
    )
    (again,) = ask(*wanted, tmp_path / "a.xlsx")
    assert (again["version"], again["state"]) == (1, "final")
    found = queries.monthly_returns.every(factories.officer())
    assert found["state"].tolist() == [ReturnState.FINAL]
    assert "final" in run(*wanted, tmp_path / "b.csv").stdout


@pytest.mark.usefixtures("asked")
def test_a_file_that_is_there_is_left_alone(run, tmp_path):
    there = tmp_path / "a.csv"
    there.write_text("mine")
    result = run("return", "--period", MONTH, "--out", there)
    assert result.exit_code == 1
    assert there.read_text() == "mine"
    assert returns.newest(factories.officer(), PERIOD) == []


@pytest.mark.usefixtures("asked")
def test_a_file_of_another_kind_is_wrong_usage(run, tmp_path):
    result = run("return", "--period", MONTH, "--out", tmp_path / "a.docx")
    assert result.exit_code == 2


def test_several_icbs_come_in_one_file_of_what_they_have_drawn_up(run, ask, tmp_path):
    neighbour = factories.practice("X99004", sub_icb_code="X02", icb_code="XB1")
    factories.over()
    factories.load(factories.hierarchy([*factories.PRACTICES, neighbour]))
    asked_for_reports()
    wanted = ("return", "--period", MONTH)
    result = run(*wanted, "--out", tmp_path / "all.xlsx")
    assert result.exit_code == 1
    assert "No ICB has drawn up" in result.stderr
    ask(*wanted, "--icb", ICB, "--out", tmp_path / "one.csv")
    (told,) = ask(*wanted, "--out", tmp_path / "all.csv")
    assert told["icb_code"] == ICB


@pytest.mark.usefixtures("asked")
def test_the_workbook_to_fill_in_comes_back_through_the_importer(run, ask, tmp_path):
    book = tmp_path / "reports.xlsx"
    ask("reports", "--period", MONTH, "--template", book)
    (told,) = ask("import", book, "--icb", ICB, "--sender", "The practices")
    assert (told["kind"], told["period"]) == ("reports", MONTH)
    assert (told["rows_stored"], told["problems"]) == (1, [])
    _, second = ask("reports", "--period", MONTH)
    assert (second["ods_code"], second["reported"]) == ("X99002", 7_000)
