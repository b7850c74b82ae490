"""Monthly reports: who owes one, what came when, and what waits, month by month."""

import streamlit as st

from lib.analysis import report_sentences
from lib.analysis.report_steps import ordered
from lib.domain.roles import Permission
from lib.ui import (
    access,
    captions,
    context,
    filters,
    markup,
    report_asking,
    report_matrix,
    report_periods,
)
from lib.ui.views import View

user = access.current_user()
head = st.container()
icb_code = context.icb_code(user)
with filters.row():
    order = report_matrix.order(user)
    last = report_matrix.month(user, icb_code)
    every = report_matrix.cells(user, icb_code, last)
    found = report_matrix.narrowed(user, every) if len(every) else every

view = View(user, last, icb_code)
with head:
    captions.coverage(view, left_out=False)
    if len(every):
        markup.lead_markdown(report_sentences.lead(every), "reports")

if every.empty:
    markup.empty_state(
        "No practice has been asked for reports",
        "Being over the threshold asks nothing by itself. Record below what you ask.",
    )
elif found.empty:
    filters.no_match()
else:
    report_matrix.show(view, found, ordered(found, order))
    report_matrix.sums(view, found)
    report_matrix.by_place(view, found, last)
    report_asking.many(user, every, last)

report_periods.panel(user, icb_code, last)
if user.may(Permission.DO_CASEWORK):
    with st.expander("Ask practices for reports"):
        names = report_matrix.not_asked(view, every)
        report_asking.form(user, names, last=last)
        if not names:
            st.write("Every practice over the threshold has been asked.")
