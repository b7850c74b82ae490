"""The command `oversight`: how it answers what it may not, or cannot, do."""

from typing import Any

import typer
from typer.core import TyperGroup

from lib.cli import session
from lib.domain.errors import Refused


class Answering(TyperGroup):
    """Says in a sentence what was refused, with exit code 1 and no traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            typer.echo(str(refusal), err=True)
            _record(refusal)
        except OSError as error:
            typer.echo(_words(error), err=True)
        raise typer.Exit(1)


def _record(refusal: Refused) -> None:
    from lib.actions import refusals

    for person in session.ACTING:
        refusals.record(refusal, by=person)


def _words(error: OSError) -> str:
    why = (error.strerror or "it cannot be opened or written").lower()
    return f"{error.filename or 'A file'}: {why}."


app = typer.Typer(
    cls=Answering,
    help="Records access oversight: which GP practices have excluded more than half of "
    "their patients.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
