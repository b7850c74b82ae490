"""The workbook in which the reports of many practices are filled in and sent back.

What is known stands in it already: nobody should type it again.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from lib.documents import tables
from lib.domain.dates import period_text

DATA_SHEET = "Reports"
SPECIFICATION_SHEET = "Specification"
COUNT = "A whole number, 0 or more. Blank where it is not known."
COLUMNS = (
    ("Practice code", "The ODS code of the practice. Each practice has one line.", 14),
    ("Practice name", "For whoever fills this in. It is not stored.", 32),
    ("Month", "The month reported on, the same in every line.", 10),
    (
        "Active 104 at month end",
        "Patients of whom the latest code among 104 and 106 is 104, on the last day of"
        " the month. The extract's figure stands here, else the last report's: change it"
        " where the practice reports otherwise. " + COUNT,
        16,
    ),
    ("104 added in month", f"Patients coded 104 in the month. {COUNT}", 14),
    (
        "104 superseded by 106 in month",
        f"Patients whose 104 was followed by a 106 in the month. {COUNT}",
        18,
    ),
    ("103", f"Patients who declined online access themselves. {COUNT}", 10),
    ("Patients reviewed", COUNT, 12),
    ("Access granted after review", COUNT, 14),
    ("104 kept after review", COUNT, 14),
    (
        "Received on",
        "The day on which the report came, day first. Blank: the day of loading.",
        12,
    ),
    ("Received from", "Who sent it. Blank: the sender named when loading.", 24),
    ("Comment", "No patient details: it may have to be disclosed.", 40),
)
RULES = (
    "Counts by practice only. Nothing about one patient may be in this file.",
    (
        "A blank cell is not known; 0 is a count. Take out the lines of practices that have"
        " not reported."
    ),
)


class Line(NamedTuple):
    ods_code: str
    name: str
    known: int | None  # active 104, where something says it


def as_xlsx(lines: Sequence[Line], period: date) -> bytes:
    content = io.BytesIO()
    with tables.workbook(content) as book:
        _fill_in(book, lines, period)
        specified = [(heading, meaning) for heading, meaning, _ in COLUMNS]
        rules = [("Rule", rule) for rule in RULES]
        tables.write_pairs(book, SPECIFICATION_SHEET, [*specified, *rules])
    return content.getvalue()


def _fill_in(book: Any, lines: Sequence[Line], period: date) -> None:
    sheet = book.add_worksheet(DATA_SHEET)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})
    formats = {"Practice code": text, "Month": text}
    formats["Received on"] = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, (heading, _, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width, formats.get(heading))
        sheet.write_string(0, place, heading, bold)
    for row, line in enumerate(lines, start=1):
        sheet.write_row(row, 0, (line.ods_code, line.name, period_text(period)))
        if line.known is not None:
            sheet.write_number(row, 3, line.known)
    sheet.freeze_panes(1, 2)
