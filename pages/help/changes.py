"""Changes since the last visit: what became known, grouped, on one page."""

from lib.ui import access, changes, context

user = access.current_user()

changes.show(user, context.icb_code(user))
