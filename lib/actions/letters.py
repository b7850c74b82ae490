"""Letters: drafted once, marked as sent by a person, undelivered, discarded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from lib import db
from lib.actions import events, within
from lib.domain.action_plan import ActionPlan
from lib.domain.ask import Ask, AskKind
from lib.domain.dates import happened, happened_since, today, uk
from lib.domain.errors import NotFound, RuleBroken
from lib.domain.events import Ledger
from lib.domain.free_text import LINE, checked, needed
from lib.domain.letter import Key, Letter, LetterKind, LetterState, LMCAddress
from lib.domain.monthly_report import ReportQuery
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.settings import Name, in_force
from lib.domain.users import User


@dataclass(frozen=True)
class NewLetter:
    """`depends`: whether the practice is over depends on the basis, so that a person
    has to confirm the letter (`confirmed`)."""

    key: Key
    subject: str
    body: str
    due_on: date | None = None
    episode_id: int | None = None
    ask_id: int | None = None
    depends: bool = False
    confirmed: bool = False


def draft(letters: Sequence[NewLetter], *, by: User) -> list[int]:
    """Store those that are not written yet; returns their ids. Nothing is sent.

    Twice is as good as once, also for two people at the same time.
    """
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        session.exec(select(Ledger).with_for_update()).one()  # one after the other
        stored = [_store(session, each, by) for each in letters]
        session.flush()
        return [letter.id for letter in stored if letter and letter.id is not None]


def _store(session: Session, new: NewLetter, by: User) -> Letter | None:
    code, kind, about, rung = new.key
    practice = within.practice(session, code, by=by)
    if new.depends and not new.confirmed:
        raise RuleBroken(
            f"Whether {practice.name} is over the threshold depends on the basis. A"
            " person confirms the letter first."
        )
    if _is_written(session, new.key):
        return None
    events.record(session, by, f"draft {kind}", subject=code, about=about, rung=rung)
    letter = Letter(
        practice_code=code,
        icb_code=practice.own_icb(),
        episode_id=new.episode_id,
        ask_id=new.ask_id,
        kind=kind,
        about=about,
        rung=rung,
        subject=checked(new.subject, "The subject", most=LINE),
        body=checked(new.body, "The letter"),
        due_on=new.due_on,
        depends_confirmed_by=by.email if new.depends else "",
        drafted_by=by.email,
    )
    session.add(letter)
    return letter


def _is_written(session: Session, key: Key) -> bool:
    same = select(Letter.id).where(
        Letter.practice_code == key.practice_code,
        Letter.kind == key.kind,
        Letter.about == key.about,
        Letter.rung == key.rung,
        Letter.state != LetterState.DISCARDED,
    )
    return session.exec(same).first() is not None


@dataclass(frozen=True)
class Sending:
    """When and how a person sent letters: "e-mail to the practice manager"."""

    on: date
    how: str


Seen = Mapping[int, int]  # by id the version that the person saw


def mark_sent(seen: Seen, sending: Sending, *, by: User) -> None:
    """These were sent. The time that a practice has for its answer runs from that day.

    One that did not arrive may be sent again.
    """
    by.require(Permission.DO_CASEWORK)
    how = needed(sending.how, "Say how they were sent", most=LINE)
    happened(sending.on)
    with db.transaction() as session:
        for letter in _each(session, seen, by):
            _require(letter, LetterState.DRAFT, LetterState.UNDELIVERED)
            events.record(
                session,
                by,
                f"mark {letter.kind} as sent",
                subject=letter.practice_code,
                letter=letter.id,
                on=sending.on,
                how=how,
            )
            letter.state, letter.sent_on = LetterState.SENT, sending.on
            letter.sent_by, letter.sent_how = by.email, how
            letter.undelivered_on = None
            letter.version += 1
            _start_the_clock(session, letter, sending.on)
            _note_the_query(session, letter, sending.on, by)


def _each(session: Session, seen: Seen, by: User) -> list[Letter]:
    if not seen:
        raise RuleBroken("Choose at least one letter.")
    return [
        within.editable(session, Letter, letter_id, version, by=by)
        for letter_id, version in sorted(seen.items())
    ]


def _require(letter: Letter, *states: LetterState) -> None:
    if letter.state not in states:
        raise RuleBroken(
            f"The letter “{letter.subject}” is {letter.state}: that cannot be done"
            " with it."
        )


# The ask whose time each request starts.
_ASKS = {
    LetterKind.PLAN_REQUEST: AskKind.PLAN,
    LetterKind.PLAN_CHANGES: AskKind.PLAN_CHANGES,
    LetterKind.REPORT_REQUEST: AskKind.REPORT,
}


def _start_the_clock(session: Session, letter: Letter, on: date) -> None:
    asked = session.get(Ask, letter.ask_id) if letter.ask_id else None
    if asked is None or asked.kind is not _ASKS.get(letter.kind):
        return
    if asked.withdrawn_on is not None:
        raise RuleBroken(
            f"The request to {letter.practice_code} was withdrawn. Discard the draft."
        )
    if asked.due_on is not None and on > asked.due_on:
        raise RuleBroken(
            f"The request to {letter.practice_code} says {uk(asked.due_on)}, which is"
            " before the day of sending. Set another due day and draft it again."
        )
    asked.asked_on = on
    if _copies_lmc(session, letter):
        asked.lmc_told_on = on
    asked.version += 1
    plan = session.exec(
        select(ActionPlan)
        .where(ActionPlan.episode_id == letter.episode_id)
        .with_for_update()
    ).first()
    if plan is not None and letter.kind is LetterKind.PLAN_REQUEST:
        plan.requested_on = on
        plan.version += 1


def _copies_lmc(session: Session, letter: Letter) -> bool:
    """Whether the letter went to the LMC too: by the ICB's rule, to a known address."""
    rule = session.exec(in_force(Name.LMC_COPIED, letter.icb_code, today())).first()
    known = (
        select(LMCAddress.id)
        .join(Practice, col(Practice.lmc_name) == col(LMCAddress.lmc_name))
        .where(Practice.ods_code == letter.practice_code)
    )
    return rule == "yes" and session.exec(known).first() is not None


