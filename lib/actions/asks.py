"""Asks: what is asked of a practice, on whose authority; each counts in the ledger."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.domain.ask import Ask, AskKind
from lib.domain.dates import happened_since, today
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE, checked, needed
from lib.domain.organisations import Practice
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.domain.users import User

# Estimates of a practice's time, said to be estimates wherever they are shown.
MINUTES = {
    AskKind.PLAN: 120,
    AskKind.PLAN_CHANGES: 30,
    AskKind.REPORT: 20,
    AskKind.QUERY: 10,
    AskKind.INFORMATION: 10,
}


@dataclass(frozen=True)
class Asking:
    """What every request states. `due_on` None: no day is set."""

    authority: str
    recipient: Recipient
    asked_on: date
    due_on: date | None = None
    authority_link: str = ""
    authority_on: date | None = None
    minutes: int | None = None  # else the estimate of its kind


def ask(ods_code: str, kind: AskKind, asking: Asking, *, what: str, by: User) -> int:
    """Something beside plans and reports, which have actions of their own."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        practice = within.practice(session, ods_code, by=by)
        stored = store(session, practice, kind, asking, by=by, what=what)
        events.record(
            session,
            by,
            f"ask for {kind}",
            subject=ods_code,
            reason=stored.authority,
            what=stored.what,
            due_on=stored.due_on,
        )
        assert stored.id is not None  # noqa: S101 flushed
        return stored.id


def withdraw(ask_id: int, reason: str, *, seen_version: int, by: User) -> None:
    by.require(Permission.DO_CASEWORK)
    why = needed(reason, "Say why it is no longer asked", most=LINE)
    with db.transaction() as session:
        found = within.editable(session, Ask, ask_id, seen_version, by=by)
        if found.withdrawn_on is not None:
            raise RuleBroken("That request has been withdrawn already.")
        events.record(
            session,
            by,
            f"withdraw request for {found.kind}",
            subject=found.practice_code,
            reason=why,
        )
        found.withdrawn_on, found.withdrawn_reason = today(), why
        found.version += 1


def seek_extension(
    ask_id: int, on: date, why: str, *, seen_version: int, by: User
) -> None:
    """The practice asked for more time. Whether it is given is decided elsewhere."""
    by.require(Permission.DO_CASEWORK)
    reason = needed(why, "Say why more time was asked for", most=LINE)
    with db.transaction() as session:
        found = within.editable(session, Ask, ask_id, seen_version, by=by)
        happened_since(found.asked_on, "the day of asking", on)
        events.record(
            session,
            by,
            f"record extension sought for {found.kind}",
            subject=found.practice_code,
            reason=reason,
            on=on,
        )
        found.extension_sought_on, found.extension_sought_why = on, reason
        found.version += 1


def tell_lmc(ask_id: int, on: date, *, seen_version: int, by: User) -> None:
    """The LMC was told of this ask on that day."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        found = within.editable(session, Ask, ask_id, seen_version, by=by)
        happened_since(found.asked_on, "the day of asking", on)
        what = f"tell the LMC of the request for {found.kind}"
        events.record(session, by, what, subject=found.practice_code, on=on)
        found.lmc_told_on = on
        found.version += 1


def store(  # noqa: PLR0913 an ask is these, and who asks
    session: Session,
    practice: Practice,
    kind: AskKind,
    asking: Asking,
    *,
    by: User,
    what: str = "",
    episode_id: int | None = None,
) -> Ask:
    """Part of the actions that ask: checks what is stated, and writes no event."""
    if asking.due_on is not None and asking.due_on < asking.asked_on:
        raise RuleBroken("The due day is before the day of asking.")
    stored = Ask(
        practice_code=practice.ods_code,
        icb_code=practice.own_icb(),
        episode_id=episode_id,
        kind=kind,
        what=checked(what, "What is asked", most=LINE),
        authority=needed(
            asking.authority, "Say on what authority this is asked", most=LINE
        ),
        authority_link=checked(asking.authority_link, "The link", most=LINE),
        authority_on=asking.authority_on,
        recipient=asking.recipient,
        asked_on=asking.asked_on,
        due_on=asking.due_on,
        minutes=MINUTES[kind] if asking.minutes is None else asking.minutes,
        asked_by=by.email,
    )
    session.add(stored)
    session.flush()
    return stored
