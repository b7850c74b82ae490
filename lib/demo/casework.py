"""What the ICB asked of its practices and what came of it, as data/demo/casework.csv has it.

A line is one act on one day. `until` is the day or the month that it speaks of.
"""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache, partial

import pandas as pd

from lib import actions, queries
from lib.actions.action_plans import Extension, Move
from lib.actions.adoptions import Decision
from lib.actions.contacts import Person
from lib.actions.episodes import Case
from lib.actions.log import Entry
from lib.actions.plan_versions import Receipt
from lib.actions.section_reviews import Mark
from lib.actions.statements import Said
from lib.analysis import cases
from lib.config import ROOT
from lib.demo import observers, reporting
from lib.demo.asking import MANAGER, asking, stored_id
from lib.demo.people import ADMINISTRATOR, APPROVER, OFFICER
from lib.demo.places import NORTHMERE
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.correspondence import Channel
from lib.domain.dates import period_of, shift, today
from lib.domain.episode import Ground
from lib.domain.plan_content import DPIA, AccessModel, Content, Method, Section

LINES = ROOT / "data" / "demo" / "casework.csv"
ADOPTED_ON, VISITED_ON = date(2023, 2, 15), date(2023, 9, 20)
ADOPTION = Decision(
    NORTHMERE,
    date(2023, 2, 1),
    "Invented: minute 7 of the primary care committee, 14 February 2023",
    "Primary care committee",
)
METHODS = {
    "one by one": Method.ONE_BY_ONE,
    "106 in bulk": Method.BULK_106,
    "risk search": Method.RISK_SEARCH,
}


def acts() -> Iterator[tuple[date, Callable[[], object]]]:
    """Each with its day; of one day in this order."""
    yield ADOPTED_ON, _adopt
    yield ADOPTED_ON, observers.promise
    yield VISITED_ON, observers.visit
    with LINES.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            yield date.fromisoformat(line["day"]), partial(_do, line)
    for months in range(5):
        period = shift(reporting.FIRST_PERIOD, months)
        yield shift(period, 1), partial(reporting.open_period, period)


def _do(line: dict[str, str]) -> None:
    _ACTS[line["act"]](line["ods_code"], line["until"], line["words"])


def _adopt() -> None:
    actions.adoptions.record(ADOPTION, by=ADMINISTRATOR)


def _ask_for_a_plan(code: str, until: str, _words: str) -> None:
    episode_id = actions.episodes.begin(_ground(code), by=OFFICER)
    case = Case(OFFICER.email, close_when="At or below 50% for two months")
    actions.episodes.change(episode_id, case, seen_version=1, by=OFFICER)
    plan = queries.action_plans.of_episode(OFFICER, episode_id)
    asked = asking(until)
    actions.action_plans.request(
        stored_id(plan), asked, seen_version=plan.version, by=OFFICER
    )


def _ground(code: str) -> Ground:
    """Of the first month over since the ICB adopted the rule."""
    figures = _figures(shift(period_of(today()), -1))
    own = figures[(figures["ods_code"] == code) & figures["over"].fillna(value=False)]
    found = cases.ground(figures, code, own["period"].iloc[0].date())
    assert found is not None, code  # noqa: S101 the invented practices are over
    return found


@lru_cache(maxsize=1)
def _figures(until: date) -> pd.DataFrame:
    return queries.figures.panel(OFFICER, ADOPTION.from_on, until, icb_code=NORTHMERE)


def _plan(code: str) -> ActionPlan:
    episode = queries.episodes.of_practice(OFFICER, code)[0]
    return queries.action_plans.of_episode(OFFICER, stored_id(episode))


