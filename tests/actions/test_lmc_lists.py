"""LMC lists: they say whom an LMC's observers see, so they stay within one's ICBs."""

import pytest

from lib import actions, queries
from lib.domain.errors import NotAllowed
from tests import factories
from tests.conftest import filled

NEAR, AWAY = "X99001", "X99004"
OBSERVER = factories.lmc_observer()


@filled(autouse=True)
def practices():
    factories.load(factories.hierarchy([*factories.PRACTICES, factories.NEIGHBOUR]))


def seen() -> set[str]:
    """By the observer, as their account says now."""
    user = queries.users.by_email(OBSERVER.email)
    return set(queries.practices.search_options(user).ods_code)


def test_the_scope_of_observers_follows_the_list_and_its_withdrawal():
    factories.load(factories.lmc_list([NEAR]))
    factories.signed_up(OBSERVER)
    assert seen() == {NEAR}
    wider = factories.load(factories.lmc_list([NEAR, AWAY]))
    assert seen() == {NEAR, AWAY}
    assert queries.users.by_email(OBSERVER.email).icbs == {"XA1", "XB1"}
    assert queries.practices.get(factories.officer(), NEAR).lmc_name == factories.LMC
    actions.uploads.withdraw(
        wider.upload_id, "Wrong list", by=factories.administrator()
    )
    assert seen() == {NEAR}


def test_practices_of_another_icb_are_left_out_of_a_list():
    report = factories.load(
        factories.lmc_list([NEAR, AWAY]), by=factories.analyst("XA1")
    )
    assert [(p.kind, p.value) for p in report.problems] == [("another-icb", AWAY)]
    factories.signed_up(OBSERVER)
    assert seen() == {NEAR}


@pytest.mark.parametrize("make", [factories.officer, factories.approver])
def test_who_loads_no_reference_data_loads_no_list(make):
    with pytest.raises(NotAllowed):
        factories.load(factories.lmc_list([NEAR]), by=make())
