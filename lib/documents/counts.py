"""The template for counts by practice."""

from lib.documents.template import (
    COUNT,
    LIST,
    PRACTICE_NAME,
    RUN_DATE,
    Blank,
    Column,
    practice_code,
)

DATA_SHEET = "Counts"
POPULATIONS = ("all", "16 and over")

COLUMNS = (
    practice_code(),
    PRACTICE_NAME,
    Column(
        "Patients with active 104",
        "Patients of whom the latest code among 104 and 106 is 104. Not entries, and "
        "not patients ever coded 104. SNOMED CT 1364731000000104.",
        COUNT,
        ("118", "16020", "<5"),
        needed=True,
    ),
    Column(
        "104 added in month",
        "Patients to whom 104 was applied during the month.",
        COUNT,
        ("4", "0", ""),
    ),
    Column(
        "104 superseded by 106 in month",
        "Patients whose 104 was followed by a 106 during the month.",
        COUNT,
        ("12", "0", ""),
    ),
    Column(
        "Patients with 106",
        "Patients of whom the latest code among 104 and 106 is 106. "
        "SNOMED CT 1364751000000106.",
        COUNT,
        ("12", "0", "*"),
    ),
    Column(
        "Patients with 103",
        "Patients who declined online access themselves. SNOMED CT 1290331000000103.",
        COUNT,
        ("31", "9", ""),
    ),
    Column(
        "List size",
        "Registered patients of all ages on the run date.",
        LIST,
        ("3702", "19755", "9800"),
    ),
    Column(
        "List size 16 and over",
        "Registered patients aged 16 and over on the run date.",
        LIST,
        ("3021", "16388", ""),
    ),
    Column(
        "Counted of",
        "Of whom the patients were counted. The same in every line.",
        " or ".join(POPULATIONS),
        ("16 and over", "16 and over", "16 and over"),
        needed=True,
    ),
    RUN_DATE,
)

RULES = (
    "Counts by practice only. Nothing about one patient may be in this file.",
    "Leave a cell blank where there is no figure. Write 0 only where none was counted.",
    "Leave out totals. Do not rename columns that you use; others may be removed.",
    f"Only the sheet {DATA_SHEET} is read. The practices of the example are invented.",
)

BLANK = Blank(
    DATA_SHEET, COLUMNS, RULES, frozenset({"Run date"}), {"Counted of": POPULATIONS}
)
