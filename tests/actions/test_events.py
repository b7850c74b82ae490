"""Each action takes one place in the order of commits, without gaps."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lib import actions, db, queries
from lib.actions import events
from tests import event_log, factories
from tests.conftest import BOTH

BY = factories.administrator()


def record(number: int) -> None:
    actions.downloads.record(f"table {number}.csv", number, by=BY)


def test_the_version_of_the_data_changes_with_the_data(database):
    versions = [queries.events.versions().data]
    record(1)  # a download leaves the data as they are
    versions.append(queries.events.versions().data)
    factories.load(factories.hierarchy())
    versions.append(queries.events.versions().data)
    assert versions[0] == versions[1] < versions[2]


@BOTH
def test_several_at_once_take_places_without_a_gap(database):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(record, range(20)))
    found = event_log.newest_first()
    assert found.sequence.tolist() == list(range(20, 0, -1))
    assert set(found.subject) == {f"table {n}.csv" for n in range(20)}


@BOTH
def test_what_is_undone_takes_no_place(database):
    def fail() -> None:
        with db.transaction() as session:
            events.record(session, BY, "something")
            raise OSError

    with pytest.raises(OSError):
        fail()
    record(1)
    assert event_log.newest_first().sequence.tolist() == [1]
