"""Patient-months: sums over months, unknown months apart, fifths where known."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import patient_months
from lib.analysis.patient_months import by, groups_sentence, sentence, with_fifths
from lib.domain.files import Basis
from tests.analysis.figures import a_few, frame, months, row, rule

FIGURES = frame(
    [
        *months("X99001", [100, None, 300], supplier="EMIS"),
        *months("X99002", [0, 0, 10], supplier="TPP"),
        *months("X99003", [None, None, None], supplier="Medicus"),
        *months("X99004", [500], supplier="EMIS", expected=False),
    ]
)


def test_a_month_without_a_figure_is_stated_and_not_filled_in():
    emis, medicus, tpp = by(FIGURES, "supplier").to_dict("records")
    assert (emis["patients"], emis["list_size"], emis["rate"]) == (400, 2000, 0.2)
    assert (emis["expected"], emis["reported"], emis["unknown"]) == (3, 2, 1)
    assert (tpp["patients"], tpp["unknown"], tpp["practices"]) == (10, 0, 1)
    assert pd.isna(medicus["patients"])
    assert sentence(by(FIGURES, "supplier"), FIGURES) == (
        "**410 patient-months with an active 104** from July 2023 to September 2023, at"
        " 3 practices. 4 of 9 months of a practice are not known; nothing is filled in."
    )
    words = groups_sentence(by(FIGURES, "supplier"))
    assert words == "EMIS: 400; Medicus: no data; TPP: 10."


def test_what_an_observer_is_not_shown_is_left_out_and_said():
    hidden = {**row(), "excluded": None, "rate": None, "hidden": True}
    rows = frame([hidden, row("X99002", excluded=50)])
    (one, other) = by(rows, "ods_code").to_dict("records")
    assert one["all_hidden"]
    assert other["patients"] == 50
    said = sentence(by(rows, "supplier"), rows)
    assert "in September 2023, at 2 practices. 1 is not shown; nothing" in said
    only = frame([hidden])
    assert sentence(by(only, "supplier"), only).startswith(
        "**The patient-months are not"
    )
    assert groups_sentence(by(only, "supplier")) == "EMIS: not shown."


def test_fifths_stand_in_order_and_the_unknown_last():
    fifths = pd.DataFrame({"ods_code": ["X99002", "X99001"], "fifth": [1, 5]})
    table = by(with_fifths(FIGURES, fifths), "fifth")
    first, last, unknown = table["group"]
    assert (first[0], last[0], unknown) == ("1", "5", "Not known")
    none = with_fifths(FIGURES, fifths.iloc[:0])
    assert by(none, "fifth")["group"].tolist() == ["Not known"]
    assert "withheld" not in " ".join(patient_months.FIFTHS.values())


counts = st.lists(st.none() | st.integers(0, 1000), min_size=1, max_size=6)


@a_few
@given(st.lists(st.tuples(counts, st.sampled_from(Basis)), min_size=1, max_size=5))
def test_groups_add_up_to_all_and_bases_stay_apart(drawn):
    rows = frame(
        each
        for n, (own, basis) in enumerate(drawn)
        for each in months(f"X9900{n}", own, judged_by=rule(basis=basis))
    )
    table = by(rows, "ods_code")
    for basis in Basis:
        own = rows[rows["basis"] == basis]
        sums = table[table["basis"] == basis]
        assert sums["patients"].sum() == own["excluded"].sum()
        assert sums["unknown"].sum() == own["excluded"].isna().sum()
