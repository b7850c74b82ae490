"""The template for online accounts with access."""

from lib.documents.template import (
    COUNT,
    PRACTICE_NAME,
    RUN_DATE,
    Blank,
    Column,
    practice_code,
)

DATA_SHEET = "Access"

COLUMNS = (
    practice_code("One line for each practice and month"),
    PRACTICE_NAME,
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
    RUN_DATE,
)
RULES = (
    "Counts by practice only. Nothing about one patient may be in this file.",
    "Leave a cell blank where there is no figure. Write 0 only where none was counted.",
    "No more accounts with access than accounts. Leave out totals.",
    f"Only the sheet {DATA_SHEET} is read. The practices of the example are invented.",
)

BLANK = Blank(DATA_SHEET, COLUMNS, RULES, frozenset({"Run date"}))
