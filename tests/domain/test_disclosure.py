"""Disclosure: an attacker who knows the rule tries every count that fits what is shown."""

from collections import defaultdict
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.disclosure import (
    SHIPPED,
    Known,
    Scheme,
    is_small_change,
    scheme,
    shown,
)
from lib.domain.threshold import limit_of
from tests.conftest import LONG

PRACTICES = 3  # of a table

Seen = tuple[int | None, bool | None]
SCHEMES = [SHIPPED, Scheme(5, 5), Scheme(10, 10), Scheme(2, 2), Scheme(4, 9)]
schemes = st.builds(Scheme, st.integers(2, 30), st.integers(2, 30))


def seen(count: int, known: Known, scheme: Scheme = SHIPPED) -> Seen:
    """What an observer sees of one count: the number shown, and the exact flag."""
    over = known.limit is not None and count > known.limit
    return shown(count, known, scheme), over if known.tells_over else None


def worlds(known: Known, scheme: Scheme = SHIPPED) -> dict[Seen, list[int]]:
    """The counts that are possible behind each thing that can be seen."""
    found = defaultdict(list)
    for count in range(known.most + 1):
        found[seen(count, known, scheme)].append(count)
    return found


def pinned(known: Known, scheme: Scheme = SHIPPED) -> list[int]:
    return [few[0] for few in worlds(known, scheme).values() if len(few) == 1]


def known_under(percent: int, list_size: int, *, strict: bool = True) -> Known:
    return Known(list_size, limit_of(percent, list_size, strict=strict))


@pytest.mark.parametrize("used", SCHEMES, ids=str)
@pytest.mark.parametrize("percent", [1, 2, 10, 33, 49, 50, 51, 67, 90, 98, 99])
def test_no_count_but_0_can_be_worked_out_from_any_small_list(percent, used):
    for list_size in range(130):
        known = known_under(percent, list_size)
        assert set(pinned(known, used)) <= {0}, f"on a list of {list_size}"


@pytest.mark.parametrize("used", SCHEMES, ids=str)
def test_no_count_but_0_can_be_worked_out_where_no_rule_applies(used):
    for list_size in range(130):
        assert set(pinned(Known(list_size), used)) <= {0}


@given(st.integers(1, 99), st.integers(0, 3_000), st.booleans(), schemes)
def test_no_count_but_0_can_be_worked_out_from_any_list(percent, size, strict, used):
    if used.protects:
        known = known_under(percent, size, strict=strict)
        assert set(pinned(known, used)) <= {0}


@given(st.integers(1, 99), st.integers(1, 3_000), st.integers(0, 3_000))
def test_adults_who_are_fewer_than_the_list_give_nothing_away(percent, size, adults):
    """A count of those aged 16 and over, judged against all: both lists are public."""
    known = known_under(percent, size)._replace(most=min(size, adults))
    assert set(pinned(known)) <= {0}


@given(st.integers(1, 99), st.integers(0, 40_000), st.data())
def test_what_is_shown_follows_the_scheme(percent, size, data):
    """0 is 0; 1 to 7 and all but 1 to 7 are hidden; others go to the nearest 5, and one
    step further at most."""
    known = known_under(percent, size)
    count = data.draw(st.integers(0, size))
    number = shown(count, known)
    if 1 <= count <= 7 or (0 <= size - count <= 7 and count):
        assert number is None
    if number is not None:
        assert number % 5 == 0
        assert abs(number - count) <= 3
        assert number <= size
        assert (number == 0) == (count == 0)


