"""Overview: where this month stands, what changed, and how it is spread."""

from lib.analysis import sentences
from lib.ui import access, filters, markup, overview, saved, views

user = access.current_user()
with filters.row():
    period = filters.month(user)
view = views.load(user, period)

views.coverage(view)
for position in view.positions:
    markup.lead_markdown(sentences.overview_lead(position), position.basis)
    overview.stats(position)
saved.pinned(view)
overview.changes(view)
for position in view.positions:
    overview.distribution(view, position)
    overview.trends(view, position)
    overview.by_group(view, position)
