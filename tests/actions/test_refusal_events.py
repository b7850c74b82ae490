"""Who reached beyond what is theirs leaves an event; what they typed is not in it."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.log import Entry
from lib.domain.correspondence import Channel
from lib.domain.errors import NotFound, Refused, RuleBroken
from lib.domain.roles import Role
from tests import event_log, factories
from tests.conftest import BOTH

AUDITOR = factories.auditor()


def refused(act) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def refusals() -> list[tuple[str, str, str]]:
    found = event_log.newest_first()
    found = found[found["action"] == "refusal"]
    return list(zip(found["by"], found["subject"], found["reason"], strict=True))


def test_an_action_that_is_not_allowed(database):
    said = Entry(Channel.NOTE, date(2026, 5, 1), "a secret")
    refusal = refused(lambda: actions.log.record("X99001", said, by=AUDITOR))
    version = queries.events.versions().data
    actions.refusals.record(refusal, by=AUDITOR)
    assert refusals() == [(AUDITOR.email, "log.record", "Not allowed")]
    assert queries.events.versions().data == version


def test_a_question_that_is_not_allowed(database):
    officer = factories.officer()
    refusal = refused(lambda: queries.audit.entries(officer))
    actions.refusals.record(refusal, by=officer)
    assert refusals() == [(officer.email, "audit.entries", "Not allowed")]


@BOTH
def test_acting_on_what_one_may_not_see(database):
    factories.load(factories.hierarchy())
    other = factories.person(Role.OFFICER, "Other Officer", "XB1")
    said = Entry(Channel.NOTE, date(2026, 5, 1), "a secret")
    refusal = refused(lambda: actions.log.record("X99001", said, by=other))
    actions.refusals.record(refusal, by=other)
    assert refusals() == [(other.email, "log.record", "Not among theirs")]
    assert "secret" not in str(queries.audit.entries(factories.administrator()))


@pytest.mark.parametrize(
    "refusal", [RuleBroken("Write it down."), NotFound("There is no practice X.")]
)
def test_a_slip_is_no_refusal(database, refusal):
    """A rule of the job, or an address that leads nowhere."""
    actions.refusals.record(refusal, by=AUDITOR)
    assert refusals() == []


def test_a_page_says_which_it_was(database):
    refusal = refused(lambda: queries.audit.entries(factories.officer()))
    actions.refusals.record(refusal, "page audit_trail", by=factories.officer())
    assert [subject for _, subject, _ in refusals()] == ["page audit_trail"]
