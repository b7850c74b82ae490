"""The matrix of monthly reports: choices, the table, and its sums."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import report_matrix, report_steps
from lib.analysis.frame import Row
from lib.analysis.report_steps import Order
from lib.casework import reports
from lib.documents.tables import UNDER_QUERY, Column, Kind
from lib.domain.dates import month_name, period_of, periods, shift, today
from lib.domain.figure_query import About
from lib.domain.monthly_report import Timeliness
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, context, downloads, filters, markup, tables, under_query
from lib.ui.markup import esc
from lib.ui.views import View

MONTHS = 5
ORDERS = list(Order)
QUIET = {Timeliness.NOT_ASKED, Timeliness.WAIVED, Timeliness.DECLINED}
SUMS = [
    Column("asked", "Asked", Kind.COUNT),
    Column("on_time", "On time", Kind.COUNT),
    Column("late", "Late", Kind.COUNT),
    Column("missing", "Missing", Kind.COUNT),
    Column("waived", "Waived", Kind.COUNT),
    Column("declined", "Declined", Kind.COUNT),
    Column("later", "Not yet due", Kind.COUNT),
    Column("complete", "Complete", Kind.RATE, "none owed"),
    Column("timely", "In time", Kind.RATE, "none owed"),
]
SUMS_MEAN = (
    "Asked is the sum of the columns up to not yet due. Complete: on time and late, of"
    " what was owed by now; in time: only those on time. Waived and declined are answers"
    " and are not counted as missing."
)


def month(user: User, icb_code: str | None) -> date:
    """The last month of the matrix: that which ended last, unless another is chosen."""
    ended = shift(period_of(today()), -1)
    first = caching.ask(reports.first_month, user, icb_code) or ended
    chosen: date = st.selectbox(
        "Month",
        list(reversed(periods(min(first, ended), ended))),
        format_func=month_name,
        key="report_month",
        bind="query-params",
        width=filters.WIDTH,
    )
    return chosen


def cells(user: User, icb_code: str | None, last: date) -> pd.DataFrame:
    first = caching.ask(reports.first_month, user, icb_code) or last
    shown = max(first, shift(last, 1 - MONTHS))
    return caching.ask(reports.cells, user, icb_code, min(shown, last), last, today())


def order(user: User) -> Order:
    """Who sees no exact counts cannot order by them, nor by what staff do next."""
    exact = user.may(Permission.SEE_EXACT)
    chosen = st.selectbox(
        "Show first",
        ORDERS if exact else [o for o in ORDERS if o not in (Order.NEXT, Order.GAP)],
        key="first",
        bind="query-params",
        width=filters.WIDTH,
    )
    return chosen


def narrowed(user: User, found: pd.DataFrame) -> pd.DataFrame:
    names = caching.figures(queries.organisations.names, user)
    for one in (filters.PCN, filters.SUB_ICB):
        chosen = filters.choose(one, found[one.field], names)
        if chosen is not None:
            found = found[found[one.field] == chosen]
    return found


def show(view: View, found: pd.DataFrame, codes: list[str]) -> None:
    """Words first; a colour only where somebody has to act."""
    table = _wide(found, view.user).loc[codes].reset_index()
    months = [name for name in table if isinstance(name, pd.Timestamp)]
    told = table.to_dict("records")
    shown = {"Practice": [_practice(row, view.user) for row in told]}
    for stamp in months:
        shown[f"{stamp:%b %Y}"] = [cell(text) for text in table[stamp]]
    staff = view.user.may(Permission.SEE_EXACT)
    if staff:
        shown["Next action"] = [esc(text) for text in table["next_action"]]
    with st.container(key="matrix"):
        st.table(
            pd.DataFrame(shown),
            border="horizontal",
            hide_index=True,
            alt="Monthly reports, practices by month",
        )
    st.caption(
        "A cell says when the report came and, where it is more than plain figures, what"
        " it holds. Names open a new tab."
    )
    columns = [
        Column("ods_code", "Practice", Kind.PRACTICE),
        *(Column(f"{stamp:%Y-%m}", f"{stamp:%b %Y}") for stamp in months),
        *([Column("next_action", "Next action")] if staff else []),
    ]
    plain = table.rename(columns={stamp: f"{stamp:%Y-%m}" for stamp in months})
    downloads.row("reports", plain, columns, view.notes("Monthly reports"), view.user)


def _said(row: Row) -> str:
    asked = row[UNDER_QUERY.field]
    words = report_matrix.words(row)
    return f"{words}; {asked}" if isinstance(asked, str) else words


def _wide(found: pd.DataFrame, user: User) -> pd.DataFrame:
    """A row for each practice, a column for each month in words, and the next action."""
    marked = under_query.marked(found, user, None, About.REPORT).to_dict("records")
    said = found.assign(said=[_said(row) for row in marked])
    steps = report_steps.next_steps(found)
    names = found.drop_duplicates("ods_code").set_index("ods_code")["name"]
    return said.pivot(index="ods_code", columns="period", values="said").assign(
        name=names,
        next_action=pd.Series({code: step.words for code, step in steps.items()}),
        about=pd.Series({code: step.period for code, step in steps.items()}),
    )


def cell(words: str) -> str:
    words, _, asked = words.partition("; under")
    if asked:
        return f"{cell(words)} {markup.mark(f'under{asked}')}"
    return f":gray[{esc(words)}]" if words in QUIET else markup.tag(words)


def _practice(row: dict[Any, Any], user: User) -> str:
    address = context.practice_address(row["ods_code"])
    if user.may(Permission.READ_CASEWORK):
        address = context.report_address(row["ods_code"], row["about"])
    return f"[{esc(row['name'])}]({address})"


def sums(view: View, found: pd.DataFrame) -> None:
    st.header("Month by month", anchor=False)
    column = Column("period", "Month", Kind.MONTH)
    _table(view, "sums", "Reports by month", found, column)
    st.caption(SUMS_MEAN)


def by_place(view: View, found: pd.DataFrame, last: date) -> None:
    """Of the last month, by PCN and by sub-ICB location."""
    of_month = found[found["period"] == pd.Timestamp(last)]
    names = caching.figures(queries.organisations.names, view.user)
    with st.expander(f"{month_name(last)} by PCN and sub-ICB location"):
        for field, label in (("pcn_code", "PCN"), ("sub_icb_code", "Sub-ICB location")):
            named = of_month.assign(
                **{field: of_month[field].map(names).fillna("Not known")}
            )
            title = f"Reports of {month_name(last)} by {label}"
            _table(view, f"sums-{field}", title, named, Column(field, label))


def _table(
    view: View, key: str, title: str, found: pd.DataFrame, column: Column
) -> None:
    totals = report_matrix.totals(found, column.field)
    later = totals["due"] + totals["not_yet_due"]
    notes = view.notes(title)
    tables.show(key, totals.assign(later=later), [column, *SUMS], notes, view.user)


def not_asked(view: View, found: pd.DataFrame) -> dict[str, str]:
    """Name by code of the practices over the threshold that owe nothing this month."""
    owing = found["timeliness"] != Timeliness.NOT_ASKED
    asked = set(
        found.loc[owing & (found["period"] == found["period"].max()), "ods_code"]
    )
    if not view.positions:
        return {}
    over = view.listed[view.listed["over"] & ~view.listed["ods_code"].isin(asked)]
    return dict(sorted(zip(over["ods_code"], over["name"], strict=True)))
