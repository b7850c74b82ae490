"""An item of the worklist, the rules that make one, and all that they look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from lib.analysis.cases import Case
from lib.analysis.frame import Row, day
from lib.domain.working_days import working_day_after

SOON = 5  # working days


class Rule(StrEnum):
    """Each item names the rule that put it there."""

    PLAN_PAST_DUE = "Plan past due"
    PLAN_DUE_SOON = "Plan due within 5 working days"
    PLAN_AWAITED = "Plan asked for, not due yet"
    TO_REVIEW = "Plan awaiting review"
    TO_SIGN_OFF = "Plan awaiting sign-off"
    REPORT_PAST_DUE = "Report past due"
    REPORT_DUE_SOON = "Report due within 5 working days"
    REPORT_AWAITED = "Report asked for, not due yet"
    REPORT_TO_ACCEPT = "Report awaiting acceptance"
    QUERY_UNANSWERED = "Query unanswered"
    GAP = "Gap to the extract over the tolerance"
    NEXT_ACTION = "Next action reached"
    NO_DATA = "No data for two months"
    NEWLY_OVER = "Newly over, no case yet"
    CLOSURE = "Closure proposed"
    SAFETY = "Safety check"
    REGISTER = "Register change during a case"
    OBSERVER = "Query from an observer is due"
    SWITCH_ON = "Switch-on within 14 days"
    NOT_CONFIRMED = "Switch-on day passed, not confirmed"


class Group(StrEnum):
    TODAY = "Today"
    WEEK = "This week"
    WAITING = "Waiting on others"


@dataclass(frozen=True)
class Item:
    """`page` and `asked` lead to the place to act; `needs` is who may do it."""

    rule: Rule
    group: Group
    ods_code: str
    name: str
    what: str
    note: str
    status: str = ""
    due_on: date | None = None
    owner: str | None = None
    to_decide: bool = False
    last_editor: str = ""
    page: str = "oversight/practice"
    asked: Mapping[str, str] = field(default_factory=dict)


class Notice(NamedTuple):
    """A safety check or a register change, as others have worked it out."""

    ods_code: str
    note: str


class Question(NamedTuple):
    """A query of an observer that the ICB has not answered yet."""

    ods_code: str
    body: str
    raised_on: date
    due_on: date | None


@dataclass(frozen=True)
class Desk:
    """All that the rules look at, of one ICB or of all in view.

    `plans`: queries.episodes.every, open ones; `reports`: casework.reports.cells of
    the months in which something is owed.
    """

    today: date
    names: Mapping[str, str]
    cases: list[Case]
    plans: pd.DataFrame
    reports: pd.DataFrame
    figures: pd.DataFrame
    period: date
    safety: list[Notice] = field(default_factory=list)
    register: list[Notice] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    switch_ons: list[Row] = field(default_factory=list)

    @property
    def soon(self) -> date:
        return working_day_after(self.today, SOON)

    def name(self, ods_code: str) -> str:
        return self.names.get(ods_code, ods_code)


def known_day(value: Any) -> date | None:
    return None if pd.isna(value) else day(value)
