"""`oversight import`: shape, order, exit codes, questions and what is remembered."""

import json

import pytest

from tests import factories
from tests.cli import texts
from tests.conftest import BOTH
from tests.factories import officer, signed_up

KEYS = ["file", "kind", "period", "rows_read", "rows_stored", "problems", "upload_id"]
PROBLEM_KEYS = ["row", "column", "value", "severity", "message", "kind"]
MARCH = {"X99001": 600, "X99002": 100, "X99003": "<5"}
SIZES = {"X99001": 1000, "X99002": 2000, "X99003": 3000}


@pytest.fixture
def month(file):
    """The files of March 2026, the counts first."""
    return [
        file("counts.csv", texts.counts(MARCH)),
        file("lists.csv", texts.list_sizes(SIZES)),
        file("hierarchy.csv", texts.hierarchy()),
    ]


@pytest.fixture
def loaded(database):
    """What `month` holds, loaded before."""
    factories.load(factories.hierarchy())
    factories.load(factories.list_sizes(SIZES))
    counted = {**MARCH, "X99003": None}
    factories.load(factories.counts(counted))


@pytest.fixture
def moved(loaded, file):
    """A list size that is half as long again as the month before."""
    sizes = texts.list_sizes({**SIZES, "X99001": 1500}, on="2026-05-01")
    return file("moved.csv", sizes)


@BOTH
def test_files_come_back_in_the_order_given_though_loaded_in_the_right_one(ask, month):
    found = ask("import", *month)
    assert [each["file"] for each in found] == [path.name for path in month]
    assert [each["kind"] for each in found] == ["counts", "list-size", "hierarchy"]
    assert [each["upload_id"] for each in found] == [3, 2, 1]
    assert all(list(each) == KEYS for each in found)
    assert found[0] | {"problems": []} == {
        "file": "counts.csv",
        "kind": "counts",
        "period": "2026-03",
        "rows_read": 3,
        "rows_stored": 3,
        "problems": [],
        "upload_id": 3,
    }
    again = ask("import", *month)  # is a success, with the earlier number
    assert [each["rows_stored"] for each in again] == [0, 0, 0]
    assert [each["upload_id"] for each in again] == [3, 2, 1]


