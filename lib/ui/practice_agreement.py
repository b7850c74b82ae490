"""Whether a practice lets observers see its name or its plan: its word, typed by staff."""

import streamlit as st

from lib import actions, queries
from lib.actions.agreements import Answer
from lib.domain.agreement import Shown
from lib.domain.dates import uk
from lib.domain.free_text import LINE
from lib.domain.users import User
from lib.ui import editing, forms
from lib.ui.markup import esc

ABOUT = {
    Shown.PLAN: "What its plan says, and the papers of it",
    Shown.NAME: "Its name, where the ICB does not show names",
}
YES, NO = "It agrees", "It does not agree"


def form(user: User, ods_code: str) -> None:
    """What holds now, and a newer word."""
    said = queries.agreements.of_practice(user, ods_code)
    for about, words in ABOUT.items():
        last = next((each for each in said if each.about is about), None)
        told = "nothing on record, so it is not shown"
        if last is not None:
            verb = "agreed" if last.agreed else "did not agree"
            told = f"{verb} on {uk(last.said_on)}, {last.source}"
        st.markdown(f"{words}: {esc(told)}.")
    _newer(user, ods_code)


def _newer(user: User, ods_code: str) -> None:
    form = editing.edit(f"agreement-{ods_code}", 0, "source")
    with st.form(form.key("form"), border=False):
        about = st.selectbox(
            "Observers may see",
            [*ABOUT],
            format_func=ABOUT.__getitem__,
            key=form.key("about"),
        )
        answer = st.radio("The practice says", [YES, NO], key=form.key("answer"))
        on = forms.day_box("Said on", form.key("on"))
        source = st.text_input(
            "Where it says so", max_chars=LINE, key=form.key("source")
        )
        if not st.form_submit_button("Save what it agreed to"):
            return
    with editing.saving(form, "It is on record, and holds from now on."):
        said_on = forms.needed_day(on, "Say on which day")
        said = Answer(about or Shown.PLAN, answer == YES, said_on, source)
        actions.agreements.record(ods_code, said, by=user)
