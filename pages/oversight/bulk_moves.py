"""Bulk moves: between which months a practice's count jumped or was cleared out."""

import streamlit as st

from lib.ui import access, bulk_moves, context, filters
from lib.ui.captions import coverage
from lib.ui.views import View

user = access.current_user()
icb_code = context.icb_code(user)
head = st.container()
with filters.row():
    view = View(user, filters.month(user, icb_code), icb_code)
    result = bulk_moves.found(view)
    moves = bulk_moves.narrowed(user, view, result.moves)
with head:
    coverage(view, left_out=False)
    bulk_moves.lead(result)
bulk_moves.by_month(view, moves)
bulk_moves.practices(view, moves)
bulk_moves.clusters(view, result.moves)
bulk_moves.method()
