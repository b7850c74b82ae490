"""The rule: strictly more than half, on one stated basis, or it cannot be told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.files import Basis, Counted, Population
from lib.domain.measures import Key
from lib.domain.threshold import (
    Figure,
    State,
    ThresholdRule,
    exceeds,
    in_force,
    judge,
    limit_words,
)

MARCH = date(2023, 3, 1)


def rule(**different):
    return ThresholdRule(
        **{
            "percent": 50,
            "basis": Basis.REGISTERED,
            "from_on": date(2023, 1, 1),
            "source": "a letter",
            "sequence": 1,
            "recorded_by": "somebody",
            **different,
        }
    )


def figure(excluded, denominator, **different):
    known = {
        "suppressed": False,
        "counted": Counted.LATEST,
        "population": Population.ALL,
    }
    return Figure(excluded, denominator=denominator, **{**known, **different})


@pytest.mark.parametrize(
    ("excluded", "denominator", "expected"),
    [
        (500, 1000, (State.REPORTED, False)),  # T4: exactly half is not more than half
        (501, 1000, (State.REPORTED, True)),
        (52, 103, (State.REPORTED, True)),  # T26: rounded figures would hide it
        (0, 1000, (State.REPORTED, False)),
        (0, 0, (State.NO_DENOMINATOR, None)),
        (5, None, (State.NO_DENOMINATOR, None)),
        (None, 1000, (State.NO_DATA, None)),
        (1001, 1000, (State.DATA_ERROR, None)),  # T8: never a flag over 100%
        (1000, 1000, (State.REPORTED, True)),
    ],
)
def test_state_and_flag(excluded, denominator, expected):
    assert judge(figure(excluded, denominator), rule()) == expected


def access(percent=90, **different):
    said = {"measure": "access", "strict": False, "basis": Basis.ONLINE_ACCOUNTS}
    return rule(percent=percent, direction="below", **{**said, **different})


@pytest.mark.parametrize(
    ("with_access", "accounts", "expected"),
    [
        (900, 1000, (State.REPORTED, True)),  # T24: 90.0% is at or above 90%
        (899, 1000, (State.REPORTED, False)),
        (0, 0, (State.NO_DENOMINATOR, None)),
        (None, 1000, (State.NO_DATA, None)),
    ],
)
def test_accounts_with_access_are_at_or_above(with_access, accounts, expected):
    assert judge(figure(with_access, accounts), access()) == expected


def test_each_measure_has_its_own_rule():
    both = [rule(), access()]
    assert in_force(both, None, MARCH) is both[0]
    assert in_force(both, None, MARCH, Key.ACCESS) is both[1]
    assert in_force(both[:1], None, MARCH, Key.ACCESS) is None
    assert limit_words(both[1]) == "at or above 90% of online accounts"


def test_suppressed_is_neither_zero_nor_missing():
    hidden = figure(None, 1000, suppressed=True)
    assert judge(hidden, rule()) == (State.SUPPRESSED, None)


def test_the_basis_changes_the_answer():  # T5
    adults = rule(basis=Basis.AGED_16_PLUS)
    of_adults = figure(4600, 8100, population=Population.AGED_16_PLUS)
    assert judge(figure(4600, 10_000), rule()) == (State.REPORTED, False)
    assert judge(of_adults, adults) == (State.REPORTED, True)


@pytest.mark.parametrize(
    "population", [p for p in Population if p != Population.AGED_16_PLUS]
)
def test_16_and_over_takes_no_other_count(population):  # T8, no silent fall back
    adults = rule(basis=Basis.AGED_16_PLUS)
    counted = figure(4600, 8100, population=population)
    assert judge(counted, adults) == (State.INCOMPATIBLE, None)


def test_ever_coded_never_meets_the_threshold():
    ever = figure(1000, 1000, counted=Counted.EVER)
    assert judge(ever, rule()) == (State.INCOMPATIBLE, None)


def test_without_a_rule_there_is_no_flag():
    assert judge(figure(900, 1000), None) == (State.REPORTED, None)


@given(
    st.integers(0, 10**6),
    st.integers(1, 10**6),
    st.integers(1, 99),
    st.booleans(),
)
def test_exceeds_is_exact(excluded, denominator, percent, strict):
    from fractions import Fraction

    share = Fraction(excluded, denominator)
    limit = Fraction(percent, 100)
    found = exceeds(excluded, denominator, rule(percent=percent, strict=strict))
    assert found == (share > limit if strict else share >= limit)


def test_old_months_keep_the_rule_of_their_time():
    old = rule()
    new = rule(percent=40, from_on=date(2023, 4, 1), sequence=2)
    assert in_force([old, new], "XA1", MARCH) is old
    assert in_force([old, new], "XA1", date(2023, 4, 1)) is new
    assert in_force([old, new], "XA1", date(2022, 12, 1)) is None


def test_the_icbs_own_rule_wins():
    own = rule(icb_code="XA1", percent=60)
    later = rule(from_on=date(2023, 2, 1), sequence=2)
    assert in_force([own, later], "XA1", MARCH) is own
    assert in_force([own, later], "XB1", MARCH) is later


def test_of_two_rules_for_one_day_the_later_recorded_counts():
    first, second = rule(sequence=1), rule(percent=40, sequence=2)
    assert in_force([second, first], None, MARCH) is second


def test_words_name_limit_basis_owner_and_day():
    assert rule().worded({}) == (
        "more than 50% of registered patients, national default from 1 January 2023"
    )
    assert rule(icb_code="XA1", strict=False).worded({}).startswith("at or above 50%")
