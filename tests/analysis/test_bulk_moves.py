"""Bulk moves on invented series: known months are found, and noise seldom is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import bulk_words, false_alarms
from lib.analysis.bulk_moves import Point, clusters, find, looked_at, moves_of
from lib.domain.dates import shift
from tests.analysis.figures import SEPTEMBER, frame, months

FIRST = date(2023, 11, 1)  # April 2024 is the sixth month: its list is the first of PDS


def points(counts: list[int | None], lists: int | list[int] = 1_000) -> list[Point]:
    sizes = [lists] * len(counts) if isinstance(lists, int) else lists
    return [
        Point(shift(FIRST, n), count, size)
        for n, (count, size) in enumerate(zip(counts, sizes, strict=True))
        if count is not None
    ]


quiet = st.integers(-4, 4)
at_points = st.integers(1, 9)


@given(st.lists(quiet, min_size=12, max_size=12), at_points, st.integers(150, 600))
def test_a_known_change_point_is_found_with_its_size(noise, at, size):
    counts = [200 + each + (size if n >= at else 0) for n, each in enumerate(noise)]
    (move,) = moves_of(points(counts))
    assert (move.from_period, move.to_period) == (
        shift(FIRST, at - 1),
        shift(FIRST, at),
    )
    assert move.direction == "jump"
    assert move.patients == counts[at] - counts[at - 1]
    assert move.points == move.patients / 1_000
    (back,) = moves_of(points([1_000 - each for each in counts]))
    assert (back.direction, back.patients) == ("clear-out", -move.patients)


@given(st.lists(st.integers(500, 3_000), min_size=12, max_size=12))
def test_a_list_that_changes_moves_nothing(lists):
    """Cleansing, and the change of its source in April and May 2024."""
    assert moves_of(points([400] * 12, lists)) == []


@given(st.lists(quiet, min_size=12, max_size=12), st.integers(2, 9))
def test_one_mistaken_month_is_no_move(noise, at):
    counts = [200 + each for each in noise]
    assert moves_of(points([*counts[:at], 900, *counts[at + 1 :]])) == []


def test_a_gap_stays_a_gap_and_small_steps_are_none():
    (move,) = moves_of(points([50, 51, 50, None, None, 700, 702, 701, 700]))
    assert (move.from_period, move.to_period) == (shift(FIRST, 2), shift(FIRST, 5))
    assert moves_of(points([100 + 60 * n for n in range(12)])) == []
    assert moves_of(points([0, 0, 0, 700, 700])) == []


def test_steps_one_after_the_other_are_one_move_and_the_newest_is_marked():
    (move,) = moves_of(points([50, 52, 51, 250, 480, 700, 702, 701, 700, 699, 700]))
    assert (move.before, move.after, move.is_newest) == (51, 700, False)
    (last,) = moves_of(points([50, 52, 51, 50, 51, 52, 51, 700]))
    assert last.is_newest


def test_counts_of_other_people_are_not_compared():
    before, after = points([50] * 8), points([600] * 8)
    changed = [*before[:4], *(each._replace(kind="adults") for each in after[4:])]
    assert moves_of(changed) == []


CODED = [20, 21, 20, 22, 700, 700, 701, 700]


@pytest.fixture
def figures():
    """Four practices jump within two months, one two months later; one is quiet."""
    series = {
        "X99001": CODED,
        "X99002": CODED,
        "X99003": [20, 21, 20, 700, 700, 700, 701, 700],
        "X99004": [20, 21, 20, 22, 21, 22, 700, 700],
        "X99005": [20] * 8,
    }
    rows = [
        row
        for code, counts in series.items()
        for row in months(code, counts, pcn_code="U99001", supplier="TPP")
    ]
    return frame([*rows, *months("X99006", [300, 300], pcn_code="U99002")])


def test_clusters_need_practices_and_months(figures):
    moves = find(figures)
    assert moves["ods_code"].tolist() == ["X99003", "X99001", "X99002", "X99004"]
    for column in ("pcn_code", "supplier", ""):
        (found,) = clusters(moves, figures, column).to_dict("records")
        assert (found["practices"], found["of"]) == (3, 5)
        assert found["last"] == shift(SEPTEMBER, -3)
    two = moves[moves["ods_code"].isin(["X99001", "X99004"])]
    assert clusters(two, figures, "pcn_code").empty
    assert clusters(moves.iloc[:0], figures, "supplier").empty


def test_the_sentences_say_how_many_when_and_never_who_or_why(figures):
    moves, looked = find(figures), looked_at(figures)
    assert looked == (5, 1)
    said = bulk_words.lead(moves, looked)
    assert said.startswith("**At 4 of 5 practices the count moved in bulk**: 4 jumps.")
    assert "1 other practice has fewer than 6 figures and is not looked at." in said
    table = bulk_words.by_month(moves, shift(SEPTEMBER, -7), SEPTEMBER)
    assert table["jump"].tolist() == [0, 0, 0, 1, 2, 0, 1, 0]
    words = bulk_words.month_sentence(table)
    assert words == "Most jumps in one month: 2 in June 2023. No clear-outs."
    assert "new patients who arrived with the code" in bulk_words.MAY_BE
    none = bulk_words.lead(moves.iloc[:0], looked)
    assert none.startswith("**No bulk move was found** among 5 practices.")
    assert find(figures.iloc[:0]).empty


def test_the_rate_of_false_alarms_is_as_stated_and_below_one_in_a_hundred():
    found = false_alarms.measured()
    assert found == false_alarms.AS_MEASURED
    assert found.alarms * 100 < found.series
    assert found.found * 100 > 95 * found.series
    assert "0.8%" in false_alarms.sentence(found)
