"""Correct the register on a practice's page, after a look at what it would change."""

from datetime import date

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.analysis import edit_preview
from lib.analysis.words import capital, counted
from lib.domain.dates import month_name, uk
from lib.domain.free_text import LINE
from lib.domain.practice_edits import Edit, What
from lib.domain.roles import Permission
from lib.ui import caching, editing, forms, markup
from lib.ui.markup import Step, esc
from lib.ui.practice import Chosen
from lib.ui.views import View

TO = {
    What.CLOSE: "Merged into (empty where it only closed)",
    What.PCN: "PCN (empty where it is in none)",
    What.LMC: "LMC",
    What.SUPPLIER: "Supplier",
    What.GROUP: "Federation, team or place",
}
OVERRIDES = (
    "It holds until a later file says otherwise of this practice, and can be taken back"
    " under Upload history. Earlier months stay as they were."
)


def show(view: View, practice: Chosen) -> None:
    if view.user.may(Permission.EDIT_PRACTICES):
        with st.expander("Correct the register: merge, close or move this practice"):
            st.write(OVERRIDES)
            _form(view, practice)
    if view.user.may(Permission.READ_CASEWORK):
        _edits(view, practice)


def _edits(view: View, practice: Chosen) -> None:
    found = queries.practice_edits.of_practice(view.user, practice.facts.ods_code)
    if not found:
        return
    with st.expander(f"Corrections of the register ({len(found)})"):
        steps = [
            Step(
                f"{capital(one.upload.file_name)}. {one.holds}.",
                f"upload {one.upload.id}, {one.upload.sender}",
                f"by {one.upload.loaded_by}",
                one.upload.reason,
            )
            for one in found
        ]
        markup.timeline("edits", steps)


def _form(view: View, practice: Chosen) -> None:
    ods_code = practice.facts.ods_code
    form = editing.edit(f"edit-{ods_code}", practice.facts.version, "source")
    every = list(What)
    what: What = st.selectbox(
        "What is to be recorded",
        every,
        index=0,
        format_func=lambda each: capital(each),
        key=form.key("what"),
        width=forms.WIDE,
    )
    options = _options(view, practice, what)
    to: str | None = st.selectbox(
        TO[what],
        list(options),
        index=None,
        format_func=lambda code: options.get(code, code),
        placeholder="Choose one",
        accept_new_options=what is What.SUPPLIER,
        key=form.key(f"to-{what.name}"),
        width=forms.WIDE,
    )
    typed = forms.day_box("From", form.key("from"))
    reason = st.text_input("Reason", max_chars=LINE, key=form.key("reason"))
    source = st.text_input(
        "Source: a letter, a notice, its date", max_chars=LINE, key=form.key("source")
    )
    with forms.told():
        from_on = forms.read_day(typed)
        if from_on and (to or what in (What.CLOSE, What.PCN)):
            edit = Edit(ods_code, what, to, from_on, reason, source)
            _preview(view, practice, edit)
    if st.button("Record it", key=form.key("record")):
        with editing.saving(form, "The register is corrected."):
            day = forms.needed_day(typed, "Say from which day")
            edit = Edit(ods_code, what, to, day, reason, source)
            actions.practice_edits.record(edit, seen_version=form.seen, by=view.user)


def _options(view: View, practice: Chosen, what: What) -> dict[str, str]:
    """What may be chosen, by its code or name."""
    rows = view.now
    if what is What.CLOSE:
        others = rows[rows["ods_code"] != practice.facts.ods_code]
        named = zip(others["ods_code"], others["name"], strict=True)
        return {code: f"{name} ({code})" for code, name in named}
    if what is What.PCN:
        names = caching.figures(queries.organisations.names, view.user)
        return {
            code: f"{names.get(code, code)} ({code})" for code in _in(rows.pcn_code)
        }
    if what is What.LMC:
        found = queries.lmc_addresses.every(view.user)
        return {name: name for name in found if name != practice.facts.lmc_name}
    if what is What.SUPPLIER:
        return {name: name for name in _in(rows.supplier)}
    groups = _groups(view)
    kinds = dict(zip(groups["group_name"], groups["kind"], strict=True))
    return {name: f"{name} ({kind})" for name, kind in sorted(kinds.items())}


def _in(column: "pd.Series[str]") -> list[str]:
    return sorted(set(column.dropna()))


def _groups(view: View) -> pd.DataFrame:
    return caching.figures(queries.organisations.groups, view.user, view.period)


def _preview(view: View, practice: Chosen, edit: Edit) -> None:
    month = _grouped(view, edit)
    names = caching.figures(queries.organisations.names, view.user)
    found = [
        *edit_preview.lines(month, edit, names),
        _cases(view, edit),
        _sight(view, practice, edit),
        _overridden(view, edit),
    ]
    when = "" if edit.from_on <= _end(view) else ", if it held then"
    items = "".join(f"\n- {esc(line)}" for line in found if line)
    st.markdown(f"**What it would change in {month_name(view.period)}{when}:**{items}")


def _end(view: View) -> date:
    return (pd.Timestamp(view.period) + pd.offsets.MonthEnd(0)).date()


def _grouped(view: View, edit: Edit) -> pd.DataFrame:
    """With the group that each practice is in, of the kind that is chosen."""
    if edit.what is not What.GROUP:
        return view.now
    held = _groups(view)
    kind = held.loc[held["group_name"] == edit.to, "kind"].iloc[0]
    same = held[held["kind"] == kind].drop_duplicates("ods_code")
    named = same.set_index("ods_code")["group_name"]
    return view.now.assign(group=view.now["ods_code"].map(named))


def _cases(view: View, edit: Edit) -> str:
    if edit.what not in (What.CLOSE, What.SUPPLIER):
        return ""
    mine = view.cases["ods_code"] == edit.ods_code
    if not mine.any():
        return ""
    exempt = edit.what is What.CLOSE and not edit.to
    status = "exempt" if exempt else "transfer"
    return f"Its case stays open; “{status}” is proposed, and nothing moves by itself."


def _overridden(view: View, edit: Edit) -> str:
    if edit.what not in (What.PCN, What.SUPPLIER):
        return ""
    day = queries.practice_edits.snapshot(view.user, edit.ods_code)
    if day is None or day <= edit.from_on:
        return ""
    return (
        f"The hierarchy of {uk(day)} is loaded already and goes before it from then on."
        " If that file is wrong, take a day from then on."
    )


def _sight(view: View, practice: Chosen, edit: Edit) -> str:
    if edit.what is not What.LMC:
        return "Whoever sees the practice now still sees it."
    many = queries.practice_edits.observers(view.user)
    before, then = practice.facts.lmc_name or "", edit.to or ""
    lost, won = (counted(many.get(name, 0), "observer") for name in (before, then))
    left = f"{lost} of {before} would no longer see the practice; " if before else ""
    return f"{left}{won} of {then} would see it."
