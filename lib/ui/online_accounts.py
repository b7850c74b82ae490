"""Online accounts with access on the overview and on their list; no side has a colour."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import chart_words, frame, online_accounts
from lib.analysis.online_accounts import Standing
from lib.analysis.position import MONTHS, Measure
from lib.analysis.words import counted, number
from lib.documents.tables import UNDER_QUERY, Column, Kind, Notes
from lib.domain.dates import month_name, shift, today, uk
from lib.domain.files import Basis
from lib.domain.measures import Key
from lib.domain.reported import stance_on
from lib.domain.threshold import BASIS_WORDS, ThresholdRule
from lib.ui import (
    caching,
    captions,
    charts,
    context,
    filters,
    markup,
    menu,
    month_charts,
    tables,
)
from lib.ui.markup import Stat, esc
from lib.ui.views import View

TITLE = "Online accounts with access"
PAGE = menu.path("oversight/online_accounts")
EVERY, ABOVE, BELOW, UNKNOWN = "All", "At or above the limit", "Below it", "Not known"
CHOICES = [EVERY, ABOVE, BELOW, UNKNOWN]
SORTS = {
    "name": "Name",
    "share": "Per cent",
    "accounts": "Online accounts",
}
COLUMNS = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("pcn", "PCN", missing="None"),
    Column("accounts", "Online accounts", Kind.COUNT, "not known"),
    Column("with_access", "With access", Kind.COUNT, "not known", hidden_by="hidden"),
    Column("share", "Per cent", Kind.RATE, "not known", hidden_by="hidden"),
    Column("percent", "Limit, per cent", Kind.COUNT, "none"),
    Column("side", "Side of the limit"),
]
BY_MONTH = [
    Column("period", "Month", Kind.MONTH),
    Column("expected", "Expected", Kind.COUNT),
    Column("at_or_above", "At or above", Kind.COUNT, "not told"),
    Column("below", "Below", Kind.COUNT, "not told"),
    Column("not_known", "Not known", Kind.COUNT),
    Column("accounts", "Online accounts", Kind.COUNT, hidden_by="all_hidden"),
    Column("with_access", "With access", Kind.COUNT, hidden_by="all_hidden"),
    Column("share", "Per cent", Kind.RATE, hidden_by="all_hidden"),
]


def stance(view: View) -> None:
    """The ICB's own position, word for word, whatever the figures say."""
    names = context.icbs(view.user)
    found = caching.ask(queries.measures.stances, view.user)
    for code in [view.icb_code] if view.icb_code else names:
        said = stance_on([each for each in found if each.icb_code == code], today())
        if said is None:
            continue
        whose = (
            "The ICB's own position" if view.icb_code else f"{names[code]}: position"
        )
        with st.container(key=f"stance-{code}"):
            st.markdown(
                f"**{esc(whose)}, from {uk(said.from_on)}:** “{esc(said.words)}”"
                f" Source: {esc(said.source)}."
            )


def section(view: View) -> None:
    """On the overview: the counts of practices, the link, twelve months."""
    found = standing(view)
    if found is None:
        return
    st.header(TITLE, anchor=False)
    lead(view, found)
    grid = st.grid(3, min_column_width=260)
    for which, label, value, series in (
        (ABOVE, ABOVE, found.at_or_above.now, found.at_or_above),
        (BELOW, "Below the limit", found.below.now, found.below),
        (UNKNOWN, UNKNOWN, found.not_known, None),
    ):
        with grid.cell():
            _card(which, label, value, series)
    trend(view, found)


def _card(which: str, label: str, value: int | None, series: Measure | None) -> None:
    shown = Stat(
        label,
        "Not told" if value is None else number(value),
        "Practices",
        "",
        PAGE,
        "See the list" if not value else f"See the {counted(value, 'practice')}",
        {"side": which},
    )
    draw = None
    if series is not None:
        words = chart_words.series_sentence(series, label)
        draw = partial(charts.show, words, charts.sparkline, series)
    key = which.lower().replace(" ", "-")
    markup.stat(f"access-{key}", shown, draw)


