"""Accounts: opened once, changed, closed and confirmed, never beyond one's own."""

import json
from dataclasses import replace
from datetime import date

import pytest

from lib import actions, queries
from lib.actions.users import SYSTEM
from lib.domain.dates import playing_on
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, Stale
from lib.domain.roles import Permission, Role
from lib.domain.users import User
from tests import factories
from tests.conftest import filled

BOSS = factories.administrator()
ELSEWHERE = factories.practice("X99004", sub_icb_code="X02", icb_code="XB1")


def add(role=Role.OFFICER, icbs=("XA1",), email=" Olive@Example.ORG "):
    scope = None if icbs is None else frozenset(icbs)
    actions.users.add(User(email, "Olive", role, scope), by=SYSTEM)


def test_it_is_found_by_its_address_however_spelled(database):
    factories.load(factories.hierarchy())
    add()
    user = queries.users.by_email("OLIVE@example.org")
    assert (user.role, user.icbs) == (Role.OFFICER, frozenset({"XA1"}))


@pytest.mark.parametrize(("icbs", "scope"), [(None, None), ([], frozenset())])
def test_none_is_every_icb_and_an_empty_list_is_none(database, icbs, scope):
    add(icbs=icbs)
    assert queries.users.by_email("olive@example.org").icbs == scope


def test_an_account_that_exists_is_left_as_it_is(database):
    add(icbs=None)
    version = queries.events.versions().data
    add(Role.AUDITOR, icbs=[])
    assert queries.users.by_email("olive@example.org").role == Role.OFFICER
    assert queries.events.versions().data == version


def test_an_administrator_lets_people_in_for_their_own_icbs_only(database):
    factories.load(factories.hierarchy())
    by = factories.administrator(icb="XA1")
    actions.users.add(User("a@b.org", "A", Role.OFFICER, frozenset({"XA1"})), by=by)
    for wider in (None, frozenset({"XA1", "QHM"})):
        with pytest.raises(NotAllowed):
            actions.users.add(User("c@d.org", "C", Role.OFFICER, wider), by=by)
    assert queries.users.by_email("a@b.org") is not None
    assert queries.users.by_email("c@d.org") is None


@pytest.mark.parametrize("who", [factories.officer, factories.auditor])
def test_others_let_nobody_in(database, who):
    with pytest.raises(NotAllowed):
        actions.users.add(factories.lead("XA1"), by=who())
    assert queries.users.by_email(factories.lead().email) is None


@filled
def two_icbs():
    factories.load(factories.hierarchy([*factories.PRACTICES, ELSEWHERE]))
    factories.load(factories.lmc_list())
    factories.signed_up(BOSS)
    factories.signed_up(factories.officer())


HER = factories.officer()


def account(email=HER.email):
    return queries.users.one(BOSS, email)


def change(person, by=BOSS, **said):
    seen = account(person.email).version
    actions.users.change(person, "Letter of 1 May", seen_version=seen, by=by, **said)


def last_event():
    return queries.users.history(BOSS, HER.email)[0]


def test_a_change_is_one_event_that_holds_old_and_new(two_icbs):
    wider = frozenset({"XA1", "XB1"})
    change(replace(HER, role=Role.APPROVER, icbs=wider), until=date(2099, 1, 31))
    assert account().user == replace(HER, role=Role.APPROVER, icbs=wider)
    event = last_event()
    assert (event.action, event.reason) == ("change account", "Letter of 1 May")
    assert json.loads(event.detail) == {
        "was": {"role": "ICB officer", "icbs": ["XA1"], "until": None},
        "now": {
            "role": "ICB approver",
            "icbs": ["XA1", "XB1"],
            "until": "2099-01-31",
        },
    }
    assert [e.action for e in queries.users.history(BOSS, HER.email)] == [
        "change account",
        "add account",
    ]


def test_what_is_as_it_was_leaves_no_event(two_icbs):
    change(HER)
    assert (account().version, last_event().action) == (1, "add account")


def test_an_officer_becomes_an_observer_of_one_lmc_and_back(two_icbs):
    observer = replace(HER, role=Role.LMC_OBSERVER, lmc=factories.LMC)
    change(observer)
    assert account().user.lmc == factories.LMC
    with pytest.raises(RuleBroken):
        change(replace(HER, role=Role.LMC_OBSERVER))
    with pytest.raises(RuleBroken):
        change(replace(HER, lmc=factories.LMC))
    with pytest.raises(NotFound):
        change(replace(observer, lmc="Nowhere LMC"))
    change(HER)
    assert account().user == HER


