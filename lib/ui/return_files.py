"""The files of returns, and the view of several ICBs together."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from lib import queries
from lib.casework import returns
from lib.documents import monthly_return as document
from lib.documents.monthly_return import Return
from lib.documents.tables import Column, Kind
from lib.domain.audit import on_paper
from lib.domain.dates import month_name, period_text
from lib.domain.monthly_return import MonthlyReturn
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, downloads, markup, tables
from lib.ui.views import View

REGION = [
    Column("icb", "ICB"),
    Column("state", "Return", Kind.STATUS),
    Column("number", "Version", Kind.COUNT, "none"),
    Column("rows", "Practices", Kind.COUNT, "none"),
    Column("basis", "Basis", missing="none"),
    Column("scope", "Scope", missing="none"),
    Column("sent_on", "Sent", Kind.DAY, "not sent"),
]
NONE = "Not drawn up"


def of_one(user: User, made: Return, period: date) -> None:
    state = dict(made.standing)
    name = f"return_{made.icb_code}_{period_text(period)}_v{state['Version']}"
    _buttons(
        user,
        f"{name}_{state['State'].lower()}",
        len(made.rows),
        (lambda: document.as_csv(made), lambda: document.as_xlsx(made)),
    )


def _buttons(
    user: User,
    name: str,
    rows: int,
    builds: tuple[Callable[[], bytes], Callable[[], bytes]],
) -> None:
    """CSV and Excel, built on the click and recorded as an event."""
    if not user.may(Permission.EXPORT):
        return
    kinds = (("CSV", "csv", downloads.CSV), ("Excel", "xlsx", downloads.XLSX))
    with st.container(horizontal=True):
        for (label, suffix, mime), build in zip(kinds, builds, strict=True):
            downloads.button(
                f"{name}-{suffix}",
                f"Download the return, {label}",
                downloads.recorded(build, user, name, rows),
                (f"{name}.{suffix}", mime),
            )


def region(view: View) -> None:
    """Each ICB in scope, with its newest version; and all of them in one file."""
    newest = {made.icb_code: made for made in _newest(view)}
    icbs = caching.figures(queries.organisations.icbs, view.user)
    if not icbs:
        st.write("A return is of one ICB's practices. None is known yet.")
        return
    table = pd.DataFrame([_row(name, newest.get(code)) for code, name in icbs])
    drawn, sent = len(newest), sum(made.sent_on is not None for made in newest.values())
    markup.lead(
        f"{sent} of {len(icbs)} ICBs have sent their return for"
        f" {month_name(view.period)}.",
        f" {drawn} have drawn one up. Figures on different bases are never added"
        " together.",
    )
    notes = view.notes(f"Returns for {month_name(view.period)} by ICB")
    whole = {"number": "Int64", "rows": "Int64"}
    tables.show("region", table.astype(whole), REGION, notes, view.user)
    if newest:
        every = [returns.as_document(made) for made in newest.values()]
        _buttons(
            view.user,
            f"returns_all_{period_text(view.period)}",
            sum(len(made.rows) for made in every),
            (
                lambda: document.all_as_csv(every),
                lambda: document.all_as_xlsx(
                    every, [on_paper(queries.audit.head(view.user))]
                ),
            ),
        )
    st.markdown("Choose one ICB above to see, check or draw up its return.")


def _newest(view: View) -> list[MonthlyReturn]:
    return returns.newest(view.user, view.period)


def _row(name: str, made: MonthlyReturn | None) -> dict[str, object]:
    if made is None:
        return {"icb": name, "state": NONE, **dict.fromkeys(_SAID)}
    rows = len(returns.as_document(made).rows)
    said = {field: getattr(made, field) for field in _SAID if field != "rows"}
    return {"icb": name, "state": made.state.capitalize(), "rows": rows, **said}


_SAID = ("number", "rows", "basis", "scope", "sent_on")
