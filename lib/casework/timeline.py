"""One timeline for a practice: what happened, on which day, through whom, and why."""

from collections.abc import Iterator
from itertools import groupby

from lib import queries
from lib.analysis.words import capital, number
from lib.casework import event_words
from lib.casework.moments import Kind, Moment
from lib.casework.moments import who as by
from lib.domain.codes import Measure
from lib.domain.correspondence import Channel, LogEntry, Statement
from lib.domain.dates import london, month_name, uk
from lib.domain.figure_query import FigureQuery, QueryKind
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.queries.timeline import Loaded, Parts, StaffParts


def of(user: User, ods_code: str) -> list[Moment]:
    """The newest first. Who may not read casework sees no letters, calls, papers,
    safety checks or reasons, and of people only that it was the ICB; who may not see
    exact counts sees no number."""
    parts = queries.timeline.parts(user, ods_code)
    is_staff = user.may(Permission.READ_CASEWORK)
    exact = user.may(Permission.SEE_EXACT)
    found = [*_figures(parts, exact=exact), *_tables(parts)]
    found += [moment for query in parts.queries for moment in _of_query(query)]
    found += event_words.moments(parts, is_staff=is_staff)
    if is_staff:
        found += _staff(queries.timeline.staff_parts(user, ods_code), parts.names)
    else:
        found = [moment._replace(reason="") for moment in found]
    return sorted(found, key=lambda m: (m.on, m.at), reverse=True)


def _figures(parts: Parts, *, exact: bool) -> Iterator[Moment]:
    by_upload = groupby(parts.figures, key=lambda one: (one.sequence, one.period))
    for _, rows in by_upload:
        figures = list(rows)
        yield _loaded(figures, parts.names, exact=exact)
        if figures[0].withdrawn_at:
            yield _taken_back(figures[0], parts.names)


def _loaded(figures: list[Loaded], names: dict[str, str], *, exact: bool) -> Moment:
    one = figures[0]
    is_correction = bool(one.reason)
    month = month_name(one.period)
    verb = "corrected" if is_correction else "loaded"
    source = f"{one.file_name}, row {one.row}" if exact and not is_correction else ""
    what = f": {'; '.join(map(_figure, figures))}" if exact else ""
    return Moment(
        london(one.loaded_at).date(),
        one.loaded_at,
        Kind.CORRECTIONS if is_correction else Kind.FIGURES,
        f"{month} {verb}{what}",
        by(one.loaded_by, names, source),
        one.reason,
    )


def _figure(one: Loaded) -> str:
    patients = "hidden by the sender" if one.value is None else number(one.value)
    return f"{patients} {_MEASURED[one.measure]}"


_MEASURED = {
    Measure.CODED_104: "with an active 104",
    Measure.CODED_106: "with a 106",
    Measure.CODED_103: "with a 103",
    Measure.ADDED: "added",
    Measure.SUPERSEDED: "superseded",
}


def _taken_back(one: Loaded, names: dict[str, str]) -> Moment:
    assert one.withdrawn_at is not None  # noqa: S101 the caller has looked
    return Moment(
        london(one.withdrawn_at).date(),
        one.withdrawn_at,
        Kind.CORRECTIONS,
        f"{month_name(one.period)} withdrawn: upload {one.upload_id}",
        by(one.withdrawn_by or "", names, one.file_name),
        one.withdrawn_reason or "",
    )


def _tables(parts: Parts) -> Iterator[Moment]:
    name = parts.names
    for ask in parts.asks:
        due = f", due {uk(ask.due_on)}" if ask.due_on else ", no due day"
        asked = ": ".join(part for part in (f"Asked for {ask.kind}", ask.what) if part)
        who = by(ask.asked_by, name)
        yield Moment(
            ask.asked_on,
            ask.recorded_at,
            Kind.ASKS,
            f"{asked}{due}",
            who,
            ask.authority,
        )
    for version in parts.versions:
        assert version.received_on is not None  # noqa: S101 by the query
        what = f"Version {version.number} of the plan received"
        who = by(version.edited_by, name, _sender(version.received_from))
        yield Moment(version.received_on, version.edited_at, Kind.PLAN, what, who)
    for report in parts.reports:
        month = month_name(report.period)
        again = f", version {report.number}" if report.number > 1 else ""
        what = f"Report for {month} received{again}: {report.content}"
        who = by(report.recorded_by, name, _sender(report.received_from))
        yield Moment(
            report.received_on,
            report.recorded_at,
            Kind.REPORTS,
            what,
            who,
            report.comment,
        )
    for statement in parts.statements:
        yield _said(statement, name)
    for step in parts.escalations:
        what = f"{capital(step.step)}: {step.what}" if step.what else capital(step.step)
        who = f"decided by {step.decided_by}"
        yield Moment(
            step.given_on, step.recorded_at, Kind.ESCALATION, what, who, step.authority
        )


def _sender(name: str) -> str:
    return f"from {name}" if name else ""


def _of_query(query: FigureQuery) -> Iterator[Moment]:
    verb = "asked about" if query.kind is QueryKind.QUERY else "said of"
    what = f"{capital(query.body)} {verb} {query.subject}: “{query.text}”"
    kind, body = Kind.OBSERVERS, query.body
    yield Moment(query.raised_on, query.raised_at, kind, what, body)
    if query.answered_on:
        what = f"The ICB answered {body} on {query.subject}: “{query.answer}”"
        yield Moment(query.answered_on, query.raised_at, kind, what, "the ICB")
    if query.withdrawn_on:
        what = f"{capital(body)} took its {query.kind} on {query.subject} back"
        yield Moment(query.withdrawn_on, query.raised_at, kind, what, body)


def _said(statement: Statement, names: dict[str, str]) -> Moment:
    what = f"The practice said: “{statement.text}”"
    typed = f"typed by {names.get(statement.typed_by, statement.typed_by)}"
    who = f"{capital(statement.source)} · {typed}"
    return Moment(statement.said_on, statement.typed_at, Kind.VOICE, what, who)


def _staff(parts: StaffParts, names: dict[str, str]) -> Iterator[Moment]:
    for letter in parts.letters:
        assert letter.sent_on is not None  # noqa: S101 by the query
        who = by(letter.sent_by, names, letter.sent_how)
        what = f"Letter sent: {letter.subject}"
        yield Moment(
            letter.sent_on, letter.drafted_at, Kind.LETTERS, what, who, letter.body
        )
        if letter.undelivered_on:
            what = f"Letter undelivered: {letter.subject}"
            yield Moment(
                letter.undelivered_on, letter.drafted_at, Kind.LETTERS, what, who
            )
    for paper in parts.papers:
        what = f"{capital(paper.kind)} received: {paper.title}"
        who = by(paper.filed_by, names, f"from {paper.received_from}")
        yield Moment(paper.received_on, paper.filed_at, Kind.PAPERS, what, who)
    for entry in parts.log:
        yield _logged(entry, names)
    for check in parts.checks:
        first = "the risk search came first" if check.search_first else "it did not"
        what = f"Safety check for {month_name(check.period)}: {first}"
        who = by(check.recorded_by, names, check.source)
        yield Moment(
            check.answered_on, check.recorded_at, Kind.SAFETY, what, who, check.answer
        )


def _logged(entry: LogEntry, names: dict[str, str]) -> Moment:
    with_whom = f" with {entry.with_whom}" if entry.with_whom else ""
    head = "Note" if entry.channel is Channel.NOTE else capital(entry.channel)
    what = f"{head}{with_whom}: {entry.text}"
    who = by(entry.recorded_by, names)
    return Moment(entry.on, entry.recorded_at, Kind.CALLS, what, who)
