"""Escalation on a practice's page: the steps on record, and recording one; staff only."""

from dataclasses import replace

import streamlit as st

from lib import actions, queries
from lib.actions.escalations import Notice
from lib.analysis.frame import Row
from lib.analysis.words import capital
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import today, uk
from lib.domain.escalation import (
    CONTRACT_DATE,
    GMS_CLAUSE,
    LEAST_DAYS,
    STATUTORY,
    Escalation,
    ShorterGround,
    Step,
    steps_on,
)
from lib.domain.free_text import LINE, PAGE
from lib.domain.organisations import ContractType
from lib.domain.roles import Permission
from lib.ui import caching, editing, forms, lmc_told, markup
from lib.ui.lmc_told import Told
from lib.ui.markup import esc
from lib.ui.practice import Chosen
from lib.ui.views import View

NEVER = (
    "The application never takes a step: a named person records what was done. The share"
    " of patients with a 104 alone is no ground for a notice, and no term of the"
    f" contract can be said to be broken before {uk(CONTRACT_DATE)}. The yearly"
    " declaration (eDEC) stopped asking after 2023 and is no evidence."
)


def show(view: View, practice: Chosen, case: Row | None) -> None:
    user, code = view.user, practice.facts.ods_code
    if not user.may(Permission.READ_CASEWORK):
        return
    found = caching.ask(queries.escalations.of_practice, user, code)
    with st.expander(f"Escalation: {len(found) or 'nothing'} on record"):
        st.write(NEVER)
        for step in found:
            _step(view, step)
        if user.may(Permission.DO_CASEWORK):
            _form(view, practice, case)


def _step(view: View, step: Escalation) -> None:
    due = f", to be met by {uk(step.due_on)}" if step.due_on else ""
    st.markdown(f"**{esc(capital(step.step))}**, given on {uk(step.given_on)}{due}")
    lines = {
        "What": step.what,
        "Authority": step.authority,
        "Clause": step.clause,
        "Term of the contract": step.breach,
        "Steps": step.steps_required,
        "Shorter than usual for": step.shorter_ground or "",
        "Decided by": step.decided_by,
        "LMC told on": uk(step.lmc_told_on) if step.lmc_told_on else "",
        "Ended": f"{uk(step.ended_on)}: {step.outcome}" if step.ended_on else "",
    }
    shown = {name: esc(text) for name, text in lines.items() if text}
    markup.summary_list(f"wide-step-{step.id}", shown, capital(step.step))
    if not view.user.may(Permission.DO_CASEWORK):
        return
    _tell_lmc(view, step)
    if step.ended_on is None:
        _ending(view, step)


def _tell_lmc(view: View, step: Escalation) -> None:
    assert step.id is not None  # noqa: S101 stored
    step_id, by = step.id, view.user
    lmc_told.form(
        Told(
            f"step-{step_id}",
            step.version,
            step.lmc_told_on,
            lambda on, seen: actions.escalations.tell_lmc(
                step_id, on, seen_version=seen, by=by
            ),
        )
    )


def _ending(view: View, step: Escalation) -> None:
    assert step.id is not None  # noqa: S101 stored
    form = editing.edit(f"end-step-{step.id}", step.version, "outcome")
    with st.form(form.key("form"), border=False):
        outcome = st.text_input(
            f"How the {step.step} ended", max_chars=LINE, key=form.key("outcome")
        )
        on = forms.day_box("Ended on", form.key("on"))
        if not st.form_submit_button("Save how it ended"):
            return
    with editing.saving(form, "The end of the step is on record."):
        actions.escalations.end(
            step.id,
            forms.needed_day(on, "Say when it ended"),
            outcome,
            seen_version=form.seen,
            by=view.user,
        )


def _form(view: View, practice: Chosen, case: Row | None) -> None:
    code = practice.facts.ods_code
    form = editing.edit(f"escalate-{code}", 0, "what")
    step = st.selectbox(
        "Record a step that was taken",
        [None, *steps_on(today())],
        format_func=lambda kind: capital(kind) if kind else "Choose a step",
        key=form.key("step"),
        width=forms.WIDE,
    )
    if step is None:
        return
    with st.form(form.key("form"), border=False):
        said, given, days = _fields(view, practice, form, step)
        st.caption(DISCLOSABLE)
        if not st.form_submit_button("Record the step"):
            return
    with editing.saving(form, f"{capital(step)}: on record."):
        notice = replace(
            said,
            given_on=forms.needed_day(given, "Say when it was given"),
            period_days=None if days is None else int(days),
        )
        episode = case["episode_id"] if case and case["stage"] == "stored" else None
        actions.escalations.record(
            code,
            notice,
            episode_id=None if episode is None else int(episode),
            by=view.user,
        )


def _fields(
    view: View, practice: Chosen, form: editing.Edit, step: Step
) -> tuple[Notice, str, int | None]:
    def line(label: str, field: str, value: str = "") -> str:
        return st.text_input(label, value, max_chars=LINE, key=form.key(field))

    given = forms.day_box("Given on", form.key("given"))
    said = Notice(
        step,
        today(),
        what=line("What was done, in a sentence", "what"),
        authority=line("On what authority", "authority"),
        decided_by=line("Decided by (a named person)", "decided_by", view.user.name),
    )
    if step not in STATUTORY:
        return said, given, None
    breach = st.text_area(
        "Which term of the contract is not met, and how",
        max_chars=PAGE,
        key=form.key("breach"),
    )
    said = replace(said, breach=breach)
    if step is Step.BREACH:
        st.write("It is for what cannot be remedied: it has no date to remedy by.")
        return said, given, None
    return (*_remedial(practice, form, said, given),)


def _remedial(
    practice: Chosen, form: editing.Edit, said: Notice, given: str
) -> tuple[Notice, str, int | None]:
    gms = practice.facts.contract_type is ContractType.GMS
    clause = st.text_input(
        "Clause of the practice's contract",
        GMS_CLAUSE if gms else "",
        max_chars=LINE,
        key=form.key("clause"),
    )
    steps = st.text_area("Steps required", max_chars=PAGE, key=form.key("steps"))
    days = st.number_input(
        f"Period in days from the day given (at least {LEAST_DAYS})",
        min_value=1,
        max_value=999,
        value=LEAST_DAYS,
        key=form.key("days"),
    )
    ground = st.selectbox(
        f"Ground, if shorter than {LEAST_DAYS} days",
        [None, *ShorterGround],
        format_func=lambda kind: capital(kind) if kind else "Not shorter",
        key=form.key("ground"),
    )
    said = replace(said, clause=clause, steps_required=steps, shorter_ground=ground)
    return said, given, int(days)
