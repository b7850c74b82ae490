"""The lines of a counts file: one entry for each that holds a practice's figures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lib.domain.codes import Measure, ods_code
from lib.domain.files import Population
from lib.ingest.formats import counts_dates, counts_emis
from lib.ingest.formats.counts_table import (
    IDENTIFIERS,
    LISTS,
    MEASURES,
    CountsTable,
)
from lib.ingest.formats.counts_values import (
    Count,
    cell,
    count,
    population,
    practice,
    refuse_patients,
    snomed,
)
from lib.ingest.formats.line import Line

TOTAL = re.compile(
    r"(.* )?(sub-?)?totals?:?( (all|for|of|practices|patients)\b.*)?|all practices|sum",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    """`period` is the month that the line itself gives, by its month or its run date."""

    line: Line
    practice: str
    counts: dict[Measure, Count]
    lists: dict[str, int | None]
    population: Population | None
    run_on: date | None
    period: date | None


def entries(table: CountsTable, practices: Mapping[str, str]) -> Iterator[Entry]:
    above: str | None = None
    for line in table.lines():
        refuse_patients(line.row, [line.cells[n] for n in table.numeric])
        if _is_left_out(table, line, above):
            continue
        above = _practice(table, line, above, practices)
        entry = _entry(table, line, above)  # also notes what is wrong with other cells
        if above:
            yield entry


def _entry(table: CountsTable, line: Line, code: str) -> Entry:
    run_on, period = counts_dates.of_line(line)
    lists = {name: cell(line, name, count) for name in LISTS}
    return Entry(
        line,
        code,
        _counts(table, line),
        {name: found.value if found else None for name, found in lists.items()},
        cell(line, "population", population),
        run_on,
        period,
    )


def _counts(table: CountsTable, line: Line) -> dict[Measure, Count]:
    if table.is_long:
        found = {cell(line, "snomed", snomed): cell(line, "count", count)}
    else:
        fields = [name for name in table.at if name in MEASURES]
        found = {Measure(name): cell(line, name, count) for name in fields}
    return {measure: number for measure, number in found.items() if measure and number}


def _is_left_out(table: CountsTable, line: Line, above: str | None) -> bool:
    if table.is_emis and line.text("status").casefold() not in counts_emis.FINISHED:
        return True  # the search did not run there: no data, not zero
    names = [line.text(name) for name in IDENTIFIERS]
    if ods_code(line.text("practice")):
        return False
    if not any(names):
        return _is_without_practice(table, line, above)
    if any(TOTAL.fullmatch(name) for name in names):
        return _left_out(table, line, "totals-row", "looks like a total")
    if len([cell for cell in line.cells if cell]) == 1 and " " in "".join(names):
        return _left_out(table, line, "note-row", "looks like a remark")
    return False


def _is_without_practice(table: CountsTable, line: Line, above: str | None) -> bool:
    """In lists by code and in EMIS exports a blank stands for the practice above.

    A first line of EMIS without one is activity recorded elsewhere.
    """
    if table.is_emis or line.text("snomed"):
        return above is None
    return _left_out(table, line, "totals-row", "has no practice, like a total,")


def _left_out(table: CountsTable, line: Line, kind: str, why: str) -> bool:
    line.ask(kind, table.identifier, f"Row {line.row} {why} and will be left out.")
    return True


def _practice(
    table: CountsTable, line: Line, above: str | None, practices: Mapping[str, str]
) -> str:
    """The practice code of the line; "" where it has none that can be used."""
    if above is not None and not any(line.text(name) for name in IDENTIFIERS):
        return above
    if "practice" in table.at:
        return cell(line, "practice", practice) or ""
    name, cdb = line.text(table.identifier), line.text("cdb")
    code = counts_emis.matched(name, cdb, practices)
    if code is not None:
        return code
    table.unmatched_practices.append(counts_emis.label(name, cdb))
    line.blame(
        "unmatched-practice",
        table.identifier,
        f"{counts_emis.label(name, cdb)} has no practice code in this file.",
        "Match it to a practice once on screen; that is remembered.",
    )
    return ""
