"""Escalation: what a notice has to state, and what no date or figure can bear."""

from datetime import date, timedelta

import pytest

from lib.domain.errors import RuleBroken
from lib.domain.escalation import Escalation, ShorterGround, Step
from lib.domain.organisations import ContractType

GIVEN = date(2024, 2, 1)


def step(kind: Step = Step.REMEDIAL, **said) -> Escalation:
    remedial = {
        "clause": "26.13",
        "steps_required": "Enable prospective access.",
        "period_days": 28,
        "due_on": GIVEN + timedelta(days=28),
    }
    usual = {
        "practice_code": "X99001",
        "icb_code": "XA1",
        "step": kind,
        "given_on": GIVEN,
        "what": "Notice",
        "authority": "committee of 30 January 2024",
        "decided_by": "Ada Approver",
        "recorded_by": "a@b.org",
        "breach": "Regulation 71ZA: the facility is not offered.",
        **(remedial if kind is Step.REMEDIAL else {}),
    }
    return Escalation(**{**usual, **said})


@pytest.mark.parametrize("kind", Step)
def test_each_step_can_be_recorded(kind):
    step(kind).check(ContractType.GMS)


@pytest.mark.parametrize(
    "lacking", [{"breach": ""}, {"steps_required": " "}, {"period_days": None}]
)
def test_a_remedial_notice_states_breach_steps_and_period(lacking):
    with pytest.raises(RuleBroken):
        step(**lacking).check(ContractType.GMS)


def test_less_than_28_days_needs_its_ground():
    short = {"period_days": 27, "due_on": GIVEN + timedelta(days=27)}
    with pytest.raises(RuleBroken, match="28 days"):
        step(**short).check(ContractType.GMS)
    step(**short, shorter_ground=ShorterGround.PATIENT_SAFETY).check(ContractType.GMS)


def test_the_due_day_is_the_day_given_and_the_period():
    with pytest.raises(RuleBroken):
        step(due_on=GIVEN + timedelta(days=29)).check(ContractType.GMS)


def test_other_contracts_have_clauses_of_their_own():
    with pytest.raises(RuleBroken, match="clause") as refusal:
        step(clause="").check(ContractType.PMS)
    assert "26.13" not in str(refusal.value)


@pytest.mark.parametrize("kind", [k for k in Step if k is not Step.REMEDIAL])
def test_no_other_step_has_a_date_to_remedy(kind):
    with pytest.raises(RuleBroken):
        step(kind, period_days=28, due_on=GIVEN).check(ContractType.GMS)


@pytest.mark.parametrize("kind", [Step.REMEDIAL, Step.BREACH])
def test_no_breach_is_said_of_a_day_before_the_contract_date(kind):
    early = date(2023, 10, 30)
    with pytest.raises(RuleBroken, match="31 October 2023"):
        step(kind, given_on=early, due_on=early + timedelta(days=28)).check(None)


def test_a_share_alone_is_no_breach():
    with pytest.raises(RuleBroken, match="not a breach by itself"):
        step(Step.BREACH, breach=" ").check(None)


def test_an_advisory_notice_says_that_it_is_not_statutory():
    assert "non-statutory" in Step.ADVISORY
