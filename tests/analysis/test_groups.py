"""Groups of practices, never across bases."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.groups import SUMS, by
from lib.domain.files import Basis
from tests.analysis.figures import a_few, frame, row, rule

practices = st.lists(
    st.tuples(
        st.sampled_from(["EMIS", "TPP", None]),
        st.none() | st.integers(0, 1000),
        st.sampled_from(Basis),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def test_the_rate_is_sum_over_sum_and_says_who_was_left_out():
    rows = [
        row("X99001", excluded=100),
        row("X99002", excluded=900, list_size=4000),
        row("X99003", excluded=None),
    ]
    (group,) = by(frame(rows), "supplier").to_dict("records")
    assert (group["rate"], group["practices"], group["left_out"]) == (0.2, 3, 1)


def test_an_unknown_supplier_is_shown_last_and_a_third_one_too():
    rows = [row("X99001", supplier=None), row("X99002", supplier="Medicus"), row()]
    table = by(frame(rows), "supplier")
    assert table["group"].tolist() == ["EMIS", "Medicus", "Not known"]


def test_a_group_without_figures_has_no_sums():
    table = by(frame([row(excluded=None)]), "supplier")
    assert table["reported"].tolist() == [0]
    assert table[["over", "patients", "list_size"]].isna().all(axis=None)
    assert table["rate"].isna().all()


def test_bases_have_a_row_each():
    adults = rule(basis=Basis.AGED_16_PLUS)
    table = by(frame([row("X99001"), row("X99002", judged_by=adults)]), "supplier")
    assert table[["group", "basis", "patients"]].to_numpy().tolist() == [
        ["EMIS", "aged-16-plus", 600],
        ["EMIS", "registered", 600],
    ]


@a_few
@given(practices)
def test_the_groups_sum_to_the_totals_of_each_basis(drawn):
    rows = frame(
        row(
            f"X99{n:03}",
            excluded=excluded,
            supplier=supplier,
            expected=expected,
            judged_by=rule(basis=basis),
        )
        for n, (supplier, excluded, basis, expected) in enumerate(drawn)
    )
    shown = rows[rows["expected"]]
    table = by(rows, "supplier")
    for basis in Basis:
        own = shown[shown["basis"] == basis]
        sums = table.loc[table["basis"] == basis, SUMS].sum()
        assert sums["practices"] == len(own)
        assert sums["reported"] == own["excluded"].notna().sum()
        assert sums["over"] == own["over"].sum()
        assert sums["patients"] == own["excluded"].sum()
    assert not pd.isna(table["group"]).any()
