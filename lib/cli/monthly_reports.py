"""`oversight reports` and `oversight return`: who owes a report, and the return."""

import errno
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json, month
from lib.cli.output import Record, records, tell
from lib.cli.session import acting, require_icb
from lib.domain.dates import period_text

if TYPE_CHECKING:
    from lib.documents.monthly_return import Return
    from lib.domain.users import User

REPORT = {
    "ods_code": "ODS code",
    "name": "Practice",
    "icb_code": "ICB",
    "period": "Month",
    "timeliness": "Timeliness",
    "days_late": "Days late",
    "content": "Content",
    "state": "State",
    "query_open": "Query open",
    "due_on": "Due",
    "received_on": "Received",
    "reported": "Reported",
    "extract": "Extract",
    "gap": "Gap",
}
MORE_OF_REPORT = ["beyond", "recipient", "sub_icb_code", "pcn_code"]
RETURN = {
    "file": "File",
    "icb_code": "ICB",
    "version": "Version",
    "state": "State",
    "rows": "Practices",
}

Month = Annotated[
    date,
    typer.Option("--period", parser=month, metavar="YYYY-MM", help="Of which month."),
]
Template = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.xlsx", dir_okay=False, help="Write the workbook to fill in."
    ),
]
Out = Annotated[
    Path, typer.Option("--out", metavar="FILE", dir_okay=False, help=".csv or .xlsx")
]


@app.command()
def reports(
    period: Month,
    icb: ICB = None,
    template: Template = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Each practice that was asked for a report of the month.

    With --template, also the workbook in which many reports are filled in at once; it
    comes back with `oversight import`.
    """
    from lib.casework import reports as casework
    from lib.domain.dates import today
    from lib.domain.monthly_report import Timeliness

    by = acting(as_, demo)
    cells = casework.cells(by, require_icb(by, icb), period, period, today())
    asked = cells[cells["timeliness"] != Timeliness.NOT_ASKED]
    columns = [*REPORT, *MORE_OF_REPORT]
    rows = [
        {**row, "period": period_text(row["period"])}
        for row in records(asked[columns].sort_values("ods_code"))
    ]
    if template is not None:
        from lib.documents import report_template

        lines = casework.to_fill_in(by, asked, period)
        with template.open("xb") as written:
            written.write(report_template.as_xlsx(lines, period))
    tell(rows, REPORT, json)


@app.command("return")
def return_(
    period: Month,
    out: Out,
    icb: ICB = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Write the return to NHS England. A file that is there already is left alone.

    Of one ICB: its version that is final or sent, else a new draft, which is kept. Of
    several ICBs: the newest version of each, in one file.
    """
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise typer.BadParameter("Name the file .csv or .xlsx.", param_hint="--out")
    if out.exists():
        raise FileExistsError(errno.EEXIST, "it is there already", str(out))
    by = acting(as_, demo)
    chosen = require_icb(by, icb) or _only(by)
    every = [_of_one(by, chosen, period)] if chosen else _of_all(by, period)
    _write(out, every, by, together=chosen is None)
    told = [_record(made, out) for made in every]
    tell(told, RETURN, json)


def _only(by: "User") -> str | None:
    from lib.queries import organisations

    codes = [code for code, _ in organisations.icbs(by)]
    return codes[0] if len(codes) == 1 else None


def _of_one(by: "User", icb_code: str, period: date) -> "Return":
    from lib import actions
    from lib.casework import returns
    from lib.domain.dates import today
    from lib.domain.monthly_return import ReturnState
    from lib.queries import monthly_returns

    newest = {made.icb_code: made for made in returns.newest(by, period)}.get(icb_code)
    if newest is None or newest.state is ReturnState.DRAFT:
        drawn = returns.drawn(by, returns.Choice(icb_code, period), today())
        made_id = actions.monthly_returns.draft(drawn, by=by)
        newest = monthly_returns.get(by, made_id)
    return returns.as_document(newest)


def _of_all(by: "User", period: date) -> "list[Return]":
    from lib.casework import returns
    from lib.domain.errors import NotFound

    every = [returns.as_document(made) for made in returns.newest(by, period)]
    if not every:
        raise NotFound(
            f"No ICB has drawn up a return for {period_text(period)}. Say one with"
            " --icb CODE to draw it up."
        )
    return every


def _write(out: Path, every: "list[Return]", by: "User", *, together: bool) -> None:
    from lib.actions import downloads
    from lib.documents import monthly_return as document

    workbook = out.suffix.lower() == ".xlsx"
    if together:
        build = document.all_as_xlsx if workbook else document.all_as_csv
        content = build(every)
    else:
        content = (document.as_xlsx if workbook else document.as_csv)(every[0])
    with out.open("xb") as written:
        written.write(content)
    downloads.record("return", sum(len(made.rows) for made in every), by=by)


def _record(made: "Return", out: Path) -> Record:
    standing = dict(made.standing)
    return {
        "file": str(out),
        "icb_code": made.icb_code,
        "version": int(standing["Version"]),
        "state": standing["State"].lower(),
        "rows": len(made.rows),
    }
