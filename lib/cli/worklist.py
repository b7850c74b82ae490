"""`oversight worklist` and `oversight digest`: what waits, and for whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json
from lib.cli.output import Record, as_json, tell
from lib.cli.session import acting, require_icb

if TYPE_CHECKING:
    from lib.domain.users import User

SHOWN = {
    "group": "When",
    "name": "Practice",
    "what": "What",
    "rule": "Rule",
    "due_on": "Day",
    "owner": "Owner",
}
FIELDS = ("rule", "group", "ods_code", "name", "what", "note", "due_on", "owner")

Mine = Annotated[bool, typer.Option("--mine", help="Only what waits for whoever acts.")]
Folder = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="Where the files are written.")
]


@app.command()
def worklist(
    icb: ICB = None,
    mine: Mine = False,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """What waits, today, this week and on others, and why."""
    by = acting(as_, demo)
    rows = _rows(by, require_icb(by, icb), mine)
    tell(rows, SHOWN, json)


def _rows(by: "User", icb_code: str | None, mine: bool) -> list[Record]:
    from lib.casework import cases
    from lib.casework import worklist as work
    from lib.domain.dates import shift
    from lib.queries import figures, periods

    period = periods.default(by, icb_code)
    if period is None:
        return []
    first = shift(period, -cases.MONTHS_BACK)
    known = figures.panel(by, first, period, icb_code=icb_code)
    found = work.of(known, by, period, icb_code)
    wanted = work.mine(found, by) if mine else found
    return [{name: getattr(item, name) for name in FIELDS} for item in wanted]


@app.command()
def digest(out: Folder, as_: As = None, demo: Demo = False, json: Json = False) -> None:
    """Write each person's e-mail of what changed and waits.

    Nothing is sent.
    """
    from lib.casework import digest as digests
    from lib.domain.dates import today

    by = acting(as_, demo)
    on = today()
    files = digests.files(digests.every(by, on), on)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    if json:
        as_json({"files": sorted(files)})
    else:
        typer.echo(f"{len(files)} written to {out}.")
