"""The list over the threshold with its cases: where each plan stands, and what is next."""

from datetime import date

import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.words import capital, counted, have, listing, number
from lib.domain.action_plan import (
    ANSWERED,
    AWAITED,
    ENDED,
    UNDER_WAY,
    WITH_THE_ICB,
    Status,
    is_overdue,
)

NO_CASE = "Plan not asked for"
NOT_SHOWN = "Not shown"  # of a practice without a name
OVERDUE = "overdue"
OUR_REVIEW, THEIR_REVIEW = "our review", "the ICB's review"
_FROM_CASES = (
    *("episode_id", "owner", "status", "before", "due_on", "moved_on"),
    *("next_action", "next_action_on", "ground_gone", "proposes_closure"),
)

_READ = (
    *("masked", "over", "computed", "status", "status_before", "due_on"),
    *("next_action", "next_action_on", "proposes_closure"),
)


def plan_words(status: Status | None, *, overdue: bool = False) -> str:
    """Requested, overdue: the stored status, and what is worked out from the day."""
    if status is None:
        return NO_CASE
    words = capital(status)
    return f"{words}, {OVERDUE}" if overdue else words


def with_cases(
    listed: pd.DataFrame, cases: pd.DataFrame, today: date, review: str = OUR_REVIEW
) -> pd.DataFrame:
    """The rows of `over_list.practices` with those of `casework.cases.table` beside.

    Adds `plan_status` and `plan` (with what is overdue), `owner`, `next_on` (a day),
    `answered`, `extended`; and puts what a person has planned in `next_action`.
    `review`: what the ICB's review is to whoever reads.
    """
    stored = cases.set_index("ods_code")[list(_FROM_CASES)]
    stored = stored.rename(columns={"before": "status_before"})
    rows = listed.rename(columns={"next_action": "computed"}).join(
        stored, on="ods_code"
    )
    read = rows[[*_READ]].to_dict("records")
    worked = [_worked(row, today, review) for row in read]
    columns = ["plan_status", "plan", "next_on", "next_action"]
    added = pd.DataFrame(worked, columns=columns, index=rows.index)
    status = rows["status"].astype("str")
    return rows.drop(columns="next_action").assign(
        plan_status=added["plan_status"].astype("str"),
        plan=added["plan"].astype("str"),
        next_on=pd.to_datetime(added["next_on"]).astype("datetime64[s]"),
        next_action=added["next_action"].astype("str"),
        answered=status.isin([str(s) for s in ANSWERED]),
        extended=status == Status.EXTENSION_AGREED,
    )


def _worked(
    row: Row, today: date, review: str
) -> tuple[str | None, str | None, date | None, str]:
    if row["masked"]:
        return NOT_SHOWN, NOT_SHOWN, None, NOT_SHOWN
    if not isinstance(row["status"], str):
        words = NO_CASE if row["over"] else None
        return words, words, None, row["computed"]
    status, due = Status(row["status"]), _day(row["due_on"])
    before = (
        Status(row["status_before"]) if isinstance(row["status_before"], str) else None
    )
    overdue = is_overdue(status, before, due, today)
    on, what = _next(row, status, due, overdue=overdue)
    what = review if what == OUR_REVIEW else what
    shown = f"{_short(on, today)}, {what}" if on else capital(what)
    return plan_words(status), plan_words(status, overdue=overdue), on, shown


def _next(
    row: Row, status: Status, due: date | None, *, overdue: bool
) -> tuple[date | None, str]:
    """What a person has planned; else what follows from the plan."""
    if status in ENDED:
        return None, "none: closed"
    planned = row["next_action"] if isinstance(row["next_action"], str) else ""
    if planned or not pd.isna(row["next_action_on"]):
        return _day(row["next_action_on"]), planned or "next action"
    if row["proposes_closure"] is True:
        return None, "closure proposed"
    if status in ANSWERED:
        return None, "none: answered"
    if status in AWAITED and due is not None:
        return due, "plan was due" if overdue else "plan due"
    return None, _NEXT.get(status, row["computed"])


_NEXT = {
    **dict.fromkeys(AWAITED, "no due day is set"),
    **dict.fromkeys(WITH_THE_ICB, OUR_REVIEW),
    **dict.fromkeys(UNDER_WAY, "none planned"),
    Status.COMPLETE: "none planned",
    Status.EXEMPT: "close the case",
    Status.WITHDRAWN: "close the case",
}


def _day(stamp: pd.Timestamp) -> date | None:
    return None if pd.isna(stamp) else day(stamp)


def _short(on: date, today: date) -> str:
    return f"{on.day} {on:%b}" if on.year == today.year else f"{on.day} {on:%b %Y}"


def ordered(table: pd.DataFrame) -> pd.DataFrame:
    """By the day of the next action, then by its kind, then by patients."""
    return table.sort_values(
        ["next_on", "rank", "excluded"],
        ascending=[True, True, False],
        kind="stable",
        na_position="last",
    )


def answers(over: pd.DataFrame) -> str:
    """2 have an agreed extension, 1 has declined and 1 has a DPIA position; or nothing.

    An answer is an answer: these are not among the missing.
    """
    kinds = {
        Status.EXTENSION_AGREED: "an agreed extension",
        Status.DECLINED: "declined, citing BMA or LMC advice",
        Status.DPIA_POSITION: "answered with a DPIA or opt-in position",
    }
    numbers = {words: int((over["status"] == s).sum()) for s, words in kinds.items()}
    parts = [f"{number(n)} {have(n)} {words}" for words, n in numbers.items() if n]
    overdue = int(over["plan"].str.endswith(f", {OVERDUE}").sum())
    late = f" {counted(overdue, 'plan')} past the due day." if overdue else ""
    return f"{f'{listing(parts)}.' if parts else ''}{late}".strip()
