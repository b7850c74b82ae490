"""Tables: order, small lists, and values as people read them."""

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from lib.documents.tables import Kind
from lib.ui import cells, tables

FIGURES = pd.DataFrame(
    {
        "ods_code": ["X99001", "X99002", "X99003", "X99004"],
        "rate": [0.2, 0.9, None, 0.6],
        "excluded": pd.array([200, 9, None, 600], dtype="Int64"),
        "small": [False, True, False, False],
    }
)


def test_small_lists_come_after_all_others_by_rate() -> None:
    found = tables.ordered(FIGURES, "rate").ods_code.tolist()
    assert found == ["X99004", "X99001", "X99003", "X99002"]


def test_small_lists_stand_among_the_others_by_count() -> None:
    found = tables.ordered(FIGURES, "excluded").ods_code.tolist()
    assert found == ["X99004", "X99001", "X99002", "X99003"]


def test_what_is_missing_comes_last_in_either_direction() -> None:
    found = tables.ordered(FIGURES, "excluded", descending=False).ods_code.tolist()
    assert found[-1] == "X99003"


@pytest.mark.parametrize(
    ("change", "shown"), [(0.014, "+1.4"), (-0.031, "\u22123.1"), (-0.0001, "0.0")]
)
def test_a_change_has_a_sign_and_a_real_minus(change: float, shown: str) -> None:
    assert cells.NUMBERS[Kind.POINTS](change) == shown


def _page() -> None:
    import pandas as pd

    from lib.documents.tables import Column, Kind
    from lib.ui import tables

    table = pd.DataFrame(
        {
            "ods_code": ["X99001"],
            "name": ["The *Old* Surgery"],
            "small": [True],
            "rate": [float("nan")],
        }
    )
    columns = [
        Column("name", "Practice", Kind.PRACTICE),
        Column("rate", "Per cent", Kind.RATE),
    ]
    tables.plain(table, columns, "Practices")


def test_a_practice_links_to_its_page_and_says_that_its_list_is_small() -> None:
    at = AppTest.from_function(_page).run()
    assert not at.exception
    cell = at.table[0].value.iloc[0]["Practice"]
    assert "(practice?ods=X99001)" in cell
    assert r"\*Old\*" in cell
    assert "Small list" in cell


def _shown() -> None:
    import pandas as pd

    from lib.documents.tables import Column, Kind
    from lib.ui import tables

    table = pd.DataFrame(
        {
            "ods_code": ["X99001", "X99002", "4f1c"],
            "name": ["Hill Road", "Mill Lane", "Name not shown"],
            "excluded": pd.array([None, 5805, 600], dtype="Int64"),
            "hidden": [True, False, False],
            "masked": [False, False, True],
        }
    )
    columns = [
        Column("name", "Practice", Kind.PRACTICE),
        Column("excluded", "Patients", Kind.COUNT, hidden_by="hidden"),
    ]
    tables.plain(table, columns, "Practices")
    tables.grid(table, columns, "Practices")


def test_a_hidden_number_is_a_star_and_a_row_without_a_name_leads_nowhere() -> None:
    at = AppTest.from_function(_shown).run()
    assert not at.exception
    plain, grid = at.table[0].value, at.dataframe[0].value
    assert plain["Practice"].iloc[2] == "Name not shown"
    assert grid["Patients"].tolist() == ["*", "5,805", "600"]
    assert grid["ODS code"].isna().tolist() == [False, False, True]
    assert "4f1c" not in f"{plain}{grid}"


def test_the_star_of_a_plain_table_is_no_list() -> None:
    """Its cells are Markdown, where a star alone begins one."""
    sent = AppTest.from_function(_shown).run().table[0].proto.arrow_data
    with pa.ipc.open_stream(sent.styler.display_values) as stream:
        written = stream.read_pandas()
    assert written.iloc[:, 1].tolist() == [r"\*", "5,805", "600"]
