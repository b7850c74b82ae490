"""Counts of 103, 104 and 106 for each practice, in the layouts that an ICB has.

Our template, tables made by hand, lists with a SNOMED code in each line, EMIS
Enterprise count exports and SystmOne breakdowns.
"""

from dataclasses import replace
from datetime import date

from lib.domain.dates import period_described
from lib.domain.files import Kind, Population
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem, Severity
from lib.domain.rows import CountRow
from lib.ingest.document import Document
from lib.ingest.formats import counts_checks, counts_emis
from lib.ingest.formats.counts_emis import Preamble
from lib.ingest.formats.counts_lines import Entry, entries
from lib.ingest.formats.counts_table import CountsTable, nearest, tables

KIND = Kind.COUNTS


def recognises(document: Document) -> bool:
    return bool(tables(document, {}))


def read(document: Document, hints: Hints) -> Parsed:
    found = tables(document, hints.columns)
    if not found:
        table = nearest(document, hints.columns)
        return _empty(table) if table else Parsed(KIND, [], 0, [_nothing_left()])
    table = found[0]
    above = counts_emis.preamble(table)
    counts_emis.name_the_count(table, above.search)
    if len(found) > 1:
        table.problems.append(_several_sheets(found))
    table.counted = table.counted or above.counted
    lines = [_dated_above(entry, above) for entry in entries(table, hints.practices)]
    if not lines:
        return _checked(_empty(table), table.row)
    return _checked(_parsed(table, lines, above, hints), table.row)


def _dated_above(entry: Entry, above: Preamble) -> Entry:
    """The relative date of the search decides the month, not when it was run."""
    if not above.describes:
        return entry
    run_on = entry.run_on or above.run_on
    return replace(entry, run_on=run_on, period=None)


def _parsed(
    table: CountsTable, lines: list[Entry], above: Preamble, hints: Hints
) -> Parsed:
    counted = counts_checks.counted(table, lines, hints.counted)
    said = _populations(table, lines, above)
    population = counts_checks.population(table, said, hints.population)
    month = period_described(above.describes) if above.describes else None
    period = counts_checks.period(table, lines, month, hints.period)
    counts_checks.above_list(lines, population)
    counts_checks.twice(table, lines, period)
    return replace(
        _empty(table),
        rows=[row for entry in lines for row in _rows(entry, population)],
        described_on=above.describes or _latest(lines),
        period=period,
        counted=counted,
        population=population,
    )


def _empty(table: CountsTable) -> Parsed:
    return Parsed(
        KIND,
        [],
        table.rows_read,
        sorted(table.problems, key=lambda problem: problem.row or 0),
        unmatched_headings=table.unmatched,
        unmatched_practices=list(dict.fromkeys(table.unmatched_practices)),
        partial=table.partial,
    )


def _populations(
    table: CountsTable, lines: list[Entry], above: Preamble
) -> set[Population]:
    said = {entry.population for entry in lines} | {above.population}
    if table.is_16_plus:
        said.add(Population.AGED_16_PLUS)
    return {each for each in said if each}


def _latest(lines: list[Entry]) -> date | None:
    return max((entry.run_on for entry in lines if entry.run_on), default=None)


def _rows(entry: Entry, population: Population) -> list[CountRow]:
    if not entry.line.sound:
        return []
    return [
        CountRow(
            entry.line.row,
            entry.practice,
            entry.period,
            measure,
            found.value,
            found.suppressed,
            counts_checks.list_size(entry, population),
            entry.run_on,
        )
        for measure, found in entry.counts.items()
    ]


def _checked(parsed: Parsed, heading_row: int) -> Parsed:
    """Nothing is left where the file as a whole, or its headings, must be mended."""
    wrong = [each for each in parsed.problems if each.severity is Severity.MUST_FIX]
    if any(each.row in {None, heading_row} for each in wrong):
        return replace(parsed, rows=[])
    if not parsed.rows and not wrong:
        return replace(parsed, problems=[_nothing_left(), *parsed.problems])
    return parsed


def _several_sheets(found: list[CountsTable]) -> Problem:
    names = " and ".join(repr(table.sheet.name) for table in found if table.sheet)
    return Problem(
        "several-sheets",
        f"The sheets {names} all hold counts.",
        "Save each in its own file, or remove those that are not meant.",
    )


def _nothing_left() -> Problem:
    return Problem(
        "no-rows",
        "The file has no figure that can be used.",
        "Check that it is the right file and that it is complete.",
    )
