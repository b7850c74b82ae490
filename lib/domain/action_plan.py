"""Action plans: where one stands, which status may follow which, and what is in it.

Reported of the rule (Pulse, 1 February 2023): a plan "for reviewing these patients and
granting access". No template, deadline or test of acceptance was published.
"""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from lib.domain.base import Table, choice
from lib.domain.errors import RuleBroken
from lib.domain.recipients import Recipient


class Status(StrEnum):
    """Only what somebody did. Overdue and off track are worked out, never stored."""

    REQUIRED = "required, not requested"
    REQUESTED = "requested"
    RECEIVED = "received"
    IN_REVIEW = "in review"
    CHANGES_REQUESTED = "changes requested"
    AGREED = "agreed"
    IN_DELIVERY = "in delivery"
    COMPLETE = "complete"
    CLOSED = "closed, below the threshold"
    EXTENSION_AGREED = "extension agreed"
    DECLINED = "declined, citing BMA or LMC advice"
    DPIA_POSITION = "DPIA or opt-in position"
    EXEMPT = "exempt, closed or merged practice"
    WITHDRAWN = "request withdrawn"


# Which status may follow which, on the way from the request to the closure. A revised
# plan may come while one is agreed or in delivery.
NEXT: dict[Status, list[Status]] = {
    Status.REQUIRED: [Status.REQUESTED, Status.RECEIVED],
    Status.REQUESTED: [Status.RECEIVED],
    Status.RECEIVED: [Status.IN_REVIEW],
    Status.IN_REVIEW: [Status.CHANGES_REQUESTED, Status.AGREED],
    Status.CHANGES_REQUESTED: [Status.RECEIVED],
    Status.AGREED: [Status.IN_DELIVERY, Status.RECEIVED],
    Status.IN_DELIVERY: [Status.COMPLETE, Status.RECEIVED],
    Status.COMPLETE: [],
    Status.CLOSED: [],
    # An answer is an answer: a practice may still send a plan, or be asked again.
    Status.DECLINED: [Status.RECEIVED, Status.REQUESTED],
    Status.DPIA_POSITION: [Status.RECEIVED, Status.REQUESTED],
    Status.EXEMPT: [Status.REQUIRED],
    Status.WITHDRAWN: [Status.REQUESTED],
    # ... and whatever could follow the status that the extension came upon.
    Status.EXTENSION_AGREED: [],
}

# From any open status.
ASIDE = [
    Status.EXTENSION_AGREED,
    Status.DECLINED,
    Status.DPIA_POSITION,
    Status.EXEMPT,
    Status.WITHDRAWN,
]
ENDED = {Status.CLOSED}
ANSWERED = {Status.DECLINED, Status.DPIA_POSITION}
# Something is owed by the practice: only here can a plan be overdue.
AWAITED = {Status.REQUESTED, Status.CHANGES_REQUESTED, Status.EXTENSION_AGREED}
# The ICB has it in hand.
WITH_THE_ICB = {Status.RECEIVED, Status.IN_REVIEW}
# The plan is being carried out: only here can it be off track.
UNDER_WAY = {Status.AGREED, Status.IN_DELIVERY}
# Another person than the last editor decides these.
DECISIONS = {Status.AGREED, Status.COMPLETE, Status.CLOSED}
# To read a plan, to ask for changes of it and to decide on it is not to edit it.
READINGS = {Status.IN_REVIEW, Status.CHANGES_REQUESTED, *DECISIONS}
# Who answered has to be on record, since practices have no sign-in.
FROM_THE_PRACTICE = {Status.RECEIVED, *ANSWERED}


def may_follow(status: Status, before: Status | None = None) -> list[Status]:
    """The statuses that may come next, in the order in which a screen offers them.

    `before`: the status that an extension came upon.
    """
    if status in ENDED:
        return []
    onward = list(NEXT[status])
    if status is Status.EXTENSION_AGREED and before is not None:
        onward = list(NEXT[before])
    aside = [s for s in ASIDE if s is Status.EXTENSION_AGREED or s is not status]
    if status is Status.REQUIRED:  # nothing has been asked that could be put off
        aside = [s for s in aside if s not in _NEEDS_A_REQUEST]
    return list(dict.fromkeys([*onward, *aside, Status.CLOSED]))


_NEEDS_A_REQUEST = {Status.EXTENSION_AGREED, Status.WITHDRAWN}


class ActionPlan(Table, table=True):
    """One episode's plan. Its content is in the versions of it.

    `due_on` is the day that a person has set, moved by an extension; `before` the
    status that an extension came upon.
    """

    __tablename__ = "action_plan"

    id: int | None = Field(default=None, primary_key=True)
    episode_id: int = Field(foreign_key="episode.id", unique=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    status: Status = Field(
        default=Status.REQUIRED, sa_type=choice(Status, "status", length=48)
    )
    before: Status | None = Field(
        default=None, sa_type=choice(Status, "before", length=48)
    )
    recipient: Recipient | None = Field(
        default=None, sa_type=choice(Recipient, "recipient")
    )
    requested_on: date | None = None
    due_on: date | None = None
    agreed_on: date | None = None
    extension_agreed_by: str = ""
    moved_on: date  # the day of the last move
    last_editor: str  # who last asked, answered for the practice, or changed a day
    version: int = 1

    def move_to(self, status: Status) -> None:
        if status not in may_follow(self.status, self.before):
            raise RuleBroken(
                f"A plan that is “{self.status}” cannot become “{status}”."
            )
        if status is Status.EXTENSION_AGREED:
            if self.status is not Status.EXTENSION_AGREED:
                self.before = self.status
        else:
            self.before = None
        self.status = status

    @property
    def takes_a_version(self) -> bool:
        return Status.RECEIVED in may_follow(self.status, self.before)

    def is_overdue(self, on: date) -> bool:
        return is_overdue(self.status, self.before, self.due_on, on)


def is_overdue(
    status: Status | None, before: Status | None, due_on: date | None, on: date
) -> bool:
    """The due day itself is not overdue, and without a due day nothing is."""
    awaited = status in AWAITED and before not in UNDER_WAY
    return awaited and due_on is not None and on > due_on
