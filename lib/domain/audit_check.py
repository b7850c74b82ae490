"""Whether the record of changes is whole: each hash computed again, from the first on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from lib.domain.audit import BEGINNING, NOTHING, Head, Operation, digest

PROVES = (
    "Every entry is as it was sealed, none is missing in between and none was moved."
    " With a hash from a paper: up to that paper nothing was changed, cut off or"
    " written anew."
)
DOES_NOT_PROVE = (
    "Somebody who holds the database file itself can write a whole new record with"
    " right hashes. Only a hash that was printed on a paper before shows that, so"
    " compare with one. Nor does it prove that what people entered is true."
)
SHOWN = 20  # problems that are told one by one


class Kind(StrEnum):
    EDITED = "edited or exchanged"
    MISSING = "missing"
    REPEATED = "twice"
    UNSEALED = "not sealed"
    EMPTIED = "emptied"
    CUT = "cut off"
    REBUILT = "written anew"
    EVENT = "event differs"


class Problem(NamedTuple):
    kind: Kind
    words: str


@dataclass
class Checked:
    """`outside`: how many entries no event of the application explains."""

    head: Head = NOTHING
    outside: int = 0
    problems: list[Problem] = field(default_factory=list)
    paper: Head | None = None

    @property
    def whole(self) -> bool:
        return not self.problems

    def sentences(self) -> list[str]:
        """What was found, first of all whether it is whole."""
        entries = f"{self.head.number:,} entries, hash {self.head}"
        if self.problems:
            shown = [problem.words for problem in self.problems[:SHOWN]]
            more = len(self.problems) - len(shown)
            told = [f"The record is not whole: {entries}.", *shown]
            told += [f"And {more:,} more of the kind."] if more else []
        else:
            told = [f"The record is whole: {entries}."]
            told += ["It begins as the paper tells."] if self.paper else []
        if self.outside:
            told.append(f"Written outside the application: {self.outside:,} entries.")
        return told


def verify(rows: Iterable[Sequence[Any]], paper: Head | None = None) -> Checked:
    """Of what is sealed, by its places; each row as `Sealed`."""
    found = Checked(paper=paper)
    count, before = NOTHING
    for row in rows:
        place, hash_ = row[0], row[-1]
        if place != count + 1:
            found.problems.append(_out_of_order(count, place))
        elif digest(before, row[:-1]) != hash_:
            found.problems.append(_edited(place))
        if row[1] is None and row[5] != Operation.UPGRADE:
            found.outside += 1
        if paper and place == paper.number and not hash_.startswith(paper.hash):
            found.problems.append(_rebuilt(place))
        count, before = place, hash_
    found.head = Head(count, before)
    found.problems += _end(found.head, paper)
    return found


def _end(head: Head, paper: Head | None) -> Iterable[Problem]:
    if head.hash == BEGINNING:
        words = (
            "The record is empty, but it begins with the entry of its first upgrade."
        )
        yield Problem(Kind.EMPTIED, words)
    if paper and paper.number > head.number:
        words = (
            f"The paper tells of {paper.number:,} entries and the record ends with entry"
            f" {head.number:,}: its end was cut off."
        )
        yield Problem(Kind.CUT, words)


def _out_of_order(count: int, place: int) -> Problem:
    if place <= count:
        return Problem(Kind.REPEATED, f"Entry {place:,} is there more than once.")
    if place == count + 2:
        return Problem(Kind.MISSING, f"Entry {count + 1:,} is missing.")
    return Problem(Kind.MISSING, f"Entries {count + 1:,} to {place - 1:,} are missing.")


def _edited(place: int) -> Problem:
    words = f"Entry {place:,} is not as it was sealed: it was edited or exchanged."
    return Problem(Kind.EDITED, words)


def _rebuilt(place: int) -> Problem:
    words = (
        f"Entry {place:,} is not the one that the paper tells of: the record was"
        " changed after the paper was printed, or the hash was typed wrongly."
    )
    return Problem(Kind.REBUILT, words)


def unsealed(number: int) -> Problem:
    words = (
        f"Written outside the application and not sealed yet: {number:,}. The next"
        " save seals them."
    )
    return Problem(Kind.UNSEALED, words)


def event_differs(sequence: str) -> Problem:
    words = f"Event {sequence} is not as the record says: it was edited, made or taken."
    return Problem(Kind.EVENT, words)
