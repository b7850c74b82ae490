"""`oversight practices` and `oversight history`: the figures as JSON and as text."""

import pytest

from lib.domain.dates import today
from tests.conftest import BOTH
from tests.factories import PERIOD, administrator, counts, hierarchy, list_sizes, load

KEYS = [
    "ods_code",
    "name",
    "icb_code",
    "sub_icb_code",
    "pcn_code",
    "supplier",
    "list_size",
    "excluded",
    "rate",
    "basis",
    "state",
    "over_threshold",
    "under_query",
]


@pytest.fixture
def loaded(run):
    """Over, exactly at, and without a figure."""
    load(hierarchy())
    load(list_sizes({"X99001": 999, "X99002": 200, "X99003": 3000}))
    load(counts({"X99001": 500, "X99002": 100}))


@pytest.mark.usefixtures("loaded")
@BOTH
def test_practices_have_these_keys_and_a_rate_of_six_places(ask):
    found = ask("practices")
    assert list(found[0]) == KEYS
    assert found[0] == {
        "ods_code": "X99001",
        "name": "Practice 01",
        "icb_code": "XA1",
        "sub_icb_code": "X01",
        "pcn_code": "U99001",
        "supplier": "EMIS",
        "list_size": 999,
        "excluded": 500,
        "rate": 0.500501,
        "basis": "registered",
        "state": "reported",
        "over_threshold": True,
        "under_query": None,
    }


@pytest.mark.usefixtures("loaded")
def test_a_practice_without_counts_has_a_list_size_and_no_rate(ask):
    third = ask("practices")[2]
    assert third["list_size"] == 3000
    assert third["state"] == "no-data"
    assert third["excluded"] is third["rate"] is third["over_threshold"] is None


@pytest.mark.usefixtures("loaded")
def test_exactly_half_is_not_over(ask):
    assert [row["ods_code"] for row in ask("practices", "--over-threshold")] == [
        "X99001"
    ]


@pytest.mark.usefixtures("loaded")
def test_a_month_may_be_chosen(ask):
    states = [row["state"] for row in ask("practices", "--period", "2026-02")]
    assert states == ["no-data"] * 3


@pytest.mark.usefixtures("loaded")
def test_before_anything_was_loaded_nothing_was_known(ask):
    assert ask("practices", "--as-known-on", "2026-01-01", "--period", "2026-03") == []
    known_now = ask("practices", "--as-known-on", f"{today():%d/%m/%Y}")
    assert known_now == ask("practices")


def test_an_empty_database_has_no_practices(ask, run):
    assert ask("practices") == []
    assert run("practices").stdout == "None.\n"


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    "wrong", [["--icb", "NOPE"], ["--period", "soon"], ["--as-known-on", "soon"]]
)
def test_wrong_usage_is_exit_2(run, wrong):
    assert run("practices", *wrong).exit_code == 2


@pytest.mark.usefixtures("loaded")
def test_text_is_aligned_and_ends_in_the_coverage(run):
    lines = run("practices").stdout.splitlines()
    assert lines[1].startswith("X99001    Practice 01  XA1")
    assert "50.1%" in lines[1]
    assert "Data to 31 March 2026. 2 of 3 expected practices reported." in lines[-1]
    assert "**" not in lines[-1]


@pytest.mark.usefixtures("loaded")
@BOTH
def test_history_of_a_practice_tells_upload_and_row(ask):
    load(counts({"X99001": 480}), by=administrator())
    now, before = ask("history", "x99001")
    assert (now["value"], now["current"]) == (480, True)
    assert (before["value"], before["current"]) == (500, False)
    assert (before["period"], before["measure"]) == (f"{PERIOD:%Y-%m}", "104")
    assert before["row"] == 2
    assert before["upload_id"] != now["upload_id"]


@pytest.mark.usefixtures("loaded")
@BOTH
def test_history_without_a_code_is_the_totals_of_each_month(ask):
    (total,) = ask("history")
    assert (total["period"], total["basis"]) == ("2026-03", "registered")
    assert (total["expected"], total["reported"], total["over"]) == (3, 2, 1)
    assert (total["excluded"], total["list_size"]) == (600, 1199)
    assert total["rate"] == round(600 / 1199, 6)


def test_history_of_an_unknown_practice_is_refused_in_a_sentence(run):
    result = run("history", "X98765")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no practice X98765 among yours.\n"


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("code", [[], ["X99001"]])
def test_history_as_text(run, code):
    assert "2026-03" in run("history", *code).stdout
