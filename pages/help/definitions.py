"""Definitions: terms, measures, rules, events, published counts, with their sources."""

from lib import queries
from lib.domain import definitions_of_work, national_steps
from lib.domain.definitions import SECTIONS
from lib.domain.measures import Key
from lib.ui import access, caching, definitions, policy

user = access.current_user()

measures = caching.figures(queries.measures.every, user)
rules = [
    rule for key in Key for rule in caching.figures(queries.threshold.rules, user, key)
]
sections = (*SECTIONS, *definitions_of_work.EVERY, national_steps.SECTION)
definitions.reported_rule(sections)
definitions.measures(measures)
definitions.rules(rules, {each.key: each.title for each in measures})
for section in sections:
    definitions.section(section)
policy.events()
policy.published()
