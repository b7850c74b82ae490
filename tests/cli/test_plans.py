"""`oversight plans`: a row for each case, by status, as JSON and as text."""

import pytest

from tests import factories
from tests.conftest import BOTH

KEYS = [
    "ods_code",
    "name",
    "icb_code",
    "pcn_code",
    "contract_type",
    "episode_id",
    "plan_id",
    "opened_period",
    "status",
    "overdue",
    "off_track",
    "recipient",
    "requested_on",
    "due_on",
    "moved_on",
    "owner",
    "direction",
    "close_when",
    "next_action",
    "next_action_on",
    "proposes_closure",
]


def test_without_a_case_there_is_none(ask, run):
    assert ask("plans") == []
    assert run("plans").stdout == "None.\n"


@BOTH
def test_a_plan_as_json_and_as_text(ask, run):
    factories.requested(due_on=factories.shift(factories.NEXT_DAY, 1))
    (plan,) = ask("plans", "--icb", factories.ICB)
    assert list(plan) == KEYS
    assert (plan["ods_code"], plan["status"]) == ("X99001", "requested")
    assert (plan["requested_on"], plan["due_on"]) == ("2026-04-01", "2026-05-01")
    assert (plan["overdue"], plan["opened_period"]) == (True, "2026-03-01")
    assert "Requested, overdue" in run("plans").stdout


@pytest.mark.parametrize(
    ("status", "found"),
    [("requested", 1), ("Overdue", 1), ("declined", 0), ("off track", 0)],
)
def test_plans_by_status(ask, status, found):
    factories.requested(due_on=factories.NEXT_DAY)
    assert len(ask("plans", "--status", status)) == found


def test_an_unknown_status_is_wrong_usage(run):
    result = run("plans", "--status", "forgotten")
    assert result.exit_code == 2
    assert "is no status of a plan" in result.stderr
