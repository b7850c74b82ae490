"""The return of one ICB: chosen, checked, drawn up, called final, recorded as sent."""

from datetime import date

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.analysis.frame import Row
from lib.analysis.return_checks import checks
from lib.analysis.words import counted
from lib.casework import returns
from lib.casework.returns import Choice, Rows
from lib.documents import monthly_return as document
from lib.documents.tables import Column, Kind
from lib.domain.dates import month_name, today, uk
from lib.domain.errors import RuleBroken
from lib.domain.monthly_return import MonthlyReturn, ReturnState, Scope
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, forms, markup, return_files, seen, tables
from lib.ui.markup import esc
from lib.ui.views import View

SCOPES = list(Scope)
RECIPIENTS = list(Recipient)
PREVIEW = (
    "coded_104",
    "added",
    "superseded",
    "extract",
    "plan_status",
    "report_status",
)
VERSIONS = [
    Column("number", "Version", Kind.COUNT),
    Column("state", "State", Kind.STATUS),
    Column("scope", "Scope"),
    Column("basis", "Basis"),
    Column("made_by", "Drawn up by"),
    Column("final_by", "Called final by", missing=""),
    Column("sent_on", "Sent", Kind.DAY, "not sent"),
    Column("sent_how", "How", missing=""),
]


def lead(found: pd.DataFrame, view: View) -> None:
    """How the month's return stands."""
    month = month_name(view.period)
    if found.empty:
        words = f"**No return for {month} has been drawn up.**"
    else:
        last = found.to_dict("records")[0]
        words = f"**Version {last['number']} for {month} is {_state(last)}.**"
    markup.lead_markdown(f"{words} {esc(document.TEMPLATE)}", "return")


def _state(row: Row) -> str:
    if row["state"] == ReturnState.SENT:
        return f"sent, on {uk(row['sent_on'].date())}"
    return "a draft" if row["state"] == ReturnState.DRAFT else "final, and not sent"


def choose(view: View, icb_code: str) -> Choice:
    """Scope, columns and recipient: those of the version before are offered."""
    with st.container(horizontal=True):
        scope = st.selectbox(
            "Scope", SCOPES, key="scope", bind="query-params", width=280
        )
        recipient = st.selectbox("To", RECIPIENTS, key="return-to", width=280)
    optional = [c for c in document.COLUMNS if c.field not in document.ALWAYS]
    headings = {column.field: column.heading for column in optional}
    with st.expander("Columns"):
        chosen = st.multiselect(
            "Columns beside code, name, basis, report and sources",
            list(headings),
            default=list(headings),
            format_func=headings.__getitem__,
            key="return-columns",
        )
    return Choice(icb_code, view.period, scope, tuple(chosen), recipient)


def check(view: View, choice: Choice) -> Rows:
    """What to look at before it is called final, and the rows as they stand now."""
    st.header("Check before it is final", anchor=False)
    found = _rows(view.user, choice.icb_code, choice.period, choice.scope)
    if found.table.empty:
        st.write("No practice falls in this scope.")
        return found
    every = checks(found.table, found.cells)
    told = [f"- **{esc(each.words)}.**" for each in every if each.is_open]
    st.markdown("\n".join(told) or "Nothing is to be looked at first.")
    settled = [each.words for each in every if not each.is_open]
    if settled:
        st.caption(esc(f"{'; '.join(settled)}."))
    shown = [
        Column("ods_code", "Practice", Kind.PRACTICE),
        *(c for c in document.COLUMNS if c.field in PREVIEW),
    ]
    title = f"Return for {month_name(view.period)}, not drawn up"
    tables.show("return", found.table, shown, view.notes(title), view.user)
    return found


def draw_up(view: View, choice: Choice, number: int) -> None:
    if not view.user.may(Permission.DO_CASEWORK):
        return
    st.caption(
        "Drawing it up keeps these rows, with the chosen columns, as a version that is"
        " never changed. Nothing is sent."
    )
    is_first = number == 1
    if st.button(
        f"Draw up version {number}",
        type="primary" if is_first else "secondary",
        key="primary-draw" if is_first else "draw",
    ):
        with forms.feedback(f"Version {number} is drawn up."):
            actions.monthly_returns.draft(
                returns.drawn(view.user, choice, today()), by=view.user
            )


def versions(view: View, found: pd.DataFrame) -> None:
    """What was drawn up and sent, with the files of any version."""
    if found.empty:
        return
    st.header("Versions", anchor=False)
    notes = view.notes(f"Versions of the return for {month_name(view.period)}")
    shown = found.assign(state=found["state"].str.capitalize())
    tables.show("versions", shown, VERSIONS, notes, view.user)
    numbers = dict(zip(found["number"], found["return_id"], strict=True))
    chosen = st.selectbox(
        "Show version", list(numbers), key="version", bind="query-params", width=160
    )
    made = queries.monthly_returns.get(view.user, int(numbers[chosen]))
    _differs(view.user, made)
    return_files.of_one(view.user, returns.as_document(made), view.period)
    if made.number == found["number"].max():
        _forward(view.user, made)


def _differs(user: User, made: MonthlyReturn) -> None:
    now = _rows(user, made.icb_code, made.period, made.scope)
    differ = returns.changed(made, now.table)
    rows = counted(differ, "row")
    if differ:
        st.markdown(f"Since it was drawn up, **{rows} changed**. It stays as it is.")
    else:
        st.markdown("Nothing has changed since it was drawn up.")


def _rows(user: User, icb_code: str, period: date, scope: Scope) -> Rows:
    """As they stand now, whatever columns of them are chosen."""
    asked = Choice(icb_code, period, scope)
    found: Rows = caching.ask(returns.rows, user, asked, today())
    return found


def _forward(user: User, made: MonthlyReturn) -> None:
    if made.state is ReturnState.DRAFT and user.may(Permission.DECIDE):
        _call_final(user, made)
    elif made.state is ReturnState.FINAL and user.may(Permission.DO_CASEWORK):
        _send(user, made)


def _call_final(user: User, made: MonthlyReturn) -> None:
    with st.form(f"final-{made.id}", border=False):
        checked = st.checkbox("I have checked this version", key=f"checked-{made.id}")
        pressed = seen.button(
            f"Call version {made.number} final", "final", made.version, name="final"
        )
    if pressed is None or made.id is None:
        return
    with forms.feedback(f"Version {made.number} is final."):
        if not checked:
            raise RuleBroken("Tick that you have checked it.")
        actions.monthly_returns.call_final(made.id, seen_version=pressed, by=user)


def _send(user: User, made: MonthlyReturn) -> None:
    with st.form(f"sent-{made.id}", border=False):
        st.markdown(
            "The application sends nothing. Send the file yourself, then say so."
        )
        on = forms.day("Sent on", f"sent-{made.id}", today())
        how = st.text_input("How, and to which address", max_chars=300)
        pressed = seen.button("Record it as sent", "sent", made.version)
    if pressed is None or made.id is None:
        return
    with forms.feedback(f"Version {made.number} is on record as sent."):
        if on is None:
            raise RuleBroken("Type the day on which it was sent.")
        actions.monthly_returns.send(made.id, on, how, seen_version=pressed, by=user)
