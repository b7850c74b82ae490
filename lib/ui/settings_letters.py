"""Settings: the wording of letters, after a look at what one would say."""

from datetime import date

import streamlit as st

from lib import actions, queries
from lib.actions.letter_wordings import MOST, Wording
from lib.analysis.words import capital
from lib.domain import letter_wording
from lib.domain.ask import Ask, AskKind
from lib.domain.dates import today, uk
from lib.domain.free_text import LINE
from lib.domain.letter import LetterKind
from lib.domain.letter_templates import Facts
from lib.domain.letter_wording import PASSAGES, LetterWording
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import context, editing, forms, markup
from lib.ui.markup import Step, esc
from lib.ui.settings_values import EVERYBODY, for_whom


def show(user: User) -> None:
    st.header("Wording of letters", anchor=False)
    st.write(
        "Each kind of letter has a shipped wording. Another one can replace it from a day"
        " on; letters that are written already stay as they are."
    )
    found = queries.letter_wordings.every(user)
    if found:
        names = context.icbs(user)
        with st.expander("Every wording that was ever set"):
            markup.timeline("wording", [_step(each, names) for each in found])
    if user.may(Permission.SET_RULES):
        with st.expander("Set the wording of a letter"):
            _form(user, found)


def _step(wording: LetterWording, names: dict[str, str]) -> Step:
    whose = names.get(wording.icb_code or "", wording.icb_code or EVERYBODY)
    what = wording.subject if wording.body else "the shipped wording again"
    return Step(
        f"{capital(wording.kind)}, {whose}: {what}",
        f"from {uk(wording.from_on)}, {wording.source}",
        f"by {wording.recorded_by}",
        wording.body,
    )


def _form(user: User, found: list[LetterWording]) -> None:
    form = editing.edit("wording", 0, "source")
    kinds = list(LetterKind)
    kind: LetterKind = st.selectbox(
        "Kind of letter",
        kinds,
        index=0,
        format_func=lambda each: capital(each),
        key=form.key("kind"),
        width=forms.WIDE,
    )
    whose = for_whom(user, form.key("icb"))
    now = letter_wording.in_force(found, kind, whose, today())
    subject, body = (now.subject, now.body) if now else letter_wording.begun(kind)
    needed = ", ".join(f"[{name}]" for name in letter_wording.required(kind))
    every = ", ".join(f"[{name}]" for name in PASSAGES)
    st.markdown(
        f"Passages in square brackets are filled in. Needed: {esc(needed)}. All there"
        f" are: {esc(every)}. An empty letter puts the shipped wording back."
    )
    key = f"{kind.name}-{whose}"
    subject = st.text_input(
        "Subject",
        subject,
        max_chars=LINE,
        key=form.key(f"subject-{key}"),
        width=forms.WIDE,
    )
    body = st.text_area(
        "Letter", body, height=320, max_chars=MOST, key=form.key(f"body-{key}")
    )
    from_on = forms.day_box("From", form.key("from"))
    source = st.text_input(
        "Source: a minute, a letter, its date", max_chars=LINE, key=form.key("source")
    )
    with forms.told():
        _preview(kind, subject, body)
    if st.button("Set the wording", key=form.key("set")):
        with editing.saving(form, "The wording is set."):
            actions.letter_wordings.record(
                Wording(kind, subject, body),
                icb_code=whose,
                from_on=forms.needed_day(from_on, "Say from which day"),
                source=source,
                by=user,
            )


def _preview(kind: LetterKind, subject: str, body: str) -> None:
    """As it would read to an invented practice."""
    facts = _invented(today())
    wording = None
    if body.strip():
        letter_wording.check(kind, subject, body)
        wording = LetterWording(
            kind=kind,
            subject=subject,
            body=body,
            from_on=today(),
            source="",
            sequence=0,
            recorded_by="",
        )
    text = letter_wording.write(kind, facts, wording)
    with st.container(border=True):
        st.markdown(f"**{esc(text.subject)}**")
        st.text(text.body)


def _invented(day: date) -> Facts:
    ask = Ask(
        practice_code="X99999",
        icb_code="",
        kind=AskKind.PLAN,
        authority="letter of the ICB",
        recipient=Recipient.ICB,
        asked_on=day,
        due_on=day,
        minutes=0,
        asked_by="",
    )
    return Facts(
        practice="An Invented Surgery (X99999)",
        icb="an invented ICB",
        why="This is an example.",
        ask=ask,
        due_on=day,
        period=day.replace(day=1),
        lines=["An example of what is asked"],
        lmc="Invented LMC",
        lmc_address="1 High Street",
    )
