"""Who acts, on which database."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from lib import config
from lib.config import Mode, Settings

if TYPE_CHECKING:
    from lib.domain.users import User

ACTING: list["User"] = []  # at most one: of whom a refusal is recorded


def settings(demo: bool) -> Settings:
    """Those in force; the demonstration only where it is asked for, never by accident."""
    found = config.read(default=Mode.LOCAL)
    if demo:
        return replace(found, mode=Mode.DEMO, database_url=config.DEMO_URL)
    if found.mode is Mode.DEMO:
        raise typer.BadParameter(
            "OVERSIGHT_MODE is demo. Add --demo to work on the demonstration, or set "
            "OVERSIGHT_MODE to local or oidc."
        )
    return found


def acting(email: str | None, demo: bool) -> "User":
    """Open the database and find who acts; an unknown address is wrong usage."""
    from lib import start
    from lib.queries import users

    ACTING.clear()
    chosen = settings(demo)
    start.start(chosen)
    named = email or os.environ.get("OVERSIGHT_USER") or _usual(chosen)
    found = users.by_email(named)
    if found is None:
        raise _unknown(named)
    ACTING.append(found)
    return found


def _unknown(named: str) -> typer.BadParameter:
    return typer.BadParameter(
        f"Nobody with the address {named} may act here. Check its spelling, or ask "
        "whoever looks after this application."
    )


def backing_up(email: str | None, *urls: str) -> "User":
    """Who acts, known in the first of these databases that has people; none of them
    is brought up to date for it. Connected to that one."""
    from lib import start

    ACTING.clear()
    named = email or os.environ.get("OVERSIGHT_USER") or _usual(settings(demo=False))
    having = next((url for url in urls if start.has_people(url)), None)
    found = start.person_in(having, named) if having else None
    if found is None:
        raise _unknown(named)
    if having == urls[0]:
        ACTING.append(found)
    return found


def _usual(chosen: Settings) -> str:
    """On one's own machine and in the demonstration, the administrator."""
    from lib.domain.roles import Role
    from lib.queries import users

    if chosen.mode is Mode.LOCAL:
        return chosen.person
    if chosen.mode is Mode.DEMO:
        people = users.demonstration()
        return next(p.email for p in people if p.role is Role.ADMINISTRATOR)
    raise typer.BadParameter(
        "Say who acts: add --as EMAIL, or set OVERSIGHT_USER to your address."
    )


def require_icb(user: "User", code: str | None) -> str | None:
    """The code as stated, once it is an ICB that this person may see."""
    from lib.queries import organisations

    if code is None or code in organisations.every_icb(user):
        return code
    if code in dict(organisations.icbs(user)):  # where practices of theirs went
        return code
    raise typer.BadParameter(f"{code} is not the code of an ICB among yours.")
