"""What changed since the month before: crossings and jumps, by name."""

import pytest

from lib.analysis.what_changed import since_before
from lib.domain.files import Basis
from tests.analysis.figures import SEPTEMBER, frame, months, row, rule


def found(rows) -> dict[str, list[str]]:
    changes = since_before(frame(rows), SEPTEMBER, Basis.REGISTERED)
    return {each.words: [code for code, _ in each.practices] for each in changes}


def test_who_crossed_the_threshold_is_named_in_order_of_name():
    rows = [
        *months("X99001", [490, 510], name="B"),
        *months("X99002", [490, 510], name="A"),
        *months("X99003", [510, 490]),
        *months("X99004", [510, 520]),
    ]
    assert found(rows) == {
        "2 practices newly over": ["X99002", "X99001"],
        "1 practice newly under": ["X99003"],
    }


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([100, 300], {"1 practice rose by 20 points or more"}),
        ([300, 100], {"1 practice fell by 20 points or more"}),
        ([300, 101], set()),
        ([100, 299], set()),
        ([100, None], set()),
        ([400], set()),
    ],
)
def test_a_move_of_20_points_or_more_is_told_exactly(counts, words):
    assert set(found(months("X99001", counts))) == words


def test_only_practices_on_the_basis_asked_for():
    adults = rule(basis=Basis.AGED_16_PLUS)
    rows = months("X99001", [490, 510], judged_by=adults)
    assert found(rows) == {}
    assert since_before(frame(rows), SEPTEMBER, Basis.AGED_16_PLUS)


def test_a_practice_that_was_not_expected_is_not_told():
    assert found([row(expected=False)]) == {}
