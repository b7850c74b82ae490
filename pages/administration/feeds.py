"""Data feeds: keys with which a spreadsheet fetches what their owner may see."""

from lib.ui import access, feed_keys

user = access.current_user()

feed_keys.lead()
feed_keys.fresh_key()
feed_keys.make(user)
feed_keys.keys(user)
feed_keys.how()