def test_a_refused_file_does_not_keep_the_others_out(run, month, file):
    letter = file("letter.csv", "Dear colleague,\nplease find attached\n")
    result = run("import", letter, *month, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [each["upload_id"] for each in found] == [None, 3, 2, 1]
    assert found[0]["kind"] is None
    (problem,) = found[0]["problems"]
    assert list(problem) == PROBLEM_KEYS
    assert (problem["row"], problem["severity"]) == (None, "must_fix")


@BOTH
def test_a_row_to_mend_is_named_and_nothing_is_stored(run, ask, loaded, file):
    wrong = file("wrong.csv", texts.counts({"X99001": 5, "X99002": -3}))
    result = run("import", wrong, "--json")
    (found,) = json.loads(result.stdout)
    assert (result.exit_code, found["upload_id"], found["rows_stored"]) == (1, None, 0)
    assert [p["row"] for p in found["problems"] if p["severity"] == "must_fix"] == [3]
    (found,) = ask(
        "import", wrong, "--good-rows-only", "--partial", "--accept-warnings"
    )
    assert found["rows_stored"] == 1


def test_a_warning_waits_until_that_kind_is_accepted(run, ask, moved):
    waiting = run("import", moved, "--accept", "count-moved", "--json")
    (found,) = json.loads(waiting.stdout)
    assert (waiting.exit_code, found["upload_id"]) == (1, None)
    assert {p["kind"] for p in found["problems"]} == {"list-size-moved"}
    asked = run("import", moved)
    assert "Please confirm:" in asked.stdout
    assert "--accept list-size-moved" in asked.stdout
    (stored,) = ask("import", moved, "--accept", "list-size-moved")
    assert stored["upload_id"] is not None


def test_every_warning_may_be_accepted_at_once(ask, moved):
    (stored,) = ask("import", moved, "--accept-warnings")
    assert stored["upload_id"] is not None


UNSAID = "ODS code,104,Run date\nX99001,600,31/03/2026\n"


def test_saying_unknown_answers_the_question(run, ask, loaded, file):
    counts = file("unsaid.csv", UNSAID)
    asked = run("import", counts, "--partial", "--json")
    (found,) = json.loads(asked.stdout)
    assert {p["kind"] for p in found["problems"]} == {
        "counted-unknown",
        "population-unknown",
    }
    told = ["--counted", "unknown", "--population", "unknown"]
    (stored,) = ask("import", counts, "--partial", *told)
    assert (stored["problems"], stored["rows_stored"]) == ([], 1)


@BOTH
def test_matches_are_remembered_for_the_sender(run, ask, loaded, file):
    counts = "Surgery,Widgets,Counted of,Run date\n{},600,all,31/03/2026\n"
    first = file("first.csv", counts.format("THE INVENTED SURGERY"))
    said = ["--partial", "--counted", "latest", "--sender", "North team"]
    matches = ["--column", "Widgets=104", "--practice", "THE INVENTED SURGERY=X99001"]
    (found,) = ask("import", first, "--kind", "counts", *said, *matches)
    assert found["rows_stored"] == 1
    next_month = first.read_text().replace("600", "610").replace("31/03", "30/04")
    second = file("second.csv", next_month)
    (found,) = ask("import", second, "--kind", "counts", *said)
    assert (found["period"], found["rows_stored"]) == ("2026-04", 1)
    stranger = [*said[:-1], "South team"]
    assert run("import", second, "--kind", "counts", *stranger).exit_code == 1


def test_without_a_sender_matches_are_not_remembered(run, month, file):
    counts = file("counts2.csv", "Surgery,Widgets\nX99001,600\n")
    result = run("import", counts, "--column", "Widgets=104")
    assert "--sender" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ["--kind", "letters"],
        ["--period", "2026-13"],
        ["--period", "March"],
        ["--counted", "often"],
        ["--icb", "NOPE"],
        ["--column", "104"],
        ["--column", "104=nonsense"],
        ["--practice", "THE INVENTED SURGERY=nonsense"],
        ["--as", "nobody@example.org"],
    ],
)
def test_wrong_usage_is_exit_2_and_stores_nothing(run, ask, month, wrong):
    result = run("import", *month, *wrong)
    assert result.exit_code == 2
    assert result.stderr
    assert not result.stdout
    assert ask("uploads", "--all") == []


def test_a_missing_file_is_exit_2(run, tmp_path):
    assert run("import", tmp_path / "not-there.csv").exit_code == 2


def test_counts_need_an_icb_where_there_are_several(run, ask, month, file):
    two = (
        texts.hierarchy(["X99001"])
        + texts.hierarchy(["X99002"], icb="XA2").partition("\n")[2]
    )
    ask("import", file("two.csv", two.replace("X01,NORTH", "X01,NORTH", 1)))
    counts = file("counts1.csv", texts.counts({"X99001": 600}))
    result = run("import", counts)
    assert result.exit_code == 2
    assert "XA1, XA2" in result.stderr
    assert ask("import", counts, "--icb", "XA1")[0]["rows_stored"] == 1


def test_an_icb_may_be_known_only_from_a_hierarchy_beside_the_counts(run, month):
    result = run("import", *month, "--icb", "XA1")
    assert "3 lines read. 3 facts stored, as upload 3." in result.stdout
    assert "3 new." in result.stdout


def test_what_a_role_may_not_load_is_refused_for_that_file_alone(run, loaded, month):
    signed_up(officer())
    mine = run("import", *month, "--as", officer().email, "--json")
    found = json.loads(mine.stdout)
    assert mine.exit_code == 1
    assert [each["upload_id"] is None for each in found] == [False, True, True]


def test_a_stated_month_that_clashes_with_the_file_is_refused(run, loaded, month):
    assert run("import", month[0], "--period", "2026-07").exit_code == 1


def test_text_shows_the_first_problems_and_counts_the_others(run, loaded, file):
    unknown = {f"X98{n:03}": n for n in range(30)}
    result = run("import", file("many.csv", texts.counts(unknown)))
    assert "And 10 more" in result.stdout


def test_contacts_are_loaded_for_ones_icb(ask, loaded, file):
    text = "ODS code,Role,Name,Telephone\nX99001,Manager,Pat,1632960028\n"
    found = ask("import", "--kind", "contacts", file("contacts.csv", text))
    assert (found[0]["kind"], found[0]["rows_stored"]) == ("contacts", 1)
