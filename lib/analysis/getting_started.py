"""Getting started: the steps from an empty database to figures and casework."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from lib.analysis.words import be, counted, listing, number
from lib.domain.dates import month_name, uk
from lib.domain.files import Kind
from lib.domain.getting_started import ABOUT, About, Part, Step


class State(StrEnum):
    DONE = "Done"
    PART = "Part done"
    TO_DO = "To do"
    CANNOT = "Cannot start yet"
    NOT_NEEDED = "Not needed here"
    NOT_LOADED = "Not loaded"


OPEN = {State.PART, State.TO_DO, State.CANNOT}


FILES = {
    Step.REGISTER: Kind.REGISTER,
    Step.LMC: Kind.LMC,
    Step.ROLLOUT: Kind.ROLLOUT,
    Step.ACCESS: Kind.ACCESS,
    Step.DEPRIVATION: Kind.DEPRIVATION,
}
_AFTER_HIERARCHY = {
    *(Step.COUNTS, Step.ADOPTION, Step.LMC, Step.CONTACTS, Step.ROLLOUT, Step.ACCESS)
}
_FIRST = "The practices come first: a file about practices unknown here is refused."
_NO_ICB = "The practices come first: with them the ICB is known."


class Task(NamedTuple):
    """`found`: what is there, or what is missing and what follows from it."""

    step: Step
    state: State
    found: str

    @property
    def about(self) -> About:
        return ABOUT[self.step]


@dataclass(frozen=True)
class Known:
    """What is in the database. `practices`, `uncounted`, `listless`: those expected in
    `period`, and among them those without a count and without a list size."""

    kinds: frozenset[Kind] = frozenset()
    icbs: int = 0
    period: date | None = None
    practices: int = 0
    uncounted: int = 0
    listless: int = 0
    lists_on: date | None = None
    limits: Sequence[str] = ()
    counted_by: Sequence[str] = ()  # names of the ICBs with counts in it
    adopted_by: Sequence[str] = ()
    people: int | None = None  # None: nobody signs in here
    contacts: int = 0  # practices with one
    boundaries: int = 0


def tasks(known: Known) -> list[Task]:
    return [Task(step, *_standing(step, known)) for step in Step]


def next_task(found: Sequence[Task]) -> Task | None:
    """The first that is needed, not done, and can be done now."""
    now = (t for t in found if t.state in (State.TO_DO, State.PART))
    return next((t for t in now if t.about.part is not Part.OPTIONAL), None)


def summary(found: Sequence[Task]) -> tuple[str, str]:
    """A fact for the lead, and what comes next."""
    needed = [t for t in found if t.about.part is not Part.OPTIONAL]
    done = [t for t in needed if t.state not in OPEN]
    if len(done) == len(needed):
        return "All that is needed is here.", ""
    words = f"{number(len(done))} of {number(len(needed))} needed steps {be(len(done))} done."
    following = next_task(found)
    return words, f" Next: {following.about.title}." if following else ""


def _standing(step: Step, known: Known) -> tuple[State, str]:
    if step in _AFTER_HIERARCHY and Kind.HIERARCHY not in known.kinds:
        return State.CANNOT, _NO_ICB if step is Step.ADOPTION else _FIRST
    if step in FILES:
        return _file(FILES[step], known)
    return _OWN[step](known)


def _file(kind: Kind, known: Known) -> tuple[State, str]:
    if kind in known.kinds:
        return State.DONE, "A file of it counts."
    return State.NOT_LOADED, "No file of it has been loaded."


def _hierarchy(known: Known) -> tuple[State, str]:
    if Kind.HIERARCHY not in known.kinds:
        return State.TO_DO, "No practice is known, so that no count can be loaded."
    where = f"in {counted(known.icbs, 'ICB')}"
    if known.period is None:
        return State.DONE, f"Loaded, {where}."
    practices = counted(known.practices, "practice")
    return State.DONE, f"{practices} expected in {month_name(known.period)}, {where}."


def _lists(known: Known) -> tuple[State, str]:
    if not known.kinds & {Kind.LIST_SIZE, Kind.SINGLE_AGE}:
        return State.TO_DO, "There are none, so that no rate can be worked out."
    if known.period is None or known.lists_on is None:
        return State.DONE, "Loaded; no month uses them yet."
    found = f"The newest in use are of {uk(known.lists_on)}."
    if not known.listless:
        return State.DONE, found
    lacking = f"{number(known.listless)} of {counted(known.practices, 'practice')}"
    return State.PART, f"{found} {lacking} have none for the basis in force: no rate."


def _counts(known: Known) -> tuple[State, str]:
    if known.period is None or not known.counted_by:
        return State.TO_DO, "There are none, so that every practice shows no data."
    has = known.practices - known.uncounted
    found = f"{month_name(known.period)}: {number(has)} of {counted(known.practices, 'practice')}"
    rest = " The others show no data, never 0." if known.uncounted else ""
    return State.DONE, f"{found} of {_named(known.counted_by)}.{rest}"


def _threshold(known: Known) -> tuple[State, str]:
    if not known.limits:
        return State.TO_DO, "None is in force, so that no practice is over."
    return State.DONE, f"In force: {listing(list(known.limits))}."


def _adoption(known: Known) -> tuple[State, str]:
    waiting = [icb for icb in known.counted_by if icb not in known.adopted_by]
    if not known.adopted_by:
        return (
            State.TO_DO,
            "None is on record: no case begins, and no plan is asked for.",
        )
    found = f"On record: {_named(known.adopted_by)}."
    if not waiting:
        return State.DONE, found
    return State.PART, f"{found} Not on record: {_named(waiting)}."


def _people(known: Known) -> tuple[State, str]:
    if known.people is None:
        return State.NOT_NEEDED, "One person works on this computer; nobody signs in."
    found = f"{counted(known.people, 'person', 'people')} may do casework."
    return (State.DONE if known.people > 1 else State.TO_DO), found


def _contacts(known: Known) -> tuple[State, str]:
    if not known.contacts:
        return State.NOT_LOADED, "No practice has one, so that letters have no address."
    return State.DONE, f"{counted(known.contacts, 'practice')} with a contact."


def _boundaries(known: Known) -> tuple[State, str]:
    if not known.boundaries:
        return State.NOT_LOADED, "There are none, so that the map's page has its table."
    return State.DONE, f"{counted(known.boundaries, 'file')}."


def _named(names: Sequence[str], most: int = 3) -> str:
    shown, more = list(names[:most]), len(names) - most
    return listing([*shown, f"{number(more)} more"] if more > 0 else shown)


_OWN = {
    Step.HIERARCHY: _hierarchy,
    Step.LISTS: _lists,
    Step.COUNTS: _counts,
    Step.THRESHOLD: _threshold,
    Step.ADOPTION: _adoption,
    Step.PEOPLE: _people,
    Step.CONTACTS: _contacts,
    Step.BOUNDARIES: _boundaries,
}
