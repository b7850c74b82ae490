"""gp-reg-pat-prac-sing-age-male and -female: patients of 16 and over by practice.

The published files leave out an age that nobody has: an absent age counts as 0.
"""

from dataclasses import dataclass
from datetime import date

from lib.domain.files import Basis, Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem
from lib.domain.rows import ListSizeRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.long_format import Group, Layout, gather
from lib.ingest.formats.table import Table, open_table, parsed

KIND = Kind.SINGLE_AGE

COLUMNS = (
    Column("on", ("EXTRACT_DATE",)),
    Column("practice_code", ("ORG_CODE",)),
    Column("sex", ("SEX",)),
    Column("item", ("AGE",)),
    Column("value", ("NUMBER_OF_PATIENTS",)),
)

FIRST_AGE = 16  # from here on prospective access is due
OLDEST = 95  # "95+"
TOTAL = OLDEST + 1
AGES = {str(age): age for age in range(OLDEST)} | {"95+": OLDEST, "ALL": TOTAL}
SEXES = {"FEMALE": "female", "MALE": "male"}

PracticeAndSex = tuple[str, str]


@dataclass
class _Snapshot:
    """The one day of a file, known from its first line on."""

    on: date | None = None

    def read_key(self, line: Line) -> PracticeAndSex | None:
        self.on = line.same_day("on", self.on)
        code = line.code("practice_code", PRACTICE)
        sex = line.needed("sex").upper()
        if sex and sex not in SEXES and sex != "ALL":
            line.blame("sex", "sex", f"{sex!r} is not FEMALE, MALE or ALL.")
        return (code, SEXES[sex]) if line.sound and sex in SEXES else None


def recognises(document: Document) -> bool:
    return headings.has(document, COLUMNS, {"practice_code", "sex", "item", "value"})


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    first = _Snapshot()
    layout = Layout(
        key_fields=("on", "practice_code", "sex"),
        read_key=first.read_key,
        name_key=" ".join,
        items=AGES,
        unknown_item="unknown-age",
        expected_items="0 to 94, 95+ or ALL",
    )
    rows = [
        _row(ages, first.on)
        for ages in gather(table, layout)
        if ages.sound and first.on and _adds_up(table, ages)
    ]
    return dating.snapshot(parsed(KIND, table, rows), first.on, hints)


def _adds_up(table: Table, ages: Group[PracticeAndSex]) -> bool:
    added = sum(n or 0 for n in ages.values[:TOTAL])
    total = ages.values[TOTAL]
    if added == total:
        return True
    name = " ".join(ages.key)
    wrong = f"but the line ALL says {total:,}" if total else "but has no line ALL"
    table.problems.append(
        Problem(
            "ages-not-total",
            f"The ages of {name} add to {added:,}, {wrong}.",
            "The file may be cut off. Download it again.",
            row=ages.rows[TOTAL] or ages.row,
            column=table.heading("value"),
            value=None if total is None else str(total),
        )
    )
    return False


def _row(ages: Group[PracticeAndSex], on: date) -> ListSizeRow:
    code, sex = ages.key
    patients = sum(n or 0 for n in ages.values[FIRST_AGE:TOTAL])
    return ListSizeRow(ages.row, code, on, Basis.AGED_16_PLUS, sex, patients)
