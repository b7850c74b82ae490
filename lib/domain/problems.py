"""What is wrong with a file, said so that a person can mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    MUST_FIX = "must_fix"
    CONFIRM = "confirm"  # unusual but possible: a person says that it is right
    NOTICE = (
        "notice"  # a line was left out by rule (a total, another ICB): nothing to do
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` names the rule in a word or two ("duplicate-practice"), for --accept.

    `row` is the line that a spreadsheet shows, the first line being 1; None speaks of
    the file as a whole. `column` is the heading as the file spells it.
    """

    kind: str
    message: str
    remedy: str = ""
    severity: Severity = Severity.MUST_FIX
    row: int | None = None
    column: str | None = None
    value: str | None = None

    @property
    def text(self) -> str:
        return f"{self.message} {self.remedy}".strip()
