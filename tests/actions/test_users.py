"""Accounts are opened once, by the application or by an administrator."""

import pytest

from lib import actions, queries
from lib.actions.users import SYSTEM
from lib.domain.errors import NotAllowed
from lib.domain.users import Role, User
from tests import factories


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
    version = queries.events.version()
    add(Role.AUDITOR, icbs=[])
    assert queries.users.by_email("olive@example.org").role == Role.OFFICER
    assert queries.events.version() == version


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
