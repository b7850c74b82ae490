"""`oversight users` and `oversight migrate`: setting up, for whoever runs the service."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import Answering, app
from lib.cli.options import As, Demo, Json, day
from lib.cli.output import Record, as_json, as_table
from lib.cli.session import acting, require_icb, settings

if TYPE_CHECKING:
    from lib.domain.users import Person, User

users = typer.Typer(cls=Answering, help="Who may sign in.", no_args_is_help=True)
app.add_typer(users, name="users")

SHOWN = {
    "email": "E-mail",
    "name": "Name",
    "role": "Role",
    "scope": "Scope",
    "state": "State",
    "until": "Until",
}


Until = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="The last day of the account."),
]


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
    until: Until = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Let somebody in. On a database without accounts anybody may, once."""
    from lib import actions
    from lib.domain.roles import Role
    from lib.domain.users import User, address
    from lib.queries import users as known

    if [bool(icb), every_icb, bool(lmc)].count(True) != 1:
        raise typer.BadParameter(
            "Say one of --icb CODE (once for each), --every-icb or --lmc NAME."
        )
    by = _acting(as_, demo)
    for code in icb or []:
        require_icb(by, code)
    icbs = frozenset(icb) if icb else None
    person = User(email, name, Role[role.name], icbs, lmc)
    actions.users.add(person, until=until, by=by)
    answer([known.one(by, address(email))], by, json)


@users.command("list")
def list_(as_: As = None, demo: Demo = False, json: Json = False) -> None:
    """Every account, those that are deactivated too."""
    from lib.queries import users as known

    by = _acting(as_, demo)
    answer(known.every(by), by, json)


def _acting(email: str | None, demo: bool) -> "User":
    """Who acts; the application itself while nobody has an account."""
    from lib import start
    from lib.actions.users import SYSTEM
    from lib.queries import users as known

    start.start(settings(demo))
    if not known.every(SYSTEM):
        return SYSTEM
    return acting(email, demo)


def answer(people: list["Person"], by: "User", json: bool) -> None:
    """Accounts as JSON, or as a table with their scope in words."""
    from lib.analysis.people import scope_words
    from lib.queries import organisations

    rows = [row(person) for person in people]
    if json:
        as_json(rows)
        return
    names = organisations.names(by)
    scopes = [scope_words(person.user, names) for person in people]
    states = ["active" if person.active else "deactivated" for person in people]
    shown = zip(rows, scopes, states, strict=True)
    as_table(
        SHOWN, [{**r, "scope": scope, "state": state} for r, scope, state in shown]
    )


def row(person: "Person") -> Record:
    user = person.user
    return {
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "icbs": None if user.icbs is None else sorted(user.icbs),
        "lmc": user.lmc,
        "active": person.active,
        "until": person.until,
    }


@app.command()
def migrate(demo: Demo = False, json: Json = False, _as: As = None) -> None:
    """Bring the schema of the database up to date."""
    from lib import start

    step = start.migrate(settings(demo))
    if json:
        as_json({"schema": step})
    else:
        typer.echo(f"The schema stands at step {step}.")
