"""Escalation: steps that a named person records. The application never takes one.

Sources: standard GMS contract clause 26.13 (remedial notice: breach, steps, a period of
not less than 28 days from the date given, shorter only for patient safety or material
financial loss); Londonwide LMCs on contract advisory notices, which are not statutory.
A breach notice is for a breach that cannot be remedied and has no date to remedy it.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice, whole_number
from lib.domain.dates import now, uk
from lib.domain.errors import RuleBroken
from lib.domain.organisations import ContractType

LEAST_DAYS = 28
GMS_CLAUSE = "26.13"
# The imposed 2023/24 contract: prospective access by this day. Before it bulk coding
# was arguably allowed, so that no breach can be said of an earlier date.
CONTRACT_DATE = date(2023, 10, 31)


class Step(StrEnum):
    SUPPORT = "support"
    LETTER = "letter"
    ADVISORY = "contract advisory notice (non-statutory)"
    REMEDIAL = "remedial notice"
    BREACH = "breach notice"


FORMAL = {Step.ADVISORY, Step.REMEDIAL, Step.BREACH}
STATUTORY = {Step.REMEDIAL, Step.BREACH}


def steps_on(day: date) -> list[Step]:
    """Those that can be spoken of on that day."""
    return [s for s in Step if day >= CONTRACT_DATE or s not in STATUTORY]


class ShorterGround(StrEnum):
    """The only grounds for less than 28 days."""

    PATIENT_SAFETY = "patient safety"
    FINANCIAL_LOSS = "material financial loss"


class Escalation(Table, table=True):
    __table_args__ = (whole_number("period_days", most=9_999),)

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    episode_id: int | None = Field(default=None, foreign_key="episode.id")
    step: Step = Field(sa_type=choice(Step, "step", length=64))
    given_on: date
    what: str  # in a sentence
    authority: str
    clause: str = ""
    breach: str = ""
    steps_required: str = ""
    period_days: int | None = None
    due_on: date | None = None  # given + period; a breach notice has none
    shorter_ground: ShorterGround | None = Field(
        default=None, sa_type=choice(ShorterGround, "shorter_ground")
    )
    decided_by: str  # the named person
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    ended_on: date | None = None
    outcome: str = ""
    lmc_told_on: date | None = None
    version: int = 1

    def check(self, contract: ContractType | None) -> None:
        """Raise RuleBroken where the step cannot be what it is called."""
        if self.step in STATUTORY:
            _breach_can_be_said(self)
        if self.step is Step.REMEDIAL:
            _remedial(self, contract)
        elif self.due_on is not None or self.period_days is not None:
            raise RuleBroken(f"A {self.step} has no date by which to remedy it.")


def _breach_can_be_said(step: Escalation) -> None:
    if step.given_on < CONTRACT_DATE:
        raise RuleBroken(
            f"No breach can be said of a day before {uk(CONTRACT_DATE)}: until then the"
            " contract did not clearly forbid bulk coding."
        )
    if not step.breach.strip():
        raise RuleBroken(
            "Say which term of the contract is breached, and how. The share of patients"
            " with a 104 is not a breach by itself."
        )


def _remedial(step: Escalation, contract: ContractType | None) -> None:
    if not step.steps_required.strip() or step.period_days is None:
        raise RuleBroken(
            "A remedial notice states the breach, the steps and the period."
        )
    if step.period_days < LEAST_DAYS and step.shorter_ground is None:
        raise RuleBroken(
            f"The period is at least {LEAST_DAYS} days from the day the notice is given."
            " Shorter needs its ground: patient safety or material financial loss."
        )
    if step.due_on != step.given_on + timedelta(days=step.period_days):
        raise RuleBroken("The due day is the day given and the period.")
    if not step.clause.strip():
        known = f" In the standard GMS contract it is {GMS_CLAUSE}."
        hint = known if contract is ContractType.GMS else ""
        raise RuleBroken(f"Enter the clause of the practice's contract.{hint}")
