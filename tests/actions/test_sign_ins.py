"""A sign-in from its first to its last moment, and who may end it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lib import actions, db, queries
from lib.domain.dates import now
from lib.domain.errors import NotAllowed, NotFound
from lib.domain.sign_in import IDLE, LASTS, NOTED, Ending, SignIn
from lib.queries.sign_ins import Standing
from tests import event_log, factories
from tests.conftest import BOTH_COPIES, filled

KEY = "a" * 64


@filled
def olive():
    factories.load(factories.hierarchy())
    return factories.signed_up(factories.officer())


@pytest.fixture
def signed_in(olive):
    actions.sign_ins.begin(KEY, by=olive)
    return olive


def aged(*, begun=timedelta(0), seen=timedelta(0)):
    """As if it had begun and been seen so long ago."""
    at = now()
    with db.engine().begin() as connection:
        connection.execute(
            sa.update(SignIn).values(begun_at=at - begun, seen_at=at - seen)
        )


def written():
    events = event_log.newest_first()
    return [
        (e.action, e.by, e.subject) for e in events.itertuples() if "sign" in e.action
    ]


def test_it_belongs_to_the_account_as_it_is_now(signed_in):
    assert queries.sign_ins.standing(KEY) == Standing(signed_in)


def test_a_key_that_nobody_has_is_nobody(signed_in):
    assert queries.sign_ins.standing("b" * 64) == Standing()


@BOTH_COPIES
@pytest.mark.parametrize(
    ("age", "why"),
    [
        ({"begun": IDLE, "seen": IDLE}, Ending.IDLE),
        ({"begun": LASTS}, Ending.TOO_LONG),
    ],
)
def test_it_ends_by_itself(signed_in, age, why):
    aged(**age)
    assert queries.sign_ins.standing(KEY) == Standing(ended=why)
    actions.sign_ins.seen(KEY, by=signed_in)
    assert queries.sign_ins.standing(KEY) == Standing(ended=why)


@BOTH_COPIES
def test_a_sign_of_life_is_written_once_a_minute_and_is_no_event(signed_in):
    before = written()
    aged(begun=IDLE, seen=NOTED)
    assert queries.sign_ins.standing(KEY).to_be_noted
    actions.sign_ins.seen(KEY, by=signed_in)
    assert not queries.sign_ins.standing(KEY).to_be_noted
    assert written() == before


def test_signing_out_ends_it_for_good_and_is_written_once(signed_in):
    actions.sign_ins.end(KEY, by=signed_in)
    actions.sign_ins.end(KEY, by=signed_in)
    actions.sign_ins.seen(KEY, by=signed_in)
    assert queries.sign_ins.standing(KEY) == Standing(ended=Ending.SIGNED_OUT)
    email = signed_in.email
    assert written() == [("sign out", email, email), ("sign in", email, email)]


def test_nobody_signs_out_somebody_else(signed_in):
    ada = factories.signed_up(factories.approver())
    with pytest.raises(NotFound):
        actions.sign_ins.end(KEY, by=ada)
    assert queries.sign_ins.standing(KEY).user == signed_in


def test_a_refusal_is_written_with_the_address(olive):
    actions.sign_ins.refuse(
        "eve@elsewhere.example", "no account", by=actions.users.SYSTEM
    )
    assert ("sign-in refused", "system", "eve@elsewhere.example") in written()


def test_figures_are_what_they_were_after_signing_in_and_out(olive):
    version = queries.events.versions().data
    actions.sign_ins.begin(KEY, by=olive)
    actions.sign_ins.end(KEY, by=olive)
    actions.sign_ins.refuse("e@x.example", "no account", by=actions.users.SYSTEM)
    assert queries.events.versions().data == version


def test_an_administrator_ends_all_of_somebodys(signed_in):
    actions.sign_ins.begin("b" * 64, by=signed_in)
    alan = factories.administrator("XA1")
    assert len(queries.sign_ins.open_(alan)) == 2
    assert actions.sign_ins.end_all(signed_in.email, "lost laptop", by=alan) == 2
    assert queries.sign_ins.open_(alan) == []
    ended = Standing(ended=Ending.BY_ADMINISTRATOR)
    assert queries.sign_ins.standing(KEY) == ended


def test_somebody_who_sees_every_icb_is_not_in_the_charge_of_one(database):
    factories.load(factories.hierarchy())
    leah = factories.signed_up(factories.lead())
    with pytest.raises(NotAllowed):
        actions.sign_ins.end_all(leah.email, "x", by=factories.administrator("XA1"))


def test_an_lmcs_observer_is_seen_by_the_icbs_of_its_practices(signed_in):
    factories.load(factories.lmc_list())
    lena = factories.signed_up(factories.lmc_observer())
    actions.sign_ins.begin("c" * 64, by=lena)
    alan = factories.administrator("XA1")
    assert set(queries.sign_ins.last(alan)) == {lena.email, signed_in.email}
    assert {each.email for each in queries.sign_ins.open_(alan)} >= {lena.email}
    assert queries.sign_ins.last(factories.administrator("XB1")) == {}


def test_administrators_see_who_was_here_within_their_own_icbs(signed_in):
    assert list(queries.sign_ins.last(factories.administrator("XA1"))) == [
        signed_in.email
    ]
    assert queries.sign_ins.last(factories.administrator("XB1")) == {}
    assert queries.sign_ins.open_(factories.administrator("XB1")) == []
    with pytest.raises(NotAllowed):
        queries.sign_ins.last(signed_in)
