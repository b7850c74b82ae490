"""`oversight queries`: what observers ask about figures, and the ICB's answers."""

from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import Answering, app
from lib.cli.options import ICB, As, Demo, Json
from lib.cli.output import Record, as_json, as_table, records
from lib.cli.session import acting, require_icb

if TYPE_CHECKING:
    from lib.domain.users import User

queries = typer.Typer(
    cls=Answering, help="What observers ask about figures.", no_args_is_help=True
)
app.add_typer(queries, name="queries")

SHOWN = {
    "query_id": "Query",
    "ods_code": "ODS code",
    "name": "Practice",
    "about": "About",
    "period": "Month",
    "body": "Asked by",
    "raised_on": "Raised",
    "due_on": "Answer due",
    "text": "Words",
}

Id = Annotated[int, typer.Argument(metavar="QUERY", help="Its number in the list.")]
Words = Annotated[str, typer.Argument(metavar="ANSWER", help="Both sides read it.")]


@queries.command("list")
def list_(
    icb: ICB = None, as_: As = None, demo: Demo = False, json: Json = False
) -> None:
    """Those that nobody has answered yet, the oldest first."""
    by = acting(as_, demo)
    _tell(_open(by, require_icb(by, icb)), json)


@queries.command()
def answer(
    query: Id, words: Words, as_: As = None, demo: Demo = False, json: Json = False
) -> None:
    """Answer a query; what is left is listed."""
    from lib import actions
    from lib.queries import figure_queries

    by = acting(as_, demo)
    version = figure_queries.get(by, query).version
    actions.figure_queries.answer(query, words, seen_version=version, by=by)
    _tell(_open(by, None), json)


def _open(by: "User", icb_code: str | None) -> list[Record]:
    from lib.queries import figure_queries

    return records(figure_queries.open_(by, icb_code))


def _tell(rows: list[Record], json: bool) -> None:
    if json:
        as_json([{name: row[name] for name in SHOWN} for row in rows])
    else:
        as_table(SHOWN, rows)
