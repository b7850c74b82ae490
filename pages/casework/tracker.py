"""Tracker: take the cases out as a workbook, and bring a team's spreadsheet in."""

import streamlit as st

from lib.domain.roles import Permission
from lib.ui import access, context, tracker_form, tracker_review

user = access.current_user()
icb_code = context.icb_code(user)
batch = st.query_params.get("batch", "")

if batch and user.may(Permission.DO_CASEWORK):
    tracker_review.show(user, batch)
elif icb_code is None:
    tracker_form.which_icb(user)
else:
    tracker_form.take_out(user, icb_code)
    if user.may(Permission.DO_CASEWORK):
        tracker_form.bring_in(user, icb_code)
    tracker_form.template()
