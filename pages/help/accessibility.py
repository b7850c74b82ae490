"""Accessibility: how far the application meets WCAG 2.2 AA, and the way round."""

import streamlit as st

from lib.ui import access, accessibility

user = access.current_user()

st.title("Accessibility statement", anchor=False)
accessibility.statement()
accessibility.falls_short()
accessibility.checked()
accessibility.contact()
