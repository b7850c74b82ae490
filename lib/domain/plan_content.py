"""What an action plan says: its versions, sections, milestones, and reviews of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.base import Table, UTCDateTime, choice, whole_number
from lib.domain.dates import now


class Method(StrEnum):
    """How the records will be reviewed."""

    ONE_BY_ONE = "one by one"
    BULK_106 = "106 in bulk, then 104 again for people at risk"
    RISK_SEARCH = "search for people at risk, review those only"


class DPIA(StrEnum):
    DONE = "done"
    IN_PROGRESS = "in progress"
    NOT_DONE = "not done"


class AccessModel(StrEnum):
    OPT_IN = "opt-in"
    OPT_OUT = "opt-out"
    UNDECIDED = "undecided"


class Section(StrEnum):
    """The parts of a plan that are reviewed one by one."""

    METHOD = "How the records will be reviewed"
    PACE = "Who, how many and by when"
    SAFEGUARDING = "How people at risk are found first"
    ACCESS = "DPIA and access model"
    PEOPLE = "New patients, communications and training"
    SUPPORT = "Support wanted"
    MILESTONES = "Milestones"


# The fields of a version that each section shows.
SECTION_FIELDS: dict[Section, list[str]] = {
    Section.METHOD: ["method"],
    Section.PACE: [
        "lead",
        "reviews_per_week",
        "minutes_per_review",
        "staff",
        "starts_on",
        "below_on",
        "finishes_on",
    ],
    Section.SAFEGUARDING: ["safeguarding"],
    Section.ACCESS: ["dpia", "dpia_on", "access_model"],
    Section.PEOPLE: ["new_registrations", "communications", "training"],
    Section.SUPPORT: ["support"],
    Section.MILESTONES: ["milestones"],
}


class Step(NamedTuple):
    """A milestone as it is typed."""

    what: str
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Content:
    """What a version says, apart from who typed it and when it came."""

    method: Method | None = None
    lead: str = ""
    reviews_per_week: int | None = None
    minutes_per_review: int | None = None
    staff: int | None = None
    starts_on: date | None = None
    below_on: date | None = None
    finishes_on: date | None = None
    safeguarding: str = ""
    dpia: DPIA | None = None
    dpia_on: date | None = None
    access_model: AccessModel | None = None
    new_registrations: str = ""
    communications: str = ""
    training: str = ""
    support: str = ""
    milestones: tuple[Step, ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """What lies in the version's own row."""
        return {name: getattr(self, name) for name in COLUMNS}

    def differing(self, other: "Content") -> list[str]:
        """The names of the answers that differ, in the order of the form."""
        return [n for n in ANSWERS if getattr(self, n) != getattr(other, n)]


ANSWERS = [name for names in SECTION_FIELDS.values() for name in names]
COLUMNS = [name for name in ANSWERS if name != "milestones"]


def changed_sections(before: Content, after: Content) -> list[Section]:
    differing = set(after.differing(before))
    return [s for s, names in SECTION_FIELDS.items() if differing.intersection(names)]


class PlanVersion(Table, table=True):
    """What a plan says. A draft until it is received; then it stays as it is.

    Counts and dates may be open: a plan can be partial and still be a plan.
    """

    __tablename__ = "plan_version"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "number"),
        whole_number("reviews_per_week", most=99_999),
        whole_number("minutes_per_review", most=999),
        whole_number("staff", most=999),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="action_plan.id", index=True)
    number: int
    method: Method | None = Field(
        default=None, sa_type=choice(Method, "method", length=64)
    )
    lead: str = ""
    reviews_per_week: int | None = None
    minutes_per_review: int | None = None
    staff: int | None = None
    starts_on: date | None = None
    below_on: date | None = None  # at or below the threshold
    finishes_on: date | None = None
    safeguarding: str = ""
    dpia: DPIA | None = Field(default=None, sa_type=choice(DPIA, "dpia"))
    dpia_on: date | None = None
    access_model: AccessModel | None = Field(
        default=None, sa_type=choice(AccessModel, "access_model")
    )
    new_registrations: str = ""
    communications: str = ""
    training: str = ""
    support: str = ""
    received_on: date | None = None  # None: a draft
    received_from: str = ""
    agreed_on: date | None = None
    edited_by: str
    edited_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    version: int = 1

    @property
    def is_draft(self) -> bool:
        return self.received_on is None

    def content(self, milestones: "Iterable[Milestone]") -> Content:
        columns: dict[str, Any] = {name: getattr(self, name) for name in COLUMNS}
        return Content(**columns, milestones=tuple(m.step for m in milestones))


class Milestone(Table, table=True):
    id: int | None = Field(default=None, primary_key=True)
    plan_version_id: int = Field(foreign_key="plan_version.id", index=True)
    what: str
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    version: int = 1

    @property
    def step(self) -> Step:
        return Step(self.what, self.owner, self.due_on, self.done_on)


class SectionReview(Table, table=True):
    """A reviewer's word on one section of one version; the last one counts."""

    __tablename__ = "section_review"

    id: int | None = Field(default=None, primary_key=True)
    plan_version_id: int = Field(foreign_key="plan_version.id", index=True)
    section: Section = Field(sa_type=choice(Section, "section", length=64))
    accepted: bool  # else a change is asked for, with the reason
    reason: str = ""
    sequence: int
    reviewed_by: str
    reviewed_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


def versions(plan_id: int) -> SelectOfScalar[PlanVersion]:
    """The newest first; only that can be a draft."""
    return (
        select(PlanVersion)
        .where(PlanVersion.plan_id == plan_id)
        .order_by(col(PlanVersion.number).desc())
    )


def milestones(version_id: int) -> SelectOfScalar[Milestone]:
    return (
        select(Milestone)
        .where(Milestone.plan_version_id == version_id)
        .order_by(col(Milestone.id))
    )


def reviews(version_id: int) -> SelectOfScalar[SectionReview]:
    return (
        select(SectionReview)
        .where(SectionReview.plan_version_id == version_id)
        .order_by(col(SectionReview.sequence))
    )


def standing(given: Iterable[SectionReview]) -> dict[Section, SectionReview]:
    """The last word on each section, of reviews in their order."""
    return {each.section: each for each in given}
