"""The template for rollout dates."""

from lib.documents.template import Blank, Column, practice_code
from lib.domain.rollout import SUPPLIERS, WORDS, Lever

DATA_SHEET = "Rollout"
DAY = "A date, day first. Blank says nothing."

COLUMNS = (
    practice_code(
        "Each practice has one line; one whose clinical system changed may have one for each"
    ),
    Column(
        "Supplier",
        "The clinical system that the line is about. Blank: the one that the practice has"
        " on that day, by the hierarchy. Optum is EMIS.",
        f"{', '.join(SUPPLIERS)} or any other name.",
        ("", "TPP", ""),
    ),
    Column(
        "Pause sent",
        "When the request to pause was sent to the supplier. The time may stand behind"
        " the day: on 4 November 2022 it decides.",
        f"{DAY} A time as 17:00.",
        ("03/11/2022 16:40", "", ""),
    ),
    Column("Pause acknowledged", "The supplier answered.", DAY, ("07/11/2022", "", "")),
    Column("Pause effective", "From when it holds.", DAY, ("07/11/2022", "", "")),
    Column("Pause withdrawn", "The practice took it back.", DAY, ("", "", "")),
    Column(
        "Settings",
        "The organisation settings of the system.",
        " or ".join(WORDS[Lever.SETTINGS]),
        ("disabled", "correct", "unknown"),
    ),
    Column("Settings as of", "When they were seen.", DAY, ("01/09/2023", "", "")),
    Column(
        "Enablement",
        "The enablement of accounts that are there already.",
        " or ".join(WORDS[Lever.ENABLEMENT]),
        ("none", "booked", "self-enabled"),
    ),
    Column("Enablement date", "Booked for, or done on.", DAY, ("", "12/10/2023", "")),
    Column(
        "Access model",
        "The choice of the practice.",
        " or ".join(WORDS[Lever.MODEL]),
        ("undecided", "opt-out", "opt-in"),
    ),
    Column("Access model as of", "Since when.", DAY, ("", "", "")),
    Column(
        "Switch-on planned",
        "The day that the practice intends. It is not live by that.",
        DAY,
        ("", "11/10/2023", ""),
    ),
    Column("Switch-on announced", "The day as made known.", DAY, ("", "", "")),
    Column(
        "Switch-on confirmed",
        "The day on which it went live, once somebody has confirmed that.",
        f"{DAY} Not a day to come.",
        ("", "", "01/02/2023"),
    ),
    Column("Switch-on withdrawn", "When the day was taken back.", DAY, ("", "", "")),
    Column(
        "Entries visible from",
        "From which day on new entries are seen: it has legal meaning.",
        DAY,
        ("", "", "01/02/2023"),
    ),
    Column(
        "Said on",
        "When this was said or announced. The notice of a planned day counts from it.",
        DAY,
        ("", "04/09/2023", ""),
    ),
)
RULES = (
    "A blank cell says nothing: what is on record of it stays.",
    "The newest word counts. What was said before stays in the practice's history.",
    "A planned or announced day is an intention: live is one whose day is confirmed.",
    "Dates and words by practice only. Nothing about one patient may be in this file.",
)
_CHOICES = {
    "Settings": WORDS[Lever.SETTINGS],
    "Enablement": WORDS[Lever.ENABLEMENT],
    "Access model": WORDS[Lever.MODEL],
}

BLANK = Blank(
    DATA_SHEET,
    COLUMNS,
    RULES,
    frozenset(column.heading for column in COLUMNS if column.allowed == DAY),
    _CHOICES,
)
