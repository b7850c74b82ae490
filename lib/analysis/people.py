"""People with an account: their scope in words, and what a review asks of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lib.analysis.words import listing
from lib.domain.dates import london, now, uk
from lib.domain.users import Person, User

DAYS = 90  # after which a sign-in is long ago


@dataclass(frozen=True)
class Known:
    """What is known of everybody's use and scope. `last` None: sign-ins are not kept;
    `practices`: the open ones in each scope; `successors`: of the closed ICBs alone."""

    practices: Mapping[str, int]
    successors: Mapping[str, set[str]]
    confirmed: Mapping[str, datetime]
    last: Mapping[str, datetime] | None = None


@dataclass(frozen=True)
class Finding:
    """Somebody whose account is to be confirmed or deactivated, and why."""

    person: Person
    reasons: list[str]
    last: datetime | None
    confirmed: datetime | None


@dataclass(frozen=True)
class Moved:
    """Somebody covers closed ICBs whose places went to others, outside their scope."""

    person: Person
    closed: list[str]
    to: frozenset[str]

    @property
    def widened(self) -> User:
        held = self.person.user.icbs or frozenset()
        return replace(self.person.user, icbs=held | self.to)


def scope_words(person: User, names: Mapping[str, str]) -> str:
    if person.lmc is not None:
        scope = f"practices of {person.lmc}"
    elif person.icbs is None:
        scope = "every ICB"
    else:
        scope = _named(person.icbs, names) or "no ICB"
    if person.named_icbs is None:
        return scope
    named = _named(person.named_icbs & (person.icbs or person.named_icbs), names)
    return f"{scope}; practices by name in {named or 'none'}"


def _named(codes: Iterable[str], names: Mapping[str, str]) -> str:
    return listing(sorted(names.get(code, code) for code in codes))


def findings(
    people: Iterable[Person], known: Known, names: Mapping[str, str], days: int = DAYS
) -> list[Finding]:
    """Of the accounts in use; those confirmed within as many days are left out."""
    since = now() - timedelta(days=days)
    found = []
    for person in people:
        email = person.user.email
        said = known.confirmed.get(email)
        reasons = list(_reasons(person, known, names, since))
        if person.in_use and reasons and (said is None or said < since):
            last = (known.last or {}).get(email)
            found.append(Finding(person, reasons, last, said))
    return found


def _reasons(
    person: Person, known: Known, names: Mapping[str, str], since: datetime
) -> Iterator[str]:
    email = person.user.email
    if known.last is not None:
        last = known.last.get(email)
        if last is None:
            yield "has never signed in"
        elif last < since:
            yield f"last signed in on {uk(london(last).date())}"
    closed = _closed(person, known)
    if closed:
        yield f"covers {_named(closed, names)}, which has closed"
    if not known.practices.get(email):
        yield "no open practice lies in the scope"


def moved(people: Iterable[Person], known: Known) -> list[Moved]:
    """Whoever covers closed ICBs and not all those to which their places went."""
    found = []
    for person in people:
        went = {code: known.successors[code] for code in _closed(person, known)}
        held = person.user.icbs or frozenset()
        closed = [code for code, to in went.items() if to - held]
        if person.in_use and closed:
            to = frozenset().union(*(went[code] for code in closed))
            found.append(Moved(person, closed, to - held))
    return found


def _closed(person: Person, known: Known) -> list[str]:
    """The ICBs of somebody's own scope that have closed; an LMC's follow its list."""
    if person.user.lmc is not None:
        return []
    return sorted(code for code in person.user.icbs or () if code in known.successors)
