"""Definitions: terms, rules, events and published counts, with their sources."""

from lib import queries
from lib.domain import national_steps
from lib.domain.definitions import SECTIONS
from lib.ui import access, caching, definitions, policy

user = access.current_user()

definitions.reported_rule()
definitions.rules(caching.ask(queries.threshold.rules, user))
for section in (*SECTIONS, national_steps.SECTION):
    definitions.section(section)
policy.events()
policy.published()
