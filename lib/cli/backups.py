"""`oversight backup` and `oversight restore`: a copy of everything in one file, and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import app
from lib.cli.options import As, Demo, Json
from lib.cli.output import as_json
from lib.cli.session import backing_up, settings

if TYPE_CHECKING:
    from lib.domain.audit_check import Checked
    from lib.domain.backup import Manifest

NAME = "oversight-%Y-%m-%dT%H%M%SZ.zip"


@app.command()
def backup(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Or a folder: then named by the time."),
    ],
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Write everything into one file, while others work. A file there is left alone."""
    from lib import actions
    from lib.domain.dates import now

    by = backing_up(as_, _own(demo))
    path = file / f"{now():{NAME}}" if file.is_dir() else file
    made = actions.backups.make(path, by=by)
    if json:
        as_json(_answer(path, made))
    else:
        typer.echo(f"The backup is in {path}: {_words(made)}.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where the database is not empty.")
    ] = False,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Put a backup back. Whoever acts is an administrator in the database that is
    there, or where it is empty, in the backup. On PostgreSQL: with the owner's address
    in DATABASE_URL. Exit code 1 where the record of changes is not whole."""
    from lib import actions, start
    from lib.queries import audit

    url = _own(demo)
    with start.laid_out(file, url) as held:
        by = backing_up(as_, url, held.url)
        actions.backups.restore(held, url, replace=replace, by=by)
        checked = audit.verify(by, held.manifest.head)
    if json:
        whole = {"whole": checked.whole, "anchor": str(checked.head)}
        as_json(_answer(file, held.manifest) | whole)
    else:
        _tell(file, held.manifest, checked)
    if not checked.whole:
        raise typer.Exit(1)


def _own(demo: bool) -> str:
    if demo:
        raise typer.BadParameter(
            "The demonstration makes itself anew: no backup of it."
        )
    return settings(demo).database_url


def _answer(file: Path, made: "Manifest") -> dict[str, object]:
    return {
        "file": str(file),
        "made_at": f"{made.made_at:%Y-%m-%dT%H:%M:%SZ}",
        "made_by": made.made_by,
        "schema": made.schema,
        "rows": sum(made.rows.values()),
        "record": str(made.head),
        "sha256": made.sha256,
    }


def _words(made: "Manifest") -> str:
    rows = f"{sum(made.rows.values()):,} rows, schema {made.schema}"
    return f"{rows}, record of changes {made.head}"


def _tell(file: Path, made: "Manifest", checked: "Checked") -> None:
    typer.echo(f"Restored from {file}, made {made.made_at:%Y-%m-%d %H:%M} UTC.")
    typer.echo(f"In it: {_words(made)}.")
    for sentence in checked.sentences():
        typer.echo(sentence)
