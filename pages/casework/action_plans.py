"""Action plans: every case by the status of its plan, and what waits for a decision."""

import streamlit as st

from lib import queries
from lib.domain.dates import period_of, today
from lib.ui import access, caching, context, plan_list, plan_rows, plan_tasks
from lib.ui.captions import coverage
from lib.ui.views import View

user = access.current_user()
icb_code = context.icb_code(user)
months = caching.figures(queries.periods.months, user, icb_code)
view = View(user, months[0] if months else period_of(today()), icb_code)

coverage(view, left_out=False)
rows = plan_rows.of(view)
plan_list.lead(rows)
if rows.empty:
    st.stop()
plan_tasks.decisions(view)
narrowed = plan_list.narrowed(user, rows)
if narrowed.empty:
    plan_list.nobody()
else:
    plan_list.table(view, plan_list.by_status(narrowed))
