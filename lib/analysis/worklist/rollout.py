"""Switch-on days that come within a fortnight, and those gone by that nobody confirmed."""

from collections.abc import Iterator

from lib.analysis import rollout_words
from lib.analysis.frame import day
from lib.analysis.worklist.item import Desk, Group, Item, Rule
from lib.domain.dates import uk


def switch_ons(desk: Desk) -> Iterator[Item]:
    """Rows of `analysis.rollout.Rollout`: what is due soon, and what is past."""
    for row in desk.switch_ons:
        due_on = day(row["due_on"])
        passed = due_on < desk.today
        yield Item(
            Rule.NOT_CONFIRMED if passed else Rule.SWITCH_ON,
            Group.TODAY if passed else Group.WEEK,
            row["ods_code"],
            desk.name(row["ods_code"]),
            "is it live?" if passed else f"switch-on on {uk(due_on)}",
            f"{rollout_words.due(row)}.",
            due_on=due_on,
            asked={"ods": row["ods_code"]},
        )
