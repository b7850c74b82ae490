"""A closed practice's successor is told by a person, who says where they have it from."""

from datetime import date

import pytest

from lib import actions, queries
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, Stale
from lib.domain.files import Kind
from lib.domain.organisations import ContractType
from lib.domain.parsed import Parsed
from lib.domain.rows import RegisterRow
from tests import factories
from tests.conftest import filled

CLOSED_ON = date(2026, 2, 28)


@filled
def register():
    """X99001 is closed; X99002 and X99003 are not."""
    factories.load(factories.hierarchy())
    closed = RegisterRow(
        row=1,
        practice_code="X99001",
        name="Practice 01",
        postcode="ZZ99 1AA",
        status="closed",
        opened_on=None,
        closed_on=CLOSED_ON,
        sub_icb_code="X01",
        is_english=True,
    )
    factories.load(Parsed(Kind.REGISTER, [closed], 1, described_on=CLOSED_ON))


def succeed(ods_code="X99001", successor="X99002", by=None):
    who = by or factories.analyst()
    actions.practices.succeed(ods_code, successor, "Letter of 3 March 2026", by=who)


def test_a_closed_practice_names_its_successor(register):
    succeed()
    assert queries.practices.get(factories.lead(), "X99001").successor == "Practice 02"


def test_a_practice_that_is_open_has_no_successor(register):
    with pytest.raises(RuleBroken, match="not closed"):
        succeed("X99003")


def test_a_practice_is_not_its_own_successor(register):
    with pytest.raises(RuleBroken):
        succeed("X99001", "X99001")


def test_a_practice_of_another_icb_is_not_found(register):
    with pytest.raises(NotFound):
        succeed(by=factories.analyst("XA9"))


def test_an_officer_may_not(register):
    with pytest.raises(NotAllowed):
        succeed(by=factories.officer())


def test_the_contract_type_is_typed_with_its_source_in_the_version_seen(register):
    by = factories.officer()

    def save(kind, source, version):
        actions.practices.set_contract(
            "X99002", kind, source, seen_version=version, by=by
        )

    seen = queries.practices.get(by, "X99002").version
    with pytest.raises(RuleBroken):
        save(ContractType.PMS, " ", seen)
    save(ContractType.PMS, "contract of 2019", seen)
    with pytest.raises(Stale):
        save(ContractType.GMS, "e-mail", seen)
    assert queries.practices.get(by, "X99002").contract_type is ContractType.PMS
