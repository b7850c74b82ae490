"""The template for deprivation by practice."""

from lib.documents.template import Blank, Column, practice_code

COLUMNS = (
    practice_code(),
    Column(
        "Fifth",
        "The fifth of the practice by deprivation; 1 is the most deprived.",
        "1, 2, 3, 4 or 5.",
        ("1", "5", "3"),
        needed=True,
    ),
)
RULES = (
    "In place of Fifth a column Decile with 1 to 10 is read: 1 and 2 are the first fifth.",
    "1 is the most deprived, as in the English Indices of Deprivation. A file in which 5"
    + " or 10 is the most deprived has to be turned round first.",
    "A later file counts for the practices in it; others keep the fifth they have.",
)

BLANK = Blank("Deprivation", COLUMNS, RULES)
