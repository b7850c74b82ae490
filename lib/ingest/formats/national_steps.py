"""NHS England's list of practices by step, whose layout is not published.

So a person says what its columns are, once for a sender. Three layouts are understood:
a column for each step, a column of step numbers with or without a status, or a bare list
of practices.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lib.domain.files import Kind
from lib.domain.national_steps import LIST, STEPS, met
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem, Severity
from lib.domain.rollout_rows import NationalStepRow
from lib.ingest.document import Document
from lib.ingest.formats import counts_dates, dating, headings
from lib.ingest.formats.counts_values import cell
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import Table, open_table, parsed

KIND = Kind.NATIONAL_STEPS
LISTED = "listed"  # the word of a list that says no more

_ENDINGS = ("", " status", " met", " result", " outcome")
COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    Column("month", ("Month", "Period", "Reporting month"), required=False),
    *(
        Column(f"step_{n}", tuple(f"Step {n}{end}" for end in _ENDINGS), required=False)
        for n in STEPS
    ),
    Column("step", ("Step", "Step number", "National step"), required=False),
    Column(
        "status",
        ("Status", "Step status", "Result", "Outcome", "Compliance status"),
        required=False,
    ),
    # Known, so that nobody is asked what they are; not read.
    Column("practice_name", ("Practice name", "Practice"), required=False),
    Column("pcn", ("PCN", "PCN name", "PCN code"), required=False),
    Column("icb", ("ICB", "ICB name", "ICB code"), required=False),
)
_OF_STEPS = {"step", *(f"step_{n}" for n in STEPS)}


def recognises(document: Document) -> bool:
    found = headings.find(document, COLUMNS)
    if found is None or "practice_code" not in found.fields:
        return False
    return bool(_OF_STEPS & found.fields.keys())


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    found = headings.find(document, COLUMNS, hints.columns)
    if found is not None:  # all that nobody has explained, as the layout is not known
        table.unmatched = headings.unmatched(found, hints.columns)
    rows = Once[NationalStepRow]()
    for line in table.lines():
        for row in _rows(line):
            key = (row.practice_code, row.period, row.step)
            rows.add(line, key, row, f"{row.practice_code} at step {row.step}")
    kept = rows.rows()
    months = {row.period for row in kept if row.period}
    return _asked(dating.months(parsed(KIND, table, kept), months, hints), table)


def _rows(line: Line) -> Iterator[NationalStepRow]:
    code, month = line.code("practice_code", PRACTICE), _month(line)
    said = dict(_said(line))
    for step, word in said.items():
        yield NationalStepRow(line.row, code, month, step, word, met(word))


def _said(line: Line) -> Iterator[tuple[str, str]]:
    """Each step and its word; a step of which the line says nothing is left out."""
    if "step" in line.at:
        word = line.text("status") or LISTED
        yield from ((step, word) for step in _numbers(line))
    columns = [step for step in STEPS if f"step_{step}" in line.at]
    for step in columns:
        if line.text(f"step_{step}"):
            yield step, line.text(f"step_{step}")
    if not columns and "step" not in line.at:
        yield LIST, line.text("status") or LISTED


def _numbers(line: Line) -> list[str]:
    """ "3", "Step 3", "3 and 4"."""
    text = line.needed("step")
    steps = re.findall(r"\d+", text)
    if text and not (steps and set(steps) <= set(STEPS)):
        line.blame(
            "unknown-step",
            "step",
            f"{text!r} is not a step.",
            "The steps are numbered 1 to 4. Leave the column out if it is another.",
        )
        return []
    return steps


def _month(line: Line) -> date | None:
    if "month" not in line.at or not line.needed("month"):
        return None
    return cell(line, "month", counts_dates.month)


def _asked(read: Parsed, table: Table) -> Parsed:
    if not read.rows or _OF_STEPS & table.at.keys():
        return read
    no_steps = Problem(
        "no-steps",
        "No column with steps was found: the practices are kept as being on the list.",
        "Confirm it if it is a bare list, or say which column is which step.",
        Severity.CONFIRM,
    )
    return replace(read, problems=[no_steps, *read.problems])
