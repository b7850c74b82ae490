"""National steps: NHS England's list of a month, practice by practice."""

from lib.ui import access, context, filters, national_steps

user = access.current_user()

with filters.row():
    icb_code = context.icb_code(user)
    found = national_steps.words(user, icb_code)
    month = national_steps.month(found)
if month is None:
    national_steps.say_there_are_none(user)
else:
    national_steps.table(user, found, month)
