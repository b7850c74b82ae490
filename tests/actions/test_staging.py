"""Between check and confirm a file's rows are kept for a day, for its owner only."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lib import actions, queries
from lib.domain import dates
from tests import factories
from tests.conftest import BOTH
from tests.factories import PERIOD, arrival, counts, hierarchy, list_sizes

OFFICER, OTHER = factories.officer(), factories.approver()


@pytest.fixture
def arrivals():
    """Every kind of value that the rows hold, and what was said of them."""
    return [
        arrival(
            counts({"X99001": 5, "X99002": None}, lists={"X99001": 9}, partial=True),
            period=PERIOD,
            sender="EMIS of North",
        ),
        arrival(list_sizes({"X99001": 900})),
        arrival(hierarchy()),
    ]


@BOTH
def test_the_files_come_back_as_they_were_in_order_of_loading(database, arrivals):
    batch = actions.staging.stage(arrivals, by=OFFICER)
    found = [each.arrival for each in queries.staging.batch(OFFICER, batch)]
    assert found == arrivals[::-1]


def test_nobody_else_sees_or_discards_them(database, arrivals):
    batch = actions.staging.stage(arrivals, by=OFFICER)
    assert queries.staging.batch(OTHER, batch) == []
    assert queries.staging.kept(OTHER) == []
    [found] = queries.staging.kept(OFFICER)
    assert (found.batch, len(found.file_names)) == (batch, 3)
    actions.staging.discard(batch, by=OTHER)
    assert len(queries.staging.batch(OFFICER, batch)) == 3


def test_discarding_takes_that_batch_only(database, arrivals):
    batches = [actions.staging.stage(arrivals, by=OFFICER) for _ in range(2)]
    actions.staging.discard(batches[0], by=OFFICER)
    left = [len(queries.staging.batch(OFFICER, batch)) for batch in batches]
    assert left == [0, 3]


@BOTH
def test_after_a_day_they_are_gone(database, arrivals):  # decisions 4
    batch = actions.staging.stage(arrivals, by=OFFICER)
    with database.begin() as connection:
        connection.execute(
            sa.text("UPDATE staged_file SET staged_at = :then"),
            {"then": (dates.now() - timedelta(hours=24)).replace(tzinfo=None)},
        )
    assert queries.staging.batch(OFFICER, batch) == []
    actions.staging.stage(arrivals[:1], by=OTHER)
    with database.connect() as connection:
        kept = connection.execute(sa.text("SELECT count(*) FROM staged_file"))
        assert kept.scalar_one() == 1
