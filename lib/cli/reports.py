"""What became of the files: as records for programs, in words for people."""

from collections.abc import Iterator

import typer

from lib.cli.output import Record
from lib.domain.arrivals import Difference, Report
from lib.domain.dates import month_name, period_text
from lib.domain.files import Kind
from lib.domain.problems import Problem, Severity

SHOWN = 20  # problems of one severity; the others are in the JSON


def as_record(report: Report) -> Record:
    return {
        "file": report.file_name,
        "kind": report.kind,
        "period": period_text(report.period) if report.period else None,
        "rows_read": report.rows_read,
        "rows_stored": report.rows_stored,
        "problems": [_problem_record(problem) for problem in report.problems],
        "upload_id": report.upload_id,
    }


def _problem_record(problem: Problem) -> Record:
    return {
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "severity": problem.severity,
        "message": problem.text,
        "kind": problem.kind,
    }


def show(found: list[Report]) -> None:
    for place, report in enumerate(found):
        if place:
            typer.echo()
        for line in _lines(report):
            typer.echo(line)


def _lines(report: Report) -> Iterator[str]:
    what = report.kind or "not recognised"
    month = f", {month_name(report.period)}" if report.period else ""
    yield f"{report.file_name}: {what}{month}"
    yield f"  {report.rows_read:,} lines read. {_outcome(report)}"
    if report.kind in _ABSENT and (change := _change(report)):
        yield f"  {change}"
    for severity, heading in HEADINGS.items():
        if problems := report.of(severity):
            yield f"  {heading}"
            yield from _listed(problems)
    waiting = report.of(Severity.CONFIRM)
    if waiting and report.upload_id is None:
        yield f"  {_how_to_accept(waiting)}"


HEADINGS = {
    Severity.MUST_FIX: "Must fix:",
    Severity.CONFIRM: "Please confirm:",
    Severity.NOTICE: "Left out:",
}


def _outcome(report: Report) -> str:
    if report.already_stored:
        return f"Already stored, as upload {report.upload_id}."
    if report.upload_id is None:
        return "Nothing is stored."
    return f"{report.rows_stored:,} facts stored, as upload {report.upload_id}."


_ABSENT: dict[Kind | None, str] = {
    Kind.COUNTS: "Practices not in the file, which show as no data",
    Kind.PEOPLE: "Accounts not in the file, which stay as they are",
}


def _change(report: Report) -> str:
    change: Difference = report.difference
    parts = [
        f"{count:,} {word}"
        for count, word in (
            (change.updated, "updated"),
            (change.new, "new"),
            (change.unchanged, "unchanged"),
        )
        if count
    ]
    absent = (
        f" {_ABSENT[report.kind]}: {len(change.absent):,}." if change.absent else ""
    )
    return f"{', '.join(parts)}.{absent}" if parts else ""


def _listed(problems: list[Problem]) -> Iterator[str]:
    for problem in problems[:SHOWN]:
        yield f"    {_where(problem)}{problem.text}"
    more = len(problems) - SHOWN
    if more > 0:
        yield f"    And {more:,} more: --json lists them all."


def _where(problem: Problem) -> str:
    row = f"row {problem.row}" if problem.row else ""
    column = f"column {problem.column!r}" if problem.column else ""
    place = ", ".join(part for part in (row, column) if part)
    return f"{place[0].upper()}{place[1:]}: " if place else ""


def _how_to_accept(waiting: list[Problem]) -> str:
    kinds = sorted({problem.kind for problem in waiting})
    options = " ".join(f"--accept {kind}" for kind in kinds)
    return f"If this is right, add {options} (or --accept-warnings for all)."
