"""Days at the terminal, told as stories: analyst, officer at month's end, LMC observer.

The approver's review is told in the browser (tests/browser/test_casework.py).
"""

import csv
import json

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from lib import actions
from lib.actions.figure_queries import Raised
from tests import factories
from tests.cli import texts
from tests.factories import PERIOD

MONTH = f"{PERIOD:%Y-%m}"


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    """Another test's database may have the same version; what is installed is the same."""
    st.cache_resource.clear()
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)


def as_(person) -> tuple[str, str]:
    return "--as", person.email


def test_an_analyst_loads_each_night_what_lies_in_the_folder(run, file):
    ann = factories.signed_up(factories.analyst())

    def night(*files):
        result = run("import", *files, "--json", *as_(ann))
        return result.exit_code, [
            each["rows_stored"] for each in json.loads(result.stdout)
        ]

    register = file("hierarchy.csv", texts.hierarchy())
    lists = file("lists.csv", texts.list_sizes({"X99001": 1000, "X99002": 2000}))
    first = file("counts.csv", texts.counts({"X99001": 600, "X99002": 100}))
    assert night(register, lists, first) == (0, [3, 2, 2])
    assert night(register, lists, first) == (0, [0, 0, 0])  # nothing new came

    wrong = file("counts.csv", texts.counts({"X99001": "many", "X99002": 90}))
    assert night(lists, wrong) == (1, [0, 0])
    log = run("import", wrong, *as_(ann))
    assert "row 2" in log.stdout.lower()
    assert "many" in log.stdout

    mended = file("counts.csv", texts.counts({"X99001": 490, "X99002": 90}))
    assert night(mended) == (0, [2])
    over = run("practices", "--over-threshold", "--json", *as_(ann))
    assert json.loads(over.stdout) == []
    said = run("page", "over-threshold", "--text", *as_(ann)).stdout
    assert "No practice is over the threshold" in said


@pytest.fixture
def month(run):
    """Two practices owe a report; that of one has come, and does not fit."""
    factories.over({"X99001": 6_000, "X99002": 7_000})
    factories.asked_for_reports()
    factories.asked_for_reports("X99002")
    factories.reported(coded_104=6_301, added=1)


@pytest.mark.usefixtures("month")
def test_an_officer_ends_the_month(run, ask, tmp_path):
    olive = as_(factories.signed_up(factories.officer()))
    over = ask("practices", "--over-threshold", *olive)
    assert [row["ods_code"] for row in over] == ["X99001", "X99002"]
    said = run("page", "monthly_reports", "--text", "--period", MONTH, *olive).stdout
    assert [line.split()[:3] for line in said.splitlines() if "X9900" in line] == [
        ["Practice", "01", "X99001"],
        ["Practice", "02", "X99002"],
    ]
    (report, missing) = ask("reports", "--period", MONTH, *olive)
    assert (report["gap"], missing["content"]) == (301, None)
    rules = {item["rule"] for item in ask("worklist", *olive)}
    assert "Query unanswered" in rules

    letters = ask("letters", "--period", MONTH, "--out", tmp_path / "letters", *olive)
    assert letters
    sheet = tmp_path / "return.csv"
    (drawn,) = ask("return", "--period", MONTH, "--out", sheet, *olive)
    assert (drawn["version"], drawn["state"]) == (1, "draft")
    rows = csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines())
    assert [row["ODS code"] for row in rows] == ["X99001", "X99002"]
    kept = run("page", "monthly_return", "--text", "--period", MONTH, *olive).stdout
    assert "Draft" in kept


@pytest.fixture
def figures(run):
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    factories.load(factories.list_sizes({"X99001": 1_000, "X99002": 2_000}))
    factories.load(factories.counts({"X99001": 603, "X99002": 3}))


@pytest.mark.usefixtures("figures")
def test_an_lmc_observer_checks_the_practices_and_is_answered(run, ask):
    lou, olive = factories.lmc_observer(), factories.officer()
    for person in (lou, olive):
        factories.signed_up(person)

    shown = {row["ods_code"]: row for row in ask("practices", *as_(lou))}
    assert (shown["X99001"]["excluded"], shown["X99002"]["excluded"]) == (605, None)
    listed = run("page", "over-threshold", "--text", *as_(lou)).stdout
    assert "605" in listed
    assert "603" not in listed
    for closed in ("worklist", "letters", "uploads"):
        assert run("page", closed, "--text", *as_(lou)).exit_code == 1

    said = Raised("Which search?", period=PERIOD)
    asked = actions.figure_queries.raise_("X99001", said, by=lou)
    own = ("page", "practice", "--ods", "X99001", "--text", *as_(lou))
    assert "Under query since" in run(*own).stdout
    assert [each["query_id"] for each in ask("queries", "list", *as_(olive))] == [asked]
    assert ask("queries", "answer", asked, "The full one.", *as_(olive)) == []
    answered = run(*own).stdout
    assert "The full one." in answered
    assert "Under query since" not in answered
