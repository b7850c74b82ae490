"""One practice: where it stands, why it is here, and every figure with its source."""

import streamlit as st

from lib.domain.dates import period_of, today
from lib.domain.measures import Key
from lib.ui import (
    access,
    correction,
    figure_queries,
    filters,
    markup,
    menu,
    practice,
    practice_access,
    practice_call,
    practice_case,
    practice_closing,
    practice_contacts,
    practice_correspondence,
    practice_edit,
    practice_escalation,
    practice_figures,
    practice_rollout,
    practice_safety,
    practice_steps,
    practice_timeline,
    practice_voice,
    practice_why,
)
from lib.ui.captions import coverage
from lib.ui.views import View

user = access.current_user()
facts = practice.facts_of(user, st.query_params.get("ods", "").upper())

st.page_link(menu.OVER, label="Back to the list")
head = st.container()
months = filters.months(user, facts.icb_code)
period = filters.month(user, facts.icb_code) if months else period_of(today())
view = View(user, period, facts.icb_code)
chosen = practice.chosen(view, facts)
case = practice_case.row(view, chosen)
of_104 = Key.CODED_104 in view.measures
with head:
    practice.heading(view, chosen, case)
    practice_call.show(user, facts.ods_code)
    if of_104:
        coverage(view, left_out=False)
        practice.words(view, chosen)
    practice_voice.show(user, facts.ods_code)

with st.container(horizontal=True, gap="large"):
    with st.container(width=markup.READ):
        if of_104:
            practice.chart(view, chosen)
        practice_access.show(view, chosen)
        practice_case.show(view, chosen, case)
        practice_closing.show(view, chosen, case)
        practice_escalation.show(view, chosen, case)
        figure_queries.show(user, facts, period, months)
        practice_safety.show(view, chosen)
    with st.container(key="beside"):
        practice.facts_list(chosen)
        practice_case.contract(view, chosen)
        practice_contacts.show(user, facts.ods_code)

history, here, rollout, figures = practice.parts(facts.ods_code)
if history:
    with history:
        practice_timeline.show(user, facts.ods_code)
        practice_correspondence.show(user, facts.ods_code)
if here:
    with here:
        if of_104:
            practice_why.show(view, chosen, case)
        else:
            st.write("In this month the ICB does not go by the count of 104 codes.")
if rollout:
    with rollout:
        practice_rollout.show(user, facts.ods_code)
        practice_steps.show(user, facts)
if figures:
    with figures:
        practice_figures.show(view, chosen)
        correction.form(view, chosen)
        practice_edit.show(view, chosen)
