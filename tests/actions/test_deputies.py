"""Deputies: named for oneself, able to decide, one at a time."""

from datetime import date, timedelta

import pytest

from lib import actions, queries
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, Stale
from lib.domain.roles import Role
from tests import factories
from tests.conftest import filled

FIRST, LAST = date(2026, 8, 3), date(2026, 8, 14)


@filled
def away():
    factories.load(factories.hierarchy())
    factories.signed_up(factories.officer())
    factories.signed_up(stand_in())
    return factories.signed_up(factories.approver())


def stand_in():
    return factories.person(Role.APPROVER, "Dora Deputy")


def appoint(away, **different):
    said = {"deputy": stand_in().email, "by": away, **different}
    return actions.deputies.appoint(
        said.pop("email", away.email), said.pop("deputy"), FIRST, LAST, **said
    )


def test_a_deputy_stands_in_on_those_days_only(away):
    appoint(away)
    day = timedelta(days=1)
    on = [FIRST - day, FIRST, LAST, LAST + day]
    found = [queries.deputies.standing_in_for(stand_in(), each) for each in on]
    assert found == [[], [away.email], [away.email], []]


def test_a_deputy_may_do_what_the_absent_person_does(away):
    with pytest.raises(RuleBroken, match="may not do"):
        appoint(away, deputy=factories.officer().email)


@pytest.mark.parametrize(
    ("different", "refusal"),
    [
        ({"deputy": "nobody@example.org"}, NotFound),
        ({"deputy": factories.approver().email}, RuleBroken),
        ({"email": factories.officer().email}, NotAllowed),
    ],
)
def test_what_cannot_be_is_refused(away, different, refusal):
    with pytest.raises(refusal):
        appoint(away, **different)


def test_two_deputies_at_once_are_refused_and_coming_back_ends_one(away):
    deputy_id = appoint(away)
    with pytest.raises(RuleBroken, match="already"):
        appoint(away)
    with pytest.raises(Stale):
        actions.deputies.end(deputy_id, FIRST, seen_version=2, by=away)
    actions.deputies.end(deputy_id, FIRST, seen_version=1, by=away)
    assert queries.deputies.every(away)[0].until_on == FIRST


def test_others_do_not_read_whose_deputy_somebody_is(away):
    appoint(away)
    assert queries.deputies.every(factories.officer()) == []
    assert len(queries.deputies.every(factories.administrator("XA1"))) == 1
