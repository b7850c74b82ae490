"""`oversight plans`: every action plan, with the status that it stands at."""

from typing import Annotated

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json
from lib.cli.output import as_json, as_table, records
from lib.cli.session import acting, require_icb

SHOWN = {
    "ods_code": "ODS code",
    "name": "Practice",
    "shown": "Status",
    "requested_on": "Requested",
    "due_on": "Due",
    "owner": "Owner",
    "next_action": "Next action",
    "next_action_on": "On",
}
FIELDS = [
    *("ods_code", "name", "icb_code", "pcn_code", "contract_type"),
    *("episode_id", "plan_id", "opened_period", "status", "overdue", "off_track"),
    *("recipient", "requested_on", "due_on", "moved_on", "owner", "direction"),
    *("close_when", "next_action", "next_action_on", "proposes_closure"),
]

OfStatus = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="S",
        help="Only those of a status, by its first words; or overdue, or off track.",
    ),
]


@app.command()
def plans(
    icb: ICB = None,
    status: OfStatus = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """The action plans of cases, and of those that may begin.

    Of cases open or closed. Overdue and off track are worked out as at today, from the
    latest month's counts.
    """
    from lib.casework import cases
    from lib.casework import plans as of_cases
    from lib.domain.dates import shift, today
    from lib.queries import figures, periods

    by = acting(as_, demo)
    chosen = require_icb(by, icb)
    wanted = _known(status)
    month = periods.default(by, chosen) or today().replace(day=1)
    first = shift(month, -cases.MONTHS_BACK)
    known = figures.panel(by, first, month, icb_code=chosen)
    rows = records(of_cases.listed(known, by, month, chosen))
    told = [row for row in rows if row["shown"].lower().startswith(wanted)] + [
        row for row in rows if wanted and row["shown"].lower().endswith(f", {wanted}")
    ]
    if json:
        as_json([{name: row[name] for name in FIELDS} for row in told])
    else:
        as_table(SHOWN, told)


def _known(status: str | None) -> str:
    """The words in lower case, once they begin a status or are a suffix."""
    from lib.analysis.cases import Stage
    from lib.casework.plans import OFF_TRACK, OVERDUE
    from lib.domain.action_plan import Status

    wanted = (status or "").strip().lower()
    every = [*(s.lower() for s in (*Status, Stage.NOT_ADOPTED)), OVERDUE, OFF_TRACK]
    if any(words.startswith(wanted) for words in every):
        return wanted
    raise typer.BadParameter(
        f"{status} is no status of a plan. They are: {'; '.join(every)}."
    )
