"""What the charts draw: read from their specifications, not from pixels."""

import json
import re
from datetime import date
from functools import cache
from itertools import pairwise

import pandas as pd
import pytest

from lib.analysis.groups import by
from lib.analysis.position import positions
from lib.analysis.spread import bands, deciles
from lib.analysis.trend import monthly, practice
from lib.domain.dates import shift
from lib.domain.files import Basis
from lib.ui.charts import distribution, group_bars, sparkline
from lib.ui.ink import OF_CHARTS, ink
from lib.ui.month_charts import Event, trend
from lib.ui.practice_chart import APART, End, apart, practice_trend
from tests.analysis.figures import SEPTEMBER, frame, months, row, rule

YEAR = shift(SEPTEMBER, -11)
FIGURES = frame(
    [
        each
        for n in range(12)
        for each in months(f"X990{n:02}", [100, 500, None, None, 600, 80 * n])
    ]
)
NOW = FIGURES[FIGURES["period"] == pd.Timestamp(SEPTEMBER)]


def history(first: date = YEAR, last: date = SEPTEMBER) -> pd.DataFrame:
    return practice(FIGURES, "X99001", first, last)


CHARTS = {
    "sparkline": lambda: sparkline(positions(FIGURES, SEPTEMBER)[0].patients),
    "distribution": lambda: distribution(bands(NOW, rule()), rule()),
    "trend": lambda: trend(monthly(FIGURES, YEAR, SEPTEMBER), "over", "Practices over"),
    "groups": lambda: group_bars(by(NOW, "supplier")),
    "practice": lambda: practice_trend(history(), deciles(FIGURES)),
}


@cache
def drawn(name: str) -> dict:
    return CHARTS[name]().to_dict()


def texts(spec: dict) -> list[str]:
    """The words in a chart: fixed ones, and those of its figures."""
    found = []
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "text":
            name = layer.get("data", spec.get("data", {})).get("name")
            rows = spec["datasets"][name]
            fixed = layer["mark"].get("text")
            found += [fixed or each["words"] for each in rows]
    return found


@pytest.mark.parametrize("name", CHARTS)
def test_every_colour_of_a_chart_has_its_other_by_night(name):
    used = set(re.findall(r"#[0-9a-f]+", json.dumps(drawn(name))))
    assert ink("accent") in used
    assert used <= {ink(each) for each in OF_CHARTS}


def test_no_two_inks_are_alike_by_day_since_by_night_they_differ():
    days = [each.day for each in OF_CHARTS.values()]
    assert len(set(days)) == len(days)


@pytest.mark.parametrize("name", CHARTS)
def test_marks_are_hidden_from_screen_readers_since_the_chart_has_a_text(name):
    layers = drawn(name)["layer"]
    assert all(layer["mark"]["aria"] is False for layer in layers)


@pytest.mark.parametrize("name", CHARTS)
def test_only_columns_that_are_drawn_are_sent(name):
    spec = drawn(name)
    used = json.dumps([layer.get("encoding") for layer in spec["layer"]])
    used += json.dumps(spec.get("encoding", {}))
    sent = {column for rows in spec["datasets"].values() for column in rows[0]}
    assert {column for column in sent if column not in used} == set()


def test_the_distribution_names_its_limit_and_counts():
    words = texts(drawn("distribution"))
    assert "Threshold: more than 50%" in words
    assert "5 practices over" in words


def test_a_distribution_of_nothing_can_be_drawn():
    empty = bands(NOW.iloc[:0], rule())
    assert "0 practices over" in texts(distribution(empty, rule()).to_dict())


def test_gaps_are_named_and_the_months_before_the_first_are_not():
    assert texts(drawn("trend")).count("No data") == 1


def test_a_practice_chart_names_threshold_middle_figure_and_gaps():
    words = texts(drawn("practice"))
    assert {"Threshold", "Middle", "8.0%", "No data"} <= set(words)


def test_an_old_figure_says_of_which_month_it_is():
    chart = practice_trend(history(YEAR, date(2023, 7, 1)))
    words = texts(chart.to_dict())
    assert "50.0% (May)" in words


def test_a_practice_without_figures_can_be_drawn():
    nothing = practice(FIGURES, "X99999", YEAR, SEPTEMBER)
    assert texts(practice_trend(nothing).to_dict()) == ["No data"]


def test_events_within_the_months_are_named():
    events = [Event(date(2023, 2, 3), "Rule"), Event(date(2020, 1, 1), "Too early")]
    words = texts(practice_trend(history(), events=events).to_dict())
    assert "Rule" in words
    assert "Too early" not in words


def test_the_change_of_list_source_is_drawn_where_the_months_span_it():
    spring = [row(period=date(2024, month, 1)) for month in (2, 3, 4, 5)]
    table = monthly(frame(spring), date(2024, 2, 1), date(2024, 5, 1))
    chart = trend(table, "over", "Over").to_dict()
    assert "List source changed" in texts(chart)
    assert "List source changed" not in texts(drawn("trend"))


def test_groups_without_figures_say_so():
    rows = [row("X99001"), row("X99002", supplier="TPP", excluded=None)]
    words = texts(group_bars(by(frame(rows), "supplier")).to_dict())
    assert words == ["1 of 1", "No data"]


def test_bars_of_two_bases_are_refused():
    rows = [row("X99001"), row("X99002", judged_by=rule(basis=Basis.AGED_16_PLUS))]
    with pytest.raises(ValueError, match="never put together"):
        group_bars(by(frame(rows), "supplier"))


def test_a_sparkline_of_nothing_can_be_drawn():
    (found,) = positions(frame([row(excluded=None)]), SEPTEMBER)
    assert sparkline(found.patients).to_dict()["layer"]


def test_names_at_the_end_stand_clear_of_one_another():
    ends = [
        End(0.5, "Threshold", "text"),
        End(0.51, "a", "soft"),
        End(0.5, "b", "soft"),
    ]
    levels = sorted(end.level for end in [*apart(ends), *apart([])])
    assert levels[0] == 0.5
    assert all(b - a >= APART - 1e-9 for a, b in pairwise(levels))
