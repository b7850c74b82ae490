"""Record of changes: who changed what, when, from what to what, and why."""

import streamlit as st

from lib import queries
from lib.ui import access, audit_trail, menu, verifying

user = access.current_user()

verifying.state(user)
st.page_link(menu.VERIFY_RECORD, label="What verifying proves")
verifying.form(user)
st.header("Entries", anchor=False)
audit_trail.entries(user, audit_trail.wanted(queries.audit.table_names(user)))
