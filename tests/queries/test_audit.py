"""The record of changes is read within one's scope."""

from datetime import timedelta

import pytest

from lib import actions, queries
from lib.domain.dates import today
from lib.domain.errors import NotAllowed
from lib.queries.audit import Wanted
from tests import factories
from tests.conftest import BOTH_COPIES, filled

ALL = factories.administrator()
OURS = factories.auditor(factories.ICB)
ANY = Wanted()


@filled
def written():
    factories.load(factories.hierarchy())
    factories.signed_up(factories.officer())
    actions.downloads.record("ours.csv", 1, by=factories.officer())
    actions.downloads.record("all.csv", 1, by=ALL)


def people(wanted: Wanted = ANY, user=ALL) -> set[str]:
    return set(queries.audit.entries(user, wanted)["by"].dropna())


@BOTH_COPIES
def test_somebody_of_one_icb_reads_what_people_of_it_did(written):
    assert people(user=OURS) == {factories.officer().email}
    assert people() > {factories.officer().email, ALL.email}


@BOTH_COPIES
def test_filters(written):
    assert people(Wanted(person="olive")) == {factories.officer().email}
    found = queries.audit.entries(ALL, Wanted(table_name="account"))
    assert set(found["table_name"]) == {"account"}
    assert set(queries.audit.entries(ALL, Wanted(subject="X99003"))["key"]) == {
        "X99003"
    }
    tomorrow = today() + timedelta(days=1)
    assert people(Wanted(first=tomorrow)) == set()
    assert people(Wanted(first=today(), last=today())) == people()


def test_an_officer_reads_none_of_it_and_may_verify(database):
    with pytest.raises(NotAllowed):
        queries.audit.entries(factories.officer())
    assert queries.audit.verify(factories.officer()).whole
