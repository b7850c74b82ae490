"""History replayed under another rule: practices over, patients in them, letters.

Only what would have been asked by the rule is worked out, never how a practice would
have answered. So letters come as two numbers: if each practice answers on the due day,
and if none ever does. A practice is asked for a plan and for reports in the first month
it is over, and for a report in each month it is; once it is known not to be, another
rise asks anew. A month of which it cannot be told neither ends nor begins anything.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from lib.analysis.frame import bases, day, expected
from lib.analysis.spread import beyond
from lib.analysis.words import counted, number
from lib.domain.dates import month_name, period_end
from lib.domain.files import Basis, Counted, Population
from lib.domain.threshold import ThresholdRule, limit_words
from lib.domain.working_days import working_day_after

REQUESTS = 2  # for a plan, and for monthly reports
ALL_SUMS = ["told", "over", "newly", "patients"]


class DueRule(NamedTuple):
    """In working days: a plan's after its request, a report's after the month's end. None:
    no due day is set, and nothing is reminded of. Ladders are in days, as set."""

    plan_days: int | None = None
    report_days: int | None = None
    plan_ladder: Sequence[int] = ()
    report_ladder: Sequence[int] = ()


class Now(NamedTuple):
    """The last month by the rules in force; patients are not added across bases."""

    over: int
    patients: int | None


def now(figures: pd.DataFrame) -> Now:
    """Of the frame's last month."""
    rows = expected(figures[figures["period"] == figures["period"].max()])
    over = rows[rows["over"].fillna(value=False).astype(bool)]
    patients = int(over["excluded"].sum()) if len(bases(rows)) == 1 else None
    return Now(len(over), patients)


def flags(figures: pd.DataFrame, rule: ThresholdRule) -> "pd.Series[bool]":
    """Over or not of each row under that rule; missing where it cannot be told, as of a
    count that is not shown."""
    size = _size(figures, rule.basis)
    of_adults = figures["population"] == Population.AGED_16_PLUS
    fits = of_adults | (rule.basis == Basis.REGISTERED)
    known = fits & (figures["counted"] != Counted.EVER)
    known &= (size > 0) & (figures["excluded"] <= size)
    over = beyond(figures.assign(base=size), rule.percent, rule).astype("boolean")
    return over.where(known.astype("boolean").fillna(value=False))


def _size(figures: pd.DataFrame, basis: Basis) -> "pd.Series[int]":
    published = "registered" if basis == Basis.REGISTERED else "aged_16_plus"
    return figures["base"].where(figures["basis"] == basis, figures[published])


def replay(
    figures: pd.DataFrame, over: "pd.Series[bool]", due: DueRule
) -> pd.DataFrame:
    """One row per month: `ALL_SUMS`, `untold`, `requests`, `plan_due`, `report_due`,
    `reminders_least`, `reminders_most`. Letters stand at the month that led to them."""
    rows = expected(figures.assign(flag=over)).sort_values(["ods_code", "period"])
    told = rows[rows["flag"].notna()]
    was = told.groupby("ods_code")["flag"].shift()
    began = told["flag"] & ~was.astype("boolean").fillna(value=False)
    rows = rows.assign(newly=began.reindex(rows.index))
    parts = {
        "told": rows["flag"].notna(),
        "over": rows["flag"],
        "newly": rows["newly"],
        "patients": rows["excluded"].where(rows["flag"].fillna(value=False)),
    }
    amounts = pd.DataFrame(parts, columns=ALL_SUMS).astype("Int64")
    table = amounts.groupby(rows["period"]).sum(min_count=1)
    table["untold"] = rows.groupby("period").size().astype("Int64") - table["told"]
    return _with_letters(table.reset_index(), due)


def _with_letters(table: pd.DataFrame, due: DueRule) -> pd.DataFrame:
    letters = [_letters(day(period), due) for period in table["period"]]
    columns = {
        name: [getattr(each, name) for each in letters] for name in _Letters._fields
    }
    found = pd.DataFrame(columns, index=table.index)
    newly, over = table["newly"], table["over"]
    return table.assign(
        requests=newly * REQUESTS,
        plan_due=found["plan_due"],
        report_due=found["report_due"],
        reminders_least=newly * found["plan_least"] + over * found["report_least"],
        reminders_most=newly * found["plan_most"] + over * found["report_most"],
    )


class _Letters(NamedTuple):
    """Of one practice, on the figures of one month."""

    plan_due: date | None
    report_due: date | None
    plan_least: int
    plan_most: int
    report_least: int
    report_most: int


def _letters(period: date, due: DueRule) -> _Letters:
    ends = period_end(period)
    asked_on = working_day_after(ends, 1)
    plan_due = _after(asked_on, due.plan_days)
    report_due = _after(ends, due.report_days)
    return _Letters(
        plan_due,
        report_due,
        *reminders(asked_on, plan_due, due.plan_ladder),
        *reminders(asked_on, report_due, due.report_ladder),
    )


def _after(on: date, days: int | None) -> date | None:
    return None if days is None else working_day_after(on, days)


def reminders(
    asked_on: date, due_on: date | None, ladder: Sequence[int]
) -> tuple[int, int]:
    """If the answer comes on the due day, and if it never does. One that would have been
    due before anything was asked is not written."""
    if due_on is None:
        return 0, 0
    written = [step for step in ladder if due_on + timedelta(days=step) > asked_on]
    return sum(step <= 0 for step in written), len(written)


def words(rule: ThresholdRule, due: DueRule) -> str:
    """What is supposed: for the strip above everything on the page."""
    plan = _due_words("a plan", due.plan_days, "its request")
    report = _due_words("a report", due.report_days, "the month's end")
    return f"{limit_words(rule)}; {plan}; {report}"


def _due_words(what: str, days: int | None, after: str) -> str:
    if days is None:
        return f"no due day of {what}"
    return f"{what} due {counted(days, 'working day')} after {after}"


def sentence(table: pd.DataFrame, now: Now) -> str:
    """Markdown. The last month as supposed and as it is, then the letters of all."""
    last = table.iloc[-1]
    month = month_name(last["period"].date())
    over, patients = _whole(last["over"]), _whole(last["patients"])
    practices = counted(over, "practice") if over else "No practice"
    return (
        f"**{practices} would be over in {month}**, {number(now.over)} by the rules in"
        f" force. Patients with an active 104 in them: {number(patients)}"
        f"{_beside(now.patients)}. {_letters_words(table)}"
    )


def _beside(patients: int | None) -> str:
    return "" if patients is None else f", {number(patients)} by the rules in force"


def _whole(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _letters_words(table: pd.DataFrame) -> str:
    columns = ("requests", "reminders_least", "reminders_most")
    requests, least, most = (int(table[name].sum()) for name in columns)
    first = month_name(table["period"].iloc[0].date())
    asked = f"From {first} on: {counted(requests, 'request')}"
    if not most:
        return f"{asked} and no reminders."
    return (
        f"{asked}, and {number(least)} reminders if each practice answers on its due"
        f" day, {number(most)} if none ever does."
    )
