"""The people of the demonstration, whom a visitor picks on screen."""

from lib.demo.places import LOCATIONS, NEIGHBOUR, NORTHMERE
from lib.domain.roles import Role
from lib.domain.users import User

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
# In truth an LMC's or the BMA's address has no nhs.uk in it.
LMC_OBSERVER = User(
    "mary.quill@example.org",
    "Mary Quill",
    Role.LMC_OBSERVER,
    frozenset({NORTHMERE}),
    lmc=LOCATIONS["X01"].lmc_name,
)
BMA_OBSERVER = User("peter.sands@example.org", "Peter Sands", Role.BMA_OBSERVER, None)

PEOPLE = (OFFICER, APPROVER, ADMINISTRATOR, ANALYST, AUDITOR, LEAD)
OBSERVERS = (LMC_OBSERVER, BMA_OBSERVER)
LAST = LEAD
