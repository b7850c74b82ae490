"""Every upload is listed, those withdrawn too."""

import pytest

from lib import actions, queries
from lib.domain.errors import NotFound
from tests import factories
from tests.conftest import BOTH
from tests.factories import counts, hierarchy

OFFICER = factories.officer()


@BOTH
def test_newest_first_with_who_when_and_why(database):
    factories.load(hierarchy())
    latest = factories.load(counts({"X99001": 1}), by=OFFICER).upload_id
    actions.uploads.withdraw(latest, "a slip", by=OFFICER)
    found = queries.uploads.every(OFFICER)
    assert found.kind.tolist() == ["counts", "hierarchy"]
    newest = found.iloc[0]
    assert (newest.id, newest.loaded_by, newest.withdrawn_by) == (
        latest,
        OFFICER.email,
        OFFICER.email,
    )
    assert newest.withdrawn_reason == "a slip"
    assert (newest.rows_read, newest.rows_stored) == (1, 1)
    assert "content_hash" not in found


def test_one_that_is_not_there_is_not_found(database):
    with pytest.raises(NotFound):
        queries.uploads.get(OFFICER, 1)
