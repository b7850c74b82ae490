"""One report on screen: where it stands, its figures, and what a reader stops at."""

from datetime import date

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import report_checks, report_matrix
from lib.analysis.words import capital
from lib.casework import one_report, reports
from lib.casework.one_report import OneReport
from lib.documents.tables import Column, Kind
from lib.domain.dates import month_name, period_of, periods, shift, today, uk
from lib.domain.figure_query import About
from lib.domain.monthly_report import MonthlyReport
from lib.domain.report_figures import LABELS
from lib.domain.users import User
from lib.queries.practices import PracticeFacts
from lib.ui import caching, filters, markup, menu, tables, under_query
from lib.ui.markup import esc
from lib.ui.views import View

VERSIONS = [
    Column("number", "Version", Kind.COUNT),
    Column("coded_104", "Active 104", Kind.COUNT),
    Column("state", "State", Kind.STATUS),
    Column("received_on", "Received", Kind.DAY),
    Column("received_from", "From"),
    Column("recorded_by", "Recorded by"),
    Column("reason", "Why", missing=""),
    Column("comment", "Comment", missing=""),
]


def month(user: User, facts: PracticeFacts) -> date:
    """Of those since the first request; without one, the month that ended last."""
    ended = shift(period_of(today()), -1)
    asked = queries.report_duties.of_practice(user, facts.ods_code)
    first = min([duty.from_period for duty, _ in asked], default=ended)
    chosen: date = st.selectbox(
        "Month",
        list(reversed(periods(min(first, ended), ended))),
        format_func=month_name,
        key="report_month",
        bind="query-params",
        width=filters.WIDTH,
    )
    return chosen


def shown(view: View, ods_code: str) -> OneReport:
    return caching.ask(_shown, view.user, view.period, view.icb_code, ods_code)


def _shown(user: User, period: date, icb_code: str | None, ods_code: str) -> OneReport:
    figures = View(user, period, icb_code).figures
    return one_report.of(user, figures, ods_code, period)


def heading(view: View, facts: PracticeFacts) -> None:
    st.title(f"Monthly report: {esc(facts.name)}", anchor=False)
    found = caching.ask(
        reports.cells, view.user, facts.icb_code, view.period, view.period, today()
    )
    rows = found[found["ods_code"] == facts.ods_code].to_dict("records")
    words = report_matrix.words(rows[0]) if rows else "Not asked"
    known = under_query.known(view.user, About.REPORT)
    since = known.get((facts.ods_code, view.period))
    asked = f" {markup.mark(under_query.words(since))}" if since else ""
    month = f"**{month_name(view.period)}**: {markup.tag(words)}{asked}"
    st.markdown(f"{facts.ods_code} · {esc(facts.pcn or 'no PCN')} · {month}")


def links(facts: PracticeFacts) -> None:
    with st.container(horizontal=True):
        st.page_link(menu.MONTHLY_REPORTS, label="Back to the reports")
        st.page_link(
            menu.PRACTICE, label="The practice", query_params={"ods": facts.ods_code}
        )


def figures(shown: OneReport) -> None:
    """This month's report beside the one before and the extract."""
    st.header("What was reported", anchor=False)
    newest = shown.newest
    if newest is None:
        st.write(f"No report of {month_name(shown.period)} has been recorded.")
        return
    st.markdown(_came(newest))
    table, columns = _side_by_side(shown, newest)
    tables.plain(table, columns, f"Report of {month_name(shown.period)}")
    if newest.comment:
        st.markdown(f"Comment: {esc(newest.comment)}")
    _findings(shown)


def _came(report: MonthlyReport) -> str:
    version = f"Version {report.number}, " if report.number > 1 else ""
    came = f"came on {uk(report.received_on)} from {esc(report.received_from)}"
    state = f"**{report.state.capitalize()}**"
    why = f": {esc(report.reason)}" if report.reason else ""
    goes = f"It goes to {report.recipient}."
    return f"{capital(f'{version}{came}')}. {state}{why}. {goes}"


def _side_by_side(
    shown: OneReport, newest: MonthlyReport
) -> tuple[pd.DataFrame, list[Column]]:
    extract: list[int | None] = [None] * len(LABELS)
    extract[0] = shown.beside.extract
    parts = {"label": list(LABELS.values()), "now": [*newest.figures]}
    columns = [Column("label", "Patients"), _counted("now", f"{newest.period:%b %Y}")]
    if shown.before is not None:
        parts["before"] = [*shown.before.figures]
        columns.insert(1, _counted("before", f"{shown.before.period:%b %Y}"))
    parts["extract"] = extract
    columns.append(Column("extract", "Extract", Kind.COUNT, ""))
    table = pd.DataFrame(parts)
    whole = dict.fromkeys(set(parts) - {"label"}, "Int64")
    return table.astype(whole), columns


def _counted(field: str, heading: str) -> Column:
    return Column(field, heading, Kind.COUNT, "not given")


def _findings(shown: OneReport) -> None:
    newest = shown.newest
    found = [each for each in shown.findings if each.kind != "gap"]
    beside, extract = shown.beside, shown.beside.extract
    if newest is not None and extract is not None:
        st.markdown(
            report_checks.gap_words(newest.coded_104, extract, beside.tolerance)
        )
    notes = [f"Note: {each.words}" if each.is_note else each.words for each in found]
    if notes:
        markup.bullets(notes)
    else:
        st.markdown("Nothing else stands out.")


def versions(view: View, shown: OneReport) -> None:
    if len(shown.versions) <= 1:
        return
    with st.expander(f"All {len(shown.versions)} versions"):
        table = pd.DataFrame(
            [
                {**each.model_dump(), "state": each.state.capitalize()}
                for each in shown.versions
            ]
        )
        title = f"{shown.ods_code} report {shown.period:%Y-%m} versions"
        tables.show("versions", table, VERSIONS, view.notes(title), view.user)
