"""What is worked out for observers: hidden counts left out, small changes not told."""

import pandas as pd

from lib.analysis import chart_words, groups, over_list, spread, trend
from lib.analysis.flips import Flips, flips
from lib.analysis.history import run_of
from lib.analysis.movement import changes, movements
from lib.analysis.paragraph import paragraph
from lib.analysis.position import positions
from lib.analysis.what_changed import since_before
from lib.analysis.words import share_of_row
from lib.domain.files import Basis
from tests.analysis.figures import SEPTEMBER, frame, months, row, rule

LEAST = {"least_change": 14}
HIDDEN = {**LEAST, "excluded": None, "state": "reported", "hidden": True, "rate": None}


def hidden(code: str = "X99001", *, over: bool = True, **different):
    return {**row(code), **HIDDEN, "over": over, **different}


def nameless(code: str, excluded: int = 600, **different):
    """A row without a name: its list counts in sums alone."""
    said = {"list_size": None, "rate": None, "over": excluded > 500, "masked": True}
    said |= {"base": 1_000, "state": "reported", "name": "Name not shown", **LEAST}
    return {**row(code, excluded=excluded), **said, **different}


def test_a_share_of_a_shown_number_is_said_to_be_about_so_much():
    assert share_of_row(row(**LEAST)) == f"about {share_of_row(row())}"


def test_sums_and_rates_leave_hidden_counts_out_with_their_lists():
    figures = frame([row("X99002", excluded=200, **LEAST), hidden()])
    (group,) = groups.by(figures, "supplier").to_dict("records")
    assert (group["patients"], group["list_size"], group["rate"]) == (200, 1000, 0.2)
    assert (group["reported"], group["over"], group["hidden"]) == (2, 1, 1)
    (total,) = trend.monthly(figures, SEPTEMBER, SEPTEMBER).to_dict("records")
    assert (total["patients"], total["list_size"], total["over"]) == (200, 1000, 1)
    words = chart_words.groups_sentence(groups.by(figures, "supplier"))
    assert "The counts of 1 practice are not shown and are left out." in words


def test_a_group_of_hidden_counts_alone_is_not_without_data():
    table = groups.by(frame([hidden()]), "supplier")
    assert table["all_hidden"].all()
    words = chart_words.groups_sentence(table)
    assert "1 of 1 practice over (of how many patients is not shown)" in words


def test_rows_without_a_name_count_in_totals_with_their_list():
    (group,) = groups.by(
        frame([nameless("a"), nameless("b", 200)]), "icb_code"
    ).to_dict("records")
    assert (group["over"], group["rate"]) == (1, 0.4)
    found = spread.spread(frame([nameless("a"), nameless("b", 200)]), rule())
    assert (found.practices, found.over) == (2, 1)


def test_the_position_says_how_many_are_not_shown():
    [found] = positions(frame([row("X99002", **LEAST), hidden()]), SEPTEMBER)
    assert (found.hidden, found.in_shown_numbers) == (1, True)
    [exact] = positions(frame([row()]), SEPTEMBER)
    assert (exact.hidden, exact.in_shown_numbers) == (0, False)


def test_the_spread_is_of_those_shown():
    found = spread.spread(frame([row("X99002", excluded=200), hidden()]), rule())
    assert found.practices == 1


def test_a_change_that_may_be_of_a_few_patients_is_not_told():
    rows = [
        *months("X99001", [600, 610], **LEAST),
        *months("X99002", [600, 620], **LEAST),
        *months("X99003", [0, 0], **LEAST),
        *months("X99004", [600, 601]),
    ]
    found = changes(frame(rows), SEPTEMBER)
    assert found["change_hidden"].to_dict() == {
        "X99001": True,
        "X99002": False,
        "X99003": False,
        "X99004": False,
    }
    assert found["change"].isna().tolist() == [True, False, False, False]


def words(rows) -> str:
    figures = frame(rows)
    since = movements(figures, SEPTEMBER).get("X99001")
    now = figures.to_dict("records")[-1]
    return paragraph(now, run_of(figures, "X99001", SEPTEMBER), since)


def test_the_paragraph_says_about_and_what_it_does_not_tell():
    said = words(months("X99001", [600, 605], **LEAST))
    assert "**About 60.5% of 1,000 patients have an active 104 code (about 605).**" in (
        said
    )
    assert "A change since August may be of a few patients and is not shown." in said
    said = words([hidden()])
    assert (
        "**How many of 1,000 patients have an active 104 code is not shown.**" in said
    )
    assert "Over the threshold for 1 reported month." in said


def test_the_chart_tells_hidden_months_from_those_without_data():
    rows = [*months("X99001", [600, None, 620], **LEAST)]
    rows[1] = hidden(period=rows[1]["period"])
    rows.append(hidden("X99002"))
    history = trend.practice(frame(rows), "X99001", rows[0]["period"], SEPTEMBER)
    said = chart_words.practice_chart_text(history)
    assert said == (
        "From about 60.0% in July 2023 to about 62.0% in September 2023."
        " Not shown for August."
    )
    only = trend.practice(frame(rows), "X99002", SEPTEMBER, SEPTEMBER)
    assert chart_words.practice_chart_text(only) == "Not shown for September."


def test_what_flips_is_not_told_where_the_shown_number_contradicts_the_flag():
    """52 of 103 may be shown as 50, which alone would not be over."""
    rows = [
        row("X99001", excluded=50, list_size=103, over=True, aged_16_plus=100),
        hidden("X99002"),
        nameless("X99003"),
    ]
    found = flips(frame(rows), {1: rule()})
    assert {each.flips for each in found.values()} == {Flips.UNTOLD}


def test_a_row_without_a_name_is_not_known_again_by_its_months():
    rows = [nameless("key", period=each["period"]) for each in months("", [1] * 4)]
    listed = over_list.practices(frame(rows), SEPTEMBER, {1: rule()})
    assert listed["months"].isna().all()
    assert listed["lasting"].all()
    assert listed["change"].isna().all()


def test_what_changed_counts_those_without_a_name():
    before = [nameless(c, 400, period=pd.Timestamp(2023, 8, 1)) for c in "ab"]
    rows = [*before, nameless("a"), nameless("b")]
    [change] = since_before(frame(rows), SEPTEMBER, Basis.REGISTERED)
    assert (change.words, change.practices, change.unnamed) == (
        "2 practices newly over",
        [],
        2,
    )


def test_no_month_is_lost_for_those_who_see_exact_numbers():
    rows = months("X99001", [600, None, 601])
    history = trend.practice(frame(rows), "X99001", rows[0]["period"], SEPTEMBER)
    assert not history["hidden"].any()
    assert pd.isna(history["rate"].iloc[1])
