"""Disclosure: which number an observer is shown in place of an exact count.

NHS Digital's rule for counts below national level (hospital episodes, since 2018): 0
stays, 1 to 7 are hidden, others go to the nearest 5. List sizes are public and whether
a practice is over is shown exactly, so the rule is applied to what both leave: at least
two counts stay possible behind each number that is shown, except behind 0.

What is shown depends on the count of that month, its public list size and the rule, on
nothing else. So no second question, month, total or export narrows it further, and a
change is pinned only where both months are 0. For the same reason everybody on the list
(0 left) is hidden with all but 1 to 7: list sizes of two months often differ by a few.
"""

from typing import NamedTuple

HIDDEN = "*"
MOST_HIDDEN = 100


class Scheme(NamedTuple):
    """Counts of 1 to `small` are hidden, others go to the nearest `nearest`."""

    small: int = 7
    nearest: int = 5

    def rounded(self, count: int) -> int:
        return (count + self.nearest // 2) // self.nearest * self.nearest

    @property
    def protects(self) -> bool:
        """At least two counts behind each number, and none but 0 behind 0."""
        within = all(2 <= part <= MOST_HIDDEN for part in self)  # noqa: PLR2004
        return within and self.rounded(self.small + 1) > 0

    @property
    def least_change(self) -> int:
        """From this difference of two shown counts on, the change is no small one.

        A shown count lies at most half a step, and one where it was widened, beside.
        """
        return self.small + 2 * (self.nearest // 2 + 1) + 1

    @property
    def words(self) -> str:
        """The line under every table and chart."""
        small = f"1 to {self.small}"
        return (
            f"Patients: 0 is 0; {small}, and all but at most {self.small}, are shown as"
            f" {HIDDEN}; others to the nearest {self.nearest}, or the next where that"
            f" would tell the number. A change that may be of {small} is {HIDDEN}. Per"
            " cents and totals are of the numbers shown. Counts of practices, and who is"
            " over, are exact."
        )


SHIPPED = Scheme()


def scheme(value: str | None) -> Scheme:
    """As a setting writes it: "7 5"; what is shipped where nobody has set one."""
    if not value:
        return SHIPPED
    small, nearest = map(int, value.split())
    return Scheme(small, nearest)


class Known(NamedTuple):
    """What everybody knows of a count: it is one of 0 to `most`, and over above `limit`.

    Without a limit it is not judged.
    """

    most: int
    limit: int | None = None

    @property
    def tells_over(self) -> bool:
        """Where one count alone would be over, its flag would say it."""
        return self.limit is not None and self.most - self.limit != 1

    def side(self, count: int) -> tuple[int, int]:
        """The counts with the same flag, from and to."""
        if self.limit is None or not self.tells_over:
            return 0, self.most
        if count > self.limit:
            return self.limit + 1, self.most
        return 0, min(self.limit, self.most)


def shown(count: int, known: Known, scheme: Scheme = SHIPPED) -> int | None:
    """The number in place of the count; None: it is hidden."""
    low, high = known.side(count)
    if count == 0:  # where only 1 were hidden beside it, nothing would be
        return None if high == 1 else 0
    first = max(low, scheme.small + 1)
    last = min(high, known.most - scheme.small - 1)
    if not first <= count <= last or first == last:
        return None
    return scheme.rounded(_inward(count, first, last, scheme))


def _inward(count: int, first: int, last: int, scheme: Scheme) -> int:
    """A count that would be alone behind its number goes with the one next to it."""
    step = scheme.rounded
    if count == first and step(count) != step(count + 1):
        return count + 1
    if count == last and count - 1 > first and step(count) != step(count - 1):
        return count - 1
    return count


def is_small_change(before: int, now: int, least_change: int) -> bool:
    """Whether two shown counts lie too near for their change to be shown."""
    return (before, now) != (0, 0) and abs(now - before) < least_change
