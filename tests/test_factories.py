"""The invented files load as genuine ones do."""

import pytest

from lib import queries
from lib.domain.files import Basis
from tests import factories


@pytest.mark.parametrize("make", factories.EVERY_ROLE)
def test_someone_signed_up_is_found_again(database, make):
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    user = factories.signed_up(make())
    assert queries.users.by_email(user.email) == user


@pytest.mark.parametrize(
    "parsed",
    [
        factories.list_sizes({"X99001": 9000, "X99002": 800}),
        factories.list_sizes({"X99001": 7000}, basis=Basis.AGED_16_PLUS),
        factories.counts({"X99001": 4501, "X99002": None}, lists={"X99001": 9000}),
    ],
)
def test_every_line_is_stored(database, parsed):
    factories.load(factories.hierarchy())
    assert factories.load(parsed).rows_stored == len(parsed.rows)
