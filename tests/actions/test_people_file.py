"""A file of people: let in and change by the rules of one; others are left alone."""

from dataclasses import replace
from datetime import date

import pytest

from lib import actions, queries
from lib.domain.arrivals import Consent, Difference
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.roles import Role
from lib.domain.rows import PersonRow
from lib.domain.users import User
from tests import factories
from tests.conftest import filled

BOSS, HER = factories.administrator(), factories.officer()
NEW = "new@example.org"


def row(number: int = 2, email: str = NEW, **different) -> PersonRow:
    usual = {"name": "Nora New", "role": Role.OFFICER, "icbs": "XA1", "lmc": ""}
    return PersonRow(number, email, **{**usual, "until": None, **different})


def file(*rows: PersonRow):
    return factories.arrival(Parsed(Kind.PEOPLE, list(rows), len(rows)))


def load(*rows: PersonRow, by=BOSS, **consent):
    agreed = {"all_warnings": True, **consent}
    return actions.imports.load(file(*rows), by=by, consent=Consent(**agreed))


@filled(autouse=True)
def people():
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    for each in (BOSS, HER, factories.lead("XA1")):
        factories.signed_up(each)


def account(email=HER.email):
    return queries.users.one(BOSS, email)


def kinds(report) -> list[tuple[str, int | None]]:
    return [(problem.kind, problem.row) for problem in report.problems]


def test_the_new_are_let_in_the_changed_are_changed_the_others_left_alone():
    rows = [
        row(2, until=date(2099, 1, 31)),
        row(3, HER.email, name=HER.name, role=Role.APPROVER),
        row(4, "lmc@example.org", role=Role.LMC_OBSERVER, icbs="", lmc=factories.LMC),
    ]
    (checked,) = actions.imports.check([file(*rows)], by=BOSS)
    assert checked.difference == Difference(
        2, 1, 0, (BOSS.email, factories.lead().email)
    )
    assert queries.users.by_email(NEW) is None
    report = load(*rows)
    assert report.rows_stored == 3
    assert account(NEW).until == date(2099, 1, 31)
    assert account().user == replace(HER, role=Role.APPROVER)
    assert account("lmc@example.org").user.lmc == factories.LMC
    assert account(factories.lead().email).version == 1
    event = queries.users.history(BOSS, HER.email)[0]
    assert (event.action, event.reason) == (
        "change account",
        "as in the file people.csv",
    )


def test_a_change_is_confirmed_old_and_new():
    changed = row(2, HER.email, name=HER.name, role=Role.APPROVER)
    waiting = load(changed, all_warnings=False)
    assert kinds(waiting) == [("account-changed", 2)]
    assert "role ICB officer → ICB approver" in waiting.problems[0].message
    assert (waiting.upload_id, account().user.role) == (None, Role.OFFICER)
    load(changed, all_warnings=False, kinds=frozenset({"account-changed"}))
    assert account().user.role is Role.APPROVER


def test_the_same_list_may_come_again_after_somebody_changed_an_account():
    as_it_was = row(2, HER.email, name=HER.name)
    first = load(as_it_was)
    actions.users.change(
        replace(HER, role=Role.APPROVER), "Promoted", seen_version=1, by=BOSS
    )
    again = load(as_it_was)
    assert (first.rows_stored, again.rows_stored) == (0, 1)
    assert again.upload_id != first.upload_id
    assert account().user == HER


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"icbs": ""}, "at least one ICB"),
        ({"icbs": "XZ9"}, "no ICB XZ9"),
        ({"role": Role.LMC_OBSERVER}, "LMC"),
        ({"lmc": "Nowhere LMC", "role": Role.LMC_OBSERVER}, "no LMC"),
        ({"email": BOSS.email, "role": Role.AUDITOR, "icbs": "all"}, "own role"),
    ],
)
def test_a_line_that_the_rules_refuse_stops_the_file(wrong, why):
    report = load(row(2, **wrong), row(3, "b@example.org"))
    assert kinds(report) == [("person-refused", 2)]
    assert why in report.problems[0].message
    assert report.upload_id is None
    assert queries.users.by_email("b@example.org") is None


def test_nobody_is_let_in_again_by_a_file():
    actions.users.deactivate(HER.email, "Left", seen_version=1, by=BOSS)
    assert kinds(load(row(2, HER.email))) == [("person-refused", 2)]
    assert not account().active


def test_an_administrator_of_one_icb_lists_people_of_theirs():
    here = factories.person(Role.ADMINISTRATOR, "Ida One")
    factories.signed_up(here)
    assert kinds(load(row(2, icbs="all"), by=here)) == [("person-refused", 2)]
    assert kinds(load(row(2, BOSS.email, icbs="all"), by=here)) == [
        ("person-refused", 2)
    ]
    assert load(row(2), by=here).rows_stored == 1


@pytest.mark.parametrize(
    "make", [each for each in factories.EVERY_ROLE if each != factories.administrator]
)
def test_who_does_not_look_after_people_loads_none(make):
    with pytest.raises(NotAllowed):
        load(row(), by=make())
    assert queries.users.by_email(NEW) is None


def test_accounts_stay_when_a_file_is_regretted():
    report = load(row())
    with pytest.raises(RuleBroken, match="change each"):
        actions.uploads.withdraw(report.upload_id, "wrong", by=BOSS)
    assert isinstance(queries.users.by_email(NEW), User)
