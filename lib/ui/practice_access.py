"""One practice's online accounts with access, where its ICB goes by that measure."""

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import frame, online_accounts
from lib.analysis.frame import Row
from lib.analysis.words import capital, number
from lib.documents.tables import Column, Kind
from lib.domain.dates import london, uk
from lib.domain.measures import Key
from lib.ui import caching, captions, markup, tables
from lib.ui.markup import esc
from lib.ui.online_accounts import TITLE, notes
from lib.ui.practice import Chosen
from lib.ui.views import View

BY_MONTH = [
    Column("period", "Month", Kind.MONTH),
    Column("accounts", "Online accounts", Kind.COUNT, "not known"),
    Column("with_access", "With access", Kind.COUNT, "not known", hidden_by="hidden"),
    Column("share", "Per cent", Kind.RATE, "not known", hidden_by="hidden"),
    Column("percent", "Limit, per cent", Kind.COUNT, "none"),
    Column("at_or_above", "At or above", Kind.YES_NO, "not told"),
]


def show(view: View, practice: Chosen) -> None:
    if Key.ACCESS not in view.measures:
        return
    code = practice.facts.ods_code
    own = view.accounts[view.accounts["ods_code"] == code]
    now = frame.month(own, view.period).to_dict("records")
    row = now[0] if now else None
    st.header(TITLE, anchor=False)
    st.write(online_accounts.of_practice(row, view.period))
    st.caption(online_accounts.TWO_MEASURES)
    if own.empty:
        return
    st.write(online_accounts.history_sentence(own))
    captions.rule_line(view)
    title = f"{code} {TITLE.lower()} by month"
    # Without its code: observers ask about figures of the 104.
    months = own.iloc[::-1].drop(columns="ods_code")
    tables.twin("access-months", months, BY_MONTH, notes(view, title), view.user)
    if row is not None:
        _why(view, row)


def _why(view: View, row: Row) -> None:
    """What the share and its side rest on: rule, file, line."""
    rules = caching.figures(queries.threshold.rules, view.user, Key.ACCESS)
    rule = next((each for each in rules if each.id == row["rule_id"]), None)
    pairs = {
        "Rule": f"{view.worded(rule)} (as reported)" if rule else "none in this month",
        "Source of the rule": rule.source if rule else "none",
        "Count from": _source(view, row),
    }
    shown = {name: esc(capital(value)) for name, value in pairs.items()}
    markup.summary_list("wide-access", shown, "What the share of accounts rests on")


def _source(view: View, row: Row) -> str:
    if row["least_change"]:
        return "the ICB's counts"
    if pd.isna(row["upload_id"]):
        return "no file"
    upload = queries.uploads.get(view.user, int(row["upload_id"]))
    loaded = uk(london(upload.loaded_at).date())
    return (
        f"upload {upload.id}, {upload.file_name}, row {number(int(row['row']))},"
        f" loaded {loaded} by {upload.loaded_by}"
    )