def standing(view: View) -> Standing | None:
    if Key.ACCESS not in view.measures:
        return None
    return online_accounts.standing(view.accounts, view.period)


def lead(view: View, found: Standing) -> None:
    rules = rules_in_view(view)
    limits = [esc(view.worded(rule)) for rule in rules]
    st.markdown(online_accounts.coverage(found, limits))
    markup.lead_markdown(online_accounts.lead(found, rules), "access")
    st.write(online_accounts.accounts_sentence(found))
    st.caption(online_accounts.TWO_MEASURES)


def rules_in_view(view: View) -> list[ThresholdRule]:
    now = frame.expected(frame.month(view.accounts, view.period))
    used = set(now["rule_id"].dropna())
    every = caching.figures(queries.threshold.rules, view.user, Key.ACCESS)
    return [rule for rule in every if rule.id in used]


def trend(view: View, found: Standing) -> None:
    """Practices at or above the limit by month, with the table that says the same."""
    first = shift(view.period, 1 - MONTHS)
    months = online_accounts.monthly(view.accounts, first, view.period)
    label = "Practices at or above the limit"
    words = chart_words.series_sentence(found.at_or_above, label)
    st.write(words)
    if months["at_or_above"].notna().any():
        given = (months, "at_or_above", label)
        charts.show(words, month_charts.trend, *given)
    captions.rule_line(view)
    title = f"{TITLE} by month"
    tables.twin("access-months", months, BY_MONTH, notes(view, title), view.user)


def notes(view: View, title: str) -> Notes:
    limits = [f"Limit: {view.worded(r)}. {r.source}" for r in rules_in_view(view)]
    return replace(
        view.notes(title),
        basis=BASIS_WORDS[Basis.ONLINE_ACCOUNTS],
        remarks=[*limits, online_accounts.TWO_MEASURES],
    )


def side() -> str:
    choice: str = st.selectbox(
        "Show", CHOICES, key="side", bind="query-params", width=filters.WIDTH
    )
    return choice


def of_side(rows: pd.DataFrame, which: str) -> pd.DataFrame:
    flag = rows["at_or_above"].astype("boolean")
    masks = {ABOVE: flag, BELOW: ~flag, UNKNOWN: flag.isna()}
    return (
        rows[masks[which].fillna(value=False).astype(bool)] if which in masks else rows
    )


def listed(view: View, rows: pd.DataFrame, order: str) -> None:
    if rows.empty:
        filters.no_match()
        return
    names = caching.figures(queries.organisations.names, view.user)
    table = tables.ordered(rows, order, descending=order == "accounts")
    table = table.assign(
        pcn=table["pcn_code"].map(names),
        side=[_side(row) for row in table.to_dict("records")],
        **{UNDER_QUERY.field: None},  # observers ask about figures of the 104
    )
    title = f"Practices: {TITLE.lower()}"
    tables.show("access", table, COLUMNS, notes(view, title), view.user)


def _side(row: frame.Row) -> str:
    if pd.isna(row["at_or_above"]):
        return f"Not told: {online_accounts.why_not_known(row)}"
    return "At or above" if row["at_or_above"] else "Below"


def not_gone_by(view: View, key: Key) -> None:
    """In place of a list of a measure that the ICB does not go by in the month."""
    titles = {
        each.key: each for each in caching.figures(queries.measures.every, view.user)
    }
    others = [titles[each].title for each in Key if each in view.measures]
    with markup.empty_state(
        f"“{titles[key].title}” is not shown for {month_name(view.period)}",
        "An administrator sets by which measures a month is shown, under Settings."
        f" For this month: {', '.join(others)}.",
    ):
        if key is not Key.ACCESS:
            st.page_link(PAGE, label=TITLE)
