"""Queries on one report: the draft, what was sent, and the answer."""

import streamlit as st

from lib import actions
from lib.casework.one_report import OneReport
from lib.domain import report_figures
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import today, uk
from lib.domain.errors import RuleBroken
from lib.domain.monthly_report import MonthlyReport, ReportQuery
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import forms, seen
from lib.ui.markup import esc


def show(user: User, shown: OneReport) -> None:
    if shown.newest is None:
        return
    may = user.may(Permission.DO_CASEWORK)
    query = shown.open_query
    if query is not None:
        st.header("Query", anchor=False)
        if query.sent_on is None:
            _draft(user, query, may=may)
        else:
            _sent(user, query, may=may)
    elif may:
        _ask(user, shown, shown.newest)
    _answered(shown)


def _draft(user: User, query: ReportQuery, *, may: bool) -> None:
    st.markdown(
        "Drafted, and **not sent**: nothing is sent by the application. Change the words"
        " as you like, send them yourself, and say so here."
    )
    if not may or query.id is None:
        st.text(query.text)
        return
    with st.form(f"query-{query.id}", border=False):
        text = st.text_area(
            "The query", query.text, key=f"query-{query.id}", height=160
        )
        st.caption(DISCLOSABLE)
        sent_on = forms.day("Sent on", f"query-sent-{query.id}", today())
        reason = st.text_input("Why it is not sent (only to drop it)", max_chars=300)
        with st.container(horizontal=True):
            sent = seen.button("I have sent it", "query-sent", query.version)
            dropped = seen.button("Drop the draft", "query-drop", query.version)
    act = actions.report_queries
    if sent is not None:
        with forms.feedback("The query is on record as sent."):
            if sent_on is None:
                raise RuleBroken("Type the day on which it was sent.")
            act.send(query.id, text, sent_on, seen_version=sent, by=user)
    if dropped is not None:
        with forms.feedback("The draft is dropped."):
            act.discard(query.id, reason, seen_version=dropped, by=user)


def _sent(user: User, query: ReportQuery, *, may: bool) -> None:
    assert query.sent_on is not None  # noqa: S101 the caller has looked
    st.markdown(f"Sent on {uk(query.sent_on)}, not answered yet.")
    st.text(query.text)
    if not may or query.id is None:
        return
    with st.form(f"answer-{query.id}", border=False):
        text = st.text_area("What the practice answered", key=f"answer-{query.id}")
        st.caption(DISCLOSABLE)
        answered_on = forms.day("Answered on", f"answered-{query.id}", today())
        pressed = seen.button("Save the answer", "query-answer", query.version)
    if pressed is None:
        return
    with forms.feedback("The answer is on record."):
        if answered_on is None:
            raise RuleBroken("Type the day on which the answer came.")
        actions.report_queries.answer(
            query.id, text, answered_on, seen_version=pressed, by=user
        )


def _ask(user: User, shown: OneReport, report: MonthlyReport) -> None:
    extract = shown.beside.extract
    words = ""
    if extract is not None and extract != report.coded_104:
        words = report_figures.query(shown.period, report.coded_104, extract)
    with (
        st.expander("Ask the practice about this report"),
        st.form(f"ask-{report.id}", border=False),
    ):
        text = st.text_area("The query", words, key=f"ask-{report.id}", height=160)
        st.caption(DISCLOSABLE)
        pressed = st.form_submit_button("Keep it as a draft")
    if pressed and report.id is not None:
        with forms.feedback("The query is drafted. Nothing has been sent."):
            actions.report_queries.draft(report.id, text, by=user)


def _answered(shown: OneReport) -> None:
    for query in shown.queries:
        if query.answered_on is not None:
            with st.expander(f"Query answered on {uk(query.answered_on)}"):
                st.markdown(f"**Asked:** {esc(query.text)}")
                st.markdown(f"**Answered:** {esc(query.answer)}")
