"""How practices were asked: the tables by ICB, for whoever sees figures."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import asked as ledger
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import today
from lib.domain.settings import Name
from lib.domain.users import User
from lib.ui import caching, context, tables

ICB = Column("icb", "ICB")
ASKS = [
    ICB,
    Column("asks", "Asks", Kind.COUNT),
    Column("practices", "Practices asked", Kind.COUNT),
    Column("minutes", "Minutes in all", Kind.COUNT),
    Column("days", "Days allowed (middle)", Kind.COUNT, "no due day"),
    Column("sought", "More time sought", Kind.COUNT),
    Column("given", "Given to plans", Kind.COUNT),
    Column("told", "LMC told on", Kind.COUNT),
]
AUTHORITIES = [ICB, Column("authority", "Authority"), ASKS[1]]
STATES = [ICB, Column("status", "Action plan"), Column("plans", "Plans", Kind.COUNT)]
NOTICES = [
    ICB,
    Column("step", "Kind"),
    Column("notices", "Given", Kind.COUNT),
    Column("told", "LMC told on", Kind.COUNT),
]
ANSWERS = [
    ICB,
    Column("queries", "Queries", Kind.COUNT),
    Column("in_time", "Answered in time", Kind.COUNT),
    Column("late", "Answered late", Kind.COUNT),
    Column("waiting", "Waiting", Kind.COUNT),
    Column("overdue", "Of those past the day", Kind.COUNT),
    Column("comments", "Comments", Kind.COUNT),
]


def by_icb(user: User, icb_code: str | None) -> None:
    """No practice is needed, nor named: the ICBs are looked at."""
    asks = caching.ask(queries.asks.nameless, user, icb_code)
    plans = caching.ask(queries.action_plans.nameless, user, icb_code)
    notices = caching.ask(queries.escalations.nameless, user, icb_code)
    raised = caching.ask(queries.figure_queries.nameless, user, icb_code)
    st.header("By ICB", anchor=False)
    if not asks.empty:
        _table(user, "Asks by ICB", ledger.by_icb(asks, plans), ASKS)
        with st.expander("On what authority"):
            _table(user, "Authority of asks", ledger.authorities(asks), AUTHORITIES)
    parts = (
        ("Action plans by state", ledger.states(plans), STATES),
        ("Formal notices by kind", ledger.notices(notices), NOTICES),
        ("Queries of observers", ledger.answered(raised, today()), ANSWERS),
    )
    for title, table, columns in parts:
        st.subheader(title, anchor=False)
        _table(user, title, table, columns)
    days = caching.ask(queries.settings.number, user, Name.QUERY_ANSWER, icb_code)
    if days:
        st.caption(f"A query is answered within {days} working days of being raised.")
    else:
        st.caption("No day is set by which a query of an observer is answered.")


def _table(
    user: User, title: str, table: pd.DataFrame, columns: Sequence[Column]
) -> None:
    if table.empty:
        st.write("None.")
        return
    names = context.icbs(user)
    shown = table.assign(icb=table["icb_code"].map(lambda code: names.get(code, code)))
    key = title.lower().replace(" ", "-")
    notes = Notes(title, "As recorded", None, user.name)
    tables.show(key, shown, columns, notes, user)
