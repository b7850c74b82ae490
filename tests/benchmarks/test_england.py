"""The invented England loads as it is, without a practice of the real one."""

import re

import pytest

from lib.domain.files import Kind
from tests import factories
from tests.benchmarks.england import england


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_file_is_accepted(database):
    for arrival in england(practices=40, icbs=4, months=2):
        factories.load(
            arrival.parsed,
            icb_code=arrival.icb_code,
            content_hash=arrival.content_hash,
        )


def test_there_is_a_file_for_each_month_and_icb():
    kinds = [arrival.kind for arrival in england(practices=40, icbs=4, months=13)]
    assert kinds.count(Kind.HIERARCHY) == 2
    assert kinds.count(Kind.LIST_SIZE) == 13
    assert kinds.count(Kind.COUNTS) == 13 * 4


def test_no_code_is_that_of_a_real_practice():
    hierarchy = next(england(months=1))
    codes = {row.practice_code for row in hierarchy.parsed.rows}
    assert len(codes) == 6129
    assert all(re.fullmatch(r"X\d{5}", code) for code in codes)
