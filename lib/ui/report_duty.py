"""What one practice was asked, and the forms that change what it owes."""

from datetime import date

import streamlit as st

from lib import actions
from lib.casework.one_report import OneReport
from lib.domain.ask import Ask
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import month_name, period_of, periods, today, uk
from lib.domain.errors import RuleBroken
from lib.domain.monthly_report import ReportDuty
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import forms, seen
from lib.ui.markup import esc


def show(user: User, shown: OneReport) -> None:
    if shown.duty is None:
        return
    duty, asked = shown.duty
    st.header("What was asked", anchor=False)
    st.markdown(_words(duty, asked))
    if user.may(Permission.DO_CASEWORK) and duty.id is not None:
        _waive(user, shown.ods_code, shown.period)
        if duty.declined_on is None:
            _decline(user, duty.id, duty.version)
        _end(user, duty.id, duty)


def _words(duty: ReportDuty, asked: Ask) -> str:
    told = (
        f"Asked on {uk(asked.asked_on)} for each month from"
        f" {month_name(duty.from_period)} on, to go to {duty.recipient}. Authority:"
        f" {esc(asked.authority)}."
    )
    if duty.until_period:
        told += f" It ends with {month_name(duty.until_period)}."
    if duty.declined_on:
        told += (
            f" The practice declined on {uk(duty.declined_on)}:"
            f" {esc(duty.declined_why)}. An answer is an answer: nothing is missing."
        )
    return told


def _waive(user: User, ods_code: str, period: date) -> None:
    month = month_name(period)
    key = f"{ods_code}-{period:%Y-%m}"
    with (
        st.expander(f"Waive or extend {month}"),
        st.form(f"waive-{key}", border=False),
    ):
        reason = st.text_input("Reason", max_chars=300, key=f"waive-why-{key}")
        due_on = forms.day("Now due on (empty: waived)", f"waive-due-{key}")
        pressed = st.form_submit_button("Save")
    if pressed:
        done = f"{month} is due on {uk(due_on)}." if due_on else f"{month} is waived."
        with forms.feedback(done):
            actions.report_duties.waive(
                ods_code, period, reason, due_on=due_on, by=user
            )


def _decline(user: User, duty_id: int, version: int) -> None:
    with (
        st.expander("The practice declines to report"),
        st.form(f"decline-{duty_id}", border=False),
    ):
        why = st.text_input("What it cited, in its words", max_chars=300)
        st.caption(DISCLOSABLE)
        on = forms.day("Answered on", f"declined-{duty_id}", today())
        pressed = seen.button("Record the answer", "decline", version)
    if pressed is None:
        return
    with forms.feedback("The answer is on record. Chasing stops."):
        if on is None:
            raise RuleBroken("Type the day of the answer.")
        actions.report_duties.decline(duty_id, why, on, seen_version=pressed, by=user)


def _end(user: User, duty_id: int, duty: ReportDuty) -> None:
    last = max(period_of(today()), duty.from_period)
    with (
        st.expander("Ask for no more reports"),
        st.form(f"end-{duty_id}", border=False),
    ):
        until = st.selectbox(
            "Last month that is owed",
            list(reversed(periods(duty.from_period, last))),
            format_func=month_name,
            width=260,
        )
        reason = st.text_input("Reason", max_chars=300, key=f"end-why-{duty_id}")
        pressed = seen.button("Save the last month", "end", duty.version)
    if pressed is not None:
        with forms.feedback(f"After {month_name(until)} nothing is owed."):
            actions.report_duties.end(
                duty_id, until, reason, seen_version=pressed, by=user
            )
