"""Patient-months on screen: for everybody by what they may see; fifths once loaded."""

import pytest

from lib.demo import people
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.roles import Permission
from lib.domain.rollout_rows import DeprivationRow
from tests import factories
from tests.pages.screens import choose, seen, visited, words

CHECKS_CHARTS = True
PAGE = "oversight/patient_months"

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.mark.parametrize(
    "person", (people.OFFICER, *people.OBSERVERS), ids=lambda one: one.role
)
def test_everybody_reads_sums_of_what_they_may_see(person):
    screen = seen(person, PAGE)
    said = words(screen)
    assert "patient-months with an active 104" in said
    assert "from November 2022 to September 2023" in said
    assert "This is not the number without access." in said
    assert "withheld" not in said
    exact = person.may(Permission.SEE_EXACT)
    assert ("not shown" in said) != exact
    assert screen.table[0].value["Patient-months"].notna().any()


def test_by_practice_and_by_fifth_once_a_file_is_loaded():
    by = seen(people.OFFICER, PAGE).selectbox(key="months-by")
    assert "Deprivation fifth" not in by.options
    rows = [DeprivationRow(2, "X99001", 1), DeprivationRow(3, "X99002", 5)]
    report = factories.load(Parsed(Kind.DEPRIVATION, rows, 2), by=people.ADMINISTRATOR)
    assert report.rows_stored == 2
    screen = choose(visited(people.OFFICER, PAGE), "Add up by", "fifth")
    groups = screen.table[0].value["Deprivation fifth"].tolist()
    assert [each[0] for each in groups] == ["1", "5", "N"]
    choose(screen, "Add up by", "ods_code")
    assert "X99001" in screen.table[0].value["Practice"].to_string()
