"""Where a practice's case stands: its steps, who has it, and what is next."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.actions.episodes import Case
from lib.analysis import case_steps
from lib.analysis.case_steps import Version
from lib.analysis.cases import Stage
from lib.analysis.frame import Row, day
from lib.analysis.words import capital
from lib.casework import acting, plan_versions
from lib.domain.action_plan import Status
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import today, uk
from lib.domain.episode import Direction
from lib.domain.free_text import LINE
from lib.domain.organisations import ContractType
from lib.domain.roles import Permission
from lib.ui import caching, editing, forms, markup, menu
from lib.ui.markup import esc
from lib.ui.practice import Chosen
from lib.ui.views import View

NOT_ADOPTED = (
    "Over the threshold, plan not asked for. It is not on record that the ICB acts on"
    " the rule, so no case begins."
)


def row(view: View, practice: Chosen) -> Row | None:
    """The practice's row of `casework.cases.table`, if it has a case still open."""
    own = view.cases[view.cases["ods_code"] == practice.facts.ods_code]
    own = own[own["status"] != Status.CLOSED]
    return own.to_dict("records")[0] if len(own) else None


def show(view: View, practice: Chosen, case: Row | None) -> None:
    st.header("Where the case stands", anchor=False)
    if case is None:
        st.write("The practice has no open case.")
        return
    if case["stage"] == Stage.NOT_ADOPTED:
        st.write(NOT_ADOPTED)
        if view.user.may(Permission.SET_RULES):
            st.page_link(menu.SETTINGS, label="Record the ICB's decision")
        return
    _steps(view, case)
    if view.user.may(Permission.READ_CASEWORK):
        _held(view, practice, case)


def _steps(view: View, case: Row) -> None:
    told = (
        case if view.user.may(Permission.READ_CASEWORK) else {**case, "close_when": ""}
    )
    cells = view.reports[view.reports["ods_code"] == case["ods_code"]]
    steps = case_steps.steps(told, _versions(view, case), cells, today())
    for place, step in enumerate(steps):
        markup.task(f"step-{place}", step.title, step.note, step.status)
    asked = {"ods": str(case["ods_code"])}
    with st.container(horizontal=True):
        st.page_link(menu.ACTION_PLAN, label="Open the action plan", query_params=asked)
        if view.user.may(Permission.READ_CASEWORK):
            st.page_link(
                menu.MONTHLY_REPORT, label="Open its reports", query_params=asked
            )


def _versions(view: View, case: Row) -> list[Version]:
    if pd.isna(case["episode_id"]):
        return []
    return caching.ask(plan_versions.received, view.user, int(case["episode_id"]))


def _held(view: View, practice: Chosen, case: Row) -> None:
    """Who has the case and what is next, and the forms that change it."""
    names = caching.ask(queries.users.colleagues, view.user, practice.facts.icb_code)
    owner = case["owner"] if isinstance(case["owner"], str) else ""
    pairs = {
        "Owner": names.get(owner, owner) or "Nobody yet",
        "Next action": _next(case) or "None planned",
        "Direction": capital(_text(case["direction"])) or "Not said",
        "Close when": _text(case["close_when"]) or "Not said",
    }
    shown = {name: esc(value) for name, value in pairs.items()}
    markup.summary_list("wide-case", shown, "The case")
    if view.user.may(Permission.DO_CASEWORK):
        with st.expander("Change owner, direction or next action"):
            _form(view, case, names)


def _next(case: Row) -> str:
    on = case["next_action_on"]
    what = _text(case["next_action"])
    return what if pd.isna(on) else f"{uk(day(on))}: {what or 'next action'}"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _form(view: View, case: Row, names: dict[str, str]) -> None:
    stored: int = 0 if pd.isna(case["episode_id"]) else int(case["version"])
    form = editing.edit(f"case-{case['ods_code']}", stored, "next")
    editing.theirs(
        form,
        {
            "Owner": names.get(_text(case["owner"]), ""),
            "Direction": _text(case["direction"]),
            "Close when": _text(case["close_when"]),
            "Next action": _next(case),
        },
    )
    with st.form(form.key("form"), border=False):
        said, on = _fields(form, case, names)
        st.caption(DISCLOSABLE)
        if not st.form_submit_button("Save the case"):
            return
    with editing.saving(form, "The case is saved."):
        next_on = forms.read_day(on)
        episode_id, version = acting.begun(view.figures, case, by=view.user)
        actions.episodes.change(
            episode_id,
            replace(said, next_action_on=next_on),
            seen_version=form.seen if stored else version,
            by=view.user,
        )


def _fields(form: editing.Edit, case: Row, names: dict[str, str]) -> tuple[Case, str]:
    """What was typed; the day of the next action still as text."""
    owners = [None, *names]
    directions = [None, *Direction]
    owner = st.selectbox(
        "Owner",
        owners,
        index=_place(owners, case["owner"]),
        format_func=lambda email: names.get(email, "Nobody yet"),
        key=form.key("owner"),
        width=forms.WIDE,
    )
    direction = st.selectbox(
        "Direction of travel, in your judgement",
        directions,
        index=_place(directions, case["direction"]),
        format_func=lambda way: capital(way) if way else "Not said",
        key=form.key("direction"),
        width=forms.WIDE,
    )
    close_when = st.text_area(
        "What has to be true to close",
        _text(case["close_when"]),
        max_chars=LINE,
        key=form.key("close_when"),
    )
    action = st.text_input(
        "Next action",
        _text(case["next_action"]),
        max_chars=LINE,
        key=form.key("next"),
    )
    on = forms.day_box("On", form.key("on"), _day(case["next_action_on"]))
    return Case(owner, direction, close_when, action), on


def _place(options: list[str | None], value: object) -> int:
    return options.index(value) if value in options else 0


def _day(stamp: pd.Timestamp) -> date | None:
    return None if pd.isna(stamp) else day(stamp)


def contract(view: View, practice: Chosen) -> None:
    """The contract type, which no file says: typed with its source."""
    facts = practice.facts
    if not view.user.may(Permission.DO_CASEWORK):
        return
    form = editing.edit(f"contract-{facts.ods_code}", facts.version, "source")
    types = [None, *ContractType]
    with st.expander("Change the contract type"):
        editing.theirs(form, {"Contract": facts.contract_type})
        with st.form(form.key("form"), border=False):
            chosen = st.selectbox(
                "Contract",
                types,
                index=_place(types, facts.contract_type),
                format_func=lambda kind: kind or "Not known",
                key=form.key("type"),
                width=forms.WIDE,
            )
            source = st.text_input(
                "Where this comes from", max_chars=LINE, key=form.key("source")
            )
            if not st.form_submit_button("Save the contract type"):
                return
        with editing.saving(form, "The contract type is saved."):
            actions.practices.set_contract(
                facts.ods_code, chosen, source, seen_version=form.seen, by=view.user
            )
