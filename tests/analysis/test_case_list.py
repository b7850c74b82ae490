"""The list with its cases: what is next, in which order, and the sentence above."""

from datetime import date

import pandas as pd
import pytest

from lib.analysis.case_list import (
    NO_CASE,
    THEIR_REVIEW,
    answers,
    ordered,
    with_cases,
)
from lib.domain.action_plan import Status

TODAY = date(2023, 10, 5)
CASE = {
    "episode_id": 1,
    "owner": None,
    "before": None,
    "due_on": pd.NaT,
    "moved_on": pd.NaT,
    "next_action": "",
    "next_action_on": pd.NaT,
    "ground_gone": False,
    "proposes_closure": False,
}


def listed(*codes: str, **different) -> pd.DataFrame:
    usual = {"over": True, "before": True, "next_action": NO_CASE, "rank": 2}
    usual["masked"] = False
    rows = [
        {"ods_code": c, "excluded": 100 * n, **usual, **different}
        for n, c in enumerate(codes, 1)
    ]
    return pd.DataFrame(rows)


def cases(**of: dict) -> pd.DataFrame:
    rows = [{"ods_code": code, **CASE, **said} for code, said in of.items()]
    days = dict.fromkeys(["due_on", "moved_on", "next_action_on"], "datetime64[s]")
    columns = ["ods_code", "status", *CASE]
    return pd.DataFrame(rows, columns=columns).astype(days)


def one(status, **said):
    table = with_cases(listed("A"), cases(A={"status": status, **said}), TODAY)
    return table.iloc[0]


def test_without_a_case_the_figures_say_what_is_next():
    row = with_cases(listed("A"), cases(), TODAY).iloc[0]
    assert (row.plan, row.next_action) == (NO_CASE, NO_CASE)
    assert pd.isna(row.next_on)


def test_who_is_not_over_and_has_no_case_has_no_plan():
    assert pd.isna(with_cases(listed("A", over=False), cases(), TODAY).plan.iloc[0])


@pytest.mark.parametrize(
    ("due", "plan", "action"),
    [
        (pd.NaT, "Requested", "No due day is set"),
        (pd.Timestamp(2023, 10, 5), "Requested", "5 Oct, plan due"),
        (pd.Timestamp(2023, 10, 4), "Requested, overdue", "4 Oct, plan was due"),
        (pd.Timestamp(2024, 1, 4), "Requested", "4 Jan 2024, plan due"),
    ],
)
def test_overdue_only_after_the_due_day(due, plan, action):
    row = one(Status.REQUESTED, due_on=due)
    assert (row.plan, row.plan_status, row.next_action) == (plan, "Requested", action)


def test_what_a_person_planned_goes_before_what_follows_from_the_plan():
    said = {"next_action": "call", "next_action_on": pd.Timestamp(2023, 10, 9)}
    row = one(Status.IN_REVIEW, **said)
    assert row.next_action == "9 Oct, call"


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (Status.DECLINED, "None: answered"),
        (Status.DPIA_POSITION, "None: answered"),
        (Status.RECEIVED, "Our review"),
        (Status.EXEMPT, "Close the case"),
        (Status.CLOSED, "None: closed"),
        (Status.REQUIRED, NO_CASE),
    ],
)
def test_each_status_has_its_next_step(status, action):
    assert one(status).next_action == action


def test_whoever_looks_on_reads_whose_review_it_is():
    row = with_cases(
        listed("A"), cases(A={"status": Status.RECEIVED}), TODAY, THEIR_REVIEW
    )
    assert row["next_action"].tolist() == ["The ICB's review"]


def test_a_case_that_is_only_worked_out_has_no_action_of_its_own():
    row = one(Status.REQUIRED, next_action=float("nan"), proposes_closure=None)
    assert row.next_action == NO_CASE


def test_a_proposed_closure_is_next():
    assert one(Status.AGREED, proposes_closure=True).next_action == "Closure proposed"


def test_the_order_is_by_day_then_by_kind_then_by_patients():
    day = {"next_action_on": pd.Timestamp(2023, 10, 9)}
    table = with_cases(
        listed("A", "B", "C", "D"),
        cases(
            A={"status": Status.AGREED, **day},
            B={"status": Status.REQUESTED, "due_on": pd.Timestamp(2023, 10, 2)},
        ),
        TODAY,
    )
    assert ordered(table).ods_code.tolist() == ["B", "A", "D", "C"]


def test_answers_are_counted_apart_from_the_late():
    table = with_cases(
        listed("A", "B", "C"),
        cases(
            A={"status": Status.DECLINED},
            B={"status": Status.EXTENSION_AGREED, "before": Status.REQUESTED},
            C={"status": Status.REQUESTED, "due_on": pd.Timestamp(2023, 10, 2)},
        ),
        TODAY,
    )
    assert answers(table) == (
        "1 has an agreed extension and 1 has declined, citing BMA or LMC advice."
        " 1 plan past the due day."
    )
    assert answers(with_cases(listed("A"), cases(), TODAY)) == ""
