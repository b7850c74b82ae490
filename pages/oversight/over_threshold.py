"""Over the threshold: who has excluded more than the limit, ordered by what to do."""

import streamlit as st

from lib.analysis import frame
from lib.domain.measures import Key
from lib.ui import (
    access,
    context,
    filters,
    many,
    online_accounts,
    over,
    over_cases,
    saved,
)
from lib.ui.captions import coverage
from lib.ui.views import View

user = access.current_user()
head = st.container()
with filters.row():
    icb_code = context.icb_code(user)
    view = View(user, filters.month(user, icb_code), icb_code)
    if Key.CODED_104 not in view.measures:
        with head:
            online_accounts.not_gone_by(view, Key.CODED_104)
        st.stop()
    wanted = (filters.SUB_ICB, filters.PCN, filters.SUPPLIER, filters.LMC)
    practices = filters.narrow(user, view.now, wanted)
    practices = filters.group(user, practices, view.period)
    listed = view.worked[view.worked["ods_code"].isin(practices["ods_code"])]
    listed = over_cases.narrow(view, listed)
    which, order = over.only(), over.sort()
with head:
    coverage(view)
    over.leads(view)
if not view.positions:
    st.stop()

rule = over.what_if(view)
if rule is not None:
    table = over.ordered(over.as_if(listed, rule), order)
    filters.count_line([len(table)])
    over.supposed(view, table, rule)
    st.stop()

table = over.ordered(over.of_choice(listed, which), order)
found = {p.basis: frame.on_basis(table, p.basis) for p in view.positions}
filters.count_line([len(rows) for rows in found.values()])
if table.empty:
    over.nobody(which)
else:
    for basis, rows in found.items():
        over.section(view, basis, rows, which)
if which == over.EVERY:
    for basis in found:
        over.about(view, basis, frame.on_basis(listed, basis))
    over.unread(view, practices["ods_code"])
many.show(view, table)
saved.save_form(user, "over_threshold")
