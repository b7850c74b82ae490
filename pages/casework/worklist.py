"""Worklist: what waits today, this week, and on others, with the place to act."""

from lib import queries
from lib.domain.roles import Permission
from lib.ui import access, caching, context, filters, worklist
from lib.ui.views import View

user = access.current_user()
user.require(Permission.READ_CASEWORK)
icb_code = context.icb_code(user)
period = caching.figures(queries.periods.default, user, icb_code)
if period is None:
    filters.say_nothing_is_loaded(user)
else:
    view = View(user, period, icb_code)
    worklist.show(view, worklist.chosen(view))
