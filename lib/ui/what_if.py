"""The parts of the what-if page: what is supposed, what it would have meant by month."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import altair as alt
import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import ladder, what_if
from lib.analysis.what_if import DueRule
from lib.analysis.words import number
from lib.documents.tables import Column, Kind, Notes
from lib.domain.files import LISTS, Basis
from lib.domain.settings import Name
from lib.domain.threshold import BASIS_WORDS, ThresholdRule
from lib.domain.users import User
from lib.ui import caching, captions, charts, markup, month_charts, policy, tables
from lib.ui.charts import nhs
from lib.ui.ink import ink
from lib.ui.views import View

WIDTH = 200
MORE_THAN, AT_OR_ABOVE = "More than", "At or above"
NOT_USED = "Not used in reports, letters or any other page, and not saved."
UNSET = "none set"
MONTHS = [
    Column("period", "Month", Kind.MONTH),
    Column("over", "Over", Kind.COUNT, "not told"),
    Column("over_now", "Over by the rules in force", Kind.COUNT, "not told"),
    Column("untold", "Cannot be told", Kind.COUNT),
    Column("patients", "Patients in them", Kind.COUNT, "none shown"),
    Column("requests", "Requests", Kind.COUNT, "not told"),
    Column("reminders_least", "Reminders, at least", Kind.COUNT, "not told"),
    Column("reminders_most", "Reminders, at most", Kind.COUNT, "not told"),
]
ASSUMED = (
    "Requests: one for a plan and one for reports, in the first month that a practice is"
    " over; a report in each month it is. Reminders follow the ladders that are set"
    " ({plan} days from a plan's due day, {report} from a report's). Patients are counted"
    " in practices that would be over. A count that does not fit the basis cannot be told."
)


class Supposed(NamedTuple):
    percent: int
    strict: bool
    basis: Basis
    due: DueRule

    @property
    def rule(self) -> ThresholdRule:
        return ThresholdRule(
            percent=self.percent,
            strict=self.strict,
            basis=self.basis,
            from_on=date.min,
            source="what-if",
            sequence=0,
            recorded_by="",
        )

    @property
    def words(self) -> str:
        return f"What-if: {what_if.words(self.rule, self.due)}. {NOT_USED}"


def supposed(view: View) -> Supposed:
    """Begins as the rule in view, where there is one."""
    rules = view.rules_in_view()
    now = rules[0] if rules else None
    with st.container(horizontal=True):
        percent = st.number_input(
            "Limit, per cent",
            min_value=1,
            max_value=99,
            value=now.percent if now else 50,
            key="if-percent",
            bind="query-params",
            width=WIDTH,
        )
        bound = st.selectbox(
            "Over is",
            [MORE_THAN, AT_OR_ABOVE],
            index=0 if now is None or now.strict else 1,
            key="if-strict",
            bind="query-params",
            width=WIDTH,
        )
        basis = st.selectbox(
            "Share of",
            LISTS,
            index=LISTS.index(Basis(now.basis)) if now else 0,
            format_func=BASIS_WORDS.__getitem__,
            key="if-basis",
            bind="query-params",
            width=330,
        )
    return Supposed(
        int(percent), bound == MORE_THAN, basis or Basis.REGISTERED, _due(view)
    )


def _due(view: View) -> DueRule:
    with st.container(horizontal=True):
        plan = _days("Plan due, working days after the request", "if-plan")
        report = _days("Report due, working days after the month's end", "if-report")
    return DueRule(
        plan,
        report,
        _ladder(view, Name.PLAN_LADDER),
        _ladder(view, Name.REPORT_LADDER),
    )


def _days(label: str, key: str) -> int | None:
    return st.number_input(
        label,
        min_value=1,
        max_value=120,
        value=None,
        placeholder="No due day",
        step=1,
        key=key,
        bind="query-params",
        width=380,
    )


def _ladder(view: View, name: Name) -> tuple[int, ...]:
    said = caching.figures(queries.settings.value, view.user, name, view.icb_code)
    return tuple(ladder.steps(said))


def strip(chosen: Supposed) -> None:
    st.warning(chosen.words)


def rows(view: View) -> pd.DataFrame:
    """The figures from the first month with a count on."""
    figures = view.figures
    counted = figures["excluded"].notna() | figures["hidden"]
    recent: pd.DataFrame = figures[
        figures["period"] >= figures.loc[counted, "period"].min()
    ]
    return recent


def _replayed(
    user: User, period: date, icb_code: str | None, chosen: Supposed
) -> tuple[pd.DataFrame, what_if.Now]:
    """`what_if.replay`, with `over_now`: by the rules in force; and the last month."""
    figures = rows(View(user, period, icb_code))
    flags = what_if.flags(figures, chosen.rule)
    table = what_if.replay(figures, flags, chosen.due)
    real = what_if.replay(figures, figures["over"], chosen.due)
    return table.assign(over_now=real["over"]), what_if.now(figures)


def show(view: View, chosen: Supposed) -> None:
    table, now = caching.figures(
        _replayed, view.user, view.period, view.icb_code, chosen
    )
    markup.lead_markdown(what_if.sentence(table, now))
    words = _chart_words(table)
    st.write(words)
    charts.show(words, chart, table)
    st.caption("Blue: what-if. Grey: by the rules in force in each month.")
    policy.line()
    captions.rule_line(view)
    tables.show("what-if", table, MONTHS, _notes(view, chosen), view.user)
    ladders = (chosen.due.plan_ladder, chosen.due.report_ladder)
    plan, report = (" ".join(map(str, each)) or UNSET for each in ladders)
    st.caption(ASSUMED.format(plan=plan, report=report))


def _notes(view: View, chosen: Supposed) -> Notes:
    notes = view.notes("What-if by month", chosen.basis)
    return replace(notes, remarks=[chosen.words, *notes.remarks])


def _chart_words(table: pd.DataFrame) -> str:
    known = table[table["over"].notna()]
    if known.empty:
        return "No month can be told under this rule."
    most = int(known["over"].max())
    month = known.loc[known["over"] == most, "period"].iloc[0]
    return f"Practices over in what-if: at most {number(most)}, in {month:%B %Y}."


def chart(table: pd.DataFrame) -> alt.LayerChart:
    points = pd.DataFrame(
        {
            "period": table["period"],
            "value": table["over"].astype("float64"),
            "part": 0,
            "words": [
                "" if pd.isna(each) else number(int(each)) for each in table["over"]
            ],
            "hidden": False,
        }
    )
    now = table[["period"]].assign(value=table["over_now"].astype("float64"))
    top = max(points["value"].max(), now["value"].max(), 1)
    x = month_charts.months_axis(points)
    y = alt.Y(
        "value:Q",
        title="Practices over",
        scale=alt.Scale(domain=[0, month_charts.HEADROOM * top], nice=False),
        axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d"),
    )
    grey = alt.Chart(now).mark_line(
        color=ink("soft"),
        strokeWidth=2,
        invalid="break-paths-show-domains",
        aria=False,
    )
    layers = [
        *month_charts.event_lines(policy.chart_events(), points, x),
        grey.encode(x=x, y=y),
        *month_charts.line(points, x, y),
        month_charts.no_data(points, x, y),
        month_charts.last_value(points, x, y),
    ]
    return nhs(layers, height=260)
