"""The sentence of each chart."""

import pandas as pd
import pytest

from lib.analysis.chart_words import (
    groups_sentence,
    practice_chart_text,
    series_sentence,
    spread_sentence,
)
from lib.analysis.groups import by
from lib.analysis.position import positions
from lib.analysis.spread import Spread
from lib.analysis.trend import practice
from lib.domain.dates import shift
from lib.domain.files import Basis
from tests.analysis.figures import SEPTEMBER, frame, months, row, rule


@pytest.mark.parametrize(
    ("spread", "words"),
    [
        (
            Spread(58, 20, 29, 17, 5, 1),
            (
                "Half of the practices are at 20% or less, and 17 are over 50%. Another 5"
                " are between 45% and 50%; one is at exactly 50.0%, which is not over."
            ),
        ),
        (
            Spread(3, 10, 2, 1, 0, 0),
            "More than half of the practices are at 10% or less, and 1 is over 50%.",
        ),
        (
            Spread(3, 48, 3, 0, 1, 0),
            (
                "All of the practices are at 48% or less, and none is over 50%. 1 is"
                " between 45% and 50%."
            ),
        ),
        (
            Spread(0, None, 0, 0, 0, 0),
            "No practice reported, so there is no spread to show.",
        ),
    ],
)
def test_the_spread(spread, words):
    assert spread_sentence(spread, rule()) == words


def series(values: list[int | None]) -> str:
    (found,) = positions(frame(months("X99001", values)), SEPTEMBER)
    return series_sentence(found.patients, "Patients")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([600, 400], "Patients: from 600 in August 2023 to 400 in September 2023."),
        ([600], "Patients: 600 in September 2023."),
        ([None], "Patients: no data."),
        (
            [100, None, 700, 300],
            (
                "Patients: from 100 in June 2023 to 300 in September 2023, at most 700 in"
                " August 2023. No data for July."
            ),
        ),
    ],
)
def test_a_series(values, words):
    assert series(values) == words


def test_groups():
    rows = [
        row("X99001", excluded=100),
        row("X99002", supplier="TPP"),
        row("X99003", supplier=None, excluded=None),
    ]
    assert groups_sentence(by(frame(rows), "supplier")) == (
        "TPP: 1 of 1 practice over (60.0% of patients); EMIS: 0 of 1 practice over"
        " (10.0% of patients); Not known: no data. 1 practice without figures that can"
        " be read is left out."
    )


def test_many_groups_are_summed_and_not_all_named():
    rows = [row(f"X9900{n}", pcn_code=f"U{n}") for n in range(6)]
    sentence = groups_sentence(by(frame(rows), "pcn_code"))
    assert sentence.endswith("; 2 other groups: 2 of 2 practices over.")


def test_groups_on_two_bases_are_told_apart():
    judged = rule(basis=Basis.AGED_16_PLUS)
    rows = [row("X99001"), row("X99002", judged_by=judged)]
    sentence = groups_sentence(by(frame(rows), "supplier"))
    assert sentence.startswith("By registered patients: EMIS: 1 of 1")
    assert "By registered patients aged 16 and over: EMIS: 1 of 1" in sentence


def test_no_groups():
    empty = by(frame([row(expected=False)]), "supplier")
    assert groups_sentence(empty) == "No practices to group."


def test_a_practices_chart():
    rows = frame(months("X99001", [100, None, 5004, 300]))
    rows["list_size"] = 10_000
    rows["rate"] = rows["excluded"].astype("Float64") / 10_000
    history = practice(rows, "X99001", shift(SEPTEMBER, -3), SEPTEMBER)
    assert practice_chart_text(history) == (
        "From 1.0% in June 2023 to 3.0% in September 2023, at most 50.04% in August"
        " 2023. No data for July."
    )
    nothing = history.assign(rate=pd.Series(dtype="float64"))
    assert practice_chart_text(nothing) == "No data for these months."


def test_a_count_that_cannot_be_read_is_not_called_no_data():
    rows = months("X99001", [500, None, 600])
    rows[-1] |= {"state": "data-error", "rate": None, "over": None}
    table = practice(frame(rows), "X99001", rows[0]["period"].date(), SEPTEMBER)
    text = practice_chart_text(table)
    assert text.endswith(
        "No data for August. No figure that can be read for September."
    )
