"""A file of contacts: who may load it, what it adds, and taking it back."""

import pytest

from lib import actions, queries
from lib.domain.arrivals import Consent
from lib.domain.errors import NotAllowed
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import ContactRow
from tests import factories
from tests.conftest import filled

BY = factories.officer()


def contacts(*people: ContactRow) -> Parsed:
    return Parsed(Kind.CONTACTS, list(people), len(people))


def somebody(code: str = "X99001", telephone: str = "", row: int = 2) -> ContactRow:
    return ContactRow(row, code, "Manager", "Pat", "", telephone, None, None)


def load(parsed: Parsed, by=BY):
    return factories.load(parsed, by=by, icb_code=factories.ICB)


def numbers() -> list[tuple[str, str]]:
    found = queries.contacts.current(BY)
    return list(zip(found.ods_code, found.telephone, strict=True))


@filled(autouse=True)
def practices():
    factories.load(factories.hierarchy([*factories.PRACTICES, factories.NEIGHBOUR]))


def test_the_newest_word_on_the_same_person_counts_until_it_is_withdrawn():
    load(contacts(somebody(telephone="01632 960001"), somebody("X99002", row=3)))
    newer = load(contacts(somebody(telephone="01632 960002")))
    assert numbers() == [("X99001", "01632 960002"), ("X99002", "")]
    actions.uploads.withdraw(newer.upload_id, "An old list", by=BY)
    assert numbers() == [("X99001", "01632 960001"), ("X99002", "")]


def test_a_practice_of_another_icb_is_left_out_and_an_unknown_one_must_be_fixed():
    report = load(contacts(somebody(), somebody("X99004", row=3)))
    assert [(p.kind, p.row) for p in report.problems] == [("another-icb", 3)]
    assert (report.rows_stored, numbers()) == (1, [("X99001", "")])
    unknown = actions.imports.load(
        factories.arrival(contacts(somebody("X99999")), icb_code=factories.ICB),
        by=BY,
        consent=Consent(all_warnings=True),
    )
    assert unknown.upload_id is None


@pytest.mark.parametrize("make", [factories.analyst, factories.auditor, factories.lead])
def test_who_does_no_casework_loads_no_contacts(make):
    before = queries.events.versions().data
    with pytest.raises(NotAllowed):
        load(contacts(somebody()), by=make())
    assert queries.events.versions().data == before
