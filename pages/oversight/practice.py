"""One practice: where it stands, why it is here, and every figure with its source."""

import streamlit as st

from lib import queries
from lib.domain.dates import period_of, today
from lib.ui import (
    access,
    correction,
    filters,
    markup,
    menu,
    practice,
    practice_figures,
    practice_why,
    views,
)

user = access.current_user()
ods_code = st.query_params.get("ods", "").upper()
if not ods_code:
    with markup.empty_state("Choose a practice", "Use “Find a practice” above."):
        st.stop()
facts = queries.practices.get(user, ods_code)

st.page_link(menu.path("oversight/over_threshold"), label="Back to the list")
months = queries.periods.months(user, facts.icb_code)
title = st.container()
period = filters.month(user) if months else period_of(today())
view = views.load(user, period)
chosen = practice.chosen(view, facts)
with title:
    practice.heading(chosen)
views.coverage(view, left_out=False)
practice.words(view, chosen)

grid = st.grid(3, min_column_width=310, gap=("small", "large"))
with grid.cell(column_span=2):
    practice.chart(view, chosen)
with grid.cell(row_span=2):
    practice.facts_list(chosen)
    practice_why.show(view, chosen)
with grid.cell(column_span=2):
    practice_figures.show(view, chosen)
    correction.form(view, facts)
