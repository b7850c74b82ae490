"""A file that has been read and waits to be loaded, and what became of it."""

from dataclasses import dataclass, field
from datetime import date

from lib.domain.dates import period_described
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.problems import Problem, Severity


@dataclass(frozen=True)
class Arrival:
    """`whole`: practices of the ICB that are not in it have no data in it."""

    parsed: Parsed
    file_name: str
    file_hash: str
    content_hash: str
    icb_code: str | None = None
    period: date | None = None
    sender: str = ""
    whole: bool = True

    @property
    def kind(self) -> Kind:
        return self.parsed.kind

    @property
    def month(self) -> date | None:
        """The month described: as stated, else by the day that the file gives."""
        if self.period or self.parsed.period:
            return self.period or self.parsed.period
        day = self.parsed.described_on
        return period_described(day) if day else None


@dataclass(frozen=True)
class Consent:
    """What a person has agreed to: kinds of warning, or all; and only the good rows."""

    kinds: frozenset[str] = frozenset()
    all_warnings: bool = False
    good_rows_only: bool = False

    def covers(self, problem: Problem) -> bool:
        return self.all_warnings or problem.kind in self.kinds


@dataclass(frozen=True)
class Difference:
    """What loading changes, in practices. `absent`: will show as no data."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What became of one file. `upload_id` None: nothing of it is stored."""

    file_name: str
    kind: Kind | None
    period: date | None
    rows_read: int = 0
    rows_stored: int = 0
    problems: list[Problem] = field(default_factory=list)
    upload_id: int | None = None
    difference: Difference = Difference()
    already_stored: bool = False
    unmatched_headings: list[str] = field(default_factory=list)
    unmatched_practices: list[str] = field(default_factory=list)

    @property
    def would_store(self) -> bool:
        """Its good rows at least."""
        return self.upload_id is not None and not self.already_stored

    def of(self, severity: Severity) -> list[Problem]:
        return [p for p in self.problems if p.severity == severity]
