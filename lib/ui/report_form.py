"""The forms on one report: record or correct it, accept or return it, ask about it."""

from datetime import date
from typing import NamedTuple

import streamlit as st

from lib import actions
from lib.actions.monthly_reports import ReportIn
from lib.casework.one_report import NIL, OneReport
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import month_name, shift, today
from lib.domain.errors import RuleBroken
from lib.domain.monthly_report import MonthlyReport, State
from lib.domain.report_figures import LABELS, Figures
from lib.domain.users import User
from lib.ui import forms, seen


class Typed(NamedTuple):
    figures: Figures | None
    received_on: date | None
    received_from: str
    comment: str
    reason: str


def record(user: User, shown: OneReport) -> None:
    """Pre-filled with what is known; “nothing changed” and nil are one step."""
    month = month_name(shown.period)
    if shown.days is not None and shown.days.is_closed:
        st.write(f"{month} is closed for reports. It can be reopened, with a reason.")
    elif shown.newest is None:
        st.header("Record the report", anchor=False)
        _form(user, shown)
    else:
        with st.expander("Record a newer version"):
            _form(user, shown)


def _form(user: User, shown: OneReport) -> None:
    st.markdown(_known(shown))
    with st.form(f"report-{shown.ods_code}-{shown.period:%Y-%m}", border=False):
        typed = _typed(shown)
        pressed, figures = _pressed(shown, typed)
    if pressed is None:
        return
    with forms.feedback(f"The report of {month_name(shown.period)} is recorded."):
        actions.monthly_reports.receive(_taken(shown, typed, figures, pressed), by=user)


def _known(shown: OneReport) -> str:
    if shown.newest is not None:
        return (
            "What is on record stands in the boxes. A change is a new version, to be"
            " accepted again; the old one stays."
        )
    if not shown.known:
        return "Counts only. Leave a box empty where the practice gave no figure."
    sources = []
    if shown.beside.extract is not None:
        sources.append("this month's extract")
    if shown.before is not None:
        sources.append("last month's report")
    return (
        f"Filled in already from {' and '.join(sources) or 'the files'}: change what the"
        " practice reports otherwise. Counts only."
    )


def _typed(shown: OneReport) -> Typed:
    newest, key = shown.newest, f"{shown.ods_code}-{shown.period:%Y-%m}"
    known = newest.figures._asdict() if newest else shown.known
    grid = st.columns(2)
    said: dict[str, int | None] = {}
    for place, (name, label) in enumerate(LABELS.items()):
        said[name] = grid[place % 2].number_input(
            label, min_value=0, value=known.get(name), step=1, key=f"{name}-{key}"
        )
    with st.container(horizontal=True):
        received_on = forms.day("Received on", f"received-{key}", today())
        received_from = st.text_input(
            "Received from", max_chars=300, key=f"from-{key}", width=400
        )
    comment = st.text_area("Comment (may stay empty)", key=f"comment-{key}")
    st.caption(DISCLOSABLE)
    reason = ""
    if newest is not None:
        reason = st.text_input(
            "Why the figures are corrected", max_chars=300, key=f"why-{key}"
        )
    return Typed(_figures(said), received_on, received_from, comment, reason)


def _figures(said: dict[str, int | None]) -> Figures | None:
    stock = said.pop("coded_104")
    return None if stock is None else Figures(stock, **said)


def _pressed(shown: OneReport, typed: Typed) -> tuple[int | None, Figures | None]:
    """The version that was on screen when one of the buttons was pressed, and what it
    stands for."""
    newest = shown.newest
    number = newest.number if newest else 0
    with st.container(horizontal=True):
        label = "Save the new version" if newest else "Save the report"
        saved = seen.button(
            label, "report", number, primary=newest is None, name="save"
        )
        same = nil = None
        if shown.unchanged is not None:
            before = f"{shift(shown.period, -1):%B}"
            same = seen.button(f"Nothing changed since {before}", "same", number)
        if newest is None:
            nil = seen.button("Nil: no patient has a 104", "nil", number)
    if same is not None:
        return same, shown.unchanged
    if nil is not None:
        return nil, NIL
    return saved, typed.figures


def _taken(
    shown: OneReport, typed: Typed, figures: Figures | None, seen: int
) -> ReportIn:
    if figures is None:
        raise RuleBroken("Type how many patients had an active 104 at the month's end.")
    if typed.received_on is None:
        raise RuleBroken("Type the day on which the report came.")
    return ReportIn(
        shown.ods_code,
        shown.period,
        figures,
        typed.received_on,
        typed.received_from,
        typed.comment,
        typed.reason,
        seen_number=seen,
    )


def judge(user: User, report: MonthlyReport | None) -> None:
    """Accept or return the version on screen, while it waits."""
    if report is None or report.id is None or report.state is not State.RECEIVED:
        return
    month = month_name(report.period)
    with st.form(f"judge-{report.practice_code}-{report.period:%Y-%m}", border=False):
        reason = st.text_input(
            "What the practice should look at (only to return it)", max_chars=300
        )
        with st.container(horizontal=True):
            accepted = seen.button(
                "Accept the report", "accept", report.version, primary=True
            )
            returned = seen.button("Return it", "return", report.version)
    act = actions.monthly_reports
    if accepted is not None:
        with forms.feedback(f"The report of {month} is accepted."):
            act.accept(report.id, seen_version=accepted, by=user)
    if returned is not None:
        with forms.feedback(f"The report of {month} is returned."):
            act.return_(report.id, reason, seen_version=returned, by=user)
