"""One action plan: what it says with its arithmetic, its review, and its case."""

import streamlit as st

from lib import queries
from lib.domain.dates import period_of, today
from lib.domain.roles import Permission
from lib.ui import (
    access,
    caching,
    menu,
    plan_begin,
    plan_draft,
    plan_observed,
    plan_pace,
    plan_page,
    plan_read,
    plan_review,
    plan_steps,
    plan_tasks,
    practice,
)
from lib.ui.views import View

user = access.current_user()
facts = practice.facts_of(user, st.query_params.get("ods", "").upper())

st.page_link(
    menu.PRACTICE, label=f"Back to {facts.name}", query_params={"ods": facts.ods_code}
)
months = caching.figures(queries.periods.months, user, facts.icb_code)
view = View(user, months[0] if months else period_of(today()), facts.icb_code)
asked = st.query_params.get("episode", "")
if not user.may(Permission.READ_CASEWORK):
    plan_observed.show(view, facts, asked)
    st.stop()
shown = plan_page.find(view, facts, asked)
if shown is None:
    plan_begin.show(view, facts)
    st.stop()

plan_page.heading(shown)
plan_tasks.next_and_previous(shown)
part = plan_page.parts(shown)
if part == plan_page.REVIEW:
    plan_review.show(shown)
elif part == plan_page.CASE:
    plan_steps.show(shown)
else:
    left, right = st.columns([8, 5], gap="large")
    with left:
        editing = plan_page.is_edited(shown)
        content = plan_draft.edit(shown) if editing else plan_read.show(shown)
        plan_tasks.milestones(shown)
    with right:
        plan_pace.arithmetic(shown, content)
    plan_pace.against_actual(shown)