@pytest.mark.parametrize(
    ("count", "number"),
    [
        *((0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (5_803, 5_805)),
        *((9_992, 9_990), (9_993, None), (9_999, None), (10_000, None)),
    ],
)
def test_the_shipped_scheme_by_example(count, number):
    assert shown(count, known_under(50, 10_000)) == number


def test_a_number_whose_flag_would_pin_it_is_shown_wider():
    """52 of 103 is over, and 48 to 51 are not: 50 and the flag would say 52."""
    known = known_under(50, 103)
    assert seen(52, known) == (55, True)
    assert worlds(known)[55, True] == [52, 53, 54, 55, 56, 57]


def test_a_flag_that_only_one_count_can_have_is_not_shown():
    known = known_under(50, 2)
    assert not known.tells_over
    assert worlds(known) == {(None, None): [1, 2], (0, None): [0]}


def test_a_list_of_one_tells_nothing():
    assert worlds(known_under(50, 1)) == {(None, None): [0, 1]}


counts = st.integers(0, 60)


@given(st.integers(1, 99), st.integers(8, 60), st.integers(8, 60), counts, counts)
def test_no_change_between_two_months_can_be_worked_out(percent, size, other, a, b):
    """Unless it is 0, between two months of nobody. The lists of both are known."""
    before, now = known_under(percent, size), known_under(percent, other)
    a, b = min(a, size), min(b, other)
    possible = {
        y - x
        for x in worlds(before)[seen(a, before)]
        for y in worlds(now)[seen(b, now)]
    }
    assert len(possible) > 1 or possible == {0}


@given(st.integers(8, 20_000), st.integers(8, 20_000), st.integers(-12, 12), schemes)
def test_a_change_that_is_shown_is_never_a_small_one(size, count, change, used):
    before, now = Known(size), Known(size)
    count = min(count, size)
    later = min(max(count + change, 0), size)
    first, second = shown(count, before, used), shown(later, now, used)
    small = 1 <= abs(later - count) <= used.small
    if used.protects and small and first is not None and second is not None:
        assert is_small_change(first, second, used.least_change)


def test_nobody_in_both_months_is_no_change():
    least = SHIPPED.least_change
    assert not is_small_change(0, 0, least)
    assert is_small_change(50, 50, least)
    assert is_small_change(50, 60, least)
    assert not is_small_change(50, 65, least)


def test_a_scheme_is_written_as_two_numbers():
    assert scheme(None) == scheme("") == SHIPPED == Scheme(7, 5)
    assert scheme("10 10") == Scheme(10, 10)
    assert "1 to 7" in SHIPPED.words
    assert "nearest 5" in SHIPPED.words


@pytest.mark.parametrize("weak", [Scheme(1, 5), Scheme(7, 1), Scheme(3, 10)])
def test_a_scheme_that_would_tell_a_count_does_not_protect(weak):
    assert not weak.protects


def twin(count: int, known: Known) -> int | None:
    """Another count behind the same number and flag; it never lies far."""
    low = range(8)
    near = range(count - 8, count + 9)
    high = range(known.most - 8, known.most + 1)
    wanted = seen(count, known)
    return next(
        (
            each
            for each in (*near, *low, *high)
            if 0 <= each <= known.most and each != count and seen(each, known) == wanted
        ),
        None,
    )


def months_of_a_practice(random: Random) -> list[tuple[int, Known]]:
    """Three, of lists and counts where it is easiest to go wrong: few patients, all but
    few, about the limit, and lists and counts that move by a few."""
    size = random.choice([random.randint(0, 40), random.randint(0, 20_000)])
    about = random.choice([0, size // 2, size, random.randint(0, size)])
    percent = random.choice([50, 50, random.randint(1, 99)])
    found = []
    for _ in range(3):
        size = max(0, size + random.randint(-9, 9))
        count = min(max(about + random.randint(-9, 9), 0), size)
        found.append((count, known_under(percent, size)))
    return found


def test_of_many_tables_none_lets_a_small_number_be_worked_out():
    """P19, over 10,000 tables with LONG_TESTS=1. Everything an observer reaches is worked out from the numbers shown, flags
    and lists, so that a second table which shows the same is a proof: here each count
    but 0 differs in it, and so does each change, month by month.
    """
    random = Random(19)  # noqa: S311 no secret
    for _ in range(10_000 if LONG else 300):
        for _ in range(PRACTICES):
            months = months_of_a_practice(random)
            others = [twin(count, known) for count, known in months]
            for (count, known), other in zip(months, others, strict=True):
                assert other is not None or count == 0, (count, known)
            for (a, b), (x, y) in zip(pairwise(months), pairwise(others), strict=True):
                assert a[0] == b[0] == 0 or (x, y) != (None, None)
