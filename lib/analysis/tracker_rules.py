"""What may be said of a case by a tracker: the order of statuses, days, who decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lib.analysis.tracker_cells import problem, text
from lib.domain.action_plan import DECISIONS, Status
from lib.domain.dates import uk
from lib.domain.plan_route import Route, route
from lib.domain.problems import Problem, Severity
from lib.domain.rows import TrackerRow
from lib.domain.tracker import Standing, Value
from lib.domain.tracker_fields import HEADINGS, Field

_DONE = (Field.REQUESTED, Field.RECEIVED, Field.AGREED, Field.CONTACT)
_NEVER_EMPTIED = (Field.STATUS, *_DONE)
_BEFORE_RECEIPT = {Status.REQUIRED, Status.REQUESTED}
# A day of something that has not happened by that status.
_TOO_EARLY = {
    Field.REQUESTED: {Status.REQUIRED},
    Field.DUE: {Status.REQUIRED},
    Field.RECEIVED: _BEFORE_RECEIPT,
    Field.AGREED: {*_BEFORE_RECEIPT, Status.RECEIVED, Status.IN_REVIEW}
    | {Status.CHANGES_REQUESTED},
}


@dataclass(frozen=True)
class Who:
    """Who brings the tracker, and whether they may decide on plans."""

    email: str
    may_decide: bool
    needs_another: bool  # whoever changed a plan last does not decide on it


@dataclass(frozen=True)
class Line:
    """A line of which something is new. `begins`: it is the first act on its case."""

    row: TrackerRow
    standing: Standing
    values: Mapping[Field, Value]  # only what changes
    begins: bool

    @property
    def goal(self) -> Status:
        """The status named; where none is, what the days of a new case tell."""
        named = self.values.get(Field.STATUS)
        if named:
            return Status(str(named))
        if not self.begins:
            return self.standing.status
        for one, status in _TOLD_BY.items():
            if self.values.get(one):
                return status
        return self.standing.status

    @property
    def moves(self) -> Route | None:
        asked = self.after(Field.REQUESTED) is not None
        before, start = self.standing.before, self.standing.status
        return route(start, self.goal, before, asked=asked)

    def after(self, one: Field) -> Value:
        return self.values.get(one, self.standing.values.get(one))

    def blame(
        self,
        one: Field,
        kind: str,
        message: str,
        remedy: str = "",
        severity: Severity = Severity.MUST_FIX,
    ) -> Problem:
        return problem(self.row, one, kind, message, remedy, severity)


_TOLD_BY = {
    Field.AGREED: Status.AGREED,
    Field.RECEIVED: Status.RECEIVED,
    Field.REQUESTED: Status.REQUESTED,
}


def problems(line: Line, who: Who, today: date) -> Iterator[Problem]:
    yield from _emptied(line)
    yield from _days(line, today)
    moves = line.moves
    if line.goal is Status.CLOSED or moves is None:
        yield _no_way(line)
        return
    yield from _too_early(line)
    yield from _receipt(line, moves)
    yield from _needed(line, moves)
    if DECISIONS & set(moves):
        yield from _decided(line, who)


def _emptied(line: Line) -> Iterator[Problem]:
    for one in _NEVER_EMPTIED:
        if one in line.values and not line.values[one]:
            yield line.blame(
                one,
                "emptied",
                f"{HEADINGS[one]} was {_was(line, one)} and is empty now.",
                "What has happened stays on record: put it back, or correct it.",
            )


def _was(line: Line, one: Field) -> str:
    before = line.standing.values.get(one)
    return uk(before) if isinstance(before, date) else f"“{text(before)}”"


def _days(line: Line, today: date) -> Iterator[Problem]:
    for one in _DONE:
        day = line.values.get(one)
        if isinstance(day, date) and day > today:
            yield line.blame(one, "future-day", f"{uk(day)} has not come yet.")
    asked, due = line.after(Field.REQUESTED), line.after(Field.DUE)
    touched = {Field.REQUESTED, Field.DUE} & line.values.keys()
    if touched and isinstance(asked, date) and isinstance(due, date) and due < asked:
        yield line.blame(
            Field.DUE,
            "due-before-request",
            f"Due on {uk(due)}, before it was requested on {uk(asked)}.",
        )


def _no_way(line: Line) -> Problem:
    is_end = line.goal is Status.CLOSED
    return line.blame(
        Field.STATUS,
        "status-order",
        f"A plan that is “{line.standing.status}” cannot become “{line.goal}” here.",
        "Close a case on its own page, on a figure at or below the threshold."
        if is_end
        else "Name a status that may follow, or leave it as it was.",
    )


def _too_early(line: Line) -> Iterator[Problem]:
    for one, statuses in _TOO_EARLY.items():
        if line.values.get(one) and line.goal in statuses:
            yield line.blame(
                one,
                "day-before-status",
                f"{HEADINGS[one]} has a day, but the status is “{line.goal}”.",
                "Name the status that goes with it, or empty the cell.",
            )


def _receipt(line: Line, moves: Route) -> Iterator[Problem]:
    has_day = bool(line.values.get(Field.RECEIVED))
    if Status.RECEIVED in moves and not has_day:
        yield line.blame(
            Field.RECEIVED,
            "no-received-day",
            f"The plan was received before it is “{line.goal}”, but no day is given.",
            "Give the day. Without it nothing is recorded of the plan's receipt.",
            Severity.CONFIRM if line.begins else Severity.MUST_FIX,
        )
    if has_day and line.standing.has_draft:
        yield line.blame(
            Field.RECEIVED,
            "draft",
            "A draft of the plan has been begun.",
            "Record its receipt on the plan's own page.",
        )


def _needed(line: Line, moves: Route) -> Iterator[Problem]:
    if Status.REQUESTED in moves and not line.values.get(Field.REQUESTED):
        yield line.blame(
            Field.REQUESTED, "no-requested-day", "Say on which day it was requested."
        )
    if Status.EXTENSION_AGREED in moves and not line.after(Field.DUE):
        yield line.blame(
            Field.DUE, "no-extended-day", "Say until which day it was extended."
        )


def _decided(line: Line, who: Who) -> Iterator[Problem]:
    if not who.may_decide:
        yield line.blame(
            Field.STATUS,
            "needs-approver",
            f"Your role may not record that a plan is “{line.goal}”.",
            "An approver brings this line; leave its status out for now.",
        )
    elif line.begins:
        yield line.blame(
            Field.STATUS,
            "agreed-before",
            f"The plan was agreed before the case was kept here; it is recorded as"
            f" “{line.goal}” on your word alone.",
            severity=Severity.CONFIRM,
        )
    elif who.needs_another and line.standing.last_editor == who.email:
        yield line.blame(
            Field.STATUS,
            "two-people",
            "You made the last change to this plan yourself.",
            "Another person decides on it.",
        )
