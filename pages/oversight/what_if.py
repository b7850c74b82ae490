"""What if: history replayed under another threshold, basis or due rule."""

from lib.ui import access, context, filters, what_if
from lib.ui.captions import coverage
from lib.ui.views import View

user = access.current_user()
icb_code = context.icb_code(user)
with filters.row():
    view = View(user, filters.month(user, icb_code), icb_code)
chosen = what_if.supposed(view)
what_if.strip(chosen)
coverage(view, left_out=False)
what_if.show(view, chosen)
