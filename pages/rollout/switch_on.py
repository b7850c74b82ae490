"""Switch-on: where each practice stands in the rollout, what is due, who is over too."""

import streamlit as st

from lib.ui import access, context, filters, rollout
from lib.ui.captions import coverage
from lib.ui.views import View

user = access.current_user()
icb_code = context.icb_code(user)
head = st.container()
with filters.row():
    view = View(user, filters.month(user, icb_code), icb_code)
    found = rollout.narrowed(view)
    listed = rollout.chosen(found)

with head:
    coverage(view, left_out=False)
    rollout.lead(found)
rollout.by_stage(found)
if rollout.is_chosen():
    rollout.practices(view, found, listed)
rollout.calendar(view, found)
rollout.crossing(view, found)
rollout.suppliers(view, found)
if not rollout.is_chosen():
    rollout.practices(view, found, listed)
