"""The return to NHS England: drawn from reports, figures and plans as they stand now."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lib import queries
from lib.actions.monthly_returns import Drawn
from lib.analysis import report_matrix, under_query
from lib.analysis.frame import Row, expected
from lib.casework import measures, reports
from lib.documents import monthly_return as document
from lib.documents.monthly_return import Return
from lib.domain.audit import on_paper
from lib.domain.dates import london, month_name, uk
from lib.domain.figure_query import About
from lib.domain.files import Basis
from lib.domain.monthly_report import Timeliness
from lib.domain.monthly_return import MonthlyReturn, Scope
from lib.domain.recipients import Recipient
from lib.domain.report_figures import Figures
from lib.domain.roles import Permission
from lib.domain.threshold import BASIS_WORDS
from lib.domain.users import User

ALL = tuple(column.field for column in document.COLUMNS)


@dataclass(frozen=True)
class Choice:
    """What a person chooses of a return. `columns`: fields of the document."""

    icb_code: str
    period: date
    scope: Scope = Scope.ASKED
    columns: Sequence[str] = ALL
    recipient: Recipient = Recipient.NHS_ENGLAND


@dataclass(frozen=True)
class Rows:
    """`cells`: those of the matrix, of the same practices."""

    table: pd.DataFrame
    cells: pd.DataFrame


def rows(user: User, choice: Choice, today: date) -> Rows:
    """One row per practice in scope, with every column of the document; exact."""
    user.require(Permission.SEE_EXACT)
    period, icb_code = choice.period, choice.icb_code
    figures = queries.figures.panel(user, period, period, icb_code=icb_code)
    cells = reports.cells(user, icb_code, period, period, today)
    figures = _in_scope(figures, cells, choice.scope)
    cells = cells[cells["ods_code"].isin(figures["ods_code"])]
    of_practice = {row["ods_code"]: row for row in cells.to_dict("records")}
    names = queries.organisations.names(user)
    stored = _stored(user, icb_code, period)
    plans = _plans(user, icb_code)
    asked = _under_query(user, icb_code, period)
    table = [
        {
            "ods_code": row["ods_code"],
            "name": row["name"],
            "sub_icb": names.get(row["sub_icb_code"]),
            "pcn": names.get(row["pcn_code"]),
            "list_size": _whole(row["list_size"]),
            "basis": BASIS_WORDS[Basis(row["basis"])],
            **_reported(stored.get(row["ods_code"])),
            "extract": _whole(row["excluded"]),
            "under_query": asked.get(row["ods_code"]),
            "plan_status": plans.get(row["ods_code"]),
            **_standing(of_practice.get(row["ods_code"])),
            "sources": _sources(row, stored.get(row["ods_code"])),
        }
        for row in figures.to_dict("records")
    ]
    return Rows(document.framed(table), cells)


def _in_scope(figures: pd.DataFrame, cells: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    if scope is Scope.EVERY:
        return expected(figures)
    if scope is Scope.OVER:
        return figures[figures["over"].fillna(value=False).astype(bool)]
    asked = cells[cells["timeliness"] != Timeliness.NOT_ASKED]
    return figures[figures["ods_code"].isin(asked["ods_code"])]


def _stored(user: User, icb_code: str, period: date) -> dict[str, Row]:
    found = queries.monthly_reports.every(user, icb_code)
    newest = found[found["newest"] & (found["period"] == pd.Timestamp(period))]
    return {row["ods_code"]: row for row in newest.to_dict("records")}


def _under_query(user: User, icb_code: str, period: date) -> dict[str, str]:
    """In words, of whose figure or report of the month an observer has asked."""
    found = queries.figure_queries.open_(user, icb_code)
    since = {
        **under_query.since(found, About.REPORT),
        **under_query.since(found, About.FIGURE),
    }
    return {
        code: under_query.words(day)
        for (code, month), day in since.items()
        if month == period
    }


def _plans(user: User, icb_code: str) -> dict[str, str]:
    """The status of the newest case's plan."""
    found = queries.episodes.every(user, icb_code)
    return dict(zip(found["ods_code"], found["status"], strict=True))


def _reported(report: Row | None) -> dict[str, int | None]:
    if report is None:
        return dict.fromkeys(Figures._fields)
    return {name: _whole(report[name]) for name in Figures._fields}


