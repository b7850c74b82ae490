"""`oversight bulk-moves` and `patient-months`: what two years of figures say."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json, Period
from lib.cli.output import PLACES, records, tell
from lib.cli.session import acting, require_icb
from lib.domain.dates import period_text, shift

if TYPE_CHECKING:
    import pandas as pd

    from lib.domain.users import User

MOVES = {
    "ods_code": "ODS code",
    "name": "Practice",
    "direction": "Moved",
    "from_period": "From",
    "to_period": "To",
    "before": "Before",
    "after": "After",
    "patients": "Patients",
    "points": "Of the list",
    "is_newest": "Newest",
}
SUMS = {
    "group": "Group",
    "basis": "Basis",
    "practices": "Practices",
    "patients": "Patient-months",
    "list_size": "Of the lists",
    "rate": "Rate",
    "expected": "Months expected",
    "unknown": "Not known",
    "hidden": "Not shown",
}


class By(StrEnum):
    SUB_ICB = "sub-icb"
    PCN = "pcn"
    SUPPLIER = "supplier"
    FIFTH = "fifth"
    PRACTICE = "practice"


COLUMNS = {By.SUB_ICB: "sub_icb_code", By.PCN: "pcn_code", By.PRACTICE: "ods_code"}
Months = Annotated[int, typer.Option(min=1, max=60, help="So many, up to the month.")]


@app.command("bulk-moves")
def bulk_moves(
    icb: ICB = None,
    period: Period = None,
    months: Months = 24,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """When a practice's count jumped or was cleared out.

    For staff: between which months. A jump may include new patients who arrived with
    the code. The page Bulk moves has the method, and how often it errs.
    """
    from lib.casework import bulk_moves as moves

    by = acting(as_, demo)
    found = moves.of(_figures(by, icb, period, months), by).moves
    table = found.assign(points=found["points"].round(PLACES))[list(MOVES)]
    rows = [
        {
            **row,
            **{name: period_text(row[name]) for name in ("from_period", "to_period")},
        }
        for row in records(table)
    ]
    tell(rows, MOVES, json)


@app.command("patient-months")
def patient_months(
    group: Annotated[By, typer.Option("--by", help="Add up by.")] = By.SUB_ICB,
    icb: ICB = None,
    period: Period = None,
    months: Months = 12,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Patients with an active 104, added up over months.

    Months without a figure are told apart.
    """
    from lib.analysis import patient_months as adding
    from lib.queries import deprivation

    by = acting(as_, demo)
    figures = _figures(by, icb, period, months)
    if group is By.PRACTICE:
        figures = figures[~figures["masked"]]
    figures = adding.with_fifths(figures, deprivation.fifths(by))
    table = adding.by(figures, COLUMNS.get(group, group.value))
    rows = records(table.assign(rate=table["rate"].round(PLACES))[list(SUMS)])
    tell(rows, SUMS, json)


def _figures(
    by: "User", icb: str | None, period: date | None, months: int
) -> "pd.DataFrame":
    from lib.queries import figures, periods

    chosen = require_icb(by, icb)
    last = period or periods.default(by, chosen)
    if last is None:
        raise typer.BadParameter("No month has counts yet.")
    return figures.panel(by, shift(last, 1 - months), last, icb_code=chosen)
