"""Over the threshold: who has excluded more than the limit, ordered by what to do."""

import streamlit as st

from lib.analysis import over_list, sentences
from lib.ui import access, filters, markup, over, saved, tables, views

user = access.current_user()
with filters.row():
    period = filters.month(user)
    whole = views.load(user, period)
    figures = filters.narrow(
        user,
        whole.figures,
        (filters.SUB_ICB, filters.PCN, filters.SUPPLIER, filters.LMC),
    )
    figures = filters.group(user, figures, period)
    only = over.only()
    sort = over.sort()
view = whole.of(figures)

views.coverage(whole)
for position in whole.positions:
    rules = whole.rules_in_view(position.basis)
    limit = sentences.limit_of_theirs(rules[0]) if len(rules) == 1 else "the limit"
    markup.lead_markdown(sentences.over_lead(position, limit), position.basis)
what_if = over.what_if(whole)

listed = over_list.practices(view.figures, period, view.rules)
if what_if is not None:
    listed = over.as_if(listed, what_if)
table = over.chosen(listed[listed["over"]], only, sort)
filters.count_line(len(table))
if table.empty:
    over.nobody()
else:
    notes = view.notes("Practices over the threshold")
    tables.show("over", over.named(user, table), over.COLUMNS, notes, user)
    st.caption(over.EXPLANATION)

if what_if is None:
    over.fold("near", "Near the threshold", over.near(listed), view)
    over.fold("came-down", "Came down", listed[listed["came_down"]], view)
    over.unread(view)
    saved.save_form(user, "over_threshold")
