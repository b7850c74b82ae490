"""What letters are written about: plans and reports as they stand, with who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lib.domain.action_plan import ActionPlan, Status
from lib.domain.ask import Ask
from lib.domain.episode import Episode
from lib.domain.letter import Key, LetterKind
from lib.domain.monthly_report import ReportDuty, ReportQuery
from lib.domain.organisations import Practice, PracticeStatus
from lib.domain.threshold import ThresholdRule


@dataclass(frozen=True)
class PlanStanding:
    """One plan. `ask` is its newest request; `changes` what was asked to be changed in
    the version that was received last, a line for each section."""

    practice: Practice
    episode: Episode
    rule: ThresholdRule
    plan: ActionPlan
    ask: Ask | None = None
    number: int | None = None  # of the version received last
    changes: Sequence[str] = ()


@dataclass(frozen=True)
class DutyStanding:
    """A practice that was asked for monthly reports. `plan_status` is its case's."""

    practice: Practice
    duty: ReportDuty
    ask: Ask
    plan_status: Status | None = None
    episode: Episode | None = None
    rule: ThresholdRule | None = None


@dataclass(frozen=True)
class ReportStanding:
    """One month that a practice was asked to report on.

    `due_on` has moved with an extension; `waived` means that nothing is owed.
    """

    asked: DutyStanding
    period: date
    due_on: date | None
    received_on: date | None = None
    waived: bool = False
    extended: bool = False
    closed: bool = False  # the month takes no more reports


@dataclass(frozen=True)
class QueryStanding:
    """A question on a report that was drafted and has not been sent."""

    practice: Practice
    query: ReportQuery
    duty: DutyStanding | None = None


def has_closed(practice: Practice, today: date) -> bool:
    ended = practice.closed_on is not None and practice.closed_on <= today
    return ended or practice.status is PracticeStatus.CLOSED


@dataclass(frozen=True)
class Due:
    """A letter that is due to be written by rule, from `day` on."""

    key: Key
    day: date
    about: PlanStanding | DutyStanding | ReportStanding | QueryStanding
    due_on: date | None = None
    ask: Ask | None = None

    @property
    def practice(self) -> Practice:
        if isinstance(self.about, ReportStanding):
            return self.about.asked.practice
        return self.about.practice

    @property
    def kind(self) -> LetterKind:
        return self.key.kind
