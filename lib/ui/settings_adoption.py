"""Settings: the ICB's decision to act on the rule, or to stop, with its authority."""

from collections.abc import Sequence

import streamlit as st

from lib import actions, queries
from lib.actions.adoptions import Decision
from lib.analysis import frame
from lib.analysis.words import counted
from lib.documents.tables import Column, Kind, Notes
from lib.domain.adoption import Adoption, in_force
from lib.domain.dates import month_name, today, uk
from lib.domain.free_text import LINE
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, context, editing, folds, forms, tables
from lib.ui.markup import esc

ADOPT, END = "The ICB acts on the rule", "The ICB no longer acts on it"
COLUMNS = [
    Column("icb", "ICB"),
    Column("what", "Decision"),
    Column("from_on", "From", Kind.DAY),
    Column("authority", "Authority"),
    Column("link", "Link", missing="none"),
    Column("decided_by", "Decided by"),
    Column("recorded_by", "Recorded by"),
]


def show(user: User) -> None:
    st.header("Acting on the 50% rule", anchor=False)
    st.write(
        "The rule is known from press reports only. Being over the threshold asks nothing"
        " of anybody: a case begins, and a plan may be asked for, only from the day on"
        " which the ICB's own decision is on record here."
    )
    found = queries.adoptions.every(user)
    names = context.icbs(user)
    states = [_state(names[code], in_force(found, code, today())) for code in names]
    st.markdown("\n\n".join(states))
    every = "Every decision on record"
    if found and (fold := folds.opened(every, "every-decision")):
        with fold:
            _history(user, found, names)
    if user.may(Permission.SET_RULES) and names:
        with st.expander("Record a decision"):
            _preview(user, names)
            _form(user, names)


def _preview(user: User, names: dict[str, str]) -> None:
    """Of how many practices a plan may be asked for, or no longer."""
    found = caching.figures(_over, user, tuple(names))
    lines = [
        f"\n- {esc(names[code])}: {counted(over, 'practice')} over in {month}"
        for code, (over, month) in found.items()
    ]
    if lines:
        st.markdown(
            "**What it would change:** of these practices a case may begin, or with the"
            f" end of a decision none new begins. Cases that are open stay.{''.join(lines)}"
        )


def _over(user: User, icb_codes: Sequence[str]) -> dict[str, tuple[int, str]]:
    """How many practices are over, by ICB, and the last month with counts."""
    found = {}
    for code in icb_codes:
        month = queries.periods.default(user, code)
        if month is not None:
            rows = frame.expected(caching.panel(user, month, month))
            own = rows.loc[rows["icb_code"] == code, "over"].fillna(value=False)
            found[code] = int(own.sum()), month_name(month)
    return found


def _state(name: str, decision: Adoption | None) -> str:
    if decision is None:
        return f"**{esc(name)}**: no decision in force. Plans cannot be asked for."
    return (
        f"**{esc(name)}** acts on the rule from {uk(decision.from_on)}:"
        f" {esc(decision.authority)}, decided by {esc(decision.decided_by)}."
    )


def _history(user: User, found: list[Adoption], names: dict[str, str]) -> None:
    from_new = sorted(found, key=lambda each: each.sequence, reverse=True)
    table = tables.of_rows(from_new, ["icb_code", "adopted", *_SAID])
    table = table.assign(
        icb=table["icb_code"].map(lambda code: names.get(code, code)),
        what=table["adopted"].map({True: ADOPT, False: END}),
        link=table["link"].replace("", None),
    )
    notes = Notes("Decisions on the rule", "As recorded", None, user.name)
    tables.show("adoptions", table, COLUMNS, notes, user)


_SAID = ["from_on", "authority", "link", "decided_by", "recorded_by"]


def _form(user: User, names: dict[str, str]) -> None:
    form = editing.edit("adoption", 0, "authority")
    with st.form(form.key("form"), border=False):
        code = st.selectbox(
            "ICB",
            list(names),
            format_func=lambda icb: names.get(icb, icb),
            key=form.key("icb"),
            width=forms.WIDE,
        )
        what = st.radio("Decision", [ADOPT, END], key=form.key("what"))
        from_on = forms.day_box("From", form.key("from"))
        authority = st.text_input(
            "Authority: a minute, a letter, its date",
            max_chars=LINE,
            key=form.key("authority"),
        )
        link = st.text_input("Link, if any", max_chars=LINE, key=form.key("link"))
        decided_by = st.text_input(
            "Person or committee that decided", max_chars=LINE, key=form.key("by")
        )
        if not st.form_submit_button("Record the decision"):
            return
    with editing.saving(form, "The decision is on record."):
        day = forms.needed_day(from_on, "Say from which day")
        decision = Decision(code, day, authority, decided_by, link, what == ADOPT)
        actions.adoptions.record(decision, by=user)
