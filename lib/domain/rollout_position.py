"""Where a practice stands in the rollout, worked out from what was said of each lever.

The word told last stands. Of what has happened to a pause, and of a switch-on that was
confirmed, the days decide: an acknowledgement that one learns of late does not bring a
withdrawn pause back. What was said of another clinical system says nothing of this one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from lib.domain.rollout import OF_THE_PRACTICE, WORDS, Lever, Word


class Stage(StrEnum):
    """A summary for lists; the levers themselves may stand in any combination."""

    NOT_KNOWN = "Not known"
    NO_DATE = "No date"
    PAUSED = "Paused"
    SCHEDULED = "Scheduled"
    PASSED = "Day has passed, not confirmed"
    LIVE = "Live"


class Saying(NamedTuple):
    """One word as it counts. `told`: its place in the order of commits, and its line."""

    lever: Lever
    word: Word
    on: date | None
    at: str
    system: str | None
    said_on: date | None
    told: tuple[int, int]

    @property
    def _place(self) -> int:
        return WORDS[self.lever].index(self.word)

    @property
    def as_told(self) -> tuple[tuple[int, int], int]:
        """Of one line the word that comes later in the course of things."""
        return self.told, self._place

    @property
    def by_day(self) -> tuple[date, tuple[int, int], int]:
        return self.on or date.min, self.told, self._place


class System(NamedTuple):
    """The supplier of a practice's clinical system on the day of a snapshot."""

    from_on: date
    supplier: str | None


@dataclass(frozen=True)
class Position:
    """`stands`: the word that stands of each lever. `due`: the switch-on day that was
    planned or announced last, unless it was withdrawn since or the practice is live.
    `newest`: the last of each word, so that every date stays apart.
    """

    system: str | None
    stage: Stage
    due: Saying | None = None
    stands: Mapping[Lever, Saying] = field(default_factory=dict)
    newest: Mapping[tuple[Lever, Word], Saying] = field(default_factory=dict)
    other_systems: tuple[str, ...] = ()

    def day(self, lever: Lever, word: Word) -> date | None:
        found = self.newest.get((lever, word))
        return found.on if found else None


Newest = dict[tuple[Lever, Word], Saying]

_ANSWERED = {Word.ACKNOWLEDGED, Word.EFFECTIVE}


def position(said: Sequence[Saying], system: str | None, today: date) -> Position:
    """Of that system alone; on the access model, of the practice."""
    own = [s for s in said if s.lever in OF_THE_PRACTICE or s.system == system]
    newest: Newest = {}
    for each in sorted(own, key=lambda s: s.as_told):
        newest[each.lever, each.word] = each
    stands = {
        lever: found
        for lever in Lever
        if (found := _standing(lever, newest)) is not None
    }
    live = _live(newest)
    due = None if live else _intention(newest)
    others = {s.system for s in said if s.system not in (None, system)}
    stage = Stage.LIVE if live else _stage(stands, due, today)
    return Position(
        system, stage, due, stands, newest, tuple(sorted(o for o in others if o))
    )


def _standing(lever: Lever, newest: Newest) -> Saying | None:
    words = [newest[lever, word] for word in WORDS[lever] if (lever, word) in newest]
    if lever is Lever.SWITCH_ON:
        return (
            _live(newest) or _intention(newest) or newest.get((lever, Word.WITHDRAWN))
        )
    if lever is Lever.PAUSE:
        return max(words, key=lambda s: s.by_day, default=None)
    return max(words, key=lambda s: s.as_told, default=None)


def _live(newest: Newest) -> Saying | None:
    """Confirmed, and not withdrawn from a later day."""
    actual = newest.get((Lever.SWITCH_ON, Word.ACTUAL))
    withdrawn = newest.get((Lever.SWITCH_ON, Word.WITHDRAWN))
    if actual and withdrawn and withdrawn.by_day > actual.by_day:
        return None
    return actual


def _intention(newest: Newest) -> Saying | None:
    """What was planned or announced last, unless it was withdrawn since."""
    words = (Word.PLANNED, Word.ANNOUNCED)
    found = [newest[key] for w in words if (key := (Lever.SWITCH_ON, w)) in newest]
    last = max(found, key=lambda s: s.as_told, default=None)
    withdrawn = newest.get((Lever.SWITCH_ON, Word.WITHDRAWN))
    if last and withdrawn and withdrawn.as_told > last.as_told:
        return None
    return last


def _stage(stands: Mapping[Lever, Saying], due: Saying | None, today: date) -> Stage:
    """A pause takes a day away where the supplier answered it and it was told later."""
    pause = stands.get(Lever.PAUSE)
    paused = pause is not None and pause.word is not Word.WITHDRAWN
    if due is None or due.on is None:
        if paused:
            return Stage.PAUSED
        return Stage.NO_DATE if stands else Stage.NOT_KNOWN
    if pause and pause.word in _ANSWERED and pause.told > due.told:
        return Stage.PAUSED
    return Stage.PASSED if due.on < today else Stage.SCHEDULED


# Systems


def system_on(systems: Sequence[System], day: date) -> str | None:
    """By the nearest earlier snapshot that names one, else by the nearest later."""
    known = [each for each in sorted(systems) if each.supplier]
    earlier = [each for each in known if each.from_on <= day]
    found = earlier[-1:] or known[:1]
    return found[0].supplier if found else None


def changes(systems: Iterable[System]) -> list[System]:
    """The first snapshot of each stretch with one supplier: more than one is a change.
    A snapshot that names none is no change."""
    found: list[System] = []
    for each in sorted(s for s in systems if s.supplier):
        if not found or found[-1].supplier != each.supplier:
            found.append(each)
    return found


class Record(NamedTuple):
    """What counts of one practice: every word, and the snapshots of its system."""

    said: tuple[Saying, ...] = ()
    systems: tuple[System, ...] = ()

    def system(self, today: date) -> str | None:
        """The one on record; where there is none, the one that was named last."""
        named = [s for s in sorted(self.said, key=lambda s: s.as_told) if s.system]
        on_record = system_on(self.systems, today)
        return on_record or (named[-1].system if named else None)

    def position(self, today: date) -> Position:
        return position(self.said, self.system(today), today)


# Cut-offs of the programme, for requests to pause


class CutOff(NamedTuple):
    """`supplier` None: of all. `by` None: no time of day is on record, so the whole day
    counts. `wave_on`: from then on a request is of a later time."""

    name: str
    supplier: str | None
    on: date
    by: time | None
    wave_on: date


CUT_OFFS = (
    CutOff(
        "the switch-on of November 2022",
        None,
        date(2022, 11, 4),
        time(17),
        date(2022, 11, 30),
    ),
    CutOff(
        "the TPP wave of 1 February 2023",
        "TPP",
        date(2023, 1, 27),
        None,
        date(2023, 2, 1),
    ),
)


def is_in_time(cut_off: CutOff, on: date, at: str) -> bool | None:
    """By the clock in London; None where the day is the last one and no time is told."""
    if on != cut_off.on:
        return on < cut_off.on
    if cut_off.by is None:
        return True
    return time.fromisoformat(at) <= cut_off.by if at else None


def cut_offs_of(sent: Saying) -> list[tuple[CutOff, bool | None]]:
    """Those that a request is measured by, the first ones first."""
    return [
        (each, is_in_time(each, sent.on, sent.at))
        for each in CUT_OFFS
        if sent.on and sent.on <= each.wave_on and each.supplier in (None, sent.system)
    ]
