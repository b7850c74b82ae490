"""Beside the form: what the pace means; under it, planned against actual each month."""

import streamlit as st

from lib import queries
from lib.analysis import pace_words, plan_progress
from lib.analysis.pace import pace
from lib.analysis.plan_progress import Month
from lib.analysis.words import points, share_words
from lib.casework import plans
from lib.documents.tables import Column, Kind
from lib.domain.dates import month_name
from lib.domain.plan_content import Content
from lib.domain.settings import Name
from lib.ui import markup, tables
from lib.ui.markup import esc
from lib.ui.plan_page import Shown

MONTHS = [
    Column("period", "Month", Kind.MONTH),
    Column("excluded", "Patients with a 104", Kind.COUNT),
    Column("rate", "Per cent", Kind.RATE, "no data"),
    Column("planned", "Planned", Kind.RATE, "not planned"),
    Column("behind", "Above the plan", Kind.POINTS, "not known"),
]


def arithmetic(shown: Shown, content: Content) -> None:
    """What the typed plan comes to, from the last figure of the practice."""
    with st.container(border=True, key="arithmetic"):
        st.header("What this pace means", anchor=False)
        own = plan_progress.comparable(shown.view.figures, shown.facts.ods_code)
        start = plan_progress.standing(
            own, shown.view.rules, plan_progress.start_of(content)
        )
        if start is None:
            st.write("No figure of this practice can be read, so nothing can follow.")
            return
        found = pace(content, start)
        st.markdown(esc(pace_words.heading(found)))
        figures = {
            name: esc(words) for name, words in pace_words.figures(found).items()
        }
        markup.summary_list("pace", figures, "What this pace means")
        advice = pace_words.advice(found)
        if advice:
            st.markdown(esc(advice))
        st.caption(esc(pace_words.note(found)))


def against_actual(shown: Shown) -> None:
    """Of the version agreed last; nothing where none was agreed."""
    if shown.agreed is None:
        return
    st.header("Planned and actual", anchor=False)
    passed = plans.progress(
        shown.view.figures,
        shown.view.rules,
        shown.facts.ods_code,
        shown.content(shown.agreed),
    )
    st.markdown(esc(_told(shown, passed)))
    if passed:
        tables.show(
            "progress",
            plan_progress.table(passed).iloc[::-1],
            MONTHS,
            shown.view.notes(f"{shown.facts.ods_code} planned and actual"),
            shown.user,
        )


def _told(shown: Shown, passed: list[Month]) -> str:
    tolerance = queries.settings.number(shown.user, Name.OFF_TRACK, shown.plan.icb_code)
    told = [month for month in passed if month.behind is not None]
    if not told:
        return (
            "There is no figure yet of a month after the plan's start, or the plan"
            " names no dates."
        )
    last = told[-1]
    assert last.behind is not None and last.planned is not None  # noqa: S101 told
    side = "above" if last.behind > 0 else "below"
    return (
        f"At the end of {month_name(last.period)} {_share(last.rate)} of patients had"
        f" an active 104, where {_share(last.planned)} were planned, so"
        f" {points(abs(round(last.behind * 10)))} points {side} the plan. Off track is"
        f" more than {tolerance} points above."
    )


def _share(share: object) -> str:
    return share_words(share.numerator, share.denominator)  # type: ignore[attr-defined]
