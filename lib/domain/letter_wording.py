"""The wording of letters as an ICB sets it from a day on, instead of the shipped one.

A body names the passages that it is made of in square brackets. Their texts stay ours,
so that whatever the wording, a request says what every request must say.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from sqlmodel import Field

from lib.domain import letter_templates as shipped
from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import month_name, now, uk
from lib.domain.errors import RuleBroken
from lib.domain.letter import REMINDERS, REQUESTS, LetterKind
from lib.domain.letter_templates import Facts, Text


class LetterWording(Table, table=True):
    """Of one kind, for one ICB or (None) for all; the newest that has begun counts.

    An empty body puts the shipped wording back.
    """

    __tablename__ = "letter_wording"

    id: int | None = Field(default=None, primary_key=True)
    icb_code: str | None = Field(default=None, foreign_key="icb.code")
    kind: LetterKind = Field(sa_type=choice(LetterKind, "kind", length=64))
    subject: str
    body: str
    from_on: date
    source: str
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


PASSAGES: dict[str, Callable[[Facts], str]] = {
    "practice": lambda facts: facts.practice,
    "ICB": lambda facts: facts.icb,
    "month": lambda facts: month_name(facts.period) if facts.period else "",
    "due day": lambda facts: uk(facts.due_on) if facts.due_on else "",
    "why": lambda facts: f"{shipped.WHY} {facts.why}",
    "lines": lambda facts: "\n".join(f"- {line}" for line in facts.lines),
    "own words": lambda facts: facts.own_words,
    "authority": lambda facts: shipped.authority(facts.ask),
    "press reports": lambda _: shipped.PRESS,
    "recipient": lambda facts: shipped.recipient(facts.ask),
    "time allowed": shipped.time_allowed,
    "other answers": lambda _: shipped.OTHER_ANSWERS,
    "LMC": shipped.lmc,
    "counts only": lambda _: shipped.COUNTS_ONLY,
}
_ALWAYS = ("why", "own words")
_ASKING = ("authority", "other answers", "LMC", "counts only")
_OF_REQUESTS = ("press reports", "recipient", "time allowed")

# What would sound like a threat, or put blame on a practice.
THREATS = re.compile(
    r"\b(must|breach\w*|contract\w*|sanction\w*|notice|escalat\w+|fail\w*|refus\w+"
    r"|comply|compli\w+|consequence\w*|further action|overdue|warn\w*|oblig\w+"
    r"|penalt\w+|withh\w+)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\[([^\[\]\n]*)\]")


def required(kind: LetterKind) -> list[str]:
    """The passages that a letter of this kind has to hold."""
    found = [*_ALWAYS]
    if kind in REQUESTS | REMINDERS:
        found += _ASKING
    if kind in REQUESTS:
        found += _OF_REQUESTS
    if kind in (LetterKind.QUERY, LetterKind.PLAN_CHANGES):
        found += ["lines"]
    return found


def check(kind: LetterKind, subject: str, body: str) -> None:
    """Raise where a passage is missing or unknown, or a word threatens."""
    named = _NAMED.findall(f"{subject} {body}")
    unknown = sorted({name for name in named if name not in PASSAGES})
    if unknown:
        raise RuleBroken(f"There is no passage {_listed(unknown)}.")
    missing = [name for name in required(kind) if f"[{name}]" not in body]
    if missing:
        raise RuleBroken(f"The letter has to hold {_listed(missing)}.")
    threats = THREATS.findall(f"{subject} {body}")
    if threats:
        raise RuleBroken(f"A letter threatens nothing: leave out “{threats[0]}”.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"[{name}]" for name in names)


def in_force(
    found: Iterable[LetterWording], kind: LetterKind, icb_code: str | None, on: date
) -> LetterWording | None:
    """The ICB's own before the one for all; None is the shipped wording."""
    mine = [
        each
        for each in found
        if each.kind is kind
        and each.from_on <= on
        and each.icb_code in (None, icb_code)
    ]
    mine.sort(key=lambda w: (w.icb_code is not None, w.from_on, w.sequence))
    return mine[-1] if mine and mine[-1].body else None


def write(kind: LetterKind, facts: Facts, wording: LetterWording | None) -> Text:
    if wording is None:
        return shipped.write(kind, facts)
    body = _filled(wording.body, facts)
    paragraphs = (part.strip() for part in body.split("\n\n"))
    return Text(
        f"{_filled(wording.subject, facts)}: {facts.practice}",
        "\n\n".join(part for part in paragraphs if part),
    )


def _filled(text: str, facts: Facts) -> str:
    return _NAMED.sub(lambda found: PASSAGES[found[1]](facts), text)


def begun(kind: LetterKind) -> tuple[str, str]:
    """The shipped subject and letter, with its passages by name: to begin from."""
    facts = Facts(
        "[practice]", "[ICB]", "...", lines=["[lines]"], own_words="[own words]"
    )
    subject, body = shipped.write(kind, facts)
    for name in ("why", *_ASKING, *_OF_REQUESTS):
        if text := PASSAGES[name](facts):
            body = body.replace(text, f"[{name}]")
    body = body.replace("- [lines]", "[lines]")
    absent = [name for name in required(kind) if f"[{name}]" not in body]
    after = "\n\n".join(["[why]", *(f"[{name}]" for name in absent)])
    return subject.removesuffix(": [practice]"), body.replace("[why]", after)
