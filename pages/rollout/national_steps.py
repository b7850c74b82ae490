"""National steps: NHS England's list of a month, practice by practice."""

from lib.ui import access, context, filters, national_steps

user = access.current_user()

found = national_steps.words(user, context.icb_code(user))
with filters.row():
    month = national_steps.month(found)
national_steps.table(user, found, month)
