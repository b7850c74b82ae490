"""The template for successions: practices, and sub-ICB locations that change their ICB."""

from lib.documents.template import Blank, Column

DAYS = frozenset({"From", "Until"})
RULES = (
    "A practice is followed by a practice; a sub-ICB location belongs to an ICB from that"
    + " day on. Both are known already: load the newest hierarchy file first.",
    "What a person recorded on the practice's page goes before the file.",
    "Withdrawing the file leads back to what stood before it.",
)

BLANK = Blank(
    "Successions",
    (
        Column(
            "Code",
            "The practice that was followed, or the sub-ICB location.",
            "A letter and five digits, or the code of a location.",
            ("X99001", "X99002", "X01"),
            needed=True,
        ),
        Column(
            "Successor",
            "The practice that took its patients on, or the ICB of the location.",
            "A letter and five digits, or the code of an ICB.",
            ("X99003", "X99003", "XA1"),
            needed=True,
        ),
        Column(
            "From",
            "The first day. Without this column: the first of the month that you say.",
            "A date, day first.",
            ("01/04/2026", "01/07/2026", "01/04/2026"),
            needed=True,
        ),
        Column(
            "Until",
            "The last day. Blank where it has no end.",
            "A date, day first.",
            ("", "", "31/03/2027"),
        ),
        Column(
            "Source",
            "Who said so: a notice, a letter, a change summary.",
            "Any text.",
            ("Notice of closure", "Notice of closure", "ODS change summary"),
        ),
    ),
    RULES,
    DAYS,
)