def _standing(cell: Row | None) -> dict[str, str | None]:
    if cell is None:
        return {"report_status": Timeliness.NOT_ASKED.value, "recipient": None}
    words, state = report_matrix.words(cell), cell["state"]
    told = words if pd.isna(state) or state in words else f"{words}, {state}"
    return {"report_status": told, "recipient": cell["recipient"]}


def _sources(figure: Row, report: Row | None) -> str | None:
    parts = []
    if report is not None:
        came = uk(report["received_on"].date())
        parts.append(f"report version {report['number']} of {came}{_file(report)}")
    if not pd.isna(figure["upload_id"]):
        parts.append(f"extract{_file(figure)}")
    return "; ".join(parts) or None


def _file(row: Row) -> str:
    if pd.isna(row["upload_id"]):
        return ""
    return f" (upload {int(row['upload_id'])}, row {int(row['row'])})"


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def drawn(user: User, choice: Choice, today: date) -> Drawn:
    """What the action keeps as a version."""
    found = rows(user, choice, today).table
    wanted = [c for c in ALL if c in choice.columns or c in document.ALWAYS]
    bases = sorted(set(found["basis"])) if len(found) else []
    return Drawn(
        choice.icb_code,
        choice.period,
        choice.recipient,
        "; ".join(bases) or "none",
        choice.scope,
        _records(found, wanted),
        _cover(user, choice, bases, len(found)),
    )


def _records(table: pd.DataFrame, wanted: Sequence[str]) -> list[dict[str, Any]]:
    plain = table[list(wanted)].astype(object) if len(table) else table
    records = plain.where(plain.notna(), None).to_dict("records")
    return [{str(k): v for k, v in row.items()} for row in records]


def _cover(
    user: User, choice: Choice, bases: Sequence[str], practices: int
) -> list[tuple[str, str]]:
    names = queries.organisations.names(user)
    name = names.get(choice.icb_code, choice.icb_code)
    rule = queries.threshold.in_force(user, choice.icb_code, choice.period)
    return [
        ("Return on", "all 104 exclusions"),
        ("ICB", f"{name} ({choice.icb_code})"),
        ("Month", month_name(choice.period)),
        ("To", str(choice.recipient)),
        ("Scope", f"{choice.scope}: {practices}"),
        ("Basis", "; ".join(bases) or "none"),
        ("Threshold", rule.worded(names) if rule else "none"),
        ("Source of the threshold", rule.source if rule else "none"),
        ("Measures", measures.words(user, choice.period, choice.icb_code)),
        ("Template", document.TEMPLATE),
        ("Holds", "Counts per practice only. No patient records."),
        on_paper(queries.audit.head(user)),
    ]


def as_document(made: MonthlyReturn) -> Return:
    """A version that is kept, as a file: what was frozen, and how it stands."""
    return Return(
        made.icb_code,
        _stands(made),
        [(name, value) for name, value in json.loads(made.cover)],
        json.loads(made.rows),
    )


def _stands(made: MonthlyReturn) -> list[tuple[str, str]]:
    at = london(made.made_at)
    lines = [
        ("State", made.state.upper()),
        ("Version", str(made.number)),
        ("Drawn up", f"{uk(at.date())}, {at:%H:%M}, by {made.made_by}"),
    ]
    if made.final_by:
        lines.append(("Called final by", made.final_by))
    if made.sent_on:
        lines.append(("Sent", f"{uk(made.sent_on)}, {made.sent_how}"))
    return lines


def newest(user: User, period: date) -> list[MonthlyReturn]:
    """The newest version of each ICB in scope that has drawn one up."""
    user.require(Permission.SEE_EXACT)
    found = queries.monthly_returns.every(user, period=period)
    first = found.drop_duplicates("icb_code")
    return [queries.monthly_returns.get(user, int(n)) for n in first["return_id"]]


def changed(made: MonthlyReturn, now: pd.DataFrame) -> int:
    """How many rows would differ if it were drawn up again.

    `now`: the table of `rows` of its ICB, month and scope.
    """
    kept: list[dict[str, Any]] = json.loads(made.rows)
    again = {row["ods_code"]: row for row in _records(now, list(kept[0]))}
    before = {row["ods_code"]: row for row in kept}
    codes = again.keys() | before.keys()
    return sum(again.get(code) != before.get(code) for code in codes)
