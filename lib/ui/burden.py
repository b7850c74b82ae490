"""The parts of the burden ledger: by month without names, by practice, each ask."""

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.analysis import burden as ledger
from lib.analysis import frame
from lib.analysis.words import capital, counted, number
from lib.casework import burden
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import month_name, today, uk
from lib.domain.free_text import LINE
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, context, editing, folds, forms, lmc_told, markup, tables
from lib.ui.lmc_told import Told
from lib.ui.markup import esc
from lib.ui.views import View

ESTIMATE = "Minutes are estimates of a practice's time, and no more than that."
MONTHS = [
    Column("period", "Month", Kind.MONTH),
    Column("icb", "ICB"),
    Column("asks", "Asks", Kind.COUNT),
    Column("practices", "Practices asked", Kind.COUNT),
    Column("most", "Most of one practice", Kind.COUNT),
    Column("minutes", "Minutes in all", Kind.COUNT),
    Column("days", "Days allowed (middle)", Kind.COUNT, "no due day"),
    Column("without_day", "Without a due day", Kind.COUNT),
    Column("sought", "More time sought", Kind.COUNT),
]
PRACTICES = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("asks", "Asks", Kind.COUNT),
    Column("minutes", "Minutes", Kind.COUNT),
    Column("standing", "Against the cap", Kind.STATUS),
]
ASKS = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("asked", "What was asked"),
    Column("authority", "Authority"),
    Column("recipient", "Goes to"),
    Column("asked_on", "Asked", Kind.DAY),
    Column("due_on", "Due", Kind.DAY, "not set"),
    Column("minutes", "Minutes", Kind.COUNT),
    Column("extension_sought_on", "More time sought", Kind.DAY, ""),
    Column("lmc_told_on", "LMC told on", Kind.DAY, ""),
    Column("withdrawn_on", "Withdrawn", Kind.DAY, ""),
]
KNOWN = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("known", "Known already, need not be asked"),
]


def notes(user: User, title: str) -> Notes:
    return Notes(title, "Asks as recorded", None, user.name, remarks=[ESTIMATE])


def before_asking(user: User, ods_code: str, icb_code: str | None) -> None:
    """Above a form that asks: says where one more ask in this month is over the cap."""
    standing = caching.ask(burden.standing, user, ods_code, icb_code, today())
    if standing.is_full:
        st.info(
            f"This practice was asked {counted(standing.load.asks, 'time')} in"
            f" {month_name(today())}. The cap is {standing.cap} in a month."
        )


def by_month(user: User, icb_code: str | None) -> None:
    """For everybody: how often and how much, without a practice's name."""
    asks = caching.ask(queries.asks.nameless, user, icb_code)
    markup.lead(ledger.sentence(asks))
    most = caching.ask(burden.cap, user, icb_code)
    if most is not None:
        st.write(
            f"The cap is {counted(most, 'ask')} of one practice in a month. {ESTIMATE}"
        )
    given = caching.ask(queries.asks.extensions_given, user, icb_code)
    told = ", ".join(f"{name}: {number(count)}" for name, count in given.items())
    st.write(f"More time given so far: {told}.")
    if asks.empty:
        return
    names = context.icbs(user)
    table = ledger.by_month(asks)
    table = table.assign(icb=table["icb_code"].map(lambda code: names.get(code, code)))
    title = "How practices were asked, by month"
    tables.show("burden-months", table, MONTHS, notes(user, title), user)


def by_practice(user: User, icb_code: str | None) -> None:
    """For staff: who was asked how much in a month, and every ask."""
    asks = caching.ask(queries.asks.every, user, icb_code)
    if not asks.empty:
        st.header("By practice", anchor=False)
        _practices(user, icb_code, asks)
        if fold := folds.opened(f"Every ask: {len(asks)}", "burden-every"):
            with fold:
                _every(user, asks)
        if user.may(Permission.DO_CASEWORK):
            with st.expander("Record more time sought, the LMC told, or a withdrawal"):
                _more(user, asks)
    _known(user, icb_code)


