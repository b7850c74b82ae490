"""People: who may sign in, as what and for which practices, and the review of that."""

from lib.casework import access_review
from lib.ui import access, people, people_form, people_one, people_review

user = access.current_user()
review = access_review.of(user)

people_review.mergers(user, review)
people.listed(user, review)
people_one.show(user, review)
people_form.let_in(user)
people_review.show(user, review)
