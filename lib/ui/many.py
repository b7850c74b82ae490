"""The fold-out that sets something for many practices: say it, look at it, do it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis.frame import Row
from lib.analysis.words import capital, counted
from lib.casework import many
from lib.casework.many import Act, Outcome, Said
from lib.documents.tables import Column, Kind
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import month_name, periods, shift
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE, needed
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.ui import caching, forms, memory, tables
from lib.ui.markup import esc
from lib.ui.views import View

DRAFT, DONE = "many-draft", "many-done"
PREVIEW = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("now", "Now"),
    Column("then", "After"),
]
RESULTS = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("done", "Done", Kind.YES_NO),
    Column("words", "What came of it"),
]


class Draft(NamedTuple):
    """What is looked at before it is done, with the cases as they were seen."""

    act: Act
    cases: list[Row]
    said: Said


def show(view: View, listed: pd.DataFrame) -> None:
    """For the practices of the list that have a case."""
    if not view.user.may(Permission.DO_CASEWORK):
        return
    cases = view.cases[view.cases["ods_code"].isin(listed["ods_code"])]
    cases = cases[cases["status"].notna()].merge(listed[["ods_code", "name"]])
    with st.expander("Set something for many practices"):
        _results(view)
        draft = memory.look(DRAFT)
        if isinstance(draft, Draft):
            _preview(view, draft)
        elif cases.empty:
            st.write("No practice of this list has a case.")
        else:
            _say(view, cases)


def _say(view: View, cases: pd.DataFrame) -> None:
    name = st.selectbox(
        "What to set",
        list(many.ACTS),
        format_func=lambda each: many.ACTS[each].label,
        key="many-act",
        width=forms.WIDE,
    )
    act = many.ACTS[name or "owner"]
    names = dict(zip(cases["ods_code"], cases["name"], strict=True))
    everyone = st.checkbox(f"All {counted(len(names), 'practice')} of this list")
    with st.form("many", border=False):
        codes = st.multiselect(
            "Or these",
            list(names),
            format_func=lambda code: f"{names[code]} · {code}",
            key="many-codes",
            disabled=everyone,
        )
        typed = {field: _BOXES[field](view) for field in act.fields}
        reason = st.text_input("Why, once for all", max_chars=LINE, key="many-reason")
        st.caption(DISCLOSABLE)
        if not st.form_submit_button("Look at what would change"):
            return
    chosen = cases if everyone else cases[cases["ods_code"].isin(codes)]
    with forms.told():
        said = _read(typed, needed(reason, "Say why, once for all of them"))
        if chosen.empty:
            raise RuleBroken("Choose the practices.")
        memory.keep(DRAFT, Draft(act, chosen.to_dict("records"), said))
        st.rerun()


def _read(typed: dict[str, Any], reason: str) -> Said:
    read: dict[str, Any] = {
        field: forms.read_day(value) if field in _DAYS else value
        for field, value in typed.items()
    }
    return replace(Said(reason), **read)


def _owner(view: View) -> str | None:
    names = caching.ask(queries.users.colleagues, view.user, view.icb_code)
    chosen: str | None = st.selectbox(
        "Owner",
        [None, *names],
        format_func=lambda email: names.get(email, "Nobody"),
        key="many-owner",
        width=forms.WIDE,
    )
    return chosen


def _month(view: View) -> date:
    months = periods(shift(view.period, -2), shift(view.period, 3))
    chosen: date = st.selectbox(
        "Month",
        months,
        index=2,
        format_func=month_name,
        key="many-month",
        width=forms.WIDE,
    )
    return chosen


def _recipient(_: View) -> Recipient:
    chosen: Recipient = st.selectbox(
        "To whom it goes",
        [*Recipient],
        format_func=capital,
        key="many-recipient",
        width=forms.WIDE,
    )
    return chosen


def _line(label: str, key: str) -> Callable[[View], str]:
    return lambda _: st.text_input(label, max_chars=LINE, key=f"many-{key}")


def _day(label: str, key: str) -> Callable[[View], str]:
    return lambda _: forms.day_box(label, f"many-{key}")


_DAYS = {"on", "asked_on", "due_on"}
_BOXES: dict[str, Callable[[View], Any]] = {
    "owner": _owner,
    "next_action": _line("Next action", "next"),
    "on": _day("On", "on"),
    "recipient": _recipient,
    "asked_on": _day("Asked on", "asked-on"),
    "due_on": _day("Due day (may be left open)", "due-on"),
    "agreed_by": _line("Agreed by", "agreed-by"),
    "month": _month,
}


def _preview(view: View, draft: Draft) -> None:
    said = draft.said
    st.markdown(
        f"**{esc(draft.act.label)}, for {counted(len(draft.cases), 'practice')}.**"
        f" Why: {esc(said.reason)}"
    )
    table = pd.DataFrame(draft.cases).assign(
        now=[_now(case) for case in draft.cases], then=draft.act.becomes(said)
    )
    notes = view.notes(f"What would change: {draft.act.label}")
    tables.show("many-preview", table, PREVIEW, notes, view.user)
    st.write("Nothing is stored yet. Each practice is done by itself.")
    with st.container(horizontal=True):
        if st.button("Do it", type="primary", key="primary-many"):
            _do(view, draft)
        if st.button("Take it back", key="many-back"):
            memory.take(DRAFT)
            st.rerun()


def _now(case: Row) -> str:
    owner = case["owner"] if isinstance(case["owner"], str) else "nobody"
    action = case["next_action"] if isinstance(case["next_action"], str) else ""
    return f"{capital(str(case['status']))}; owner: {owner}; next: {action or 'none'}"


def _do(view: View, draft: Draft) -> None:
    names = {case["ods_code"]: case["name"] for case in draft.cases}
    with forms.told():
        came = many.apply(
            draft.act, draft.cases, draft.said, view.figures, by=view.user
        )
        memory.take(DRAFT)
        memory.keep(DONE, [(each, names[each.ods_code]) for each in came])
        st.rerun()


def _results(view: View) -> None:
    """What came of the last act; it stays until something else is looked at."""
    came = memory.look(DONE)
    if not isinstance(came, list) or memory.look(DRAFT) is not None:
        return
    found: list[tuple[Outcome, str]] = came
    done = sum(each.done for each, _ in found)
    st.markdown(f"**{counted(done, 'practice')} of {len(found)} done.**")
    table = pd.DataFrame([{**each._asdict(), "name": name} for each, name in found])
    tables.show(
        "many-results", table, RESULTS, view.notes("What came of it"), view.user
    )
