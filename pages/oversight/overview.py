"""Overview: where this month stands, what changed, and how it is spread."""

import streamlit as st

from lib.analysis import sentences
from lib.domain.measures import Key
from lib.ui import (
    access,
    context,
    filters,
    markup,
    online_accounts,
    overview,
    overview_casework,
    overview_charts,
    saved,
)
from lib.ui.captions import basis_heading, coverage
from lib.ui.views import View

user = access.current_user()
head = st.container()
icb_code = context.icb_code(user)
view = View(user, filters.month(user, icb_code), icb_code)
of_104 = Key.CODED_104 in view.measures
with head:
    online_accounts.stance(view)
    if of_104:
        coverage(view)
        for position in view.positions:
            words = sentences.overview_lead(position)
            markup.lead_markdown(words, position.basis)
if of_104 and not view.positions:
    st.stop()

if of_104:
    for position in view.positions:
        basis_heading(view, position.basis, st.header)
        cards = overview_casework.cards(view)
        overview.stats(position, cards)
        if position is view.positions[-1]:
            overview_casework.late(view, cards)
with overview_casework.beside(view):
    if of_104:
        overview.changes(view)
online_accounts.section(view)
saved.pinned(view)
if of_104:
    overview_charts.distribution(view)
    overview_charts.trends(view)
    overview_charts.by_group(view)
