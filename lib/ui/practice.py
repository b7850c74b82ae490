"""The parts of one practice's page: paragraph, chart, facts, why it is here, figures."""

from datetime import date
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import (
    chart_words,
    frame,
    history,
    paragraph,
    spread,
    trend,
)
from lib.analysis.frame import Row
from lib.analysis.words import capital, listing, number
from lib.documents.tables import Column, Kind
from lib.domain.dates import month_name, uk
from lib.domain.errors import NotFound
from lib.domain.figure_query import About
from lib.domain.measures import Key
from lib.domain.users import User
from lib.queries.practices import PracticeFacts
from lib.ui import (
    caching,
    captions,
    charts,
    folds,
    markup,
    menu,
    policy,
    practice_movement,
    tables,
    under_query,
)
from lib.ui.markup import esc
from lib.ui.practice_chart import practice_trend
from lib.ui.views import View

# What a practice's page keeps behind tabs, below what is there to be seen at once.
PART = "part"
HISTORY, HERE, ROLLOUT, FIGURES = PARTS = (
    "History and papers",
    "Why it is here",
    "Rollout and national steps",
    "Figures and corrections",
)
MONTH_COLUMNS = [
    Column("period", "Month", Kind.MONTH),
    Column("excluded", "Patients with a 104", Kind.COUNT, hidden_by="hidden"),
    Column("list_size", "List size", Kind.COUNT),
    Column("rate", "Per cent", Kind.RATE, "not known", hidden_by="hidden"),
    Column("percent", "Limit, per cent", Kind.COUNT, "none"),
    Column("over", "Over", Kind.YES_NO, "cannot be told"),
    policy.IN_MONTH,
]
DECILES = (
    " Grey: deciles of the ICB's practices whose list is not small; the solid one is the"
    " middle."
)


class Chosen(NamedTuple):
    """One practice, its own rows of the figures, and the one of the month in view."""

    facts: PracticeFacts
    own: pd.DataFrame
    row: Row | None


def facts_of(user: User, ods_code: str) -> PracticeFacts:
    """Of a practice that the user may see; else the page ends here and says so."""
    if not ods_code:
        st.title("Choose a practice", anchor=False)
        st.write("Type its name, code or postcode in “Find a practice” above.")
        st.stop()
    try:
        return caching.ask(queries.practices.get, user, ods_code)
    except NotFound as nothing:
        st.title("Practice not found", anchor=False)
        st.write(
            f"{esc(nothing)} It may be closed, of another ICB, or mistyped: look for it"
            " in “Find a practice” above."
        )
        st.stop()


def chosen(view: View, facts: PracticeFacts) -> Chosen:
    own = caching.derived(_own, view.user, view.period, view.icb_code, facts.ods_code)
    rows = frame.month(own, view.period).to_dict("records")
    return Chosen(facts, own, rows[0] if rows else None)


def _own(user: User, period: date, icb_code: str | None, ods_code: str) -> pd.DataFrame:
    figures = View(user, period, icb_code).figures
    return figures[figures["ods_code"] == ods_code]


def parts(ods_code: str) -> folds.Tabs:
    """What is looked up now and then stands behind a tab, named in the address."""
    return folds.tabs(PARTS, PART, of=ods_code)


def heading(view: View, practice: Chosen, case: Row | None) -> None:
    facts, row = practice.facts, practice.row
    st.title(esc(facts.name), anchor=False)
    over = row is not None and not pd.isna(row["over"]) and bool(row["over"])
    over = over and Key.CODED_104 in view.measures
    tags = [markup.tag("Over the threshold")] if over else []
    if row is not None and row["small"]:
        tags.append(markup.tag("Small list"))
    if case is not None and isinstance(case["status"], str):
        tags.append(f"Plan: {markup.tag(capital(case['status']))}")
    known = under_query.known(view.user, About.FIGURE)
    since = known.get((facts.ods_code, view.period))
    if since:
        tags.append(markup.mark(under_query.words(since)))
    parts = [facts.ods_code, esc(facts.pcn or "no PCN"), " ".join(tags)]
    st.markdown(" · ".join(part for part in parts if part))
    if facts.former_names:
        st.caption(f"Formerly {esc(listing(facts.former_names))}.")
    if facts.closed_on:
        _closed(facts, facts.closed_on)


