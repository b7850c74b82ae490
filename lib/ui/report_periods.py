"""The days of one reporting period: set, closed, reopened."""

from datetime import date

import streamlit as st

from lib import actions, queries
from lib.domain.dates import month_name, period_end, shift, uk
from lib.domain.errors import RuleBroken
from lib.domain.monthly_report import ReportingPeriod
from lib.domain.roles import Permission
from lib.domain.settings import Name
from lib.domain.users import User
from lib.domain.working_days import working_day_after
from lib.ui import forms, seen
from lib.ui.markup import esc


def panel(user: User, icb_code: str | None, period: date) -> None:
    """What stands, and for those who do casework the forms to change it."""
    if icb_code is None:
        return
    found = queries.reporting_periods.get(user, icb_code, period)
    with st.expander(f"Reporting period: {_told(found, period)}"):
        st.markdown(_words(found, period))
        if not user.may(Permission.DO_CASEWORK):
            return
        if found is None or not found.is_closed:
            _days(user, icb_code, period, found)
        if found is not None:
            _turn(user, found)


def _told(found: ReportingPeriod | None, period: date) -> str:
    month = month_name(period)
    if found is None or found.due_on is None:
        return f"{month} has no due day"
    state = ", closed" if found.is_closed else ""
    return f"{month} is due on {uk(found.due_on)}{state}"


def _words(found: ReportingPeriod | None, period: date) -> str:
    if found is None:
        return (
            f"Nobody has set the days of {month_name(period)}. Reports can come; none of"
            " them is late."
        )
    closes = (
        f"closes on {uk(found.closes_on)}" if found.closes_on else "has no last day"
    )
    due = f"is due on {uk(found.due_on)}" if found.due_on else "has no due day"
    words = f"It opens on {uk(found.opens_on)}, {due} and {closes}."
    if found.reason:
        last = "Closed" if found.is_closed else "Reopened"
        words = f"{words} {last}: {esc(found.reason)}."
    return f"{words} Closing stops reports only: figures may be corrected as ever."


def _days(
    user: User, icb_code: str, period: date, found: ReportingPeriod | None
) -> None:
    offered = _offered(user, icb_code, period)
    due = found.due_on if found else offered
    key = f"{icb_code}-{period:%Y-%m}"
    if offered:
        days = queries.settings.number(user, Name.REPORT_DUE, icb_code)
        st.caption(
            f"Offered as due day: {uk(offered)}, {days} working days after the month's"
            " end. It counts once it is saved."
        )
    with st.form(f"days-{key}", border=False):
        with st.container(horizontal=True):
            opens_on = forms.day(
                "Opens", f"opens-{key}", found.opens_on if found else shift(period, 1)
            )
            due_on = forms.day("Due (may stay empty)", f"due-{key}", due)
            closes_on = forms.day(
                "Closes (may stay empty)",
                f"closes-{key}",
                found.closes_on if found else None,
            )
        pressed = seen.button("Save the days", f"days-{key}", _version(found))
    if pressed is None:
        return
    with forms.feedback(f"The days of {month_name(period)} are saved."):
        if opens_on is None:
            raise RuleBroken("Type the day on which reports open.")
        actions.reporting_periods.set_(
            icb_code, period, opens_on, due_on, closes_on, seen_version=pressed, by=user
        )


def _version(found: ReportingPeriod | None) -> int:
    return found.version if found else actions.reporting_periods.NOT_YET_SET


def _offered(user: User, icb_code: str, period: date) -> date | None:
    days = queries.settings.number(user, Name.REPORT_DUE, icb_code)
    if not days:
        return None
    try:
        return working_day_after(period_end(period), days)
    except RuleBroken:  # a year of which the bank holidays are not known
        return None


def _turn(user: User, found: ReportingPeriod) -> None:
    verb = "Reopen" if found.is_closed else "Close"
    month = month_name(found.period)
    with st.form(f"turn-{found.icb_code}-{found.period:%Y-%m}", border=False):
        reason = st.text_input(f"Why {verb.lower()} {month}?", max_chars=300)
        pressed = seen.button(f"{verb} {month}", "turn", found.version, name="turn")
    if pressed is None:
        return
    act = actions.reporting_periods
    turn = act.reopen if found.is_closed else act.close
    with forms.feedback(f"{month} is {'open' if found.is_closed else 'closed'}."):
        turn(found.icb_code, found.period, reason, seen_version=pressed, by=user)
