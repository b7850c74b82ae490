"""`oversight measures` and `oversight measure`: what is measured, and one month of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json, Period
from lib.cli.output import PLACES, Record, as_json, as_table, records
from lib.cli.session import acting, require_icb
from lib.domain.dates import month_name, period_text
from lib.domain.disclosure import HIDDEN
from lib.domain.measures import Key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lib.casework.measures import Month
    from lib.domain.users import User

MEASURE = {
    "key": "Measure",
    "title": "Title",
    "label": "Label",
    "limit": "Limit now",
    "source": "Source",
}
PRACTICE = {
    "ods_code": "ODS code",
    "name": "Practice",
    "icb_code": "ICB",
    "numerator": "Part",
    "denominator": "Of",
    "share": "Share",
    "side": "Side of the limit",
    "state": "State",
}


@app.command()
def measures(
    icb: ICB = None, as_: As = None, demo: Demo = False, json: Json = False
) -> None:
    """The measures as reported, with limit, wording and source."""
    from lib.queries import measures as asked
    from lib.queries import organisations

    by = acting(as_, demo)
    chosen = require_icb(by, icb)
    names = organisations.names(by)
    found = [
        {
            **each.model_dump(exclude={"place"}),
            **_limits(by, Key(each.key), chosen, names),
        }
        for each in asked.every(by)
    ]
    if json:
        as_json(found)
    else:
        as_table(
            MEASURE, [{**each, "limit": each["limit"] or "none"} for each in found]
        )
        for each in found:
            typer.echo(f"\n{each['title']}: {each['wording']} {each['source_address']}")


def _limits(
    by: "User", key: Key, icb_code: str | None, names: "Mapping[str, str]"
) -> Record:
    """The rule in force now, and whether the ICB goes by the measure now."""
    from lib.domain.dates import period_of, today
    from lib.queries import measures as asked
    from lib.queries import threshold

    now = period_of(today())
    rule = threshold.in_force(by, icb_code, now, key)
    return {
        "limit": rule.worded(names) if rule else None,
        "from": rule.from_on if rule else None,
        "on": key in asked.on(by, icb_code, now),
    }


@app.command()
def measure(
    name: Annotated[Key, typer.Argument(metavar="NAME", help="104 or access.")],
    icb: ICB = None,
    period: Period = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """One month of a measure, practice by practice.

    Each one's share, and on which side of the limit it is. The month is the latest with
    counts of it. Of access, practices of ICBs that go by it in that month.
    """
    from lib.casework import measures as casework
    from lib.queries import organisations

    by = acting(as_, demo)
    chosen = require_icb(by, icb)
    asked = period or _latest(by, name, chosen)
    if asked is None:
        raise typer.BadParameter(f"There are no counts of {name} yet.")
    found = casework.month(by, name, asked, chosen)
    names = organisations.names(by)
    limits = [rule.worded(names) for rule in found.rules]
    if json:
        as_json(_as_record(found, limits))
    else:
        _show(found, limits)


def _latest(by: "User", key: Key, icb_code: str | None) -> "date | None":
    from lib.queries import periods

    return next(iter(periods.months(by, icb_code, key)), None)


def _as_record(found: "Month", limits: list[str]) -> dict[str, Any]:
    named = found.measure.model_dump(exclude={"place", "direction"})
    return {
        **named,
        "period": period_text(found.period),
        "on": found.is_gone_by,
        "limits": limits,
        "practices": found.counts,
        "rows": _rows(found),
    }


def _rows(found: "Month") -> list[Record]:
    """`side` in words; a count that this person is not shown is *."""
    from lib.casework.measures import SIDES

    beyond, within = SIDES[Key(found.measure.key)]
    table = found.rows.assign(
        share=found.rows["share"].round(PLACES),
        ods_code=found.rows["ods_code"].mask(found.rows["masked"]),
        side=found.rows["side"].map({True: beyond, False: within}),
    )
    rows = records(table.drop(columns="masked"))
    return [{**r, "numerator": HIDDEN} if r["hidden"] else r for r in rows]


def _show(found: "Month", limits: list[str]) -> None:
    from lib.analysis.words import share_words

    rows = [
        {
            **row,
            "share": share_words(row["numerator"], row["denominator"], row["percent"]),
        }
        if row["share"] is not None
        else row
        for row in _rows(found)
    ]
    as_table(PRACTICE, rows)
    counts = ", ".join(f"{count} {word}" for word, count in found.counts.items())
    measure = found.measure
    typer.echo(
        f"\n{measure.title}, {month_name(found.period)}, {measure.label}: {counts}."
        f" Limit: {'; '.join(limits) or 'no limit applies'}."
    )
    if not found.is_gone_by:
        typer.echo("It is not switched on for this month.")
