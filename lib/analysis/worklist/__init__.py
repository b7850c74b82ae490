"""The worklist: what waits for somebody, by named rules, with the place to act.

Pure: frames of cases, plans, reports and figures in, items out.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lib.analysis.worklist.item import Desk, Group, Item, Notice, Question, Rule
from lib.analysis.worklist.observers import questions
from lib.analysis.worklist.plans import plans
from lib.analysis.worklist.practices import cases, notices, silent
from lib.analysis.worklist.reports import reports
from lib.analysis.worklist.rollout import switch_ons

__all__ = ["Desk", "Group", "Item", "Notice", "Question", "Rule", "items", "mine_of"]

_RULES = (plans, reports, cases, silent, notices, questions, switch_ons)


def items(desk: Desk) -> list[Item]:
    """Today's first, each group by due day, then by name."""
    owners = {
        row["ods_code"]: row["owner"]
        for row in desk.plans.to_dict("records")
        if isinstance(row["owner"], str)
    }
    order = list(Group)
    return sorted(
        (
            replace(item, owner=owners.get(item.ods_code))
            for rules in _RULES
            for item in rules(desk)
        ),
        key=lambda i: (order.index(i.group), i.due_on or date.max, i.name, i.rule),
    )


def mine_of(
    found: Iterable[Item],
    email: str,
    *,
    covers: frozenset[str] = frozenset(),
    decides: bool = False,
) -> list[Item]:
    """Those of one person: owned, covered for somebody away, or theirs to decide."""
    return [
        item
        for item in found
        if item.owner in {email, *covers}
        or (decides and item.to_decide and item.last_editor != email)
    ]
