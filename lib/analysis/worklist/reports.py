"""What waits in monthly reports: due, missing, to accept, queries, gaps."""

from collections.abc import Iterator

from lib.analysis.frame import Row, day
from lib.analysis.worklist.item import Desk, Group, Item, Rule, known_day
from lib.domain.dates import month_name, uk
from lib.domain.monthly_report import Timeliness


def reports(desk: Desk) -> Iterator[Item]:
    for row in desk.reports.to_dict("records"):
        owed = _owed_report(desk, row)
        if owed is not None:
            yield owed
        yield from _received_report(desk, row)


def _owed_report(desk: Desk, row: Row) -> Item | None:
    said = Timeliness(row["timeliness"])
    due_on = known_day(row["due_on"])
    due = f"Due {uk(due_on)}." if due_on else "No due day is set."
    if said is Timeliness.MISSING:
        return _of_report(
            desk, row, Rule.REPORT_PAST_DUE, Group.TODAY, due, status=said
        )
    if said is Timeliness.DUE and due_on is not None and due_on <= desk.soon:
        return _of_report(desk, row, Rule.REPORT_DUE_SOON, Group.WEEK, due)
    if said in (Timeliness.DUE, Timeliness.NOT_YET_DUE):
        return _of_report(desk, row, Rule.REPORT_AWAITED, Group.WAITING, due)
    return None


def _received_report(desk: Desk, row: Row) -> Iterator[Item]:
    if row["query_open"]:
        note = "A query on it has not been answered."
        yield _of_report(
            desk, row, Rule.QUERY_UNANSWERED, Group.WAITING, note, status="query open"
        )
    elif row["beyond"]:
        note = f"It differs from the extract by {int(row['gap']):+,}."
        yield _of_report(desk, row, Rule.GAP, Group.WEEK, note)
    elif row["state"] == "received":
        note = "Accept it, or return it with a reason."
        yield _of_report(desk, row, Rule.REPORT_TO_ACCEPT, Group.WEEK, note)


def _of_report(  # noqa: PLR0913 as above
    desk: Desk, row: Row, rule: Rule, group: Group, note: str, *, status: str = ""
) -> Item:
    code, period = row["ods_code"], day(row["period"])
    return Item(
        rule,
        group,
        code,
        desk.name(code),
        f"report for {month_name(period)}: {_REPORT_WORDS[rule]}",
        note,
        status,
        known_day(row["due_on"]),
        page="casework/monthly_report",
        asked={"ods": code, "report_month": month_name(period)},
    )


_REPORT_WORDS = {
    Rule.REPORT_PAST_DUE: "not received",
    Rule.REPORT_DUE_SOON: "due soon",
    Rule.REPORT_AWAITED: "asked for",
    Rule.REPORT_TO_ACCEPT: "received",
    Rule.QUERY_UNANSWERED: "query open",
    Rule.GAP: "differs from the extract",
}
