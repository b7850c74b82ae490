"""`oversight sign-ins`: who is signed in at this moment, and ending it for somebody."""

from typing import Annotated

import typer

from lib.cli.application import Answering, app
from lib.cli.options import As, Demo, Json
from lib.cli.output import Record, as_json, tell
from lib.cli.session import acting

sign_ins = typer.Typer(cls=Answering, help="Who is signed in.", no_args_is_help=True)
app.add_typer(sign_ins, name="sign-ins")

TIME = "%Y-%m-%d %H:%M:%S"
SHOWN = {"email": "E-mail", "begun_at": "Since", "seen_at": "Last seen"}


@sign_ins.command("list")
def list_(as_: As = None, demo: Demo = False, json: Json = False) -> None:
    """The sign-ins that hold at this moment, times in UTC."""
    from lib import queries

    found = queries.sign_ins.open_(acting(as_, demo))
    rows: list[Record] = [
        {
            "email": each.email,
            "begun_at": f"{each.begun_at:{TIME}}",
            "seen_at": f"{each.seen_at:{TIME}}",
        }
        for each in found
    ]
    tell(rows, SHOWN, json)


@sign_ins.command("end")
def end(
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    reason: Annotated[str, typer.Option(help="As it will stand in the record.")],
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Sign somebody out everywhere. Their account stays open."""
    from lib import actions

    ended = actions.sign_ins.end_all(email.lower(), reason, by=acting(as_, demo))
    if json:
        as_json({"ended": ended})
    else:
        typer.echo(f"Ended: {ended}.")
