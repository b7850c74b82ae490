"""Asking for a plan, what the practice answered, more time, and the due day."""

from collections.abc import Iterable

import streamlit as st

from lib import actions, queries
from lib.actions.action_plans import Extension, Move
from lib.actions.asks import MINUTES, Asking
from lib.analysis.words import capital
from lib.domain.action_plan import (
    AWAITED,
    DECISIONS,
    FROM_THE_PRACTICE,
    Status,
    may_follow,
)
from lib.domain.ask import Ask, AskKind
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import today, uk
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.ui import burden, forms, markup, plan_page, seen
from lib.ui.markup import Step
from lib.ui.plan_page import Shown

# Each of these has a form or a place of its own.
ELSEWHERE = {
    Status.REQUESTED,
    Status.EXTENSION_AGREED,
    Status.CHANGES_REQUESTED,
    Status.CLOSED,
}
STATES = (
    "Every request states its authority, to whom the plan goes and the time allowed."
    " The letter adds that the 50% rule is known from press reports, how to answer"
    " “declined” or “DPIA or opt-in”, and the LMC's address."
)


def show(shown: Shown) -> None:
    """The facts of the case, what was asked, and the forms that the status allows."""
    plan_page.facts(shown)
    asked(queries.action_plans.asks(shown.user, shown.plan.episode_id))
    if not shown.may_work or not shown.episode.is_open:
        return
    onward = may_follow(shown.plan.status, shown.plan.before)
    if Status.REQUESTED in onward:
        _request(shown)
    _move(shown, [status for status in onward if status not in ELSEWHERE])
    if Status.EXTENSION_AGREED in onward:
        _extend(shown)
    if shown.plan.status in AWAITED:
        _due(shown)


def asked(asks: Iterable[Ask]) -> None:
    st.header("What was asked", anchor=False)
    steps = [
        Step(
            capital(f"{ask.kind}, for {ask.recipient}"),
            f"{uk(ask.asked_on)}; {_allowed(ask)}; some {ask.minutes} minutes' work",
            ask.authority,
        )
        for ask in asks
    ]
    if steps:
        markup.timeline("asks", steps)
    else:
        st.write("Nothing has been asked of the practice.")


def _allowed(ask: Ask) -> str:
    if ask.withdrawn_on:
        return f"withdrawn on {uk(ask.withdrawn_on)}"
    if ask.due_on is None:
        return "no due day set"
    return f"due {uk(ask.due_on)}, {ask.days_allowed} days allowed"


def _request(shown: Shown) -> None:
    with st.expander("Ask for a plan", expanded=True), st.form("ask", border=False):
        st.caption(STATES)
        facts = shown.facts
        burden.before_asking(shown.user, facts.ods_code, facts.icb_code)
        authority = st.text_input("On what authority", max_chars=300)
        link = st.text_input("Link to it", max_chars=300)
        authority_on = forms.day("Its date", "ask-authority-on")
        recipient = st.selectbox("The plan goes to", list(Recipient), index=1)
        asked_on = forms.day("Asked on (empty: today)", "ask-on")
        due_on = forms.day("Due (empty: no day is set)", "ask-due")
        minutes = st.number_input(
            "Estimated minutes of the practice's time",
            min_value=0,
            value=MINUTES[AskKind.PLAN],
        )
        before = seen.button("Record the request", "ask", shown.seen, primary=True)
    if before is None or forms.unreadable("ask-authority-on", "ask-on", "ask-due"):
        return
    asking = Asking(
        authority=authority,
        recipient=recipient or Recipient.ICB,
        asked_on=asked_on or today(),
        due_on=due_on,
        authority_link=link,
        authority_on=authority_on,
        minutes=int(minutes),
    )
    with (
        forms.feedback("The request is recorded."),
        seen.both_versions(before, shown.seen),
    ):
        actions.action_plans.request(
            shown.plan_id, asking, seen_version=before.version, by=shown.user
        )


def _move(shown: Shown, onward: list[Status]) -> None:
    may_decide = shown.user.may(Permission.DECIDE) or bool(
        queries.action_plans.decides_for(shown.user)
    )
    offered = [s for s in onward if may_decide or s not in DECISIONS]
    with st.expander("Move the plan on"), st.form("move", border=False):
        st.caption(DISCLOSABLE)
        to = st.selectbox(
            "The plan is now",
            offered,
            index=None,
            format_func=capital,
            placeholder="Choose",
            key="move-to",
        )
        from_whom = st.text_input(
            "Who at the practice answered, where it did",
            max_chars=300,
            help=f"Needed for: {'; '.join(sorted(FROM_THE_PRACTICE))}.",
        )
        on = forms.day("On (empty: today)", "move-on")
        reason = st.text_input("Why", max_chars=300)
        before = seen.button("Save the move", "move", shown.seen)
    if before is None or forms.unreadable("move-on"):
        return
    if to is None:
        st.error("Choose what the plan is now.")
        return
    with (
        forms.feedback(f"The plan is now: {to}."),
        seen.both_versions(before, shown.seen),
    ):
        actions.action_plans.move(
            shown.plan_id,
            Move(to, reason, on, from_whom),
            seen_version=before.version,
            by=shown.user,
        )


def _extend(shown: Shown) -> None:
    with st.expander("Agree an extension"), st.form("extend", border=False):
        until = forms.day("New day", "extend-until")
        agreed_by = st.text_input("Who agreed to it", max_chars=300)
        reason = st.text_input("Why more time is given", max_chars=300)
        before = seen.button("Save the extension", "extend", shown.seen)
    if before is None or forms.unreadable("extend-until"):
        return
    if until is None:
        st.error("Type the new day.")
        return
    with (
        forms.feedback("The extension is recorded."),
        seen.both_versions(before, shown.seen),
    ):
        actions.action_plans.extend(
            shown.plan_id,
            Extension(until, reason, agreed_by),
            seen_version=before.version,
            by=shown.user,
        )


def _due(shown: Shown) -> None:
    with st.expander("Set the due day"), st.form("due", border=False):
        due_on = forms.day("Due (empty: no day)", "due-on")
        reason = st.text_input("Why this day", max_chars=300)
        before = seen.button("Save the due day", "due", shown.seen)
    if before is None or forms.unreadable("due-on"):
        return
    with (
        forms.feedback("The due day is saved."),
        seen.both_versions(before, shown.seen),
    ):
        actions.action_plans.set_due(
            shown.plan_id,
            due_on,
            reason,
            seen_version=before.version,
            by=shown.user,
        )
