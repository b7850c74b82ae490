"""The template for online accounts with access."""

from lib.documents.blank import Blank
from lib.documents.template import COUNT, Column

DATA_SHEET = "Access"

COLUMNS = (
    Column(
        "Practice code",
        "The ODS code of the practice. One line for each practice and month.",
        "A letter and five digits.",
        ("X99001", "X99002", "X99003"),
        needed=True,
    ),
    Column(
        "Practice name",
        "For whoever fills this in. It is not stored.",
        "Any text.",
        (
            "An Invented Surgery",
            "Another Invented Practice",
            "A Third Invented Practice",
        ),
    ),
    Column(
        "Online accounts",
        "Patients with an online account at the practice, through the NHS App or"
        " another service.",
        COUNT,
        ("5210", "8804", "4100"),
        needed=True,
    ),
    Column(
        "Accounts with prospective access",
        "Those of them who see new entries of their record as these are made. Not who"
        " could if they signed up, and not the detailed coded record.",
        COUNT,
        ("4689", "8012", "*"),
        needed=True,
    ),
    Column(
        "Run date",
        "The day that the figures describe. The 1st of a month belongs to the month"
        " before, any other day to its own month.",
        "A date, day first.",
        ("31/07/2026", "31/07/2026", "31/07/2026"),
        needed=True,
    ),
)
RULES = (
    "Counts by practice only. Nothing about one patient may be in this file.",
    "Leave a cell blank where there is no figure. Write 0 only where none was counted.",
    "No more accounts with access than accounts. Leave out totals.",
    f"Only the sheet {DATA_SHEET} is read. The practices of the example are invented.",
)

BLANK = Blank(DATA_SHEET, COLUMNS, RULES, frozenset({"Run date"}))
