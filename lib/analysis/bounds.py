"""What a count of some people allows for others: the fewest and the most coded."""

from typing import NamedTuple

from lib.domain.files import Basis, Population
from lib.domain.threshold import ThresholdRule, exceeds


class Counts(NamedTuple):
    """One practice: how many are excluded, of whom, and its two lists."""

    excluded: int
    population: Population
    registered: int
    aged_16_plus: int  # not more than registered

    def patients(self, basis: Basis) -> int:
        sixteen = basis == Basis.AGED_16_PLUS
        return self.aged_16_plus if sixteen else self.registered

    @property
    def under_16(self) -> int:
        return self.registered - self.aged_16_plus


class Coded(NamedTuple):
    fewest: int
    most: int


def coded(counts: Counts, basis: Basis) -> Coded:
    """How many of that basis can have an active 104, whatever the split by age.

    A count of unknown people may have left out some of any age.
    """
    if basis == Basis.REGISTERED:
        return _coded_of_all_ages(counts)
    return _coded_16_plus(counts)


def _coded_of_all_ages(counts: Counts) -> Coded:
    most = {
        Population.ALL: counts.excluded,
        Population.AGED_16_PLUS: counts.excluded + counts.under_16,
    }
    return Coded(counts.excluded, most.get(counts.population, counts.registered))


def _coded_16_plus(counts: Counts) -> Coded:
    if counts.population == Population.AGED_16_PLUS:
        return Coded(counts.excluded, counts.excluded)
    fewest = max(0, counts.excluded - counts.under_16)
    if counts.population == Population.ALL:
        return Coded(fewest, min(counts.excluded, counts.aged_16_plus))
    return Coded(fewest, counts.aged_16_plus)


def verdict(counts: Counts, basis: Basis, rule: ThresholdRule) -> bool | None:
    """Over or not over on that basis, or None: both are possible."""
    possible, patients = coded(counts, basis), counts.patients(basis)
    least = exceeds(possible.fewest, patients, rule)
    return least if least == exceeds(possible.most, patients, rule) else None
