"""Online accounts with access: each practice's share, on which side of the limit."""

import streamlit as st

from lib.analysis import frame
from lib.domain.measures import Key
from lib.ui import access, context, filters, online_accounts
from lib.ui.views import View

user = access.current_user()
head = st.container()
with filters.row():
    icb_code = context.icb_code(user)
    period = filters.month(user, icb_code, (Key.ACCESS, Key.CODED_104))
    view = View(user, period, icb_code)
    found = online_accounts.standing(view)
    if found is None:
        with head:
            online_accounts.not_gone_by(view, Key.ACCESS)
        st.stop()
    now = frame.expected(frame.month(view.accounts, period))
    wanted = (filters.SUB_ICB, filters.PCN, filters.SUPPLIER, filters.LMC)
    rows = filters.group(user, filters.narrow(user, now, wanted), period)
    which = online_accounts.side()
    order = filters.sort_by(online_accounts.SORTS)
with head:
    online_accounts.lead(view, found)

rows = online_accounts.of_side(rows, which)
filters.count_line([len(rows)])
online_accounts.listed(view, rows, order)
online_accounts.trend(view, found)
