"""Patient-months with an active 104, by area, supplier, deprivation fifth or practice."""

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import patient_months as adding
from lib.ui import access, caching, context, filters, patient_months
from lib.ui.captions import coverage
from lib.ui.views import View

user = access.current_user()
icb_code = context.icb_code(user)
fifths = caching.figures(queries.deprivation.fifths, user)
head = st.container()
with filters.row():
    view = View(user, filters.month(user, icb_code), icb_code)
    first = patient_months.first_month(view)
    column = patient_months.group_by(fifths)
    figures = adding.with_fifths(view.figures, fifths)
    rows = filters.narrow(user, figures[figures["period"] >= pd.Timestamp(first)])
with head:
    coverage(view, left_out=False)
if rows["expected"].any():
    patient_months.show(view, rows, column)
else:
    filters.no_match()
