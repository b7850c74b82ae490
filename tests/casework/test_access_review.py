"""The review of accounts on what is stored: scopes, closed ICBs, confirmations."""

from dataclasses import replace
from datetime import date

import pytest

from lib import actions, queries
from lib.casework import access_review
from lib.domain.dates import playing_on
from lib.domain.errors import NotAllowed, RuleBroken, Stale
from lib.domain.roles import Role
from tests import factories
from tests.factories import hierarchy, practice

BOSS = factories.administrator()
FORMER = factories.officer("QM7")
IDLE = factories.person(Role.OFFICER, "Ina Idle", "QRL")


@pytest.fixture(autouse=True)
def merged(database):
    """QM7 closed on 31 March 2026; its locations went to two ICBs."""
    moved = practice(sub_icb_code="07H", icb_code="QM7", icb_name="Closed ICB")
    factories.load(hierarchy([moved], on=date(2026, 1, 1)))
    for each in (BOSS, FORMER, IDLE):
        factories.signed_up(each)
    with playing_on(date(2026, 5, 1)):
        yield


def review(by=BOSS):
    return access_review.of(by)


def found(by=BOSS):
    return {f.person.user.email: f.reasons for f in review(by).findings}


def test_a_closed_icb_and_an_empty_scope_are_found():
    assert found() == {
        FORMER.email: ["covers Closed ICB, which has closed"],
        IDLE.email: ["no open practice lies in the scope"],
    }


def test_once_sign_ins_are_on_record_the_idle_are_found():
    actions.sign_ins.begin("a" * 64, by=BOSS)
    assert BOSS.email not in found()
    with playing_on(date(2026, 8, 1)):
        assert BOSS.email in found()


def test_the_merger_proposes_a_scope_and_changes_nothing_until_accepted():
    successor = queries.practices.get(FORMER, "X99001").icb_code
    (moved,) = review().moved
    assert (moved.person.user, moved.closed) == (FORMER, ["QM7"])
    assert successor in moved.to
    assert queries.users.one(BOSS, FORMER.email).user == FORMER
    actions.users.widen([(moved.widened, moved.person.version)], "Merger", by=BOSS)
    assert queries.users.by_email(FORMER.email).icbs == {"QM7"} | moved.to
    assert review().moved == []
    assert queries.users.history(BOSS, FORMER.email)[0].reason == "Merger"


def test_frimley_went_practice_by_practice():
    frimley = {"sub_icb_code": "D4U1Y", "icb_code": "QNQ", "icb_name": "Frimley"}
    later = {"sub_icb_code": "U2G6B", "icb_code": "S0E4D", "icb_name": "Thames Valley"}
    factories.load(hierarchy([practice("X99002", **frimley)], on=date(2026, 2, 1)))
    factories.load(hierarchy([practice("X99002", **later)], on=date(2026, 4, 1)))
    assert queries.access_reviews.successors(BOSS)["QNQ"] == {"S0E4D"}


def test_those_confirmed_are_left_out_and_those_deactivated_too():
    actions.users.review([(FORMER.email, 1)], "Keeps history", keep=True, by=BOSS)
    actions.users.review([(IDLE.email, 1)], "Left", keep=False, by=BOSS)
    assert found() == {}
    assert queries.users.by_email(FORMER.email) == FORMER
    assert queries.users.by_email(IDLE.email) is None
    with playing_on(date(2026, 8, 1)):
        assert set(found()) == {FORMER.email}


def test_of_many_all_are_answered_or_none():
    both = [(IDLE.email, 1), (FORMER.email, 7)]
    with pytest.raises(Stale):
        actions.users.review(both, "Left", keep=False, by=BOSS)
    assert queries.users.by_email(IDLE.email) == IDLE
    with pytest.raises(RuleBroken):
        actions.users.review([], "Left", keep=False, by=BOSS)


def test_only_who_looks_after_people_reviews_them_within_their_icbs():
    with pytest.raises(NotAllowed):
        review(factories.auditor())
    of_one = replace(factories.administrator("QRL"), email="one@example.org")
    factories.signed_up(of_one)
    assert {each.user.email for each in review(of_one).people} == {
        *(BOSS.email, IDLE.email, of_one.email)
    }
