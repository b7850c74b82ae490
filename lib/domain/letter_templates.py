"""The texts of letters: plain, neutral, each saying why it came; none threatens anything.

Every request states its authority, its recipient, the time allowed, that the rule is
known from press reports, how to decline or state a position, and the LMC's address.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lib.domain.ask import Ask
from lib.domain.dates import month_name, uk
from lib.domain.letter import LetterKind
from lib.domain.recipients import Recipient

PRESS = (
    "Known from press reports: that a practice which has excluded more than 50% of its"
    " patients sends an action plan, and monthly reports after it, is known to us from"
    " press reports (Pulse, 1 February 2023; Management in Practice, 3 February 2023)."
    " We have not seen the document they quote, and know of no national template,"
    " deadline or test of acceptance."
)
OTHER_ANSWERS = (
    "Other answers: if the practice declines, for example on the advice of"
    " the BMA or of its LMC, please say so in a line or two. If it has a DPIA or an"
    " opt-in position, please say that, with the date of the DPIA if there is one. Each"
    " is an answer. We record it in your words, show it apart from answers that are"
    " awaited, and send no reminders."
)
COUNTS_ONLY = (
    "Please send no patient details: no names, dates of birth or NHS numbers. Some 104"
    " codes protect people at risk; the aim is not zero."
)
WHY = "Why did I get this?"


@dataclass(frozen=True)
class Facts:
    """What a letter states. `why` is a sentence or two; `lines` are what is asked to be
    changed, or the text of a query; `own_words` what the sender adds."""

    practice: str
    icb: str
    why: str
    ask: Ask | None = None
    due_on: date | None = None
    period: date | None = None
    early: bool = False
    lines: Sequence[str] = ()
    lmc: str = ""
    lmc_address: str = ""
    own_words: str = ""


class Text(NamedTuple):
    subject: str
    body: str  # paragraphs with an empty line between; lines of a list begin "- "


def write(kind: LetterKind, facts: Facts) -> Text:
    subject, opening = _OPENINGS[kind](facts)
    parts = [
        "Dear colleague,",
        *opening,
        facts.own_words,
        f"{WHY} {facts.why}",
        *_CLOSINGS.get(kind, _nothing)(facts),
        f"Yours sincerely,\nPrimary care team, {facts.icb}",
    ]
    return Text(
        f"{subject}: {facts.practice}", "\n\n".join(part for part in parts if part)
    )


def _plan_request(facts: Facts) -> tuple[str, list[str]]:
    return "Request for an action plan", [
        (
            f"We ask {facts.practice} for an action plan: how the records of patients with"
            " an active 104 code will be reviewed, and how access will be granted. It may"
            " be short, and what is not settled yet may be left open."
        )
    ]


def _plan_reminder(facts: Facts) -> tuple[str, list[str]]:
    what = "The new version of the action plan" if facts.lines else "The action plan"
    return "Reminder: action plan", [_reminded(what, facts)]


def _plan_changes(facts: Facts) -> tuple[str, list[str]]:
    return "Your action plan: changes asked for", [
        (
            f"Thank you for the action plan of {facts.practice}. Before it can be agreed we"
            " ask for these changes:"
        ),
        "\n".join(f"- {line}" for line in facts.lines),
        "Everything else may stay as it is.",
    ]


def _plan_agreed(facts: Facts) -> tuple[str, list[str]]:
    return "Your action plan is agreed", [
        (
            f"Thank you for the action plan of {facts.practice}. It is agreed. If something"
            " in it has to change, tell us: a new version can follow at any time."
        )
    ]


def _report_request(facts: Facts) -> tuple[str, list[str]]:
    first = f" The first is for {month_name(facts.period)}." if facts.period else ""
    return "Request for monthly reports", [
        (
            f"We ask {facts.practice} for a monthly report on all 104 exclusions applied:"
            " patients with an active 104 at the month's end, 104 added and superseded by"
            " 106 in the month, patients with a 103, patients reviewed, access granted and"
            f" 104 kept after review.{first}"
        ),
        (
            "Counts only. What we hold already is filled in for you, and “nothing has"
            " changed” is a whole answer."
        ),
    ]


def _report_reminder(facts: Facts) -> tuple[str, list[str]]:
    month = f" for {month_name(facts.period)}" if facts.period else ""
    what = f"The monthly report{month}"
    return f"Reminder: monthly report{month}", [_reminded(what, facts)]


def _query(facts: Facts) -> tuple[str, list[str]]:
    month = f" for {month_name(facts.period)}" if facts.period else ""
    return f"A question on the monthly report{month}", [
        f"Thank you for the monthly report of {facts.practice}. We have a question:",
        *facts.lines,
        "There may be a good reason that we do not see. A line in answer is enough.",
    ]


def _closure(facts: Facts) -> tuple[str, list[str]]:
    return "Your action plan: nothing more is asked", [
        (
            f"We have closed the case of {facts.practice}: nothing more is asked of you."
            " Thank you for the work."
        )
    ]


_OPENINGS: dict[LetterKind, Callable[[Facts], tuple[str, list[str]]]] = {
    LetterKind.PLAN_REQUEST: _plan_request,
    LetterKind.PLAN_REMINDER: _plan_reminder,
    LetterKind.PLAN_CHANGES: _plan_changes,
    LetterKind.PLAN_AGREED: _plan_agreed,
    LetterKind.REPORT_REQUEST: _report_request,
    LetterKind.REPORT_REMINDER: _report_reminder,
    LetterKind.QUERY: _query,
    LetterKind.CLOSURE: _closure,
}


def _reminded(what: str, facts: Facts) -> str:
    if facts.due_on is None:
        return f"{what} of {facts.practice} has not been recorded by us yet."
    if facts.early:
        return (
            f"{what} of {facts.practice} is due on {uk(facts.due_on)}. If it is on its"
            " way, thank you: there is nothing else to do."
        )
    return (
        f"{what} of {facts.practice} was due on {uk(facts.due_on)}, and we have not"
        " recorded it yet. If you have sent it, please tell us when, and we will look"
        " for it. If you need longer, tell us and we will agree another day."
    )


def _nothing(_: Facts) -> list[str]:
    return []


def _request_closing(facts: Facts) -> list[str]:
    return [
        authority(facts.ask),
        PRESS,
        recipient(facts.ask),
        time_allowed(facts),
        OTHER_ANSWERS,
        lmc(facts),
        COUNTS_ONLY,
    ]


def _reminder_closing(facts: Facts) -> list[str]:
    return [authority(facts.ask), OTHER_ANSWERS, lmc(facts), COUNTS_ONLY]


_CLOSINGS: dict[LetterKind, Callable[[Facts], list[str]]] = {
    LetterKind.PLAN_REQUEST: _request_closing,
    LetterKind.PLAN_CHANGES: _request_closing,
    LetterKind.REPORT_REQUEST: _request_closing,
    LetterKind.PLAN_REMINDER: _reminder_closing,
    LetterKind.REPORT_REMINDER: _reminder_closing,
    LetterKind.QUERY: lambda _: [COUNTS_ONLY],
}


def authority(ask: Ask | None) -> str:
    if ask is None:
        return ""
    dated = f", {uk(ask.authority_on)}" if ask.authority_on else ""
    link = f" ({ask.authority_link})" if ask.authority_link else ""
    return f"Authority: {ask.authority.rstrip('.')}{dated}{link}."


_GOES_TO = {
    Recipient.NHS_ENGLAND: "It goes to NHS England; please send it through us.",
    Recipient.ICB: "It stays with us, the ICB.",
    Recipient.BOTH: "It goes to NHS England and to us, the ICB.",
}


def recipient(ask: Ask | None) -> str:
    return f"Recipient: {ask.recipient}. {_GOES_TO[ask.recipient]}" if ask else ""


def time_allowed(facts: Facts) -> str:
    if facts.due_on is None:
        return "Time allowed: no day is set. We will agree one with you."
    days = (facts.due_on - facts.ask.asked_on).days if facts.ask else 0
    plural = "day" if days == 1 else "days"
    allowed = (
        f", {days} {plural} from {uk(facts.ask.asked_on)}"
        if facts.ask and days >= 0
        else ""
    )
    return (
        f"Time allowed: until {uk(facts.due_on)}{allowed}. If you need longer, tell us"
        " and we will agree another day."
    )


def lmc(facts: Facts) -> str:
    if not facts.lmc:
        return "Your LMC: we do not know which LMC covers your practice."
    if not facts.lmc_address:
        return f"Your LMC: {facts.lmc}. We hold no address for it."
    return f"Your LMC: {facts.lmc}, {facts.lmc_address}."
