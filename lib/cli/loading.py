"""Files from the command line to uploads: read all, choose the ICB, load in order."""

import hashlib
import sys
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from lib.domain.arrivals import Arrival, Consent, Report
from lib.domain.errors import FileRefused, Refused
from lib.domain.files import (
    BELONGS_TO_AN_ICB,
    OF_A_MONTH,
    Counted,
    Kind,
    Population,
)
from lib.domain.parsed import Hints
from lib.domain.problems import Problem
from lib.domain.rows import HierarchyRow

if TYPE_CHECKING:
    from lib.domain.users import User


@dataclass(frozen=True)
class Said:
    """What the person said of the files."""

    kind: Kind | None = None
    period: date | None = None
    icb_code: str | None = None
    whole: bool | None = None
    counted: Counted | None = None
    population: Population | None = None
    sender: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    practices: dict[str, str] = field(default_factory=dict)


def load(files: list[Path], said: Said, consent: Consent, by: "User") -> list[Report]:
    """One report for each file, in the order given, whatever the order of loading."""
    hints = hints_of(said, by)
    read = [read_file(path, hints, said) for path in files]
    arrivals = {n: each for n, each in enumerate(read) if isinstance(each, Arrival)}
    icb_code = icb_of(said.icb_code, list(arrivals.values()), by)
    found = {n: each for n, each in enumerate(read) if isinstance(each, Report)}
    for refused in found.values():
        record_refusal(refused, by)
    for n in sorted(arrivals, key=lambda n: _place(arrivals[n])):
        found[n] = _load(arrivals[n], icb_code, consent, by)
    return [found[n] for n in range(len(read))]


def remember(said: Said, by: "User") -> None:
    """Keep the matches for the sender's next file."""
    from lib import actions

    if not (said.columns or said.practices):
        return
    if said.sender:
        actions.matches.remember(said.sender, said.columns, said.practices, by=by)
    else:
        typer.echo("Add --sender NAME to have these matches remembered.", err=True)


def hints_of(said: Said, by: "User") -> Hints:
    from lib.queries import matches

    columns, practices = {}, {}
    if said.sender:
        columns = matches.headings(by, said.sender)
        practices = matches.practices(by, said.sender)
    return Hints(
        kind=said.kind,
        period=said.period,
        columns={**columns, **said.columns},
        practices={**practices, **said.practices},
        counted=said.counted,
        population=said.population,
    )


def read_file(path: Path, hints: Hints, said: Said) -> Arrival | Report:
    from lib import ingest

    _tell(f"Reading {path.name}")
    try:
        parsed = ingest.read_path(path, hints)
    except FileRefused as refusal:
        problem = Problem(refusal.problem, str(refusal))
        return Report(path.name, said.kind, said.period, problems=[problem])
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return Arrival(
        parsed=parsed,
        file_name=path.name,
        file_hash=digest,
        content_hash=ingest.content_hash(parsed),
        period=said.period if parsed.kind in OF_A_MONTH else None,
        sender=said.sender,
        whole=not parsed.partial if said.whole is None else said.whole,
    )


def _place(arrival: Arrival) -> tuple[int, date]:
    """By kind; within a kind the older first, for each is compared with the earlier."""
    return list(Kind).index(arrival.kind), arrival.month or date.min


def icb_of(stated: str | None, arrivals: list[Arrival], by: "User") -> str | None:
    """The ICB of its own files; one of a hierarchy that comes with them will do."""
    coming = _named_in(arrivals, by)
    if stated is not None:
        from lib.cli.session import require_icb

        return stated if stated in coming else require_icb(by, stated)
    if not any(arrival.kind in BELONGS_TO_AN_ICB for arrival in arrivals):
        return None
    return _only(_own(by) | coming)


def only_icb(by: "User") -> str:
    """The person's one ICB; which one it is has to be said where there are several."""
    return _only(_own(by))


def _named_in(arrivals: list[Arrival], by: "User") -> set[str]:
    rows = [
        row
        for each in arrivals
        if each.kind is Kind.HIERARCHY
        for row in each.parsed.rows
    ]
    codes = {row.icb_code for row in cast(list[HierarchyRow], rows)}
    return codes if by.icbs is None else codes & by.icbs


def _own(by: "User") -> set[str]:
    from lib.queries import organisations

    if by.icbs is not None:
        return set(by.icbs)
    return {code for code, _ in organisations.icbs(by)}


def _only(codes: set[str]) -> str:
    if len(codes) == 1:
        return codes.pop()
    which = f" Yours are: {', '.join(sorted(codes))}." if codes else ""
    raise typer.BadParameter(f"Say which ICB this is for: add --icb CODE.{which}")


def _load(
    arrival: Arrival, icb_code: str | None, consent: Consent, by: "User"
) -> Report:
    from lib import actions

    _tell(f"Loading {arrival.file_name}")
    if arrival.kind in BELONGS_TO_AN_ICB:
        arrival = replace(arrival, icb_code=icb_code)
    try:
        return actions.imports.load(arrival, by=by, consent=consent)
    except Refused as refusal:
        return Report(
            arrival.file_name,
            arrival.kind,
            arrival.month,
            arrival.parsed.rows_read,
            problems=[Problem("not-allowed", str(refusal))],
        )


def record_refusal(report: Report, by: "User") -> None:
    from lib import actions

    actions.imports.refuse(report.kind, len(report.problems), by=by)


def _tell(progress: str) -> None:
    """Where a person is watching."""
    if sys.stderr.isatty():
        typer.echo(progress, err=True)
