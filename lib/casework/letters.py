"""Letters: those due to be written, with their texts, and what is not chased and why."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lib import queries
from lib.actions.letters import NewLetter
from lib.analysis import due_letters, flips, frame, ladder
from lib.analysis.due_letters import Silence
from lib.analysis.flips import Flip, Flips
from lib.casework import letter_words
from lib.documents.letters import Envelope
from lib.domain.correspondence import Contact
from lib.domain.dates import period_end, shift, today
from lib.domain.letter import (
    REMINDERS,
    REQUESTS,
    Key,
    Letter,
    LetterKind,
    LetterState,
)
from lib.domain.letter_templates import Facts, Text
from lib.domain.letter_wording import LetterWording, in_force, write
from lib.domain.roles import Permission
from lib.domain.settings import Name
from lib.domain.standing import Due, QueryStanding, ReportStanding
from lib.domain.users import User
from lib.queries.standings import Standings

# What a person has to confirm before a letter is written: another way to count would
# put the practice at or below the threshold.
UNSETTLED = {Flips.BASIS, Flips.BASIS_AND_LIST, Flips.PEOPLE}


@dataclass(frozen=True)
class Proposed:
    """A letter that is due by rule. `letter`: it is written already. `flip`: why its
    practice's flag depends on the basis. `discarded`: somebody threw a draft away."""

    due: Due
    facts: Facts
    contact: Contact | None = None
    flip: Flip | None = None
    letter: Letter | None = None
    discarded: bool = False
    wording: LetterWording | None = None  # None: the shipped one

    def text(self, own_words: str = "") -> Text:
        facts = replace(self.facts, own_words=own_words)
        return write(self.due.kind, facts, self.wording)

    def new(self, own_words: str = "", *, confirmed: bool = False) -> NewLetter:
        text, about = self.text(own_words), self.due.about
        episode = about.asked.episode if isinstance(about, ReportStanding) else None
        if not isinstance(about, ReportStanding | QueryStanding):
            episode = about.episode
        return NewLetter(
            self.due.key,
            text.subject,
            text.body,
            due_on=self.due.due_on,
            episode_id=episode.id if episode else None,
            ask_id=self.due.ask.id if self.due.ask else None,
            depends=self.flip is not None,
            confirmed=confirmed,
        )


@dataclass(frozen=True)
class Desk:
    """The letters of one ICB as they stand today."""

    proposed: list[Proposed]  # those written already too
    silences: list[Silence]  # what is not reminded of, and why

    @property
    def to_write(self) -> list[Proposed]:
        return [each for each in self.proposed if each.letter is None]


def of(
    user: User,
    icb_code: str | None,
    unsettled: Mapping[str, Flip],
    *,
    period: date | None = None,
) -> Desk:
    """`unsettled`: of the function of that name. With a `period`: the reports of that
    month as they stand today, and of plans what was to be written by its end."""
    standings = queries.standings.every(user, icb_code)
    written = queries.letters.written(user, icb_code)
    states = {key: letter.state for key, letter in written.items()}
    found = _due(user, standings, states, period)
    if period is not None:
        found = (due for due in found if _belongs(due, period))
    return Desk(
        _proposed(user, list(found), written, unsettled),
        due_letters.silences(standings.plans, standings.reports, states, today()),
    )


def _due(
    user: User,
    standings: Standings,
    written: Mapping[Key, LetterState],
    period: date | None,
) -> Iterator[Due]:
    now = today()
    day = min(now, period_end(period)) if period else now
    plan_steps = _ladders(user, Name.PLAN_LADDER, standings)
    report_steps = _ladders(user, Name.REPORT_LADDER, standings)
    for plan in standings.plans:
        steps = plan_steps[plan.plan.icb_code]
        yield from due_letters.of_plan(plan, steps, written, day)
    for duty in standings.duties:
        yield from due_letters.of_duty(duty, now)
    for report in standings.reports:
        steps = report_steps[report.asked.duty.icb_code]
        yield from due_letters.of_report(report, steps, written, now)
    yield from map(due_letters.of_query, standings.queries)


def _ladders(user: User, name: Name, standings: Standings) -> dict[str, list[int]]:
    """Each ICB's own, or the one for all."""
    icbs = {each.plan.icb_code for each in standings.plans}
    icbs |= {each.duty.icb_code for each in standings.duties}
    return {icb: ladder.steps(queries.settings.value(user, name, icb)) for icb in icbs}


def _belongs(due: Due, period: date) -> bool:
    if isinstance(due.about, ReportStanding):
        return due.about.period == period
    if isinstance(due.about, QueryStanding):
        return due.about.query.period == period
    return due.day <= period_end(period)


def _proposed(
    user: User,
    found: list[Due],
    written: Mapping[Key, Letter],
    unsettled: Mapping[str, Flip],
) -> list[Proposed]:
    contacts = queries.contacts.addressees(user)
    thrown_away = queries.letters.discarded(user)
    facts = letter_words.Writer(user)
    wordings = queries.letter_wordings.every(user)
    return [
        Proposed(
            due,
            facts.of(due),
            contacts.get(due.practice.ods_code),
            unsettled.get(due.practice.ods_code),
            written.get(due.key),
            due.key in thrown_away,
            in_force(wordings, due.kind, due.practice.icb_code, today()),
        )
        for due in found
    ]


def unsettled(user: User, icb_code: str | None) -> dict[str, Flip]:
    """By ODS code the practices whose flag, in the last month with counts, depends on
    the basis; each with what it depends on. For staff, as letters are."""
    user.require(Permission.READ_CASEWORK)
    period = queries.periods.default(user, icb_code)
    if period is None:
        return {}
    figures = queries.figures.panel(
        user, shift(period, -1), shift(period, 1), icb_code=icb_code
    )
    rules = queries.threshold.by_id(user)
    found = flips.flips(
        frame.month(figures, period), rules, flips.lists_near(figures, period)
    )
    return {code: flip for code, flip in found.items() if flip.flips in UNSETTLED}


def envelopes(user: User, ids: Collection[int]) -> list[Envelope]:
    """These letters with whom they go to, for the files."""
    contacts = queries.contacts.addressees(user)
    lmcs = queries.lmc_addresses.every(user)
    found = queries.letters.some(user, ids)
    copying = {
        icb: queries.settings.value(user, Name.LMC_COPIED, icb) == "yes"
        for icb in {letter.icb_code for letter, _ in found}
    }
    return [
        Envelope(
            letter,
            practice,
            contacts.get(practice.ods_code),
            address := letter_words.lmc_address(practice, lmcs),
            f"{practice.lmc_name}, {address}"
            if address and copying[letter.icb_code]
            else "",
        )
        for letter, practice in found
    ]


def needless(user: User, desk: Desk, ids: Collection[int]) -> set[int]:
    """The drafts that no rule asks for any more: what they speak of is in, or was
    answered, its due day was moved, or another step of the ladder has come."""
    user.require(Permission.READ_CASEWORK)
    wanted = {each.due.key: each.due.due_on for each in desk.proposed}
    found = set()
    for letter, _ in queries.letters.some(user, ids):
        key = Key(letter.practice_code, letter.kind, letter.about, letter.rung)
        asks = letter.kind in REMINDERS | REQUESTS | {LetterKind.QUERY}
        right = key in wanted and wanted[key] == letter.due_on
        if asks and not right and letter.state is LetterState.DRAFT:
            found.add(letter.id or 0)
    return found
