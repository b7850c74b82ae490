"""The terminal as an observer's: shown numbers, no names, no exact facts."""

import pytest

from lib.domain.users import User
from tests import factories
from tests.conftest import BOTH


@pytest.fixture
def observers(run, monkeypatch) -> dict[str, User]:
    """Of an LMC, and of the BMA; figures of 3, 6,003 and 52 of 103."""
    factories.load(factories.hierarchy())
    sizes = {"X99001": 10_000, "X99002": 10_000, "X99003": 103}
    factories.load(factories.list_sizes(sizes))
    factories.load(factories.counts({"X99001": 3, "X99002": 6_003, "X99003": 52}))
    factories.load(factories.lmc_list())
    found = {"lmc": factories.lmc_observer(), "bma": factories.bma_observer()}
    return {name: factories.signed_up(user) for name, user in found.items()}


@BOTH
def test_practices_are_told_in_shown_numbers_with_the_rule(run, ask, observers):
    found = ask("practices", "--as", observers["lmc"].email)
    assert [row["excluded"] for row in found] == [None, 6_005, 55]
    assert [row["rate"] for row in found] == [None, 0.6005, 0.533981]
    assert [row["over_threshold"] for row in found] == [False, True, True]
    said = run("practices", "--as", observers["lmc"].email).output
    assert "The counts of 1 practice are not shown" in said
    assert "others to the nearest 5" in said
    [few] = [line for line in said.splitlines() if "X99001" in line]
    assert few.split().count("*") == 2
    assert "6003" not in said


def test_practices_without_a_name_have_no_code_nor_list(ask, observers):
    found = ask("practices", "--as", observers["bma"].email)
    assert {row["name"] for row in found} == {"Name not shown"}
    assert {row["ods_code"] for row in found} == {row["list_size"] for row in found}
    assert {row["ods_code"] for row in found} == {None}


def test_history_is_told_in_shown_numbers(run, ask, observers):
    [row] = ask("history", "X99002", "--as", observers["lmc"].email)
    assert row["value"] == 6_005
    assert row["upload_id"] is row["row"] is None
    said = run("history", "X99001", "--as", observers["lmc"].email).output
    assert "*" in said
    refused = run("history", "X99001", "--as", observers["bma"].email)
    assert refused.exit_code != 0


def test_totals_leave_hidden_counts_out(ask, observers):
    [month] = ask("history", "--as", observers["lmc"].email)
    assert (month["excluded"], month["list_size"]) == (6_060, 10_103)


def test_every_fact_is_for_staff(run, observers, tmp_path):
    for user in observers.values():
        refused = run("export", tmp_path / "facts", "--as", user.email)
        assert refused.exit_code != 0
        assert "may not see exact counts" in refused.output
    assert not (tmp_path / "facts").exists()
