"""`oversight measure` gives the figures of the screens, of either measure."""

import pytest

from lib import queries
from lib.analysis.online_accounts import standing
from lib.analysis.position import positions
from tests import factories
from tests.conftest import BOTH
from tests.factories import ICB, PERIOD

ASKED = ("--period", "2026-03", "--icb", ICB)
COUNTS = {"X99001": (1000, 900), "X99002": (1000, 899), "X99003": (40, None)}


@pytest.fixture
def loaded(ask):
    factories.over({"X99001": 6_000, "X99002": 5_000})
    factories.load(factories.access(COUNTS))
    factories.measured_by("104 access")


@pytest.mark.usefixtures("loaded")
@BOTH
def test_both_measures_give_the_figures_of_the_screens(ask):
    officer = factories.officer()
    told = ask("measure", "access", *ASKED)
    shown = standing(queries.access.panel(officer, PERIOD, PERIOD), PERIOD)
    assert told["practices"] == {
        "expected": shown.expected,
        "at or above": shown.at_or_above.now,
        "below": shown.below.now,
        "not known": shown.not_known,
    }
    assert (shown.at_or_above.now, shown.below.now, shown.not_known) == (1, 1, 1)
    rows = [(r["numerator"], r["share"], r["side"], r["row"]) for r in told["rows"]]
    assert rows == [
        (900, 0.9, "at or above", 2),
        (899, 0.899, "below", 3),
        (None, None, None, 4),
    ]
    assert told["label"] == "as reported" and told["on"]
    assert told["limits"][0].startswith("at or above 90% of online accounts")

    told = ask("measure", "104", *ASKED)
    (shown,) = positions(queries.figures.panel(officer, PERIOD, PERIOD), PERIOD)
    assert told["practices"]["over"] == shown.over.now == 1
    assert told["practices"]["expected"] == shown.expected
    assert told["limits"][0].startswith("more than 50% of registered patients")


@pytest.mark.usefixtures("loaded")
def test_an_observer_is_told_shown_numbers_and_everybody_the_sources(ask, run):
    result = run("measure", "access", *ASKED)
    assert result.exit_code == 0, result.output
    text = result.stdout
    assert "89.9%" in text and "1 at or above, 1 below, 1 not known" in text
    found = ask("measures", "--icb", ICB)
    assert [each["key"] for each in found] == ["104", "access"]
    assert all(each["source_address"] in run("measures").stdout for each in found)
    factories.load(factories.lmc_list())
    email = factories.signed_up(factories.lmc_observer()).email
    told = ask("measure", "access", *ASKED, "--as", email)
    assert [row["numerator"] for row in told["rows"]] == [900, 900, None]
