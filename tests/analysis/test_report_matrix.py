"""The matrix: a cell has two parts, and the asked ones add up whatever happened."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import report_matrix
from lib.analysis.report_matrix import Known
from lib.analysis.report_steps import (
    CHASE,
    DUE,
    NOTHING,
    OURS,
    THEIRS,
    Order,
    next_steps,
    ordered,
)
from lib.domain.dates import period_end, shift
from lib.domain.monthly_report import Timeliness
from tests.analysis import figures

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
DUE_ON = date(2026, 4, 14)
DAYS = {"period", "due_on", "sent_on", "received_on", "first_on"}
DAYS |= {"from_period", "until_period", "declined_on"}


def table(columns: str, *rows: dict) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=columns.split())
    return frame.assign(
        **{
            name: pd.to_datetime(frame[name]).astype("datetime64[s]")
            for name in DAYS & set(frame.columns)
        }
    )


def duty(code: str = "X99001", begins: date = MARCH, **said) -> dict:
    usual = {"icb_code": "QX1", "recipient": "the ICB"}
    return {"ods_code": code, "from_period": begins, **usual, **said}


def report(code: str = "X99001", on: date = DUE_ON, **said) -> dict:
    usual = {"period": MARCH, "content": "figures", "state": "accepted"}
    days = {"received_on": on, "first_on": on}
    rest = {"newest": True, "report_id": 1, "coded_104": 600}
    return {"ods_code": code, **usual, **days, **rest, **said}


def known(duties=(), reports=(), waivers=(), **said) -> Known:
    due = said.get("due", DUE_ON)
    periods = [{"icb_code": "QX1", "period": MARCH, "due_on": due}] if due else []
    names = "ods_code period content state received_on first_on newest report_id"
    return Known(
        table(
            "ods_code icb_code recipient from_period until_period declined_on", *duties
        ),
        table("ods_code period due_on", *waivers),
        table("icb_code period due_on", *periods),
        table(f"{names} coded_104", *reports).astype({"newest": bool}),
        table("ods_code period sent_on", *said.get("queries", ())),
        figures.frame(said.get("extract", ())),
    )


def cell(today: date = MAY, month: date = MARCH, **said) -> dict:
    found = report_matrix.cells(known(**said), [month], today)
    (row,) = found.to_dict("records")
    return row


WAIVED = {"ods_code": "X99001", "period": MARCH, "due_on": None}
LATER = WAIVED | {"due_on": date(2026, 5, 10)}
QUERY = {"ods_code": "X99001", "period": MARCH, "sent_on": None}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Missing"),
        ({"today": DUE_ON}, "Due 14 Apr"),
        ({"due": None}, "Not yet due"),
        ({"duties": [duty(begins=APRIL)]}, "Not asked"),
        ({"duties": [duty(begins=shift(MARCH, -3), until_period=APRIL)]}, "Missing"),
        ({"duties": [duty(declined_on=MAY)]}, "Declined"),
        ({"waivers": [WAIVED]}, "Waived"),
        ({"waivers": [LATER]}, "Due 10 May"),
        ({"reports": [report()]}, "On time"),
        ({"reports": [report(on=date(2026, 4, 18))]}, "Late, 4 days"),
        ({"reports": [report(content="nil")]}, "On time, nil"),
        ({"reports": [report(content="no change")]}, "On time, no change"),
        ({"reports": [report(state="returned")]}, "On time, returned"),
        ({"reports": [report()], "queries": [QUERY]}, "On time, query open"),
        ({"reports": [report()], "duties": [duty(declined_on=MAY)]}, "On time"),
    ],
)
def test_a_cell_in_words(said, words):
    row = cell(**{"duties": [duty()], **said})
    assert report_matrix.words(row) == words


def test_t18_a_zero_report_is_not_a_missing_one():
    nil = cell(duties=[duty()], reports=[report(content="nil", coded_104=0)])
    none = cell(duties=[duty()])
    assert (nil["timeliness"], nil["content"]) == ("On time", "nil")
    assert none["timeliness"] == "Missing"
    assert pd.isna(none["content"])


def test_a_corrected_report_is_as_timely_as_its_first_version():
    first = report(newest=False, coded_104=1)
    later = report(first_on=DUE_ON, received_on=MAY, coded_104=600)
    row = cell(duties=[duty()], reports=[first, later])
    assert (row["timeliness"], row["reported"]) == ("On time", 600)


def test_the_gap_is_what_was_reported_less_the_extract():
    extract = [figures.row("X99001", MARCH, 650)]
    row = cell(duties=[duty()], reports=[report()], extract=extract)
    assert row["gap"] == -50
    ever = [figures.row("X99001", MARCH, 650, counted="ever")]
    assert pd.isna(cell(duties=[duty()], reports=[report()], extract=ever)["gap"])


def test_beyond_counts_in_per_cent_of_the_extract():
    extract = [figures.row("X99001", MARCH, 650)]
    cells = report_matrix.cells(
        known([duty()], [report()], extract=extract), [MARCH], MAY
    )
    for tolerance, is_beyond in [(7, True), (8, False), (None, False)]:
        assert report_matrix.beyond(cells, tolerance).tolist() == [is_beyond]


codes = st.sampled_from(["X99001", "X99002", "X99003"])
months = st.sampled_from([MARCH, APRIL, MAY])
anything = st.builds(
    known,
    duties=st.lists(
        st.builds(
            duty,
            codes,
            months,
            until_period=st.none() | months,
            declined_on=st.none() | months,
        ),
        max_size=3,
        unique_by=lambda each: each["ods_code"],
    ),
    reports=st.lists(
        st.builds(report, codes, st.dates(MARCH, shift(MAY, 2)), period=months),
        max_size=4,
        unique_by=lambda each: (each["ods_code"], each["period"]),
    ),
    waivers=st.lists(
        st.builds(
            lambda code, month, due: {"ods_code": code, "period": month, "due_on": due},
            codes,
            months,
            st.none() | st.dates(MARCH, MAY),
        ),
        max_size=2,
        unique_by=lambda each: (each["ods_code"], each["period"]),
    ),
    due=st.none() | st.just(DUE_ON),
)


@figures.a_few
@given(anything, st.dates(MARCH, shift(MAY, 2)))
def test_the_asked_ones_add_up_to_what_was_expected(stored, today):
    cells = report_matrix.cells(stored, [MARCH, APRIL, MAY], today)
    asked = cells[cells["timeliness"] != Timeliness.NOT_ASKED]
    totals = report_matrix.totals(cells, "period")
    assert totals["asked"].sum() == len(asked)
    counts = totals[list(report_matrix.COUNTS)].sum(axis="columns")
    assert counts.tolist() == totals["asked"].tolist()
    owed = totals["on_time"] + totals["late"] + totals["missing"]
    assert totals["complete"].isna().tolist() == (owed == 0).tolist()


def test_complete_and_timely_are_of_what_was_owed_by_now():
    duties = [duty(f"X9900{n}") for n in range(1, 6)]
    duties[4]["declined_on"] = MAY
    reports = [report("X99001"), report("X99002", on=MAY)]
    waived = [WAIVED | {"ods_code": "X99004"}]
    cells = report_matrix.cells(known(duties, reports, waived), [MARCH], MAY)
    (row,) = report_matrix.totals(cells, "period").to_dict("records")
    assert row["asked"] == 5
    assert (row["on_time"], row["late"], row["missing"]) == (1, 1, 1)
    assert (row["waived"], row["declined"]) == (1, 1)
    assert row["complete"] == pytest.approx(2 / 3)
    assert row["timely"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("said", "rank", "words"),
    [
        ({"reports": [report(state="received")]}, OURS, "Review March"),
        ({"queries": [QUERY]}, OURS, "Query to send on March"),
        ({}, CHASE, "Ask about March"),
        ({"reports": [report(state="returned")]}, THEIRS, "March was returned"),
        (
            {"queries": [QUERY | {"sent_on": MAY}]},
            THEIRS,
            "Answer to come on March",
        ),
        ({"today": period_end(MARCH)}, DUE, "Due 14 Apr"),
        ({"reports": [report()]}, NOTHING, "None"),
        ({"duties": [duty(declined_on=MAY)]}, NOTHING, "None"),
    ],
)
def test_the_next_step_of_a_practice(said, rank, words):
    asked = {"duties": [duty()], **said}
    if "queries" in said:
        asked["reports"] = [report(state="received")]
    today = asked.pop("today", MAY)
    cells = report_matrix.cells(known(**asked), [MARCH], today)
    step = next_steps(cells)["X99001"]
    assert (step.rank, step.words) == (rank, words)


def test_the_soonest_step_of_several_months_counts():
    late = report(period=APRIL, state="received")
    cells = report_matrix.cells(known([duty()], [late]), [MARCH, APRIL], MAY)
    assert next_steps(cells)["X99001"].words == "Review April"


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        (Order.NEXT, ["X99003", "X99001", "X99002"]),
        (Order.LATEST, ["X99001", "X99002", "X99003"]),
        (Order.MOST, ["X99002", "X99001", "X99003"]),
        (Order.GAP, ["X99001", "X99003", "X99002"]),
        (Order.NAME, ["X99001", "X99002", "X99003"]),
    ],
)
def test_the_orders_of_the_matrix(order, codes):
    reports = [
        report("X99001", state="accepted", coded_104=900),
        report("X99003", state="received", coded_104=590),
        report("X99003", period=APRIL, state="accepted"),
    ]
    stored = known(
        [duty(code) for code in ("X99001", "X99002", "X99003")],
        reports,
        extract=[figures.row(f"X9900{n}", MARCH, 600) for n in (1, 2, 3)],
    )
    april = stored.periods.assign(period=pd.Timestamp(APRIL))
    stored = stored._replace(periods=pd.concat([stored.periods, april]))
    cells = report_matrix.cells(stored, [MARCH, APRIL], MAY)
    assert ordered(cells.assign(name=cells["ods_code"]), order) == codes
