"""Chosen files on their way in: read, kept until confirmed, checked, loaded."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

from lib import actions, ingest, queries
from lib.actions.imports import NO_FIGURES, NOTHING_LEFT
from lib.domain.arrivals import Arrival, Consent, Report
from lib.domain.errors import FileRefused
from lib.domain.files import (
    BELONGS_TO_AN_ICB,
    OF_A_MONTH,
    Counted,
    Kind,
    Population,
)
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Severity
from lib.domain.roles import Permission
from lib.domain.users import LOADING, User
from lib.ui import caching

Settled = TypeVar("Settled", Counted, Population)

PATIENT_DATA = {"patient-data"}
REHEARSED = Consent(all_warnings=True, good_rows_only=True)
NOT_YOURS = (
    "Your role may not load a file of this kind. Ask an administrator of your ICB to"
    " load it."
)


class File(Protocol):
    name: str

    def getvalue(self) -> bytes: ...


@dataclass(frozen=True)
class Said:
    """What a person says of the files before they are read.

    `kind` serves files that are not recognised; `whole` None goes by the file.
    """

    icb_code: str | None = None
    period: date | None = None
    sender: str = ""
    whole: bool | None = None
    kind: Kind | None = None


class TurnedAway(NamedTuple):
    """A file that was refused as it was read; `file_name` is empty for patient data."""

    file_name: str
    message: str


class Checked(NamedTuple):
    """A kept file without its rows: what loading it would do, and what it counts."""

    report: Report
    file_hash: str
    sender: str
    counted: Counted | None
    population: Population | None

    @property
    def kind(self) -> Kind:
        assert self.report.kind is not None  # noqa: S101 a kept file has one
        return self.report.kind

    @property
    def is_loadable(self) -> bool:
        return self.report.would_store

    def asks(self, kind: str) -> bool:
        return any(problem.kind == kind for problem in self.report.problems)


class Answers(NamedTuple):
    """What a person answered about one file, to read it again with."""

    columns: Mapping[str, str]
    practices: Mapping[str, str]
    period: date | None = None
    counted: Counted | None = None
    population: Population | None = None


def read(file: File, said: Said, user: User) -> Arrival:
    content = file.getvalue()
    reading = partial(_recognised, content, file.name, said.kind)
    hints = _hints(user, said.sender, said.period)
    if said.kind is Kind.TRACKER:  # it may look like counts, or like LMCs
        hints = replace(hints, kind=said.kind)
    parsed = reading(hints)
    if not user.may(LOADING.get(parsed.kind, Permission.IMPORT_REFERENCE)):
        raise FileRefused(NOT_YOURS, "not-allowed")
    if parsed.kind is Kind.TRACKER and said.kind is not Kind.TRACKER:
        raise FileRefused(NO_FIGURES, "not-figures")
    if parsed.kind in (Kind.COUNTS, Kind.TRACKER):
        answered = _answered_before(user, said.sender, parsed)
        parsed = reading(replace(hints, **answered)) if answered else parsed
    return arrival(parsed, content, file.name, said)


def _recognised(
    content: bytes, file_name: str, otherwise: Kind | None, hints: Hints
) -> Parsed:
    try:
        return ingest.read(content, file_name, hints)
    except FileRefused as refusal:
        if refusal.problem != "unknown-kind" or otherwise is None:
            raise
    return ingest.read(content, file_name, replace(hints, kind=otherwise))


def _hints(user: User, sender: str, period: date | None) -> Hints:
    return Hints(
        period=period,
        columns=queries.matches.headings(user, sender),
        practices=queries.matches.practices(user, sender),
    )


def _answered_before(user: User, sender: str, parsed: Parsed) -> dict[str, Any]:
    """What this file leaves unsaid and the sender's last upload had settled."""
    uploads = queries.uploads.every(user)
    of_sender = (uploads.sender == sender) & (uploads.kind == Kind.COUNTS)
    answered: dict[str, Any] = {}
    for name in ("counted", "population"):
        settled = uploads[of_sender & (uploads[name] != Counted.UNKNOWN)][name]
        unsaid = getattr(parsed, name) in (None, Counted.UNKNOWN)
        if sender and unsaid and not settled.empty:
            answered[name] = settled.iloc[0]
    return answered


