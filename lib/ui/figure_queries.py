"""Queries and comments on a practice's page: raised by observers, answered by the ICB."""

from datetime import date

import streamlit as st

from lib import actions, queries
from lib.actions.figure_queries import MOST, Raised
from lib.analysis import under_query
from lib.analysis.words import capital
from lib.domain.dates import month_name, uk
from lib.domain.figure_query import About, FigureQuery, QueryKind, body_of
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.queries.practices import PracticeFacts
from lib.ui import caching, editing, forms, markup, seen
from lib.ui.markup import esc

SUBJECTS = {
    About.FIGURE: "The figure of the month",
    About.REPORT: "The monthly report of the month",
    About.PLAN: "The action plan",
}
KINDS = {
    QueryKind.QUERY: "A query, which the ICB answers",
    QueryKind.COMMENT: "A comment, which stands beside the figure",
}
PUBLIC = (
    "Whoever sees the practice reads the query and the answer, with the name of the"
    " body that asks, not yours. No patient details."
)


def show(user: User, facts: PracticeFacts, period: date, months: list[date]) -> None:
    """What was asked and answered, and the forms that this person may use."""
    found = caching.ask(queries.figure_queries.of_practice, user, facts.ods_code)
    may = user.may(Permission.RAISE_QUERIES)
    if not (found or may):
        return
    with st.container(width=markup.READ):
        st.header("Queries and comments of observers", anchor=False)
        for query in found:
            _one(user, query)
        if not found:
            st.write("None so far.")
        if may:
            with st.expander("Raise a query or comment"):
                _form(user, facts.ods_code, period, months)


def _one(user: User, query: FigureQuery) -> None:
    with st.container(key=f"tl-query-{query.id}", gap="xsmall"):
        st.markdown(f"**{esc(_headline(query))}** {_state(query)}")
        st.markdown(f"“{esc(query.text)}”")
        if query.raised_by:
            st.caption(f"Typed by {esc(query.raised_by)}.")
        if query.answered_on:
            st.markdown(
                f"**The ICB answered on {uk(query.answered_on)}:** “{esc(query.answer)}”"
            )
            return
        if user.may(Permission.DO_CASEWORK):
            with st.expander(f"Answer {query.body}"):
                _answer(user, query)
        if user.may(Permission.RAISE_QUERIES) and query.body == body_of(user):
            _take_back(user, query)


def _headline(query: FigureQuery) -> str:
    verb = "asks about" if query.kind is QueryKind.QUERY else "says of"
    return f"{capital(query.body)} {verb} {query.subject}, {uk(query.raised_on)}"


def _state(query: FigureQuery) -> str:
    if not query.is_open:
        return ""
    due = f"answer due {uk(query.due_on)}" if query.due_on else "no day is set for it"
    return f"{markup.mark(under_query.words(query.raised_on))} {esc(capital(due))}."


def _form(user: User, ods_code: str, period: date, months: list[date]) -> None:
    form = editing.edit(f"raise-{ods_code}", 0, "text")
    with st.form(form.key("form"), border=False):
        about = st.selectbox(
            "About",
            [*SUBJECTS],
            format_func=SUBJECTS.__getitem__,
            key=form.key("about"),
        )
        listed = months or [period]
        month = st.selectbox(
            "Month (a plan has none)",
            listed,
            index=listed.index(period) if period in listed else 0,
            format_func=month_name,
            key=form.key("month"),
            width=280,
        )
        kind = st.selectbox(
            "It is", [*KINDS], format_func=KINDS.__getitem__, key=form.key("kind")
        )
        text = st.text_area("What you ask or say", max_chars=MOST, key=form.key("text"))
        st.caption(PUBLIC)
        if not st.form_submit_button("Raise it"):
            return
    with editing.saving(form, "It is on record, and both sides see it."):
        of = None if about is About.PLAN else month
        said = Raised(text, about or About.FIGURE, of, kind or QueryKind.QUERY)
        actions.figure_queries.raise_(ods_code, said, by=user)


def _answer(user: User, query: FigureQuery) -> None:
    form = editing.edit(f"answer-{query.id}", query.version, "text")
    with st.form(form.key("form"), border=False):
        text = st.text_area("The answer", max_chars=MOST, key=form.key("text"))
        st.caption("The body that asked, and whoever sees the practice, reads it.")
        if not st.form_submit_button("Give the answer"):
            return
    with editing.saving(form, "The answer is given."):
        actions.figure_queries.answer(_id(query), text, seen_version=form.seen, by=user)


def _take_back(user: User, query: FigureQuery) -> None:
    with st.form(f"take-back-{query.id}", border=False):
        pressed = seen.button(
            f"Take this {query.kind} back", f"take-back-{query.id}", query.version
        )
    if pressed is not None:
        with forms.feedback("It is taken back."):
            actions.figure_queries.withdraw(_id(query), seen_version=pressed, by=user)


def _id(query: FigureQuery) -> int:
    assert query.id is not None  # noqa: S101 stored
    return query.id
