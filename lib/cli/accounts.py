"""`oversight users` and `oversight migrate`: setting up, for whoever runs the service."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import Answering, app
from lib.cli.options import As, Demo, Json
from lib.cli.output import Record, as_json, as_table
from lib.cli.session import acting, require_icb, settings

if TYPE_CHECKING:
    from lib.domain.users import User

users = typer.Typer(cls=Answering, help="Who may sign in.", no_args_is_help=True)
app.add_typer(users, name="users")

SHOWN = {
    "email": "E-mail",
    "name": "Name",
    "role": "Role",
    "icbs": "ICBs",
    "lmc": "LMC",
}


class RoleName(StrEnum):
    """The roles of lib.domain.users by one word each."""

    OFFICER = "officer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    LEAD = "lead"
    LMC_OBSERVER = "lmc-observer"
    BMA_OBSERVER = "bma-observer"


@users.command("add")
def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    name: Annotated[str, typer.Option(help="As colleagues know them.")],
    role: Annotated[RoleName, typer.Option()],
    icb: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Once for each ICB.")
    ] = None,
    every_icb: Annotated[
        bool, typer.Option("--every-icb", help="Without limit to some ICBs.")
    ] = False,
    lmc: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of an LMC observer.")
    ] = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Let somebody in. On a database without accounts anybody may, once."""
    from lib import actions
    from lib.domain.users import Role, User
    from lib.queries import users as known

    if [bool(icb), every_icb, bool(lmc)].count(True) != 1:
        raise typer.BadParameter(
            "Say one of --icb CODE (once for each), --every-icb or --lmc NAME."
        )
    by = _acting(as_, demo)
    for code in icb or []:
        require_icb(by, code)
    icbs = frozenset(icb) if icb else None
    actions.users.add(User(email, name, Role[role.name], icbs, lmc), by=by)
    _answer([p for p in known.every(by) if p.email == email.strip().lower()], json)


@users.command("list")
def list_(as_: As = None, demo: Demo = False, json: Json = False) -> None:
    """Everybody who may sign in."""
    from lib.queries import users as known

    _answer(known.every(_acting(as_, demo)), json)


def _acting(email: str | None, demo: bool) -> "User":
    """Who acts; the application itself while nobody has an account."""
    from lib import start
    from lib.actions.users import SYSTEM
    from lib.queries import users as known

    start.start(settings(demo))
    if not known.every(SYSTEM):
        return SYSTEM
    return acting(email, demo)


def _answer(people: list["User"], json: bool) -> None:
    rows = [_row(person) for person in people]
    if json:
        as_json(rows)
    else:
        as_table(SHOWN, [{**row, "icbs": _icbs(row["icbs"])} for row in rows])


def _row(person: "User") -> Record:
    return {
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "icbs": None if person.icbs is None else sorted(person.icbs),
        "lmc": person.lmc,
    }


def _icbs(codes: list[str] | None) -> str:
    return "every ICB" if codes is None else ", ".join(codes)


@app.command()
def migrate(demo: Demo = False, json: Json = False, _as: As = None) -> None:
    """Bring the schema of the database in DATABASE_URL up to date."""
    from lib import start

    step = start.migrate(settings(demo))
    if json:
        as_json({"schema": step})
    else:
        typer.echo(f"The schema stands at step {step}.")
