"""POMI, long format: what patients may do online, by practice and month."""

from dataclasses import dataclass, field
from datetime import date

from lib.domain.dates import month_name, period_of
from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem, Severity
from lib.domain.rows import OnlineAccessRow
from lib.domain.suppliers import supplier
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.long_format import Group, Layout, gather
from lib.ingest.formats.table import Table, open_table, parsed

KIND = Kind.ONLINE_ACCESS

# The columns of regions, subregions, CCGs and sub-ICB locations changed in 2020 and 2022;
# these did not.
COLUMNS = (
    Column("on", ("report_period_end",)),
    Column("practice_code", ("practice_code",)),
    Column("supplier", ("system_supplier",)),
    Column("item", ("field",)),
    Column("value", ("value",)),
)

FIELDS = OnlineAccessRow._fields[4:]
SPELLED = {name.upper(): at for at, name in enumerate(FIELDS)}
LIST_SIZE = FIELDS.index("patient_list_size")
ENABLED = FIELDS.index("total_pat_enbld")

PracticeAndMonth = tuple[str, date]


@dataclass
class _Keys:
    """The supplier of each practice and month, taken from its first line."""

    suppliers: dict[PracticeAndMonth, str | None] = field(default_factory=dict)

    def read(self, line: Line) -> PracticeAndMonth | None:
        day = line.needed_day("on")
        code = line.code("practice_code", PRACTICE)
        if day is None or not line.sound:
            return None
        key = (code, period_of(day))
        named = supplier(line.text("supplier"))
        if self.suppliers.setdefault(key, named) != named:
            line.ask(
                "two-suppliers",
                "supplier",
                f"{_name(key)} has two suppliers: {self.suppliers[key]} and {named}.",
                f"{self.suppliers[key]} is kept, which comes first.",
            )
        return key


def recognises(document: Document) -> bool:
    return headings.has(document, COLUMNS, {"practice_code", "on", "item", "value"})


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    keys = _Keys()
    layout = Layout(
        key_fields=("on", "practice_code", "supplier"),
        read_key=keys.read,
        name_key=_name,
        items=SPELLED,
        unknown_item="unknown-field",
        expected_items=", ".join(FIELDS),
        blank_is_unknown=True,
    )
    months = [month for month in gather(table, layout) if month.sound]
    for month in months:
        _compare_with_list(table, month)
    rows = [_row(month, keys.suppliers[month.key]) for month in months]
    periods = {row.period for row in rows}
    return dating.months(parsed(KIND, table, rows), periods, hints)


def _name(key: PracticeAndMonth) -> str:
    code, period = key
    return f"{code} in {month_name(period)}"


def _compare_with_list(table: Table, month: Group[PracticeAndMonth]) -> None:
    """Both are counted on different days, so a few published files have this."""
    enabled, size = month.values[ENABLED], month.values[LIST_SIZE]
    if enabled is None or size is None or enabled <= size:
        return
    table.problems.append(
        Problem(
            "enabled-above-list",
            f"{_name(month.key)} has {enabled:,} patients enabled, but {size:,} on "
            "its list.",
            "Confirm it if the published file says so. Both figures are kept.",
            Severity.CONFIRM,
            month.rows[ENABLED],
            table.heading("value"),
            str(enabled),
        )
    )


def _row(month: Group[PracticeAndMonth], system: str | None) -> OnlineAccessRow:
    code, period = month.key
    return OnlineAccessRow(month.row, code, period, system, *month.values)
