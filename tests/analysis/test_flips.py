"""Over on either basis, or what it depends on; bounds against every possible split."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.analysis.bounds import Counts, coded
from lib.analysis.flips import Flips, ListOn, flip, flips
from lib.domain.files import Basis, Population
from lib.domain.threshold import exceeds
from tests.analysis.figures import frame, row, rule

ALL, ADULTS = Population.ALL, Population.AGED_16_PLUS
UNSURE = {Population.UNKNOWN, Population.SEARCH_PARENT}


def fits(counts: Counts, adults: int, children: int) -> bool:
    """Whether so many coded adults and children can have given the count."""
    total = adults + children
    return {
        Population.ALL: total == counts.excluded,
        Population.AGED_16_PLUS: adults == counts.excluded,
    }.get(counts.population, counts.excluded <= total)


def splits(counts: Counts) -> list[tuple[int, int]]:
    return [
        (adults, children)
        for adults in range(counts.aged_16_plus + 1)
        for children in range(counts.under_16 + 1)
        if fits(counts, adults, children)
    ]


@st.composite
def any_counts(draw: st.DrawFn) -> Counts:
    registered = draw(st.integers(1, 24))
    adults = draw(st.integers(1, registered))
    population = draw(st.sampled_from(Population))
    most = adults if population == ADULTS else registered
    return Counts(draw(st.integers(0, most)), population, registered, adults)


@settings(deadline=None)
@given(any_counts())
def test_bounds_are_the_extremes_of_all_possible_splits(counts):
    possible = splits(counts)
    adults = [a for a, _ in possible]
    everyone = [a + c for a, c in possible]
    assert coded(counts, Basis.AGED_16_PLUS) == (min(adults), max(adults))
    assert coded(counts, Basis.REGISTERED) == (min(everyone), max(everyone))


@settings(deadline=None)
@given(any_counts(), st.integers(1, 99), st.booleans())
def test_either_basis_means_every_possible_split(counts, percent, strict):
    judged = rule(percent, strict=strict)
    answers = {
        over
        for adults, children in splits(counts)
        for over in (
            exceeds(adults + children, counts.registered, judged),
            exceeds(adults, counts.aged_16_plus, judged),
        )
    }
    found = flip(counts, judged).flips
    settled = {True: Flips.OVER, False: Flips.NOT_OVER}
    unsettled = Flips.PEOPLE if counts.population in UNSURE else Flips.BASIS
    assert found == (settled[answers.pop()] if len(answers) == 1 else unsettled)


def test_the_basis_can_flip_a_practice_and_both_are_named():
    found = flip(Counts(4600, ALL, 10_000, 8100), rule())
    assert found.flips == Flips.BASIS
    assert found.why == (
        "46.0% of 10,000 registered patients",
        "between 33.3% and 56.8% of 8,100 registered patients aged 16 and over",
    )


def of(lists: list[ListOn] | None = None, **columns: object) -> Flips:
    month = frame([row(**{"aged_16_plus": 800, **columns})])
    found = flips(month, {1: rule()}, {"X99001": lists or []})
    return found["X99001"].flips


def test_settled_on_either_basis():
    assert of(excluded=900) == "over on either basis"
    assert of(excluded=100) == "not over on either basis"


def test_sixteen_and_over_not_known():
    assert of(aged_16_plus=None) == "16 and over not known"


@pytest.mark.parametrize(
    "columns",
    [
        {"excluded": None},
        {"state": "suppressed"},
        {"state": "data-error", "excluded": 1200},
        {"counted": "ever", "state": "incompatible"},
        {"rule_id": None},
    ],
)
def test_what_cannot_be_told_is_not_guessed(columns):
    assert of(**columns) == Flips.UNTOLD


def test_an_incompatible_population_still_has_bounds():
    assert of(excluded=950, state="incompatible") == Flips.OVER


def test_the_list_month_can_flip_a_practice():
    lists = [ListOn(date(2023, 9, 1), 1810), ListOn(date(2023, 11, 1), 1790)]
    month = frame([row(excluded=900, list_size=1795, aged_16_plus=1795)])
    found = flips(month, {1: rule()}, {"X99001": lists})["X99001"]
    assert found.flips == "depends on which month's list"
    assert found.why[2:] == (
        "not over on the list of 1 September 2023 (1,810)",
        "over on the list of 1 October 2023 (1,795)",
        "over on the list of 1 November 2023 (1,790)",
    )


def test_basis_and_list_can_both_flip():
    lists = [ListOn(date(2023, 9, 1), 1300)]
    assert of(lists, excluded=610, list_size=1200) == Flips.BASIS_AND_LIST
    assert of([], excluded=610, list_size=1200) == Flips.BASIS


def test_lists_flip_where_16_and_over_is_not_known():
    lists = [ListOn(date(2023, 9, 1), 1300)]
    columns = {"excluded": 610, "list_size": 1200, "aged_16_plus": None}
    assert of(lists, **columns) == Flips.LIST
