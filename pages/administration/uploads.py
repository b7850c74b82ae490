"""Upload history: what was loaded, by whom, and withdrawing it."""

from lib import queries
from lib.ui import access, caching, uploads

user = access.current_user()

every = caching.ask(queries.uploads.every, user)
if every.empty:
    uploads.say_there_are_none(user)
else:
    uploads.history(user, every)
    uploads.one(user, every)
    uploads.matches(user)
