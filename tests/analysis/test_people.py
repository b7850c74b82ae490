"""People: scope in words, and whom a review asks about."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lib.analysis.people import Known, findings, moved, scope_words
from lib.domain.dates import now
from lib.domain.users import Person
from tests import factories

NAMES = {"XA1": "Invented ICB", "XB1": "Neighbour ICB"}
HER = factories.officer()


def person(user=HER, **different) -> Person:
    return Person(user, **{"active": True, "until": None, "version": 1, **different})


def known(**different) -> Known:
    usual = {"practices": {HER.email: 3}, "successors": {}, "confirmed": {}}
    return Known(**{**usual, "last": {HER.email: now()}, **different})


def reasons(person: Person, known: Known) -> list[list[str]]:
    return [found.reasons for found in findings([person], known, NAMES)]


def ago(days: int) -> datetime:
    return now() - timedelta(days=days)


@pytest.mark.parametrize(
    ("user", "words"),
    [
        (HER, "Invented ICB"),
        (
            replace(HER, icbs=frozenset({"XB1", "XA1"})),
            "Invented ICB and Neighbour ICB",
        ),
        (replace(HER, icbs=None), "every ICB"),
        (replace(HER, icbs=frozenset()), "no ICB"),
        (factories.lmc_observer(), "practices of North LMC"),
        (factories.bma_observer(), "every ICB; practices by name in none"),
        (
            replace(factories.bma_observer(), named_icbs=frozenset({"XB1"})),
            "every ICB; practices by name in Neighbour ICB",
        ),
    ],
)
def test_scope_in_words(user, words):
    assert scope_words(user, NAMES) == words


def test_whoever_has_not_signed_in_for_long_or_never_is_looked_at():
    assert reasons(person(), known(last={HER.email: ago(89)})) == []
    ((long_ago,),) = reasons(person(), known(last={HER.email: ago(91)}))
    assert long_ago.startswith("last signed in on ")
    assert reasons(person(), known(last={})) == [["has never signed in"]]


def test_where_sign_ins_are_not_kept_nobody_is_said_to_have_stayed_away():
    assert reasons(person(), known(last=None)) == []


def test_a_scope_with_no_practice_or_a_closed_icb_is_looked_at():
    assert reasons(person(), known(practices={HER.email: 0})) == [
        ["no open practice lies in the scope"]
    ]
    assert reasons(person(), known(successors={"XA1": {"XB1"}})) == [
        ["covers Invented ICB, which has closed"]
    ]


@pytest.mark.parametrize(
    "out_of_use", [{"active": False}, {"until": ago(1).date()}, {"until": None}]
)
def test_only_accounts_in_use_are_looked_at(out_of_use):
    found = reasons(person(**out_of_use), known(last={}))
    assert bool(found) is (out_of_use == {"until": None})


def test_a_confirmation_holds_as_long_as_a_sign_in():
    assert reasons(person(), known(last={}, confirmed={HER.email: ago(89)})) == []
    assert reasons(person(), known(last={}, confirmed={HER.email: ago(91)})) != []


def test_a_merger_proposes_the_successors_that_are_not_covered():
    merged = known(successors={"XA1": {"XB1", "XC1"}, "XZ9": {"XB1"}})
    (found,) = moved([person()], merged)
    assert (found.closed, found.to) == (["XA1"], {"XB1", "XC1"})
    assert found.widened == replace(HER, icbs=frozenset({"XA1", "XB1", "XC1"}))
    assert moved([person(found.widened)], merged) == []


@pytest.mark.parametrize(
    "user", [replace(HER, icbs=None), factories.lmc_observer()], ids=["all", "lmc"]
)
def test_no_scope_is_proposed_where_it_follows_by_itself(user):
    assert moved([person(user)], known(successors={"XA1": {"XB1"}})) == []
