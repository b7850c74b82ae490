"""Plans and reports that were asked for, for tests of the letters about them.

The actions that ask are other parts' own; here the rows are put as those leave them.
"""

from datetime import date
from typing import Any

from sqlmodel import select

from lib import actions, db, queries
from lib.actions.asks import Asking
from lib.actions.letters import Sending
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.ask import AskKind
from lib.domain.correspondence import Contact
from lib.domain.episode import Episode
from lib.domain.events import Ledger
from lib.domain.letter import Key, LetterKind
from lib.domain.monthly_report import MonthlyReport, ReportDuty, ReportingPeriod
from lib.domain.organisations import Practice
from lib.domain.parsed import Parsed
from lib.domain.recipients import Recipient
from lib.domain.rows import LMCRow
from tests import factories
from tests.factories import ICB, PERIOD

ASKED_ON = date(2026, 4, 20)
DUE_ON = date(2026, 5, 18)
REPORT_DUE = date(2026, 5, 15)
AUTHORITY = "Minute 7 of the primary care committee"


def asking(**different: Any) -> Asking:
    usual = {
        "authority": AUTHORITY,
        "recipient": Recipient.BOTH,
        "asked_on": ASKED_ON,
        "due_on": DUE_ON,
        "authority_link": "https://example.nhs.uk/minute-7",
        "authority_on": date(2026, 2, 16),
    }
    return Asking(**{**usual, **different})


def requested(case: Episode, *, by: Any = None, **different: Any) -> int:
    """The plan of the case was asked for; returns the id of the ask."""
    asked = asking(**different)
    with db.transaction() as session:
        practice = session.get(Practice, case.practice_code)
        ask = actions.asks.store(
            session,
            practice,
            AskKind.PLAN,
            asked,
            by=by or factories.officer(),
            episode_id=case.id,
        )
        plan = session.exec(_plan(case.id)).one()
        plan.status, plan.recipient = Status.REQUESTED, asked.recipient
        plan.requested_on, plan.due_on = asked.asked_on, asked.due_on
        plan.moved_on = asked.asked_on
        return ask.id


def stands(case: Episode, **different: Any) -> None:
    """The plan is as said now."""
    with db.transaction() as session:
        plan = session.exec(_plan(case.id)).one()
        for name, value in different.items():
            setattr(plan, name, value)
        session.get_one(Ledger, 1).data_version += 1  # as after every action


def plan_of(case: Episode) -> ActionPlan:
    with db.reading() as session:
        plan = session.exec(_plan(case.id)).one()
        session.expunge_all()
        return plan


def _plan(episode_id: int) -> Any:
    return select(ActionPlan).where(ActionPlan.episode_id == episode_id)


def owes_reports(
    ods_code: str = "X99001", *, episode_id: int | None = None, **different: Any
) -> int:
    """Asked for monthly reports from `PERIOD` on, due on `REPORT_DUE`; the duty's id."""
    with db.transaction() as session:
        practice = session.get(Practice, ods_code)
        ask = actions.asks.store(
            session,
            practice,
            AskKind.REPORT,
            asking(due_on=REPORT_DUE),
            by=factories.officer(),
            episode_id=episode_id,
        )
        duty = ReportDuty(
            practice_code=ods_code,
            icb_code=ICB,
            episode_id=episode_id,
            ask_id=ask.id,
            recipient=Recipient.BOTH,
            from_period=PERIOD,
            **different,
        )
        session.add(duty)
        if session.get(ReportingPeriod, (ICB, PERIOD)) is None:
            session.add(
                ReportingPeriod(
                    icb_code=ICB,
                    period=PERIOD,
                    opens_on=factories.NEXT_DAY,
                    due_on=REPORT_DUE,
                )
            )
        session.flush()
        return duty.id


def report_came(ods_code: str = "X99001", on: date = REPORT_DUE) -> None:
    with db.transaction() as session:
        session.add(
            MonthlyReport(
                practice_code=ods_code,
                icb_code=ICB,
                period=PERIOD,
                number=1,
                content="figures",
                recipient=Recipient.BOTH,
                coded_104=6_000,
                received_on=on,
                received_from="the practice manager",
                recorded_by="officer@example.org",
            )
        )


def contact(ods_code: str = "X99001", **different: Any) -> None:
    usual = {
        "role": "Practice manager",
        "name": "Pat Manager",
        "email": "pat@example.org",
        "recorded_by": "officer@example.org",
    }
    with db.transaction() as session:
        session.add(Contact(practice_code=ods_code, **{**usual, **different}))


def under_an_lmc(*ods_codes: str) -> None:
    rows = [LMCRow(n, code, "Invented LMC") for n, code in enumerate(ods_codes, 2)]
    factories.load(Parsed(kind=factories.Kind.LMC, rows=rows, rows_read=len(rows)))


def sent(on: date = ASKED_ON, *, by: Any = None) -> None:
    """Every draft was sent on that day."""
    by = by or factories.officer()
    every = queries.letters.every(by)
    drafts = every[every["state"] == "draft"]
    seen = dict(zip(drafts["id"], drafts["version"], strict=True))
    actions.letters.mark_sent(
        {int(k): int(v) for k, v in seen.items()}, Sending(on, "e-mail"), by=by
    )


def request_key(ask_id: int) -> Key:
    return Key("X99001", LetterKind.PLAN_REQUEST, f"request {ask_id}")
