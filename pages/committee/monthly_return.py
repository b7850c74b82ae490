"""The return to NHS England: draw it up, check it, call it final, and what was sent."""

import streamlit as st

from lib import queries
from lib.ui import (
    access,
    caching,
    captions,
    context,
    filters,
    monthly_return,
    report_matrix,
    return_files,
)
from lib.ui.views import View

user = access.current_user()
head = st.container()
icb_code = context.icb_code(user)
with filters.row():
    view = View(user, report_matrix.month(user, icb_code), icb_code)
with head:
    captions.coverage(view, left_out=False)

if icb_code is None:
    return_files.region(view)
    st.stop()

found = caching.ask(queries.monthly_returns.every, user, icb_code, view.period)
with head:
    monthly_return.lead(found, view)
choice = monthly_return.choose(view, icb_code)
rows = monthly_return.check(view, choice)
if len(rows.table):
    monthly_return.draw_up(view, choice, len(found) + 1)
monthly_return.versions(view, found)
