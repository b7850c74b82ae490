"""The template for NHS England's steps: for whoever copies its list into a table."""

from lib.documents.template import Blank, Column, practice_code
from lib.domain.national_steps import STEPS, named

WORD = "Met, not met, or the list's own word. Blank where it says nothing."
_EXAMPLES = {
    "1": ("", "", ""),
    "2": ("", "", "In progress"),
    "3": ("not met", "met", "met"),
    "4": ("not met", "not met", ""),
}
RULES = (
    "NHS England has not published the layout of its list. A file with other headings is"
    + " loaded too: you say once for a sender what its columns are.",
    "A list with a column of step numbers, or with nothing but practice codes, is read as"
    + " well. Say then that the file is of national steps.",
    "Words are kept as they stand. Yes, met, passed or complete count as met; no, not"
    + " met, failed or incomplete as not met; any other word as neither.",
)

BLANK = Blank(
    "National steps",
    (
        practice_code("Each practice has one line for a month"),
        Column(
            "Month",
            "The month of NHS England's list. Leave the column out where all lines are"
            " of the month that you say when loading.",
            "A month, such as 2024-07 or July 2024.",
            ("2024-07", "2024-07", "2024-07"),
        ),
        *(
            Column(f"Step {step}", f"{named(step)}.", WORD, _EXAMPLES[step])
            for step in STEPS
        ),
    ),
    RULES,
)
