"""Escalation: T14 to T17 of the domain; a person records it, nothing takes it."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lib import actions, queries
from lib.actions.escalations import Notice
from lib.config import ROOT
from lib.domain.errors import NotAllowed, RuleBroken, Stale
from lib.domain.escalation import (
    CONTRACT_DATE,
    STATUTORY,
    ShorterGround,
    Step,
    steps_on,
)
from tests import factories
from tests.conftest import filled

GIVEN = date(2024, 2, 1)
SUPPORT = Notice(Step.SUPPORT, GIVEN, "A visit", "team meeting", "Ada Approver")
REMEDIAL = replace(
    SUPPORT,
    step=Step.REMEDIAL,
    clause="26.13",
    breach="Regulation 71ZA: the facility is not offered.",
    steps_required="Enable prospective access.",
    period_days=28,
)


@filled
def officer():
    factories.load(factories.hierarchy())
    return factories.signed_up(factories.officer())


def record(notice: Notice, by) -> int:
    return actions.escalations.record("X99001", notice, by=by)


def stored(by):
    return queries.escalations.of_practice(by, "X99001")


def test_t14_no_breach_is_spoken_of_before_the_contract_date(officer):
    day_before = CONTRACT_DATE - timedelta(days=1)
    assert not STATUTORY & set(steps_on(day_before))
    assert set(steps_on(CONTRACT_DATE)) == set(Step)
    for step in STATUTORY:
        with pytest.raises(RuleBroken):
            record(replace(REMEDIAL, step=step, given_on=day_before), officer)


def test_t14_the_share_alone_bears_no_notice(officer):
    with pytest.raises(RuleBroken, match="not a breach by itself"):
        record(replace(REMEDIAL, breach=" "), officer)
    assert stored(officer) == []


def test_t15_the_due_day_is_the_day_given_and_28_days(officer):
    record(REMEDIAL, officer)
    (step,) = stored(officer)
    assert (step.due_on, step.period_days) == (date(2024, 2, 29), 28)


def test_t15_shorter_only_with_its_ground(officer):
    short = replace(REMEDIAL, period_days=14)
    with pytest.raises(RuleBroken, match="28 days"):
        record(short, officer)
    ground = ShorterGround.PATIENT_SAFETY
    record(replace(short, shorter_ground=ground), officer)
    assert stored(officer)[0].due_on == date(2024, 2, 15)


@pytest.mark.parametrize(
    "lacking", [{"breach": ""}, {"steps_required": ""}, {"period_days": None}]
)
def test_t15_breach_steps_and_period_are_needed(officer, lacking):
    with pytest.raises(RuleBroken):
        record(replace(REMEDIAL, **lacking), officer)


def test_t16_a_breach_notice_has_no_due_day_and_the_advisory_is_not_statutory(officer):
    breach = replace(REMEDIAL, step=Step.BREACH, period_days=None)
    record(breach, officer)
    assert stored(officer)[0].due_on is None
    with pytest.raises(RuleBroken):
        record(replace(breach, period_days=28), officer)
    assert "non-statutory" in Step.ADVISORY


def test_t17_only_a_named_person_records_one(officer):
    with pytest.raises(NotAllowed, match="named person"):
        record(SUPPORT, actions.users.SYSTEM)
    with pytest.raises(NotAllowed):
        record(SUPPORT, factories.analyst())
    with pytest.raises(RuleBroken, match="Name the person"):
        record(replace(SUPPORT, decided_by=" "), officer)


def test_t17_nothing_but_its_action_makes_one():
    makes = re.compile(r"\bEscalation\(|escalations\.record\(")
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "lib").rglob("*.py")
        if makes.search(path.read_text(encoding="utf-8"))
    }
    assert found == {
        "lib/actions/escalations.py",
        "lib/domain/escalation.py",
        "lib/ui/practice_escalation.py",  # the form that a person sends
    }


def test_a_step_ends_once_and_in_the_version_seen(officer):
    step_id = record(SUPPORT, officer)
    with pytest.raises(Stale):
        actions.escalations.end(step_id, GIVEN, "Met", seen_version=2, by=officer)
    actions.escalations.end(step_id, GIVEN, "Met", seen_version=1, by=officer)
    assert stored(officer)[0].outcome == "Met"
    with pytest.raises(RuleBroken, match="ended already"):
        actions.escalations.end(step_id, GIVEN, "Met", seen_version=2, by=officer)


def test_nothing_is_recorded_of_a_day_to_come(officer):
    with pytest.raises(RuleBroken, match="not come yet"):
        record(replace(SUPPORT, given_on=date(2099, 1, 1)), officer)
