"""`oversight page`: what a page of the browser says, as text, or its address."""

from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli import session
from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Period
from lib.cli.output import as_table
from lib.cli.session import acting, require_icb

if TYPE_CHECKING:
    from lib.domain.users import User

PAGES = {"address": "Page", "title": "Title", "section": "Menu"}

Name = Annotated[
    str | None, typer.Argument(metavar="[PAGE]", help="By its address or title.")
]
ODS = Annotated[str | None, typer.Option("--ods", metavar="CODE", help="A practice.")]
Query = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FILTER=VALUE",
        help="A filter as in the page's address, by what it shows; as often as needed.",
    ),
]
Text = Annotated[
    bool, typer.Option("--text", help="What the page says; else its address alone.")
]


@app.command()
def page(
    name: Name = None,
    text: Text = False,
    ods: ODS = None,
    period: Period = None,
    icb: ICB = None,
    query: Query = None,
    as_: As = None,
    demo: Demo = False,
) -> None:
    """What a page of the browser says to whoever acts.

    Without a name: which pages there are. The text carries no time of its own, so that
    two months can be compared line by line. No visit is noted.
    """
    from lib.ui import twin

    by = acting(as_, demo)
    if name is None:
        as_table(PAGES, [each._asdict() for each in twin.listed(by)])
        return
    entry = twin.named(by, name)
    if entry is None:
        raise typer.BadParameter(f"There is no page {name}. Without a name: all pages.")
    asked = _filters(query or []) | _known(by, ods, icb)
    if period:
        asked |= twin.month(entry, period)
    if not text:
        typer.echo(twin.address(entry, asked))
        return
    told = twin.told(by, session.settings(demo).database_url, entry, asked)
    typer.echo(told.text)
    if told.closed:
        raise typer.Exit(1)


def _filters(given: list[str]) -> dict[str, str]:
    from urllib.parse import parse_qsl

    asked: dict[str, str] = {}
    for each in given:
        pairs = parse_qsl(each.lstrip("?"), keep_blank_values=True)
        if not pairs or "=" not in each:
            raise typer.BadParameter(f"{each} is not of the form FILTER=VALUE.")
        asked |= dict(pairs)
    return asked


def _known(by: "User", ods: str | None, icb: str | None) -> dict[str, str]:
    from lib.ui import context

    asked = {"ods": ods.strip().upper()} if ods else {}
    chosen = require_icb(by, icb)
    names = context.icbs(by)
    return asked | ({"icb": names[chosen]} if chosen in names else {})
