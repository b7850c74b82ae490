"""Overview: where this month stands, what changed, and how it is spread."""

import streamlit as st

from lib.analysis import sentences
from lib.ui import access, context, filters, markup, overview, overview_charts, saved
from lib.ui.views import View, basis_heading, coverage

user = access.current_user()
head = st.container()
icb_code = context.icb_code(user)
view = View(user, filters.month(user, icb_code), icb_code)
with head:
    coverage(view)
    for position in view.positions:
        words = sentences.overview_lead(position)
        markup.lead_markdown(words, position.basis)
if not view.positions:
    st.stop()

for position in view.positions:
    basis_heading(view, position.basis, st.header)
    overview.stats(position)
overview.needs_doing(view)
overview.changes(view)
saved.pinned(view)
overview_charts.distribution(view)
overview_charts.trends(view)
overview_charts.by_group(view)
