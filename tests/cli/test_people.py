"""The terminal: change, close and confirm an account, and the review of all."""

import json

import pytest

from tests import factories
from tests.conftest import BOTH

HER = factories.officer().email
WHY = ["--reason", "Letter of 1 May"]


@pytest.fixture(autouse=True)
def people(ask):
    ask("users", "list")  # lets the administrator of local mode in
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    factories.signed_up(factories.officer())


@BOTH
def test_what_is_not_said_stays_as_it_is(ask):
    (changed,) = ask("users", "change", HER, "--role", "approver", *WHY)
    assert (changed["role"], changed["icbs"]) == ("ICB approver", ["XA1"])
    (changed,) = ask("users", "change", HER, "--until", "31/01/2099", *WHY)
    assert (changed["role"], changed["until"]) == ("ICB approver", "2099-01-31")
    (changed,) = ask("users", "change", HER, "--without-end", "--every-icb", *WHY)
    assert (changed["until"], changed["icbs"]) == (None, None)


def test_an_observer_looks_for_an_lmc(ask, run):
    role = ["--role", "lmc-observer", "--lmc", factories.LMC]
    (changed,) = ask("users", "change", HER, *role, *WHY)
    assert (changed["lmc"], changed["icbs"]) == (factories.LMC, ["XA1"])
    assert "practices of North LMC" in run("users", "list").stdout
    both = run("users", "change", HER, *role, "--every-icb", *WHY)
    assert both.exit_code == 2


@BOTH
def test_an_account_is_closed_and_opened_again(ask, run):
    (closed,) = ask("users", "deactivate", HER, *WHY)
    assert not closed["active"]
    assert run("practices", "--as", HER).exit_code == 2
    assert "deactivated" in run("users", "list").stdout
    (opened,) = ask("users", "reactivate", HER, *WHY)
    assert opened["active"]


def test_the_review_says_by_its_exit_code_whether_anybody_waits(ask, run):
    assert ask("users", "review") == []
    factories.signed_up(factories.lead("QRL"))
    result = run("users", "review", "--days", "90", "--json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert (found["email"], found["reasons"]) == (
        factories.lead().email,
        ["no open practice lies in the scope"],
    )
    assert "no open practice" in run("users", "review").stdout
    ask("users", "confirm", factories.lead().email, *WHY)
    assert run("users", "review").exit_code == 0


def test_only_who_looks_after_people_sees_them(run):
    for command in ("list", "review"):
        assert run("users", command, "--as", HER).exit_code == 1
    assert run("users", "deactivate", HER, *WHY, "--as", HER).exit_code == 1
