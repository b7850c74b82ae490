"""Bands that meet at the threshold, and deciles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.spread import bands, beyond, deciles, spread
from lib.domain.files import Basis
from lib.domain.threshold import exceeds
from tests.analysis.figures import a_few, frame, row, rule

shares = st.lists(
    st.integers(1, 2000).flatmap(
        lambda size: st.tuples(st.integers(0, size), st.just(size))
    ),
    max_size=20,
)


def month(pairs, **other):
    return frame(
        row(f"X99{n:03}", excluded=excluded, list_size=size, **other)
        for n, (excluded, size) in enumerate(pairs)
    )


@a_few
@given(shares, st.integers(1, 99), st.booleans())
def test_every_practice_is_in_one_band_on_its_side_of_the_limit(pairs, percent, strict):
    judged = rule(percent, strict=strict)
    table = bands(month(pairs), judged)
    assert table["practices"].sum() == len(pairs)
    over = sum(exceeds(excluded, size, judged) for excluded, size in pairs)
    assert table.loc[table["over"], "practices"].sum() == over


@a_few
@given(shares, st.integers(1, 99), st.booleans())
def test_beyond_agrees_with_the_rule(pairs, percent, strict):
    judged = rule(percent, strict=strict)
    found = beyond(month(pairs), percent, judged).tolist()
    assert found == [exceeds(*pair, judged) for pair in pairs]


@pytest.mark.parametrize(("strict", "low"), [(True, 40), (False, 50)])
def test_exactly_half_stands_on_the_side_that_the_rule_says(strict, low):
    table = bands(month([(500, 1000)]), rule(strict=strict))
    assert table.loc[table["practices"] == 1, "low"].tolist() == [low]


def test_a_limit_within_a_band_splits_it():
    table = bands(month([]), rule(45))
    assert table["low"].tolist() == [0, 10, 20, 30, 40, 45, 50, 60, 70, 80, 90]


def test_the_ends_have_a_band():
    table = bands(month([(0, 10), (10, 10)]), rule())
    assert table["practices"].tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_two_bases_are_never_in_one_picture():
    rows = [row("X99001"), row("X99002", judged_by=rule(basis=Basis.AGED_16_PLUS))]
    with pytest.raises(ValueError, match="never put together"):
        bands(frame(rows), rule())


@a_few
@given(shares)
def test_at_least_half_are_at_or_below_the_middle(pairs):
    found = spread(month(pairs), rule())
    assert found.practices == len(pairs)
    assert found.at_or_below_half * 2 >= len(pairs)
    if pairs:
        at_or_below = [100 * a <= found.half_at * b for a, b in pairs]
        assert sum(at_or_below) == found.at_or_below_half


def test_near_counts_from_45_to_the_limit():
    pairs = [(449, 1000), (450, 1000), (500, 1000), (501, 1000)]
    found = spread(month(pairs), rule())
    assert (found.near, found.at_limit, found.over) == (2, 1, 1)


def test_deciles_leave_small_lists_out_and_say_how_many_they_are_of():
    pairs = [(n * 100, 1000) for n in range(1, 10)] + [(500, 1000)]
    small = row("X99900", excluded=1, list_size=1, small=True)
    rows = frame([*month(pairs).to_dict("records"), small])
    table = deciles(rows)
    assert set(table["practices"]) == {10}
    assert table.loc[table["decile"] == 50, "rate"].tolist() == [0.5]


def test_deciles_of_fewer_than_ten_practices_are_not_shown():
    assert deciles(month([(500, 1000)] * 9)).empty
