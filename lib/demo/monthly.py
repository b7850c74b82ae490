"""The monthly counts that practices' searches gave, as the readers would hand them on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from lib.demo.cast import FIRST_LINE, Practice
from lib.demo.places import NEIGHBOUR
from lib.domain.codes import Measure
from lib.domain.dates import period_end
from lib.domain.files import Counted, Kind, Population
from lib.domain.parsed import Parsed
from lib.domain.rows import CountRow


def counts(senders: Iterable[Practice], month: date) -> Parsed:
    """104, 106 and 103 of the practices that sent figures for the month."""
    sent = [practice for practice in senders if practice.coded(month)]
    rows = [
        row for n, p in enumerate(sent, FIRST_LINE) for row in _three_codes(n, p, month)
    ]
    of_adults = bool(sent) and sent[0].icb_code == NEIGHBOUR
    return Parsed(
        kind=Kind.COUNTS,
        rows=list(rows),
        rows_read=len(sent),
        period=month,
        counted=Counted.LATEST,
        population=Population.AGED_16_PLUS if of_adults else Population.ALL,
        partial=False,
    )


def _three_codes(number: int, practice: Practice, month: date) -> Iterator[CountRow]:
    reading = practice.coded(month)
    values = {
        Measure.CODED_104: reading.value if reading else None,
        Measure.CODED_106: practice.cleared(month),
        Measure.CODED_103: practice.declined(month),
    }
    for measure, value in values.items():
        yield CountRow(
            row=number,
            practice_code=practice.ods_code,
            period=None,
            measure=measure,
            value=value,
            suppressed=value is None,
            list_size=None,
            run_on=period_end(month),
        )


def ever_coded(senders: Iterable[Practice], month: date) -> Parsed:
    """By a search that finds a 104 anywhere in the record, though a 106 may follow."""
    file = counts(senders, month)
    found = [row for row in _rows(file) if row.measure is Measure.CODED_104]
    return replace(file, rows=list(found), counted=Counted.EVER, partial=True)


def with_wrong(file: Parsed, wrong: Mapping[str, int]) -> Parsed:
    """The file with other 104 counts for these ODS codes."""
    rows = [
        row._replace(value=wrong[row.practice_code])
        if row.measure is Measure.CODED_104 and row.practice_code in wrong
        else row
        for row in _rows(file)
    ]
    return replace(file, rows=list(rows))


def _rows(file: Parsed) -> list[CountRow]:
    return [row for row in file.rows if isinstance(row, CountRow)]
