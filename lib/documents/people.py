"""The template for people with accounts."""

from lib.documents.template import Blank, Column
from lib.domain.roles import Role

COLUMNS = (
    Column(
        "E-mail",
        "The address that the person signs in with. It says which account is meant.",
        "An e-mail address, once in the file.",
        ("pat@example.nhs.uk", "lee@example.nhs.uk", "kim@example.org"),
        needed=True,
    ),
    Column(
        "Name",
        "As colleagues know them.",
        "Any text.",
        ("Pat Officer", "Lee Auditor", "Kim Observer"),
        needed=True,
    ),
    Column(
        "Role",
        "What they may do. Nobody gives a role that may do more than their own.",
        " or ".join(Role),
        (Role.OFFICER, Role.AUDITOR, Role.LMC_OBSERVER),
        needed=True,
    ),
    Column(
        "ICB",
        "The ICBs whose practices they see. Not for an LMC observer.",
        "Codes with a space between, or all.",
        ("QMJ QRV", "all", ""),
    ),
    Column(
        "LMC",
        "Of an LMC observer: the LMC, as its list of practices spells it.",
        "The name of an LMC.",
        ("", "", "North LMC"),
    ),
    Column(
        "Until",
        "The last day of the account. Blank where it has no end.",
        "A date, day first.",
        ("", "31/03/2027", ""),
    ),
)
RULES = (
    "Whoever is not in the file is left alone, and listed before anything is stored.",
    "A change of an account that is there already is shown, old and new, and confirmed.",
    "An account that is deactivated is let in again on the page People, not by a file.",
)

BLANK = Blank("People", COLUMNS, RULES, frozenset({"Until"}), {"Role": list(Role)})
