"""`oversight practices` and `oversight history`: the figures, now and over time."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json, Period, day
from lib.cli.output import PLACES, Record, as_json, as_table, records
from lib.cli.session import acting, require_icb
from lib.domain.dates import period_text
from lib.domain.disclosure import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from lib.analysis.position import Position
    from lib.domain.users import User

PRACTICE = {
    "ods_code": "ODS code",
    "name": "Practice",
    "icb_code": "ICB",
    "sub_icb_code": "Sub-ICB",
    "pcn_code": "PCN",
    "supplier": "Supplier",
    "list_size": "List size",
    "excluded": "Excluded",
    "rate": "Rate",
    "basis": "Basis",
    "state": "State",
    "over_threshold": "Over",
    "under_query": "Under query",
}
MONTH = {
    "period": "Month",
    "basis": "Basis",
    "expected": "Expected",
    "reported": "Reported",
    "over": "Over",
    "newly_over": "Newly over",
    "newly_under": "Newly under",
    "nearly_over": "Nearly over",
    "lasting": "3 months or more",
    "excluded": "Excluded",
    "list_size": "List size",
    "rate": "Rate",
}
FIGURE = {
    "period": "Month",
    "measure": "Measure",
    "value": "Value",
    "suppressed": "Suppressed",
    "upload_id": "Upload",
    "row": "Row",
    "file_name": "File",
    "loaded_by": "Loaded by",
    "loaded_at": "Loaded at",
    "current": "Current",
    "under_query": "Under query",
}
MORE_OF_FIGURE = ["run_on", "counted", "population", "reason", "withdrawn", "hidden"]

OverThreshold = Annotated[
    bool, typer.Option("--over-threshold", help="Only those over the threshold.")
]
KnownOn = Annotated[
    date | None,
    typer.Option(
        parser=day, metavar="DATE", help="As known at the end of that day in London."
    ),
]
Code = Annotated[str | None, typer.Argument(metavar="[ODS_CODE]")]


@app.command()
def practices(
    icb: ICB = None,
    period: Period = None,
    over_threshold: OverThreshold = False,
    as_known_on: KnownOn = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """The practices expected in a month, with their figures.

    List size, excluded patients, rate. The month is the latest with counts, else that
    of the latest hierarchy.
    """
    from lib.queries import figures, periods

    by = acting(as_, demo)
    chosen = require_icb(by, icb)
    month = period or periods.default(by, chosen)
    if month is None:
        _answer([], PRACTICE, json)
        return
    known = figures.panel(by, month, month, icb_code=chosen, as_known_on=as_known_on)
    rows = _rows(_marked(known[known.expected], by))
    told = [row for row in rows if row["over_threshold"] or not over_threshold]
    _answer(told, PRACTICE, json)
    if not json:
        _cover(known, month, by)


def _marked(table: "pd.DataFrame", by: "User") -> "pd.DataFrame":
    """With what an observer has asked about, since when."""
    from lib.analysis import under_query
    from lib.domain.figure_query import About
    from lib.queries import figure_queries

    since = under_query.since(figure_queries.open_(by), About.FIGURE)
    return under_query.marked(table, since, None)


def _rows(expected: "pd.DataFrame") -> list[Record]:
    named = expected.rename(columns={"over": "over_threshold"})
    rounded = named.assign(
        rate=named.rate.round(PLACES), ods_code=named.ods_code.mask(named.masked)
    )
    return records(rounded[[*PRACTICE, "percent", "hidden"]])


def _answer(rows: list[Record], headings: dict[str, str], json: bool) -> None:
    if json:
        as_json([{name: row[name] for name in headings} for row in rows])
    else:
        as_table(headings, [_in_per_cent(row) for row in rows])


def _in_per_cent(row: Record) -> Record:
    """The rate as people read it, never rounded onto the limit."""
    from lib.analysis.words import share_words

    if row.get("hidden"):
        return {**row, "excluded": HIDDEN, "rate": HIDDEN}
    if row["rate"] is None:
        return row
    share = share_words(row["excluded"], row["list_size"], row.get("percent"))
    return {**row, "rate": share}


def _cover(figures: "pd.DataFrame", month: date, by: "User") -> None:
    """The month, how many reported, and by which threshold."""
    from lib.analysis import sentences
    from lib.analysis.position import positions
    from lib.queries import organisations, threshold

    views = positions(figures, month)
    if not views:
        return
    used = set(figures.rule_id.dropna())
    names = organisations.names(by)
    words = [rule.worded(names) for rule in threshold.rules(by) if rule.id in used]
    parts = [sentences.coverage(views, words), sentences.unread(views)]
    parts += [sentences.mixed_bases(views), *_shown(views, by)]
    line = " ".join(part for part in parts if part)
    typer.echo(f"\n{line.replace('**', '')}")


def _shown(views: "list[Position]", by: "User") -> "Iterator[str]":
    """Of numbers that are shown in place of exact ones: how many are not, by which rule."""
    from lib.analysis import sentences
    from lib.queries import settings

    if any(each.in_shown_numbers for each in views):
        yield sentences.not_shown(sum(each.hidden for each in views))
        yield settings.scheme(by).words


@app.command()
def history(
    ods_code: Code = None, as_: As = None, demo: Demo = False, json: Json = False
) -> None:
    """Every count given for a practice, or each month's totals.

    The totals are those of all practices in scope: say no code.
    """
    from lib.queries import practices as of_practices

    by = acting(as_, demo)
    if ods_code is None:
        _answer(_totals(by), MONTH, json)
        return
    code = ods_code.strip().upper()
    told = of_practices.history(by, code)
    marked = _marked(told.assign(ods_code=code), by)
    rows = _by_month(marked, [*FIGURE, *MORE_OF_FIGURE])
    if json:
        as_json(rows)
    else:
        as_table(FIGURE, [_with_star(row) for row in rows])


def _with_star(row: Record) -> Record:
    return {**row, "value": HIDDEN} if row["hidden"] else row


def _totals(by: "User") -> list[Record]:
    """Figures on different bases stay apart: one record for each month and basis."""
    from lib.analysis.trend import monthly
    from lib.queries import figures, periods

    months = periods.months(by)
    if not months:
        return []
    first, last = months[-1], months[0]
    table = monthly(figures.panel(by, first, last), first, last)
    named = table.rename(columns={"patients": "excluded"})
    return _by_month(named.assign(rate=named.rate.round(PLACES)), list(MONTH))


def _by_month(table: "pd.DataFrame", columns: list[str]) -> list[Record]:
    rows = records(table[columns])
    return [{**row, "period": period_text(row["period"])} for row in rows]
