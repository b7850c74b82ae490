"""NHS England's steps on screen: words as the list has them, for whoever may see them."""

import pytest

from lib.domain.national_steps import UNKNOWN
from tests import factories
from tests.actions.test_national_steps import AUGUST, listed, load
from tests.pages.screens import opened, words

PAGE, PRACTICE = "rollout/national_steps", "oversight/practice"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_steps_stand_on_the_page_and_on_the_practices_in_the_lists_words(
    database, monkeypatch, sqlite_url
):
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list(["X99001"]))
    by = factories.officer()
    nothing = words(opened(monkeypatch, sqlite_url, by, PAGE))
    assert "No list of NHS England's has been loaded" in nothing
    load(listed(("X99001", "3", "Fail", False), ("X99002", "4", "Am*ber", None)))
    screen = opened(monkeypatch, sqlite_url, factories.approver(), PAGE)
    assert "names 2 practices. Step 3 as reported: 0 met, 1 not met." in words(screen)
    table = next(t.value for t in screen.table if "Step 3" in t.value)
    assert table["Step 3"].tolist() == ["not met", "not said"]
    assert table["Step 4"].tolist() == ["not said", "“Am\\*ber”"]
    load(listed(("X99002", "4", "Yes", True), period=AUGUST))
    said = opened(
        monkeypatch, sqlite_url, factories.lmc_observer(), PRACTICE, ods="X99001"
    )
    steps = next(
        t.value for t in said.table if any("Step 3" in i for i in t.value.index)
    )
    assert steps.iloc[:, 0].tolist() == [
        "· not said",
        "· not said",
        "○ as reported\\: not met, July 2024",
        "· not said",
    ]
    assert steps.index[0] == f"Step 1\\: {UNKNOWN}"
    assert "The list of August 2024 does not name it." in words(said)