def _closed(facts: PracticeFacts, closed_on: date) -> None:
    st.info(f"This practice closed on {uk(closed_on)}. Its history stays here.")
    if facts.successor_code:
        st.page_link(
            menu.PRACTICE,
            label=f"Its successor: {facts.successor or facts.successor_code}",
            query_params={"ods": facts.successor_code},
        )


def words(view: View, practice: Chosen) -> None:
    """The paragraph under the name, from the same figures as everything else."""
    if practice.row is None:
        st.write(
            f"This practice was not expected in {month_name(view.period)} and no count"
            " came."
        )
        return
    text = caching.derived(
        _paragraph, view.user, view.period, view.icb_code, practice.facts.ods_code
    )
    markup.lead_markdown(text, "practice")


def _paragraph(user: User, period: date, icb_code: str | None, ods_code: str) -> str:
    view, own = View(user, period, icb_code), _own(user, period, icb_code, ods_code)
    (row,) = frame.month(own, period).to_dict("records")
    run = history.run_of(own, ods_code, period)
    return paragraph.paragraph(row, run, practice_movement.since(view, ods_code))


def chart(view: View, practice: Chosen) -> None:
    st.header("Patients with an active 104", anchor=False)
    code = practice.facts.ods_code
    line = caching.derived(_line, view.user, view.period, view.icb_code, code)
    if line is None:
        st.write("No count has been loaded for this practice.")
        return
    months, text = line
    first = frame.day(months["period"].min())
    deciles = caching.derived(_deciles, view.user, view.period, view.icb_code, first)
    st.write(text)
    events = policy.chart_events()
    charts.show(text, practice_trend, months, deciles, events)
    among = "" if deciles is None else DECILES
    st.caption(f"Blue: this practice. Higher means more patients with the code.{among}")
    policy.line()
    captions.rule_line(view)
    shown = policy.with_events(months.iloc[::-1]).assign(ods_code=code)
    notes = view.notes(f"{code} by month")
    tables.twin("months", shown, MONTH_COLUMNS, notes, view.user)


def _line(
    user: User, period: date, icb_code: str | None, ods_code: str
) -> tuple[pd.DataFrame, str] | None:
    """From the first month with a count, and what the chart of it says in words."""
    own = _own(user, period, icb_code, ods_code)
    counted = own[own["excluded"].notna() | own["hidden"]]
    if counted.empty:
        return None
    first = frame.day(counted["period"].min())
    months = trend.practice(own, ods_code, first, period)
    return months, chart_words.practice_chart_text(months)


def _deciles(
    user: User, period: date, icb_code: str | None, first: date
) -> pd.DataFrame | None:
    """Of one basis only: rates on two are never set side by side."""
    figures = View(user, period, icb_code).figures
    figures = figures[figures["period"] >= pd.Timestamp(first)]
    if len(frame.bases(figures)) != 1:
        return None
    found = spread.deciles(figures)
    return None if found.empty else found


def facts_list(practice: Chosen) -> None:
    st.header("Facts", anchor=False)
    facts, row = practice.facts, practice.row
    pairs = {
        "List size": _size(row, "registered"),
        "Aged 16 and over": _size(row, "aged_16_plus"),
        "Supplier": facts.supplier,
        "PCN": facts.pcn,
        "Sub-ICB location": facts.sub_icb,
        "ICB": facts.icb,
        "LMC": facts.lmc_name,
        "Contract": facts.contract_type,
        "Groups": listing(facts.groups),
        "Postcode": facts.postcode,
        "Register": capital(facts.status or ""),
    }
    known = {
        name: esc(value) if value else "Not known" for name, value in pairs.items()
    }
    markup.summary_list("facts", known, f"Facts about {facts.name}")


def _size(row: Row | None, basis: str) -> str | None:
    if row is None or pd.isna(row[basis]):
        return None
    return f"{number(int(row[basis]))} ({uk(frame.day(row[f'{basis}_on']))})"
