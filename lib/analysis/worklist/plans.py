"""What waits in action plans: due, past due, to review, to sign off, next actions."""

from collections.abc import Iterator

from lib.analysis.frame import Row
from lib.analysis.worklist.item import Desk, Group, Item, Rule, known_day
from lib.domain.action_plan import AWAITED, UNDER_WAY, WITH_THE_ICB, Status
from lib.domain.dates import uk


def plans(desk: Desk) -> Iterator[Item]:
    for row in desk.plans.to_dict("records"):
        yield from _plan(desk, row)
        yield from _next_action(desk, row)


def _plan(desk: Desk, row: Row) -> Iterator[Item]:
    status = Status(row["status"])
    if status in AWAITED and row["before"] not in UNDER_WAY:
        yield _awaited(desk, row, status)
    elif status in WITH_THE_ICB:
        yield _to_review(desk, row, status)


def _awaited(desk: Desk, row: Row, status: Status) -> Item:
    due_on = known_day(row["due_on"])
    asked_on = known_day(row["requested_on"])
    asked = f"Asked on {uk(asked_on)}" if asked_on else "Asked"
    if due_on is None:
        return _of_plan(
            desk, row, Rule.PLAN_AWAITED, Group.WAITING, f"{asked}; no due day is set."
        )
    if due_on < desk.today:
        note = f"{asked}, due {uk(due_on)}. Draft a reminder, or record an answer."
        return _of_plan(
            desk, row, Rule.PLAN_PAST_DUE, Group.TODAY, note, status="overdue"
        )
    note = f"{asked}, due {uk(due_on)}."
    if due_on <= desk.soon:
        return _of_plan(desk, row, Rule.PLAN_DUE_SOON, Group.WEEK, note, status=status)
    return _of_plan(desk, row, Rule.PLAN_AWAITED, Group.WAITING, note, status=status)


def _to_review(desk: Desk, row: Row, status: Status) -> Item:
    since = known_day(row["moved_on"])
    note = f"Since {uk(since)}." if since else ""
    if status is Status.IN_REVIEW:
        note = f"{note} Another person than the last editor agrees.".strip()
        return _of_plan(desk, row, Rule.TO_SIGN_OFF, Group.TODAY, note, status=status)
    return _of_plan(desk, row, Rule.TO_REVIEW, Group.TODAY, note, status=status)


def _of_plan(  # noqa: PLR0913 an item is these
    desk: Desk, row: Row, rule: Rule, group: Group, note: str, *, status: str = ""
) -> Item:
    code = row["ods_code"]
    return Item(
        rule,
        group,
        code,
        desk.name(code),
        _PLAN_WORDS[rule],
        note,
        status,
        known_day(row["due_on"]),
        to_decide=rule is Rule.TO_SIGN_OFF,
        last_editor=row["last_editor"],
        page="casework/action_plan",
        asked={"ods": code},
    )


_PLAN_WORDS = {
    Rule.PLAN_PAST_DUE: "the plan is past its due day",
    Rule.PLAN_DUE_SOON: "the plan is due soon",
    Rule.PLAN_AWAITED: "the plan is asked for",
    Rule.TO_REVIEW: "the plan waits for review",
    Rule.TO_SIGN_OFF: "the plan waits for a decision",
}


def _next_action(desk: Desk, row: Row) -> Iterator[Item]:
    on = known_day(row["next_action_on"])
    if on is None or on > desk.soon:
        return
    group = Group.TODAY if on <= desk.today else Group.WEEK
    what = row["next_action"] or "the next action is reached"
    code = row["ods_code"]
    yield Item(
        Rule.NEXT_ACTION,
        group,
        code,
        desk.name(code),
        what,
        f"Set for {uk(on)}.",
        due_on=on,
        asked={"ods": code},
    )
