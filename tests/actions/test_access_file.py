"""A file of online accounts on its way in: whose practices, which month, all or nothing."""

import pytest

from lib import actions, queries
from lib.domain.arrivals import Consent
from lib.domain.errors import NotAllowed
from lib.domain.parsed import Hints
from lib.ingest.formats import access
from tests import factories
from tests.factories import PERIOD
from tests.ingest.formats.reading import read

OFFICER = factories.officer()
HEADINGS = "Practice code,Online accounts,Accounts with access\n"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_unknown_foreign_undated_and_impossible_lines(database):
    factories.load(factories.hierarchy(["X99001", "X99002", factories.NEIGHBOUR]))

    def load(lines: str, **consent: bool):
        parsed = read(
            access, HEADINGS + lines, Hints(period=consent.pop("month", None))
        )
        arrival = factories.arrival(parsed)
        return actions.imports.load(arrival, by=OFFICER, consent=Consent(**consent))

    undated = load("X99001,100,90\n")
    assert [each.kind for each in undated.problems] == ["no-period"]
    lines = "X99001,100,90\nX99002,90,100\nX99004,50,50\nX99009,50,50\n"
    report = load(lines, month=PERIOD)
    assert (report.upload_id, [p.kind for p in report.problems]) == (
        None,
        ["access-above-accounts", "another-icb", "unknown-practice"],
    )
    kept = load(lines, month=PERIOD, good_rows_only=True)
    assert kept.rows_stored == 1
    rows = queries.access.panel(factories.administrator(), PERIOD, PERIOD)
    told = rows[rows.with_access.notna()]
    assert told[["ods_code", "upload_id", "row"]].values.tolist() == [
        ["X99001", kept.upload_id, 2]
    ]
    arrival = factories.arrival(factories.access({"X99001": (9, 9)}))
    with pytest.raises(NotAllowed):
        actions.imports.load(arrival, by=factories.lead(), consent=Consent())