def _practices(user: User, icb_code: str | None, asks: pd.DataFrame) -> None:
    months = [
        frame.day(m) for m in ledger.by_month(asks, "ods_code")["period"].unique()
    ]
    month = st.selectbox(
        "Asked in",
        months,
        format_func=month_name,
        key="asked-in",
        bind="query-params",
        width=200,
    )
    table = ledger.of_practices(asks, month, caching.ask(burden.cap, user, icb_code))
    over = int((table["standing"] == ledger.OVER_THE_CAP).sum())
    st.write(f"{counted(over, 'practice')} over the cap in {month_name(month)}.")
    title = f"Asked in {month_name(month)}"
    tables.show("burden-practices", table, PRACTICES, notes(user, title), user)


def _asked(row: frame.Row) -> str:
    return (
        f"{capital(row['kind'])}: {row['what']}"
        if row["what"]
        else capital(row["kind"])
    )


def _told_apart(row: frame.Row) -> str:
    """A select knows its options by their words: the number tells two alike apart."""
    asked_on = uk(frame.day(row["asked_on"]))
    return f"{row['name']}: {_asked(row)}, {asked_on} (no. {row['ask_id']})"


def _more(user: User, asks: pd.DataFrame) -> None:
    rows = {int(row["ask_id"]): row for row in asks.to_dict("records")}
    ask_id = st.selectbox(
        "For which ask",
        list(rows),
        format_func=lambda each: _told_apart(rows[each]),
        key="more-time-ask",
        width=forms.WIDE,
    )
    if ask_id is None:
        return
    row = rows[ask_id]
    if not pd.isna(row["withdrawn_on"]):
        st.write(f"Withdrawn on {uk(frame.day(row['withdrawn_on']))}.")
        return
    _more_time(user, ask_id, row)
    told = None if pd.isna(row["lmc_told_on"]) else frame.day(row["lmc_told_on"])
    lmc_told.form(
        Told(
            f"ask-{ask_id}",
            int(row["version"]),
            told,
            lambda on, seen: actions.asks.tell_lmc(
                ask_id, on, seen_version=seen, by=user
            ),
        )
    )
    _withdraw(user, ask_id, row)


def _more_time(user: User, ask_id: int, row: frame.Row) -> None:
    form = editing.edit(f"more-time-{ask_id}", int(row["version"]), "why")
    editing.theirs(form, {"What was asked": _asked(row)})
    with st.form(form.key("form"), border=False):
        on = forms.day_box("Asked for more time on", form.key("on"))
        why = st.text_input("Why, in their words", max_chars=LINE, key=form.key("why"))
        if not st.form_submit_button("Record it"):
            return
    with editing.saving(form, "It is on record that more time was asked for."):
        day = forms.needed_day(on, "Say on which day")
        actions.asks.seek_extension(ask_id, day, why, seen_version=form.seen, by=user)


def _withdraw(user: User, ask_id: int, row: frame.Row) -> None:
    form = editing.edit(f"withdraw-ask-{ask_id}", int(row["version"]), "why")
    editing.theirs(form, {"What was asked": _asked(row)})
    with st.form(form.key("form"), border=False):
        why = st.text_input(
            "Why it is no longer asked", max_chars=LINE, key=form.key("why")
        )
        if not st.form_submit_button("Withdraw the ask"):
            return
    with editing.saving(form, "The ask is withdrawn; it stays on record."):
        actions.asks.withdraw(ask_id, why, seen_version=form.seen, by=user)


def _every(user: User, asks: pd.DataFrame) -> None:
    shown = asks.assign(
        asked=[_asked(row) for row in asks.to_dict("records")],
        recipient=asks["recipient"].map(capital),
    )
    tables.show("burden-asks", shown, ASKS, notes(user, "Every ask"), user)


def _known(user: User, icb_code: str | None) -> None:
    """Before asking: what the month's files and the last plan say already."""
    months = caching.figures(queries.periods.months, user, icb_code)
    if not months:
        return
    fold = folds.opened("Known already, need not be asked", "burden-known-fold")
    if not fold:
        return
    view = View(user, months[0], icb_code)
    table = burden.known(frame.expected(view.now), user, icb_code)
    with fold:
        st.write(
            f"From the files of {esc(month_name(months[0]))} and the plans received."
            " A monthly report is filled in from these before it is asked for."
        )
        tables.show("burden-known", table, KNOWN, view.notes("Known already"), user)