def test_a_version_that_somebody_replaced_is_not_saved_over(two_icbs):
    change(replace(HER, name="Olive O"))
    for act in (
        lambda: actions.users.change(HER, "Why", seen_version=1, by=BOSS),
        lambda: actions.users.deactivate(HER.email, "Why", seen_version=1, by=BOSS),
    ):
        with pytest.raises(Stale):
            act()
    assert (account().user.name, account().active) == ("Olive O", True)


def test_a_reason_is_needed_and_no_patient_may_be_named_in_it(two_icbs):
    for reason in (" ", "asked for 943 476 5919"):
        with pytest.raises(RuleBroken):
            actions.users.deactivate(HER.email, reason, seen_version=1, by=BOSS)
    assert account().active


def test_whoever_is_deactivated_is_nobody_until_let_in_again(two_icbs):
    actions.users.deactivate(HER.email, "Left", seen_version=1, by=BOSS)
    assert queries.users.by_email(HER.email) is None
    with pytest.raises(RuleBroken):
        actions.users.deactivate(HER.email, "Left", seen_version=2, by=BOSS)
    actions.users.reactivate(HER.email, "Came back", seen_version=2, by=BOSS)
    assert queries.users.by_email(HER.email) == HER
    assert json.loads(last_event().detail) == {
        "was": {"active": False},
        "now": {"active": True},
    }


def test_the_last_day_of_an_account_is_the_last(two_icbs):
    change(HER, until=date(2026, 6, 30))
    with playing_on(date(2026, 6, 30)):
        assert queries.users.by_email(HER.email) == HER
    with playing_on(date(2026, 7, 1)):
        assert queries.users.by_email(HER.email) is None
        assert not account().in_use


def test_the_last_administrator_stays(two_icbs):
    for act in (
        lambda: actions.users.deactivate(
            BOSS.email, "Leaving", seen_version=1, by=BOSS
        ),
        lambda: change(replace(BOSS, icbs=frozenset({"XA1"}))),
        lambda: change(BOSS, until=date(2099, 1, 1)),
    ):
        with pytest.raises(RuleBroken, match="last administrator"):
            act()
    of_one = factories.person(Role.ADMINISTRATOR, "Ida One")
    factories.signed_up(of_one)
    with pytest.raises(RuleBroken, match="last administrator"):
        actions.users.deactivate(BOSS.email, "Leaving", seen_version=1, by=BOSS)
    factories.signed_up(factories.person(Role.ADMINISTRATOR, "Ada All", None))
    actions.users.deactivate(BOSS.email, "Leaving", seen_version=1, by=BOSS)
    assert not account(BOSS.email).active


def test_nobody_changes_their_own_role(two_icbs):
    factories.signed_up(factories.person(Role.ADMINISTRATOR, "Ada All", None))
    with pytest.raises(RuleBroken, match="own role"):
        change(replace(BOSS, role=Role.AUDITOR))
    change(replace(BOSS, name="Alan A"))
    assert account(BOSS.email).user.name == "Alan A"


def test_nobody_reaches_beyond_their_own_icbs(two_icbs):
    here = factories.person(Role.ADMINISTRATOR, "Ida One")
    factories.signed_up(here)
    factories.signed_up(factories.lead("XB1"))
    factories.signed_up(factories.auditor())
    for wider in (None, frozenset({"XA1", "XB1"})):
        with pytest.raises(NotAllowed):
            change(replace(HER, icbs=wider), by=here)
    for wide in (factories.auditor(), factories.lead("XB1")):
        with pytest.raises(NotAllowed):
            actions.users.deactivate(wide.email, "Why", seen_version=1, by=here)
    seen = {each.user.email for each in queries.users.every(here)}
    assert factories.lead().email not in seen  # of XB1 alone
    assert {HER.email, BOSS.email, factories.auditor().email} <= seen


def test_nobody_gives_a_role_that_may_do_more_than_they(two_icbs, monkeypatch):
    from lib.domain.roles import PERMISSIONS

    may = [*PERMISSIONS[Role.AUDITOR], Permission.MANAGE_PEOPLE]
    monkeypatch.setitem(PERMISSIONS, Role.AUDITOR, may)
    with pytest.raises(NotAllowed, match="it may do more"):
        change(replace(HER, role=Role.APPROVER), by=factories.auditor())
    change(replace(HER, role=Role.BMA_OBSERVER), by=factories.auditor())


@pytest.mark.parametrize("email", ["", "nobody", "a b@example.org", "a@b, c@d"])
def test_an_account_has_an_address(two_icbs, email):
    with pytest.raises(RuleBroken):
        actions.users.add(replace(HER, email=email), by=BOSS)