def arrival(parsed: Parsed, content: bytes, file_name: str, said: Said) -> Arrival:
    return Arrival(
        parsed=parsed,
        file_name=file_name,
        file_hash=digest(content),
        content_hash=ingest.content_hash(parsed),
        icb_code=said.icb_code if parsed.kind in BELONGS_TO_AN_ICB else None,
        period=said.period if parsed.kind in OF_A_MONTH else None,
        sender=said.sender,
        whole=not parsed.partial if said.whole is None else said.whole,
    )


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def turned_away(file: File, refusal: FileRefused, user: User) -> TurnedAway:
    """The refusal for the screen, recorded without a word of the file."""
    actions.imports.refuse(None, 1, by=user)
    nameless = refusal.problem in PATIENT_DATA
    return TurnedAway("" if nameless else file.name, str(refusal))


def checked(user: User, batch: str) -> list[Checked]:
    """Each kept file as if loaded after those before it, remembered until data change.

    One's own files only, so the address is part of what is asked.
    """
    return caching.ask(_checked, user, batch, user.email)


def _checked(user: User, batch: str, _email: str) -> list[Checked]:
    arrivals = [staged.arrival for staged in queries.staging.batch(user, batch)]
    reports = actions.imports.check(arrivals, by=user, consent=REHEARSED)
    return [_without_rows(*both) for both in zip(arrivals, reports, strict=True)]


def _without_rows(kept: Arrival, report: Report) -> Checked:
    wrong = report.of(Severity.MUST_FIX)
    return Checked(
        report if wrong == [NOTHING_LEFT] else _without_echo(report),
        kept.file_hash,
        kept.sender,
        kept.parsed.counted,
        kept.parsed.population,
    )


def _without_echo(report: Report) -> Report:
    """That nothing is left needs no saying where each row says why."""
    told = [problem for problem in report.problems if problem != NOTHING_LEFT]
    return replace(report, problems=told)


def load(
    user: User, batch: str, consents: Sequence[Consent | None]
) -> list[tuple[str, Report]]:
    """Each file of the batch with its consent (None leaves it out), each by itself.

    The batch is gone once all are stored: whoever left meanwhile is not led back to it.
    """
    kept = [staged.arrival for staged in queries.staging.batch(user, batch)]
    reports = [
        (each.file_name, actions.imports.load(each, by=user, consent=consent))
        for each, consent in zip(kept, consents, strict=True)
        if consent is not None
    ]
    if all(report.upload_id is not None for _, report in reports):
        actions.staging.discard(batch, by=user)
    return reports


def read_again(
    user: User, batch: str, answers: Mapping[str, tuple[bytes, Answers]]
) -> str:
    """The batch anew, where the files of these hashes are read with what was answered.

    Matches are remembered for the file's sender.
    """
    arrivals = [staged.arrival for staged in queries.staging.batch(user, batch)]
    for place, kept in enumerate(arrivals):
        if kept.file_hash in answers:
            arrivals[place] = _read_again(user, kept, *answers[kept.file_hash])
    renewed = actions.staging.stage(arrivals, by=user)
    actions.staging.discard(batch, by=user)
    return renewed


def _read_again(user: User, kept: Arrival, content: bytes, told: Answers) -> Arrival:
    if told.columns or told.practices:
        actions.matches.remember(kept.sender, told.columns, told.practices, by=user)
    period = told.period or kept.period
    hints = replace(
        _hints(user, kept.sender, period),
        kind=kept.kind,
        counted=told.counted or _known(kept.parsed.counted),
        population=told.population or _known(kept.parsed.population),
    )
    parsed = ingest.read(content, kept.file_name, hints)
    said = Said(kept.icb_code, period, kept.sender, kept.whole)
    return arrival(parsed, content, kept.file_name, said)


def _known(value: Settled | None) -> Settled | None:
    return None if value == Counted.UNKNOWN else value
