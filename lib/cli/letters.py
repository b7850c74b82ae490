"""`oversight letters`: the drafts of a month's ladder, as files."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json, month
from lib.cli.output import Record, as_json, as_table
from lib.cli.session import acting, require_icb
from lib.domain.dates import month_name

if TYPE_CHECKING:
    from lib.casework.letters import Proposed
    from lib.domain.letter import Key, Letter
    from lib.domain.users import User

SHOWN = {
    "ods_code": "ODS code",
    "letter": "Letter",
    "due_on": "Due day",
    "rung": "Step",
    "outcome": "Outcome",
    "contact": "Contact",
}
CONFIRM = "waits for a person: the flag depends on the basis"
DISCARDED = "discarded before"
MOVED = "drafted with another due day: discard it"
DRAFTED, AGAIN = "drafted", "drafted before"

OfMonth = Annotated[
    date,
    typer.Option(parser=month, metavar="YYYY-MM", help="The month of the letters."),
]
Out = Annotated[
    Path,
    typer.Option("--out", metavar="DIR", file_okay=False, help="Where the files go."),
]


@app.command()
def letters(
    period: OfMonth,
    out: Out,
    icb: ICB = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Write the drafts of a month's letters as files.

    As .docx and .eml of each, mail-merge.csv and due-days.ics. Letters on the month's
    reports as they stand today; of plans what was to be written by the month's end. A
    draft is stored once: again, the same files are written and nothing more is stored.
    What was sent is not written again. Nothing is sent.
    """
    from lib import actions, queries
    from lib.casework import letters as casework

    by = acting(as_, demo)
    chosen = require_icb(by, icb)
    unsettled = casework.unsettled(by, chosen)
    desk = casework.of(by, chosen, unsettled, period=period)
    ready = [each for each in desk.to_write if not (each.flip or each.discarded)]
    actions.letters.draft([each.new() for each in ready], by=by)
    written = queries.letters.written(by, chosen)
    rows = [_row(each, written) for each in desk.proposed]
    _write_files(by, period, rows, out)
    if json:
        as_json(rows)
    else:
        as_table(SHOWN, rows)
        _say(rows, out, period)


def _row(proposed: "Proposed", written: "dict[Key, Letter]") -> Record:
    due, letter = proposed.due, written.get(proposed.due.key)
    return {
        "ods_code": due.practice.ods_code,
        "practice": due.practice.name,
        "letter": due.kind,
        "about": due.key.about,
        "rung": due.key.rung,
        "due_on": due.due_on,
        "outcome": _outcome(proposed, letter),
        "contact": proposed.contact.email if proposed.contact else None,
        "id": letter.id if letter else None,
        "files": [],
    }


def _outcome(proposed: "Proposed", letter: "Letter | None") -> str:
    from lib.domain.letter import LetterState

    if letter is None:
        return DISCARDED if proposed.discarded else CONFIRM
    if letter.state is LetterState.DRAFT and letter.due_on != proposed.due.due_on:
        return MOVED
    if letter.state is LetterState.DRAFT:
        return DRAFTED if proposed.letter is None else AGAIN
    return str(letter.state)


def _write_files(by: "User", period: date, rows: list[Record], out: Path) -> None:
    """The drafts only; each row is told the names of its files."""
    from lib import actions
    from lib.casework import letters as casework
    from lib.documents import letter_batch
    from lib.documents.letters import stem

    drafts = {row["id"]: row for row in rows if row["outcome"] in (DRAFTED, AGAIN)}
    envelopes = casework.envelopes(by, drafts)
    if not envelopes:
        return
    actions.downloads.record(f"letters of {period:%Y-%m}", len(drafts), by=by)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in letter_batch.files(envelopes).items():
        (out / name).write_bytes(content)
    for envelope in envelopes:
        name = stem(envelope)
        drafts[envelope.letter.id]["files"] = [f"{name}.docx", f"{name}.eml"]


def _say(rows: list[Record], out: Path, period: date) -> None:
    from lib.analysis.words import counted

    drafts = [row for row in rows if row["files"]]
    new = sum(row["outcome"] == DRAFTED for row in drafts)
    if not drafts:
        typer.echo(f"\nNothing was written for {month_name(period)}. Nothing was sent.")
        return
    typer.echo(
        f"\n{counted(len(drafts), 'draft')} written to {out}, {new:,} new, with"
        " mail-merge.csv and due-days.ics. Nothing was sent."
    )
    without = [row["ods_code"] for row in drafts if row["contact"] is None]
    if without:
        typer.echo(f"Without a contact: {', '.join(without)}.")
