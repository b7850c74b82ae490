"""The safety check on a practice's page: the question that a fast fall asks; staff only."""

from datetime import date

import streamlit as st

from lib import actions
from lib.actions.safety_checks import Answer
from lib.analysis.words import number
from lib.casework import safety
from lib.casework.safety import Asked
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import month_name, today, uk
from lib.domain.free_text import LINE, PAGE
from lib.domain.roles import Permission
from lib.domain.safety import QUESTION
from lib.domain.users import User
from lib.ui import caching, editing, forms, markup
from lib.ui.markup import esc
from lib.ui.practice import Chosen
from lib.ui.views import View

YES, NO = "Yes, the search came first", "No, or not known"


def show(view: View, practice: Chosen) -> None:
    if not view.user.may(Permission.READ_CASEWORK):
        return
    found = caching.ask(
        _asked, view.user, view.period, practice.facts.icb_code, practice.facts.ods_code
    )
    if not found:
        return
    st.header("Safety check", anchor=False)
    st.write(
        f"{QUESTION} Some 104 codes protect people; the aim is never zero. Only staff"
        " see this."
    )
    for asked in found:
        _one(asked)
    if view.user.may(Permission.DO_CASEWORK):
        with st.expander("Record or change an answer"):
            _form(view, practice, _chosen(found))


def _asked(
    user: User, period: date, icb_code: str | None, ods_code: str
) -> list[Asked]:
    figures = View(user, period, icb_code).figures
    own = figures[figures["ods_code"] == ods_code]
    return safety.every(own, user, period, icb_code)


def _one(asked: Asked) -> None:
    fall, answer = asked.check.fall, asked.answer
    month = month_name(fall.period)
    status = "Answered" if answer else "Safety check"
    note = (
        f"From {number(fall.before)} to {number(fall.now)} since"
        f" {month_name(fall.since)}. {asked.check.why}"
    )
    markup.task(f"safety-{fall.period}", month, note, status)
    if answer:
        said = YES if answer.search_first else NO
        st.markdown(
            esc(f"{said}. {answer.answer} ({answer.source}, {uk(answer.answered_on)})")
        )


def _chosen(found: list[Asked]) -> Asked:
    """Of several falls the one that is written about; first, one without an answer."""
    months = {asked.check.fall.period: asked for asked in found}
    waiting = [place for place, asked in enumerate(found) if asked.answer is None]
    if len(months) == 1:
        return found[0]
    month = st.selectbox(
        "Fall",
        list(months),
        index=next(iter(waiting), 0),
        format_func=month_name,
        key=f"safety-of-{found[0].check.fall.ods_code}",
        width=240,
    )
    return months[month]


def _form(view: View, practice: Chosen, asked: Asked) -> None:
    fall, answer = asked.check.fall, asked.answer
    name = f"safety-{fall.ods_code}-{fall.period:%Y-%m}"
    form = editing.edit(name, answer.version if answer else 0, "answer")
    editing.theirs(form, {"Answer": answer.answer if answer else ""})
    with st.form(form.key("form"), border=False):
        choice = st.radio(
            QUESTION,
            [YES, NO],
            index=1 if answer and not answer.search_first else 0 if answer else None,
            key=form.key("first"),
        )
        text = st.text_area(
            "What was found out",
            answer.answer if answer else "",
            max_chars=PAGE,
            key=form.key("answer"),
        )
        source = st.text_input(
            "Who said so",
            answer.source if answer else "",
            max_chars=LINE,
            key=form.key("source"),
        )
        on = forms.day_box("On", form.key("on"), answer.answered_on if answer else None)
        st.caption(DISCLOSABLE)
        if not st.form_submit_button("Save the answer"):
            return
    if choice is None:
        st.error("Say whether the search came first.")
        return
    with editing.saving(form, "The answer is saved."):
        said = Answer(choice == YES, text, source, forms.read_day(on) or today())
        actions.safety_checks.answer(
            practice.facts.ods_code,
            fall.period,
            said,
            seen_version=form.seen or None,
            by=view.user,
        )
