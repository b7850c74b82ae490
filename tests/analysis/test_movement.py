"""A change of rate in parts that add up."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.analysis.movement import Share, Since, movements, split, tenths
from lib.analysis.paragraph import since_sentence
from lib.analysis.words import MINUS
from lib.domain.files import Basis
from tests.analysis.figures import SEPTEMBER, frame, row, rule

AUGUST, JULY = date(2023, 8, 1), date(2023, 7, 1)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    patients = draw(st.integers(1, 20_000))
    return Share(draw(st.integers(0, patients)), patients)


@settings(deadline=None)
@given(shares(), shares(), shares(), st.none() | shares())
def test_the_parts_add_up_exactly(then, earlier, later, restated):
    moved = split(then, earlier, later, restated)
    assert sum(moved) == moved.total == later.points - then.points


@settings(deadline=None)
@given(shares(), shares(), shares(), st.none() | shares())
def test_the_parts_shown_add_up_to_the_total_shown(then, earlier, later, restated):
    moved = split(then, earlier, later, restated)
    shown = tenths(moved)
    assert sum(shown) == shown.total
    assert abs(shown.total - moved.total * 10) <= Fraction(1, 2)
    assert all(
        abs(part - exact * 10) < 1 for part, exact in zip(shown, moved, strict=True)
    )


def test_codes_alone_move_the_rate_on_an_unchanged_list():
    moved = split(Share(500, 1000), Share(500, 1000), Share(521, 1000))
    assert (moved.codes, moved.list_size, moved.rule) == (Fraction(21, 10), 0, 0)


def test_a_cleansed_list_moves_the_rate_without_any_code():
    moved = split(Share(500, 1000), Share(500, 1000), Share(500, 900))
    assert moved.codes == 0
    assert moved.list_size == moved.total > 0


def test_what_was_corrected_since_is_a_part_of_its_own():
    moved = split(Share(500, 1000), Share(520, 1000), Share(520, 1000))
    assert (moved.correction, moved.codes) == (2, 0)


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        (
            Share(4895, 10000),
            Share(4955, 9708),
            "Up 2.1 points since August: codes 0.6, list 1.5.",
        ),
        (
            Share(500, 1000),
            Share(468, 1000),
            f"Down 3.2 points since August: codes {MINUS}3.2.",
        ),
        (Share(500, 1000), Share(500, 1000), "No change since August."),
        (
            Share(500, 1000),
            Share(600, 1200),
            f"No change since August: codes 10.0, list {MINUS}10.0.",
        ),
    ],
)
def test_the_sentence(earlier, later, words):
    since = Since(AUGUST, split(earlier, earlier, later))
    assert since_sentence(since, SEPTEMBER) == words


def test_movements_compare_with_the_last_reported_month():
    rows = [row(period=JULY, excluded=500), row(period=AUGUST, excluded=None), row()]
    since = movements(frame(rows), SEPTEMBER)["X99001"]
    assert since.period == JULY
    assert since.moved.codes == 10


def test_no_movement_without_an_earlier_month():
    assert movements(frame([row()]), SEPTEMBER) == {}


def test_the_correction_comes_from_what_was_known_then():
    then = frame([row(period=AUGUST, excluded=480)])
    now = frame([row(period=AUGUST, excluded=500), row()])
    moved = movements(now, SEPTEMBER, then)["X99001"].moved
    assert (moved.correction, moved.codes) == (2, 10)


def test_a_changed_basis_is_the_rule_part_where_it_can_be_restated():
    adults = rule(basis=Basis.AGED_16_PLUS)
    same = {"population": "aged-16-plus", "aged_16_plus": 800, "excluded": 400}
    rows = [row(period=AUGUST, **same), row(**same, list_size=800, judged_by=adults)]
    moved = movements(frame(rows), SEPTEMBER)["X99001"].moved
    assert (moved.rule, moved.codes, moved.list_size) == (10, 0, 0)


@pytest.mark.parametrize(
    "changed", [{"population": "aged-16-plus"}, {"basis": "aged-16-plus"}]
)
def test_figures_that_cannot_be_compared_are_not(changed):
    since = movements(frame([row(period=AUGUST), row(**changed)]), SEPTEMBER)
    assert since["X99001"].moved is None
    assert "not compared" in since_sentence(since["X99001"], SEPTEMBER)
