"""The options that several commands share, each described once."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from lib.domain import dates


def _read(parse: Callable[[str], date]) -> Callable[[str], date]:
    """The parser with its sentence kept: typer would say only what was typed."""

    def reading(text: str) -> date:
        try:
            return parse(text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return reading


month, day = _read(dates.parse_period), _read(dates.parse_day)

Json = Annotated[
    bool, typer.Option("--json", help="Print JSON instead of text for people.")
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="EMAIL",
        help="Who acts. Otherwise OVERSIGHT_USER, and on one's own machine the "
        "administrator.",
    ),
]
Demo = Annotated[
    bool, typer.Option("--demo", help="Work on the invented demonstration.")
]
Period = Annotated[
    date | None,
    typer.Option(
        parser=month, metavar="YYYY-MM", help="The month that the figures describe."
    ),
]
ICB = Annotated[
    str | None, typer.Option("--icb", metavar="CODE", help="One ICB, by its ODS code.")
]