def _receive(code: str, until: str, words: str) -> None:
    plan = _plan(code)
    drafted = queries.action_plans.versions(OFFICER, stored_id(plan))
    begun = bool(drafted)
    content = Content(
        method=METHODS[words],
        lead="Dr J. Invented, GP partner",
        reviews_per_week=135 if begun else 120,
        minutes_per_review=6,
        staff=2,
        starts_on=today() + timedelta(days=4),
        below_on=date.fromisoformat(until),
        safeguarding="Safeguarding register, coded domestic abuse, children coming up to"
        " 16; checked by the safeguarding lead before any code is changed.",
        dpia=DPIA.DONE,
        access_model=AccessModel.OPT_OUT,
        new_registrations="Looked at within a week of registering.",
        communications="A notice on the website and in the waiting room.",
        training="Redaction training for six staff in May.",
        support="Help with building the risk search." if begun else "",
    )
    actions.plan_versions.save(stored_id(plan), content, seen_version=0, by=OFFICER)
    actions.plan_versions.receive(
        stored_id(plan),
        Receipt(MANAGER, "By e-mail"),
        seen_version=plan.version,
        by=OFFICER,
    )


def _move(to: Status, code: str, until: str, words: str) -> None:
    by = APPROVER if to in _OF_THE_APPROVER else OFFICER
    plan = _plan(code)
    marks = dict.fromkeys(Section, Mark(accepted=True))
    if to is Status.CHANGES_REQUESTED:
        marks = {Section.PACE: Mark(accepted=False, reason=words)}
    move = Move(
        to,
        words or _REASONS[to],
        from_whom="" if by is APPROVER else MANAGER,
        due_on=date.fromisoformat(until) if until else None,
        marks=marks if to in (Status.AGREED, Status.CHANGES_REQUESTED) else {},
    )
    actions.action_plans.move(stored_id(plan), move, seen_version=plan.version, by=by)


_OF_THE_APPROVER = {Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.AGREED}
_REASONS = {
    Status.IN_REVIEW: "Looked at in the weekly meeting",
    Status.AGREED: "Every section is accepted",
    Status.IN_DELIVERY: "The practice has begun",
}


def _extend(code: str, until: str, words: str) -> None:
    plan = _plan(code)
    extension = Extension(date.fromisoformat(until), words, APPROVER.name)
    actions.action_plans.extend(
        stored_id(plan), extension, seen_version=plan.version, by=OFFICER
    )


def _say(code: str, _until: str, words: str) -> None:
    source = f"Letter of {today().day} {today():%B %Y}"
    said = Said(words, source, today())
    actions.statements.record(code, said, by=OFFICER)


def _confirm(code: str, _until: str, _words: str) -> None:
    (statement, *_) = queries.statements.of_practice(OFFICER, code)
    actions.statements.confirm(
        stored_id(statement), today(), seen_version=statement.version, by=OFFICER
    )


def _call(code: str, until: str, words: str) -> None:
    manager = Person("Practice manager", "Invented Manager", "manager@example.nhs.uk")
    actions.contacts.record(code, manager, by=OFFICER)
    entry = Entry(Channel.CALL, today(), words, MANAGER)
    actions.log.record(code, entry, by=OFFICER)
    episode = queries.episodes.of_practice(OFFICER, code)[0]
    case = Case(
        OFFICER.email,
        close_when=episode.close_when,
        next_action="Call the practice manager",
        next_action_on=date.fromisoformat(until),
    )
    actions.episodes.change(
        stored_id(episode), case, seen_version=episode.version, by=OFFICER
    )


_ACTS: dict[str, Callable[[str, str, str], None]] = {
    "ask for a plan": _ask_for_a_plan,
    "receive": _receive,
    "review": partial(_move, Status.IN_REVIEW),
    "ask for changes": partial(_move, Status.CHANGES_REQUESTED),
    "agree": partial(_move, Status.AGREED),
    "deliver": partial(_move, Status.IN_DELIVERY),
    "decline": partial(_move, Status.DECLINED),
    "DPIA position": partial(_move, Status.DPIA_POSITION),
    "extend": _extend,
    "ask for reports": reporting.ask,
    "decline reports": reporting.decline,
    "waive a report": reporting.waive,
    "report": reporting.receive,
    "return a report": reporting.return_,
    "send the query": reporting.send_the_query,
    "say": _say,
    "confirm": _confirm,
    "call": _call,
    "raise a query": observers.raise_,
    "answer a query": observers.answer,
    "agree to show the plan": observers.agree,
}
