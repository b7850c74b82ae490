"""Verify the record: anybody who may look can check that nothing was changed since."""

from lib.ui import access, verifying

user = access.current_user()

verifying.state(user)
verifying.form(user)
verifying.meaning()
