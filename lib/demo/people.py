"""The people of the demonstration, whom a visitor picks on screen."""

from lib.demo.places import NEIGHBOUR, NORTHMERE
from lib.domain.users import Role, User

OFFICER = User(
    "sam.okafor@example.nhs.uk", "Sam Okafor", Role.OFFICER, frozenset({NORTHMERE})
)
APPROVER = User(
    "asha.verma@example.nhs.uk", "Asha Verma", Role.APPROVER, frozenset({NORTHMERE})
)
ADMINISTRATOR = User(
    "gwen.hartley@example.nhs.uk", "Gwen Hartley", Role.ADMINISTRATOR, None
)
ANALYST = User(
    "tomasz.zielinski@example.nhs.uk",
    "Tomasz Zielinski",
    Role.ANALYST,
    frozenset({NORTHMERE, NEIGHBOUR}),
)
AUDITOR = User("ruth.adeyemi@example.nhs.uk", "Ruth Adeyemi", Role.AUDITOR, None)
LEAD = User(
    "daniel.whitlock@example.nhs.uk",
    "Daniel Whitlock",
    Role.LEAD,
    frozenset({NORTHMERE, NEIGHBOUR}),
)

PEOPLE = (OFFICER, APPROVER, ADMINISTRATOR, ANALYST, AUDITOR, LEAD)
LAST = LEAD
