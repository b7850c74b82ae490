"""The form that asks practices for monthly reports, one of them or many at once."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from lib import actions
from lib.actions.asks import Asking
from lib.analysis.words import counted
from lib.casework import reports
from lib.documents import report_template
from lib.domain.dates import (
    month_name,
    period_of,
    period_text,
    periods,
    shift,
    today,
)
from lib.domain.errors import Refused, RuleBroken
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import downloads, forms, menu

RECIPIENTS = list(Recipient)
REPORTED = (
    "That practices over 50% report monthly on all 104 exclusions is known from press"
    " reports only (Pulse, 1 February 2023). Nothing is owed before you ask, and nothing"
    " is late before a due day is set."
)


def form(user: User, names: Mapping[str, str], *, last: date) -> None:
    """`names`: the practices that may be asked, by code. `last`: the month in view."""
    if not user.may(Permission.DO_CASEWORK) or not names:
        return
    with st.form("ask-for-reports", border=False):
        st.markdown(REPORTED)
        codes = _practices(names)
        asking, from_period = _asking(last)
        pressed = st.form_submit_button("Record the request")
    if not pressed:
        return
    with forms.feedback(f"{counted(len(codes), 'practice')} asked for reports."):
        if asking is None or not codes:
            raise RuleBroken("Choose at least one practice, and the day of asking.")
        _ask(user, codes, asking, from_period)


def many(user: User, cells: pd.DataFrame, last: date) -> None:
    """Many reports from one file: what is known is filled in, the rest comes back."""
    if not user.may(Permission.DO_CASEWORK):
        return
    of_month = cells[cells["period"] == pd.Timestamp(last)]
    with st.expander("Record many reports from one file"):
        st.write(
            "The workbook has a line for each practice that still owes a report of"
            f" {month_name(last)}, with what is known already. Load it back on the page"
            " Import data; each line is checked there like one report."
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            downloads.button(
                "reports-template",
                "Workbook to fill in",
                lambda: report_template.as_xlsx(
                    reports.to_fill_in(user, of_month, last), last
                ),
                (f"reports_{period_text(last)}.xlsx", downloads.XLSX),
            )
            st.page_link(menu.IMPORT_DATA, label="Import data")


def _practices(names: Mapping[str, str]) -> Sequence[str]:
    if len(names) == 1:
        return list(names)
    chosen: list[str] = st.multiselect(
        "Practices",
        list(names),
        format_func=lambda code: f"{names[code]} ({code})",
        key="ask-practices",
        placeholder="Choose those to ask",
    )
    return chosen


def _asking(last: date) -> tuple[Asking | None, date]:
    authority = st.text_input(
        "On what authority",
        max_chars=300,
        key="ask-authority",
        placeholder="The letter, minute or contract term that it rests on",
    )
    link = st.text_input("Link to it (may stay empty)", max_chars=300, key="ask-link")
    with st.container(horizontal=True):
        recipient = st.selectbox(
            "Reports go to",
            RECIPIENTS,
            index=2,
            key="ask-recipient",
            width=280,
        )
        from_period = st.selectbox(
            "First month",
            list(reversed(periods(shift(last, -6), period_of(today())))),
            index=1,
            format_func=month_name,
            key="ask-from",
            width=200,
        )
        asked_on = forms.day("Asked on", "ask-on", today())
    if asked_on is None:
        return None, from_period
    return Asking(authority, recipient, asked_on, authority_link=link), from_period


def _ask(user: User, codes: Sequence[str], asking: Asking, from_period: date) -> None:
    """Each is asked by itself; those that cannot be are named, the others stand."""
    refused = []
    for code in codes:
        try:
            actions.report_duties.ask(code, asking, from_period, by=user)
        except Refused as refusal:
            forms.record(refusal)
            refused.append(f"{code}: {refusal}")
    if refused:
        done = len(codes) - len(refused)
        raise RuleBroken(
            f"{counted(done, 'practice')} asked. Not asked: {' '.join(refused)}"
        )
