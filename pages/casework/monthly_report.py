"""One practice's report of one month: what came, what to ask, and recording it."""

import streamlit as st

from lib.domain.roles import Permission
from lib.ui import (
    access,
    burden,
    captions,
    practice,
    report_asking,
    report_duty,
    report_form,
    report_page,
    report_query,
)
from lib.ui.views import View

user = access.current_user()
facts = practice.facts_of(user, st.query_params.get("ods", "").upper())

report_page.links(facts)
head = st.container()
view = View(user, report_page.month(user, facts), facts.icb_code)
with head:
    report_page.heading(view, facts)
    captions.coverage(view, left_out=False)

shown = report_page.shown(view, facts.ods_code)
may = user.may(Permission.DO_CASEWORK)
report_page.figures(shown)
if may:
    report_form.judge(user, shown.newest)
report_query.show(user, shown)
if shown.duty is None:
    st.write("This practice has not been asked for a report of the month.")
    if may:
        burden.before_asking(user, facts.ods_code, facts.icb_code)
    report_asking.form(user, {facts.ods_code: facts.name}, last=view.period)
elif may:
    report_form.record(user, shown)
report_duty.show(user, shown)
report_page.versions(view, shown)
