"""What observers have asked and the ICB has not answered yet."""

from collections.abc import Iterator

from lib.analysis.worklist.item import Desk, Group, Item, Question, Rule
from lib.domain.dates import uk


def questions(desk: Desk) -> Iterator[Item]:
    for one in desk.questions:
        yield Item(
            Rule.OBSERVER,
            _group(desk, one),
            one.ods_code,
            desk.name(one.ods_code),
            f"a query of {one.body} waits for an answer",
            _note(one),
            status="Overdue" if one.due_on and one.due_on < desk.today else "",
            due_on=one.due_on,
            asked={"ods": one.ods_code},
        )


def _group(desk: Desk, one: Question) -> Group:
    """Others wait for it: it is never later than this week's work."""
    due_now = one.due_on is not None and one.due_on <= desk.today
    return Group.TODAY if due_now else Group.WEEK


def _note(one: Question) -> str:
    due = f"the answer is due {uk(one.due_on)}" if one.due_on else "no day is set"
    return f"Raised on {uk(one.raised_on)}; {due}. It stands on the practice's page."
