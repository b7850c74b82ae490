"""`oversight import --kind tracker`, `oversight tracker` and the tracker's template."""

import json

import pytest

from lib import queries
from lib.domain.tracker_fields import HEADINGS
from tests import factories
from tests.factories import officer, signed_up

OLD = "ODS,Lead,Requested,Status,RAG\nX99001,OO,03/02/2026,Chased,Red\n"
SAID = (
    *("--kind", "tracker", "--icb", factories.ICB, "--sender", "Primary care"),
    *("--authority", "letter of 1 May 2023", "--recipient", "the ICB"),
    *("--column", "RAG=", "--status", "Chased=requested"),
    *("--owner", f"OO={officer().email}"),
)


@pytest.fixture
def over(run, monkeypatch):
    factories.over()
    factories.adopted()
    signed_up(officer())
    monkeypatch.setenv("OVERSIGHT_USER", officer().email)


def episodes():
    return queries.episodes.every(officer())


def test_a_tracker_waits_until_its_changes_are_accepted(run, file, over):
    path = file("tracker.csv", OLD)
    first = run("import", path, *SAID, "--json")
    (told,) = json.loads(first.stdout)
    assert first.exit_code == 1
    assert [each["kind"] for each in told["problems"]] == ["changes"]
    assert told["problems"][0]["message"] == "1 case new, 0 changed, 0 unchanged."
    assert episodes().empty
    assert run("import", path, *SAID, "--accept", "changes").exit_code == 0
    assert episodes().owner.tolist() == [officer().email]


def test_what_was_matched_is_remembered_for_the_sender(run, file, over):
    path = file("tracker.csv", OLD)
    run("import", path, *SAID)
    result = run("import", path, *SAID[:10], "--accept-warnings")
    assert result.exit_code == 0, result.output
    assert "X99001 case begins, owner olive.officer@example.org" in result.stdout


def test_words_that_nobody_explained_are_told_by_row(run, file, over):
    result = run("import", file("t.csv", OLD), *SAID[:4], "--accept-warnings")
    assert result.exit_code == 1
    assert "Row 2, column 'Status': 'Chased' is not a status" in result.stdout


def test_a_list_of_patients_is_refused_whole(run, file, over):
    text = "ODS,Notes\nX99001,about 943 476 5919\n"
    result = run("import", file("t.csv", text), *SAID[:4], "--json")
    (told,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert "individual patients" in told["problems"][0]["message"]
    assert told["changes"] == []


def test_the_workbook_goes_out_and_comes_back(run, ask, file, over, tmp_path):
    run("import", file("tracker.csv", OLD), *SAID, "--accept", "changes")
    path = tmp_path / "out.xlsx"
    assert ask("tracker", path) == {"file": str(path), "lines": 1}
    (back,) = ask("import", path, "--kind", "tracker")
    assert (back["new"], back["changed"], back["unchanged"]) == (0, 0, 1)
    assert run("tracker", path).exit_code == 1  # never over a file that is there


def test_a_workbook_that_is_not_announced_is_known_and_told_apart(run, over, tmp_path):
    path = tmp_path / "out.xlsx"
    run("tracker", path)
    result = run("import", path)
    assert result.exit_code == 1
    assert "--kind tracker" in result.stdout


def test_the_template_of_a_tracker(run, over, tmp_path):
    path = tmp_path / "tracker.csv"
    assert run("template", path, "--kind", "tracker").exit_code == 0
    headings = path.read_text().strip().split(",")
    assert headings == ["ODS code", *HEADINGS.values()]
