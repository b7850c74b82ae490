"""How the answers of a plan are called, and how they are written."""

from datetime import date

from lib.analysis.words import capital, number
from lib.domain.dates import uk
from lib.domain.plan_content import SECTION_FIELDS, Content, Method, Section, Step
from lib.ui.markup import esc

LABELS = {
    "method": "Method",
    "lead": "Who leads",
    "reviews_per_week": "Reviews a week",
    "minutes_per_review": "Minutes for each review",
    "staff": "Staff",
    "starts_on": "Start date",
    "below_on": "Date at or below limit",
    "finishes_on": "Date finished",
    "safeguarding": "How people at risk are found first",
    "dpia": "DPIA",
    "dpia_on": "Date of the DPIA",
    "access_model": "Access model",
    "new_registrations": "New registrations",
    "communications": "Patient communications",
    "training": "Staff training",
    "support": "Support wanted from the ICB",
    "milestones": "Milestones",
}
METHODS = {
    Method.ONE_BY_ONE: "Each record is read before the code is changed.",
    Method.BULK_106: "Expect a sudden fall on the planned date.",
    Method.RISK_SEARCH: "Fewer reviews; needs the risk search first.",
}
NOTHING = "Not answered"


def answers(content: Content, section: Section) -> dict[str, str]:
    """Each answer of a section by its name; those not given are left out."""
    told = {LABELS[n]: written(getattr(content, n)) for n in SECTION_FIELDS[section]}
    return {name: words for name, words in told.items() if words}


def lines(content: Content, section: Section) -> list[str]:
    """The answers as Markdown; an only one needs no name under its section's."""
    told = answers(content, section)
    if len(SECTION_FIELDS[section]) == 1:
        return [esc(words) for words in told.values()] or [NOTHING]
    return [f"{esc(name)}: {esc(words)}" for name, words in told.items()] or [NOTHING]


def written(value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, date):
        return uk(value)
    if isinstance(value, tuple):
        return "; ".join(_step(step) for step in value)
    return number(value) if isinstance(value, int) else capital(str(value))


def _step(step: Step) -> str:
    parts = [
        step.what,
        step.owner,
        f"by {uk(step.due_on)}" if step.due_on else "",
        f"reached {uk(step.done_on)}" if step.done_on else "",
    ]
    return ", ".join(part for part in parts if part)
