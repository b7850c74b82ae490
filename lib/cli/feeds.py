"""`oversight feeds`: keys with which a program fetches the data feeds."""

from datetime import date, datetime
from typing import Annotated

import typer

from lib.cli.application import Answering, app
from lib.cli.options import ICB, As, Demo, Json
from lib.cli.output import as_json, tell
from lib.cli.session import acting, require_icb

feeds = typer.Typer(cls=Answering, help="Keys to the data feeds.", no_args_is_help=True)
app.add_typer(feeds, name="feeds")

SHOWN = {"id": "Key", "name": "For", "owner": "Whose", "ends_on": "Last day"}
FIELDS = (*SHOWN, "icb_code", "revoked_on", "used_at", "version")


@feeds.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="WHAT_FOR")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day.")],
    icb: ICB = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Make a key for whoever acts, and print it, once."""
    from lib import actions

    by = acting(as_, demo)
    last: date = until.date()
    key = actions.feed_keys.make(name, last, require_icb(by, icb), by=by)
    if json:
        as_json({"key": key})
    else:
        typer.echo(key)


@feeds.command("list")
def list_(as_: As = None, demo: Demo = False, json: Json = False) -> None:
    """The keys of whoever acts; an administrator sees everybody's."""
    from lib.queries import feed_keys

    found = feed_keys.mine(acting(as_, demo))
    rows = [{name: getattr(each, name) for name in FIELDS} for each in found]
    tell(rows, SHOWN, json)


@feeds.command("revoke")
def revoke(
    number: Annotated[int, typer.Argument(metavar="KEY", help="As the list has it.")],
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """From now on nothing is answered to that key."""
    from lib import actions
    from lib.queries import feed_keys

    by = acting(as_, demo)
    version = next((k.version for k in feed_keys.mine(by) if k.id == number), 1)
    actions.feed_keys.revoke(number, seen_version=version, by=by)
    if json:
        as_json({"revoked": number})
    else:
        typer.echo(f"Key {number} is revoked.")