def _note_the_query(session: Session, letter: Letter, on: date, by: User) -> None:
    if letter.kind is not LetterKind.QUERY:
        return
    query = session.get(ReportQuery, int(letter.about.removeprefix("query ")))
    if query is None:
        raise NotFound("The query that this letter asks is no longer there.")
    query.sent_on, query.sent_by = on, by.email
    query.version += 1


def undelivered(letter_id: int, on: date, *, seen_version: int, by: User) -> None:
    """It did not arrive: no reminder rests on it, and it may be sent again."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        (letter,) = _each(session, {letter_id: seen_version}, by)
        _require(letter, LetterState.SENT)
        assert letter.sent_on is not None  # noqa: S101 it was sent
        happened_since(letter.sent_on, "the day of sending", on)
        events.record(
            session,
            by,
            f"mark {letter.kind} as undelivered",
            subject=letter.practice_code,
            letter=letter_id,
            on=on,
        )
        letter.state, letter.undelivered_on = LetterState.UNDELIVERED, on
        letter.version += 1


def discard(seen: Seen, reason: str, *, by: User) -> None:
    """Drafts that will not be sent; the rule may bring them up again."""
    by.require(Permission.DO_CASEWORK)
    why = needed(reason, "Say why they are discarded", most=LINE)
    with db.transaction() as session:
        for letter in _each(session, seen, by):
            _require(letter, LetterState.DRAFT)
            events.record(
                session,
                by,
                f"discard {letter.kind}",
                subject=letter.practice_code,
                reason=why,
                letter=letter.id,
            )
            letter.state = LetterState.DISCARDED
            letter.version += 1
