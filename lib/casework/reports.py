"""Monthly reports as they stand: the matrix, and what one report is held against."""

from datetime import date
from typing import Any

import pandas as pd

from lib import queries
from lib.analysis import report_checks, report_matrix
from lib.analysis.frame import Row, day, month
from lib.analysis.report_checks import Beside
from lib.analysis.report_matrix import Known
from lib.documents.report_template import Line
from lib.domain.codes import Measure
from lib.domain.dates import periods, shift
from lib.domain.files import Counted
from lib.domain.monthly_report import Timeliness
from lib.domain.report_figures import Figures
from lib.domain.roles import Permission
from lib.domain.settings import Name
from lib.domain.users import User

_PLACE = ["name", "sub_icb_code", "pcn_code"]
_EMPTY = {
    **dict.fromkeys(report_matrix.COLUMNS, "object"),
    **report_matrix.TYPES,
    "beyond": "bool",
    **dict.fromkeys(_PLACE, "str"),
}
_PREFILLED = {
    Measure.CODED_104: "coded_104",
    Measure.ADDED: "added",
    Measure.SUPERSEDED: "superseded",
    Measure.CODED_103: "coded_103",
}


def cells(
    user: User, icb_code: str | None, first: date, last: date, today: date
) -> pd.DataFrame:
    """One row per practice ever asked for reports, and month from first to last.

    The columns of `report_matrix.cells`; `beyond` (the gap is more than the ICB allows);
    name, sub_icb_code and pcn_code of the practice.
    """
    duties = queries.report_duties.every(user, icb_code)
    if duties.empty:  # as long as an ICB asks for none, no figures need be read
        return pd.DataFrame(columns=list(_EMPTY)).astype(_EMPTY)
    asked = duties["ods_code"].unique().tolist()
    extract = queries.figures.of_practices(user, asked, first, last)
    if icb_code:
        extract = extract[extract["icb_code"] == icb_code]
    known = Known(
        duties,
        queries.report_duties.waivers(user, icb_code),
        queries.reporting_periods.every(user, icb_code),
        queries.monthly_reports.every(user, icb_code),
        queries.report_queries.open_ones(user, icb_code),
        extract,
    )
    found = report_matrix.cells(known, periods(first, last), today)
    allowed = {code: tolerance(user, code) for code in found["icb_code"].unique()}
    beyond = pd.Series(data=False, index=found.index)
    for code, rows in found.groupby("icb_code"):
        beyond[rows.index] = report_matrix.beyond(rows, allowed[code])
    return found.assign(beyond=beyond).merge(
        _places(user, extract), on="ods_code", how="left"
    )


def _places(user: User, extract: pd.DataFrame) -> pd.DataFrame:
    """Of the newest month that places each; a practice closed since has its own name."""
    placed = extract.drop_duplicates("ods_code", keep="last")[["ods_code", *_PLACE]]
    others = queries.practices.places(user)
    others = others[~others["ods_code"].isin(placed["ods_code"])]
    return pd.concat([placed, others[placed.columns]], ignore_index=True)


def to_fill_in(user: User, cells: pd.DataFrame, period: date) -> list[Line]:
    """A line for each practice that still owes that month's report, with what is known.

    `cells`: those of the month.
    """
    user.require(Permission.READ_CASEWORK)
    before = queries.monthly_reports.every(user)
    of_before = before["period"] == pd.Timestamp(shift(period, -1))
    stocks = before[before["newest"] & of_before].set_index("ods_code")["coded_104"]
    owing = cells[~cells["timeliness"].isin(_SETTLED)]
    return [
        Line(
            row["ods_code"],
            row["name"],
            _known(row["extract"], stocks.get(row["ods_code"])),
        )
        for row in owing.sort_values("ods_code").to_dict("records")
    ]


_SETTLED = [
    *report_matrix.RECEIVED,
    *(Timeliness.NOT_ASKED, Timeliness.WAIVED, Timeliness.DECLINED),
]


def _known(*offered: Any) -> int | None:
    """The extract, else the stock of the month before."""
    found = (int(each) for each in offered if each is not None and not pd.isna(each))
    return next(found, None)


def tolerance(user: User, icb_code: str | None) -> int | None:
    return queries.settings.number(user, Name.RECONCILE, icb_code)


def first_month(user: User, icb_code: str | None) -> date | None:
    """The first month for which anybody was asked; None where nobody was."""
    duties = queries.report_duties.every(user, icb_code)
    return None if duties.empty else day(duties["from_period"].min())


def beside(user: User, figures: pd.DataFrame, ods_code: str, period: date) -> Beside:
    """What that month's report is held against. `figures`: the frame of the month."""
    user.require(Permission.READ_CASEWORK)
    found = queries.monthly_reports.every(user)
    mine = found[(found["ods_code"] == ods_code) & found["newest"]]
    by_month = {day(row["period"]): row for row in mine.to_dict("records")}
    months = [shift(period, -n) for n in range(1, report_checks.MONTHS_ALIKE)]
    row = _of_month(figures, ods_code, period)
    return Beside(
        tuple(_figures(by_month[m]) if m in by_month else None for m in months),
        _list_size(row),
        _extract(row),
        tolerance(user, None if row is None else row["icb_code"]),
    )


def _of_month(figures: pd.DataFrame, ods_code: str, period: date) -> Row | None:
    rows = month(figures[figures["ods_code"] == ods_code], period).to_dict("records")
    return rows[0] if rows else None


def _list_size(row: Row | None) -> int | None:
    """Of all ages, as the report counts them; else the one that the rule is about."""
    for name in ("registered", "list_size"):
        if row is not None and not pd.isna(row[name]):
            return int(row[name])
    return None


def _extract(row: Row | None) -> int | None:
    if row is None or pd.isna(row["excluded"]) or row["counted"] == Counted.EVER:
        return None
    return int(row["excluded"])


def _figures(row: Row) -> Figures:
    said = {n: int(row[n]) for n in Figures._fields if not pd.isna(row[n])}
    return Figures(**said)


def prefilled(
    user: User, ods_code: str, period: date, before: Figures | None
) -> dict[str, int]:
    """What is known already and need not be asked: the month's extract, else the stock
    of the report before."""
    user.require(Permission.READ_CASEWORK)
    history = queries.practices.history(user, ods_code)
    of_month = history["period"] == pd.Timestamp(period)
    told = history[history["current"] & of_month & history["value"].notna()]
    known = dict(zip(told["measure"], told["value"], strict=True))
    found = {n: int(known[m]) for m, n in _PREFILLED.items() if m in known}
    return ({"coded_104": before.coded_104} if before else {}) | found
