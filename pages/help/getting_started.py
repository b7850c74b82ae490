"""Getting started: the steps from an empty database to figures and casework."""

from lib.ui import access, getting_started

user = access.current_user()

getting_started.show(getting_started.of(user), user)
getting_started.own_data()
