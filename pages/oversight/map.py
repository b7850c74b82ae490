"""Map: practices by ICB or sub-ICB location, shaded by a share, with the same as a table."""

import streamlit as st

from lib.ui import access, area_map, context, filters
from lib.ui.captions import coverage
from lib.ui.views import View

user = access.current_user()

head = st.container()
with filters.row():
    icb_code = context.icb_code(user)
    view = View(user, filters.month(user, icb_code), icb_code)
    chosen = area_map.choose()
with head:
    coverage(view)
area_map.show(view, chosen)
