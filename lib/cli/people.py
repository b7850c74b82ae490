"""`oversight users change`, `deactivate`, `reactivate`, `confirm` and `review`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.accounts import RoleName, Until, answer, row, users
from lib.cli.options import As, Demo, Json
from lib.cli.output import as_json, as_table
from lib.cli.session import acting, require_icb

if TYPE_CHECKING:
    from lib.analysis.people import Finding
    from lib.domain.users import User

Email = Annotated[str, typer.Argument(metavar="EMAIL")]
Reason = Annotated[str, typer.Option(help="Why; it is kept on record.")]

REVIEWED = {
    "name": "Name",
    "email": "E-mail",
    "role": "Role",
    "last_signed_in": "Last signed in",
    "why": "To be looked at because it",
}


@users.command()
def change(
    email: Email,
    reason: Reason,
    name: Annotated[str | None, typer.Option()] = None,
    role: Annotated[RoleName | None, typer.Option()] = None,
    icb: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Once for each ICB.")
    ] = None,
    every_icb: Annotated[bool, typer.Option("--every-icb")] = False,
    lmc: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    until: Until = None,
    without_end: Annotated[
        bool, typer.Option("--without-end", help="The account has no last day.")
    ] = False,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Another name, role, scope or last day; what is not said stays."""
    from lib import actions
    from lib.domain.roles import Role
    from lib.queries import users as known

    by = acting(as_, demo)
    if [bool(icb), every_icb, bool(lmc)].count(True) > 1:
        raise typer.BadParameter("Say one of --icb, --every-icb and --lmc.")
    for code in icb or []:
        require_icb(by, code)
    person = known.one(by, email)
    wanted = replace(
        person.user,
        name=name or person.user.name,
        role=Role[role.name] if role else person.user.role,
    )
    if icb or every_icb or lmc:
        wanted = replace(wanted, icbs=frozenset(icb) if icb else None, lmc=lmc)
    last = None if without_end else until or person.until
    actions.users.change(wanted, reason, until=last, seen_version=person.version, by=by)
    answer([known.one(by, email)], by, json)


def _seen(email: str, as_: str | None, demo: bool) -> "tuple[User, int]":
    """Who acts, and the version of the account that they act on."""
    from lib.queries import users as known

    by = acting(as_, demo)
    return by, known.one(by, email).version


def _now(email: str, by: "User", json: bool) -> None:
    from lib.queries import users as known

    answer([known.one(by, email)], by, json)


@users.command()
def deactivate(
    email: Email, reason: Reason, as_: As = None, demo: Demo = False, json: Json = False
) -> None:
    """Close an account; what the person did stays on record."""
    from lib import actions

    by, seen = _seen(email, as_, demo)
    actions.users.deactivate(email, reason, seen_version=seen, by=by)
    _now(email, by, json)


@users.command()
def reactivate(
    email: Email, reason: Reason, as_: As = None, demo: Demo = False, json: Json = False
) -> None:
    """Let somebody in again, as they were."""
    from lib import actions

    by, seen = _seen(email, as_, demo)
    actions.users.reactivate(email, reason, seen_version=seen, by=by)
    _now(email, by, json)


@users.command()
def confirm(
    email: Email, reason: Reason, as_: As = None, demo: Demo = False, json: Json = False
) -> None:
    """On review: the account is still needed as it is."""
    from lib import actions

    by, seen = _seen(email, as_, demo)
    actions.users.review([(email, seen)], reason, keep=True, by=by)
    _now(email, by, json)


@users.command()
def review(
    days: Annotated[
        int, typer.Option(min=1, help="Signed in longer ago than this is long ago.")
    ] = 90,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Accounts that are not used, or reach further than needed.

    Exit code 0: none. 1: some wait to be confirmed or deactivated. 2: wrong usage.
    """
    from lib.casework import access_review

    by = acting(as_, demo)
    found = access_review.of(by, days).findings
    if json:
        as_json([_finding(each) for each in found])
    else:
        shown = [{**_finding(each), "why": "; ".join(each.reasons)} for each in found]
        as_table(REVIEWED, shown)
    if found:
        raise typer.Exit(1)


def _finding(finding: "Finding") -> dict[str, object]:
    return {
        **row(finding.person),
        "last_signed_in": finding.last,
        "last_confirmed": finding.confirmed,
        "reasons": finding.reasons,
    }
