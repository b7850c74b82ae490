"""`oversight uploads`, `withdraw` and `template`: what was loaded, and what to fill in."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lib.cli.application import app
from lib.cli.options import As, Demo, Json
from lib.cli.output import Record, as_json, records, tell
from lib.cli.session import acting
from lib.domain.dates import period_text


class Blank(StrEnum):
    ACCESS = "access"
    COUNTS = "counts"
    TRACKER = "tracker"
    PEOPLE = "people"
    NATIONAL_STEPS = "national-steps"
    SUCCESSION = "succession"
    DEPRIVATION = "deprivation"
    ROLLOUT = "rollout"


SHOWN = {
    "id": "Upload",
    "kind": "Kind",
    "icb_code": "ICB",
    "period": "Month",
    "described_on": "Describes",
    "file_name": "File",
    "rows_stored": "Stored",
    "loaded_by": "Loaded by",
    "loaded_at": "Loaded at",
    "withdrawn_at": "Withdrawn at",
    "withdrawn_reason": "Withdrawn because",
}


@app.command()
def uploads(
    every: Annotated[
        bool, typer.Option("--all", help="Also those that were withdrawn.")
    ] = False,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """The files that were loaded, newest first."""
    from lib.queries import uploads as loaded

    rows = [_record(row) for row in records(loaded.every(acting(as_, demo)))]
    told = [row for row in rows if every or row["withdrawn_at"] is None]
    tell(told, SHOWN, json)


def _record(row: Record) -> Record:
    return {**row, "period": period_text(row["period"]) if row["period"] else None}


@app.command()
def withdraw(
    upload_id: Annotated[int, typer.Argument(metavar="UPLOAD_ID")],
    reason: Annotated[str, typer.Option(help="Why; it is kept on record.")],
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Take an upload back, with every figure that it brought."""
    from lib import actions
    from lib.queries import uploads as loaded

    by = acting(as_, demo)
    upload = loaded.get(by, upload_id)
    actions.uploads.withdraw(upload_id, reason, by=by)
    if json:
        as_json({"upload_id": upload_id, "withdrawn": True, "reason": reason.strip()})
    else:
        typer.echo(f"Upload {upload_id} ({upload.file_name}) is withdrawn.")


@app.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False)],
    xlsx: Annotated[
        bool,
        typer.Option("--xlsx", help="A workbook with its specification; also by name."),
    ] = False,
    kind: Annotated[
        Blank, typer.Option(help="What is to be filled in.")
    ] = Blank.COUNTS,
    json: Json = False,
    _as: As = None,
    _demo: Demo = False,
) -> None:
    """Write the template for counts, or for another file.

    A file that is there already is left alone.
    """
    workbook = xlsx or file.suffix.lower() == ".xlsx"
    content = _blank(kind, workbook=workbook)
    with file.open("xb") as written:
        written.write(content)
    if json:
        as_json({"file": str(file), "format": "xlsx" if workbook else "csv"})
    else:
        typer.echo(f"The template is in {file}.")


def _blank(kind: Blank, *, workbook: bool) -> bytes:
    from lib.documents import (
        access,
        counts,
        deprivation,
        national_steps,
        people,
        rollout,
        succession,
        template,
        tracker,
    )

    if kind is Blank.TRACKER:
        return tracker.blank_xlsx() if workbook else tracker.blank_csv()
    blanks = {
        Blank.COUNTS: counts.BLANK,
        Blank.PEOPLE: people.BLANK,
        Blank.NATIONAL_STEPS: national_steps.BLANK,
        Blank.SUCCESSION: succession.BLANK,
        Blank.DEPRIVATION: deprivation.BLANK,
        Blank.ACCESS: access.BLANK,
        Blank.ROLLOUT: rollout.BLANK,
    }
    made = template.as_xlsx if workbook else template.as_csv
    return made(blanks[kind])
