"""`oversight tracker`, and `oversight import --kind tracker`: cases out and in."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli import loading, reports
from lib.cli.application import app
from lib.cli.loading import Said
from lib.cli.matching import word_matches
from lib.cli.options import ICB, As, Demo, Json, day
from lib.cli.output import Record, as_json
from lib.cli.session import acting, require_icb
from lib.domain.arrivals import Arrival, Consent, Report
from lib.domain.problems import Problem, Severity
from lib.domain.recipients import Recipient

if TYPE_CHECKING:
    from lib.casework.tracker import TrackerReport
    from lib.domain.tracker import Stated
    from lib.domain.users import User

Of = Annotated[
    date | None,
    typer.Option(
        parser=day, metavar="DATE", help="The day that a tracker is of; else today."
    ),
]
Authority = Annotated[
    str, typer.Option(help="On what authority the plans of a tracker were asked for.")
]
ToWhom = Annotated[
    Recipient | None, typer.Option(help="To whom the plans of a tracker go.")
]
Link = Annotated[str, typer.Option(help="Where that authority can be read.")]
AuthorityOn = Annotated[
    date | None, typer.Option(parser=day, metavar="DATE", help="Its date.")
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="WORD=STATUS",
        help="What a status in the words of a tracker means.",
    ),
]
Owners = Annotated[
    list[str] | None,
    typer.Option(
        "--owner",
        metavar="WORD=EMAIL",
        help="Whose account a name in a tracker is; nothing behind = leaves it out.",
    ),
]


@dataclass(frozen=True)
class Told:
    """What the person said of a tracker once."""

    of: date | None
    authority: str
    recipient: Recipient | None
    link: str
    authority_on: date | None


@dataclass(frozen=True)
class Words:
    statuses: list[str]
    owners: list[str]


def load(
    files: list[Path],
    told: tuple[Said, Told, Words],
    consent: Consent,
    by: "User",
    *,
    json: bool,
) -> None:
    """Each tracker by itself, in the order given."""
    said, stated, words = told
    _remember(said, words, by)
    found = [_load(path, said, _stated(stated), consent, by) for path in files]
    if json:
        as_json([_record(report) for report, _ in found])
    else:
        reports.show([report for report, _ in found])
        for report, _ in found:
            _show_changes(report)
    loading.remember(said, by)
    if not all(stored for _, stored in found):
        raise typer.Exit(1)


def _remember(said: Said, words: Words, by: "User") -> None:
    """Words are matched for a sender; of no sender they are those of nobody."""
    from lib import actions
    from lib.domain.uploads import WordFor

    for about, texts, option in (
        (WordFor.STATUS, words.statuses, "--status"),
        (WordFor.OWNER, words.owners, "--owner"),
    ):
        if texts:
            matched = word_matches(texts, option)
            actions.matches.remember_words(said.sender, about, matched, by=by)


def _stated(told: Told) -> "Stated":
    from lib.domain.dates import today
    from lib.domain.tracker import Stated

    of = told.of or today()
    return Stated(of, told.authority, told.recipient, told.link, told.authority_on)


def _load(
    path: Path, said: Said, stated: "Stated", consent: Consent, by: "User"
) -> tuple[Report, bool]:
    """The report, and whether all of the file is on record now."""
    from lib.casework import tracker

    read = loading.read_file(path, loading.hints_of(said, by), said)
    if not isinstance(read, Arrival):
        loading.record_refusal(read, by)
        return read, False
    icb_code = loading.icb_of(said.icb_code, [read], by)
    report = tracker.check(by, replace(read, icb_code=icb_code), stated)
    problems = [*_to_accept(report), *report.problems]
    report = replace(report, problems=problems)
    if tracker.waits(report, consent):
        loading.record_refusal(report, by)
        return replace(report, rows_stored=0), False
    tracker.store(by, report, stated)
    return report, True


def _to_accept(report: "TrackerReport") -> list[Problem]:
    """The list of changes is seen and accepted before anything of it is stored."""
    if not report.would_store:
        return []
    return [Problem("changes", report.diff.words, severity=Severity.CONFIRM)]


def _record(report: Report) -> Record:
    record = reports.as_record(report)
    diff = getattr(report, "diff", None)
    if diff is None:
        return {**record, "new": 0, "changed": 0, "unchanged": 0, "changes": []}
    changes = [
        {
            "row": one.row,
            "ods_code": one.ods_code,
            "begins": one.ground is not None,
            "cells": [each._asdict() for each in one.changes],
        }
        for one in diff.changes
    ]
    changed = len(diff.changes) - diff.new
    tally = {"new": diff.new, "changed": changed, "unchanged": diff.unchanged}
    return {**record, **tally, "changes": changes}


def _show_changes(report: Report) -> None:
    diff = getattr(report, "diff", None)
    if diff is not None:
        typer.echo(f"  {diff.words}")
        for change in diff.changes:
            typer.echo(f"    {change.words}")


@app.command()
def tracker(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", dir_okay=False)],
    icb: ICB = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Write the tracker as a workbook to work in.

    One line for each practice that is over the threshold or has a case. Bring it back
    with `oversight import --kind tracker`. A file that is there is left alone.
    """
    from lib.casework import tracker as cases

    by = acting(as_, demo)
    chosen = require_icb(by, icb) or loading.only_icb(by)
    content, lines = cases.workbook(by, chosen)
    with file.open("xb") as written:
        written.write(content)
    if json:
        as_json({"file": str(file), "lines": lines})
    else:
        typer.echo(f"The tracker is in {file}: {lines:,} lines.")
