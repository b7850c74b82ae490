"""Every fact that counts, for those who work with them elsewhere."""

import pytest

from lib import actions, queries
from lib.domain.errors import NotAllowed
from lib.domain.users import User
from tests import factories
from tests.conftest import BOTH
from tests.factories import counts, hierarchy, list_sizes

OFFICER = factories.officer()


@BOTH
def test_facts_that_count_and_their_uploads(database):
    factories.load(hierarchy())
    factories.load(list_sizes({"X99001": 900}))
    gone = factories.load(counts({"X99001": 1}))
    kept = factories.load(counts({"X99001": 2, "X99002": None}))
    actions.uploads.withdraw(gone.upload_id, "a slip", by=OFFICER)
    found = queries.facts.tables(OFFICER)
    rows = found["exclusion_count"]
    assert rows.practice_code.tolist() == ["X99001", "X99002"]
    assert set(rows.upload_id) == {kept.upload_id}
    assert len(found["hierarchy_entry"]) == 3
    assert len(found["list_size"]) == 1
    assert len(found["upload"]) == 4


def test_an_empty_database_has_empty_tables(database):
    assert all(table.empty for table in queries.facts.tables(OFFICER).values())


def test_only_those_who_may_download_get_them(database, monkeypatch):
    monkeypatch.setattr(User, "may", lambda user, permission: False)
    with pytest.raises(NotAllowed):
        queries.facts.tables(OFFICER)
