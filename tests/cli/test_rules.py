"""`oversight threshold`: the rules, and recording one."""

import pytest

from tests.conftest import BOTH
from tests.factories import hierarchy, load, officer, signed_up

NEW = ["--percent", "45", "--basis", "aged-16-plus", "--from", "2026-01-01"]
SAID = ["--source", "Minute 12 of the committee"]


def test_the_shipped_rule_is_the_national_default(ask):
    (rule,) = ask("threshold")
    assert (rule["icb_code"], rule["percent"], rule["strict"]) == (None, 50, True)
    assert (rule["basis"], rule["from"]) == ("registered", "2023-01-01")


@BOTH
def test_a_rule_of_one_icb_is_recorded_and_told(ask):
    load(hierarchy())
    rules = ask("threshold", "--icb", "XA1", *NEW, *SAID)
    assert [rule["icb_code"] for rule in rules] == [None, "XA1"]
    assert rules[1]["percent"] == 45
    assert rules[1]["basis"] == "aged-16-plus"
    assert rules[1]["source"] == SAID[1]


@pytest.mark.parametrize(
    "wrong",
    [
        NEW,
        SAID,
        [*SAID, *NEW[2:]],
        ["--percent", "100", *NEW[2:], *SAID],
        ["--percent", "47.5", *NEW[2:], *SAID],
        [*NEW, *SAID, "--icb", "NOPE"],
    ],
)
def test_half_a_rule_is_wrong_usage(run, ask, wrong):
    assert run("threshold", *wrong).exit_code == 2
    assert len(ask("threshold")) == 1


def test_an_officer_sets_no_rule(run):
    load(hierarchy())
    email = signed_up(officer()).email
    result = run("threshold", "--icb", "XA1", *NEW, *SAID, "--as", email)
    assert result.exit_code == 1
    assert "ICB officer" in result.stderr


def test_rules_as_text_give_their_source(run):
    assert "more than 50% of registered patients" in run("threshold").stdout
    assert "Source: As reported by Pulse" in run("threshold").stdout
