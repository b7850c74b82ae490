"""`oversight rollout`: the figures of the page Switch-on, and a record for each practice."""

from typing import TYPE_CHECKING, Any

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json, Period
from lib.cli.output import as_json, as_table, records
from lib.cli.session import acting, require_icb
from lib.domain.dates import period_text

if TYPE_CHECKING:
    from datetime import date

    from lib.analysis.rollout import Rollout

STAGES = {"stage": "Stage", "practices": "Practices"}
CROSSED = {
    "basis": "Basis",
    "stage": "Stage",
    "over": "Over",
    "not_over": "Not over",
    "untold": "Cannot be told",
}
DUE = {
    "due_on": "Day",
    "ods_code": "ODS code",
    "name": "Practice",
    "supplier": "System",
    "words": "What is due",
    "notice": "Days of notice",
}


@app.command()
def rollout(
    icb: ICB = None,
    period: Period = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Where practices stand in the rollout today.

    Beside the flag of a month: the latest with counts, else that of the latest
    hierarchy.
    """
    from lib.casework import rollout as stands
    from lib.queries import figures, periods

    by = acting(as_, demo)
    chosen = require_icb(by, icb)
    month = period or periods.default(by, chosen)
    if month is None:
        as_json({}) if json else typer.echo("None.")
        return
    known = figures.panel(by, month, month, icb_code=chosen)
    told = as_record(stands.of(known, by, month, chosen), month)
    if json:
        as_json(told)
    else:
        _show(told)


def as_record(found: "Rollout", period: "date") -> dict[str, Any]:
    """Everything that the page shows of it."""
    from lib.analysis import rollout_words

    due = records(found.calendar)
    words = map(rollout_words.due, found.calendar.to_dict("records"))
    return {
        "period": period_text(period),
        "today": found.today,
        "lead": "".join(rollout_words.lead(found)),
        "stages": records(found.stages),
        "crossing": records(found.crossing),
        "calendar": [
            {**row, "words": each} for row, each in zip(due, words, strict=True)
        ],
        "suppliers": records(found.suppliers),
        "practices": records(found.table),
    }


def _show(told: dict[str, Any]) -> None:
    typer.echo(f"{told['lead']}\n")
    as_table(STAGES, told["stages"])
    typer.echo("")
    as_table(CROSSED, told["crossing"])
    typer.echo("")
    as_table(DUE, told["calendar"])
