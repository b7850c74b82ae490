"""`oversight audit`: the record of changes, and whether it is whole."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import Answering, app
from lib.cli.options import As, Demo, Json, day
from lib.cli.output import as_json, records, tell
from lib.cli.session import acting

if TYPE_CHECKING:
    from lib.domain.audit_check import Checked

audit = typer.Typer(cls=Answering, help="The record of changes.", no_args_is_help=True)
app.add_typer(audit, name="audit")

SHOWN = {
    "place": "Entry",
    "at": "When",
    "who": "Who",
    "what": "What",
    "change": "From → to",
    "reason": "Reason",
}


@audit.command()
def verify(
    anchor: Annotated[
        str | None,
        typer.Option(
            metavar="COUNT:HASH", help="From a paper: 1204:3f9a-77c1-0b2d-99e0."
        ),
    ] = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Compute every hash again. Exit code 1 where something was changed or is missing."""
    from lib.domain.audit import anchor as read
    from lib.queries import audit as record

    paper = read(anchor) if anchor else None
    checked = record.verify(acting(as_, demo), paper)
    if json:
        as_json(_answer(checked))
    else:
        _tell(checked)
    if not checked.whole:
        raise typer.Exit(1)


def _answer(checked: "Checked") -> dict[str, object]:
    return {
        "whole": checked.whole,
        "entries": checked.head.number,
        "hash": checked.head.hash,
        "anchor": str(checked.head),
        "outside": checked.outside,
        "problems": [
            {"kind": str(problem.kind), "words": problem.words}
            for problem in checked.problems
        ],
    }


def _tell(checked: "Checked") -> None:
    from lib.domain.audit_check import DOES_NOT_PROVE, PROVES

    for line in (*checked.sentences(), f"What it proves: {PROVES}", DOES_NOT_PROVE):
        typer.echo(line)


@audit.command("list")
def list_(
    person: Annotated[str, typer.Option(help="Part of an e-mail address.")] = "",
    subject: Annotated[str, typer.Option(help="An ODS code, or part of a key.")] = "",
    table: Annotated[str | None, typer.Option(help="As practice or contact.")] = None,
    first: Annotated[
        date | None, typer.Option("--from", parser=day, metavar="DAY")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--until", parser=day, metavar="DAY")
    ] = None,
    limit: Annotated[int, typer.Option(min=1)] = 100,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Who changed what, when and why, newest first."""
    from lib.analysis import changes
    from lib.queries import audit as record

    wanted = record.Wanted(person, subject, table, first, last)
    found = record.entries(acting(as_, demo), wanted, limit)
    rows = records(changes.told(found))
    tell(rows, SHOWN, json)
