"""A practice without a stored case: what it is, and the first act."""

import streamlit as st

from lib import actions
from lib.analysis import cases
from lib.analysis.cases import Stage
from lib.casework import cases as of_casework
from lib.domain.dates import month_name
from lib.domain.roles import Permission
from lib.queries.practices import PracticeFacts
from lib.ui import forms, markup
from lib.ui.markup import esc
from lib.ui.views import View


def show(view: View, facts: PracticeFacts) -> None:
    st.title(f"Action plan: {esc(facts.name)}", anchor=False)
    found = of_casework.of(view.figures, view.user, view.period, view.icb_code)
    case = next((each for each in found if each.ods_code == facts.ods_code), None)
    if case is None:
        st.write("The practice is not over the threshold, and no case is open.")
        return
    st.markdown(f"{facts.ods_code} · {esc(case.stage)}")
    if case.stage is Stage.NOT_ADOPTED or case.opened_period is None:
        st.write(
            "It is not on record that the ICB acts on the rule, so no plan can be asked"
            " for. An administrator records its decision."
        )
        return
    since = month_name(case.opened_period)
    markup.lead(f"Over the threshold since {since}.", " No plan has been asked for.")
    if not view.user.may(Permission.DO_CASEWORK):
        return
    ground = cases.ground(view.figures, facts.ods_code, case.opened_period)
    pressed = st.button("Open the case", type="primary", key="primary-begin")
    st.caption("Nothing is asked of the practice by this.")
    if pressed and ground is not None:
        with forms.feedback("The case is open."):
            actions.episodes.begin(ground, by=view.user)
