"""NHS England's steps of record access: what is published of them, and what is not.

Its list of 2024 names practices by numbered step. Of two steps the meaning was seen in
a case study; of the other two, and of the list's layout, nothing was.
"""

import re

from lib.domain.definitions import Section, Term
from lib.domain.sources import NECS, OURS

STEPS = ("1", "2", "3", "4")
LIST = "list"  # the step of a list that has none: the practice is on it
MEANINGS = {
    "3": "new NHS App users get access by default",
    "4": "at least 90% of online accounts have access",
}
UNKNOWN = "what it means is not published as far as known"
ON_LIST = "on NHS England's list, which names no step"

_MET = {
    *("yes", "y", "true", "met", "pass", "passed", "complete", "completed", "done"),
    *("achieved", "compliant", "in place", "fully met"),
}
_NOT_MET = {
    *("no", "n", "false", "not met", "unmet", "fail", "failed", "incomplete"),
    *("not complete", "not completed", "not done", "not achieved", "not passed"),
    *("non compliant", "noncompliant", "not compliant", "not in place"),
}


def named(step: str) -> str:
    """ "Step 3: new NHS App users get access by default"."""
    if step == LIST:
        return ON_LIST[0].upper() + ON_LIST[1:]
    return f"Step {step}: {MEANINGS.get(step, UNKNOWN)}"


def met(word: str) -> bool | None:
    """What a plain word says; None where it says neither, and nobody guesses."""
    plain = re.sub(r"[\W_]+", " ", word).strip().casefold()
    if plain in _MET:
        return True
    return False if plain in _NOT_MET else None


SECTION = Section(
    "NHS England's steps of 2024",
    (
        Term(
            "Steps 3 and 4",
            f"Step 3: {MEANINGS['3']}. Step 4: {MEANINGS['4']}. They are about online "
            "accounts, not about 104 codes, and stand beside the 50% rule.",
            (NECS,),
        ),
        Term(
            "Steps 1 and 2",
            "What they mean, and the columns of the list, were not found in anything "
            "published. They are shown in the list's own words.",
            (OURS,),
        ),
        Term(
            "As reported",
            "The list's word of a month: met, not met, or whatever it says. It is "
            "shown and kept; nothing here is worked out from it.",
            (OURS,),
        ),
    ),
)
