"""The steps of a case: what is done, what waits, what cannot start yet."""

from datetime import date

import pandas as pd
import pytest

from lib.analysis.case_steps import LATER, Version, reports, steps
from lib.domain.action_plan import Status
from lib.domain.monthly_report import Timeliness

TODAY, MARCH, MAY = date(2023, 10, 5), date(2023, 3, 3), date(2023, 5, 2)
NONE = pd.DataFrame(columns=["period", "timeliness"])


def told(status=None, received=(), cells=NONE, **said) -> dict[str, tuple[str, str]]:
    usual = {
        "status": status,
        "before": None,
        "requested_on": pd.NaT,
        "due_on": pd.NaT,
        "moved_on": pd.NaT,
        "close_when": None,
        "proposes_closure": False,
    }
    found = steps(
        {**usual, **said}, [Version(*each) for each in received], cells, TODAY
    )
    return {step.title: (step.note, step.status) for step in found}


def asked(status=Status.REQUESTED, **said):
    return told(status, requested_on=pd.Timestamp(MARCH), **said)


def test_before_anybody_asks_nothing_else_can_start():
    found = told(Status.REQUIRED)
    assert found["Plan asked for"][1] == "Not asked"
    for later in ("Plan received", "Plan agreed", "Closed"):
        assert found[later][1] == LATER


def test_an_awaited_plan_is_overdue_after_its_day_only():
    assert asked()["Plan asked for"] == ("3 March 2023; no due day is set", "Done")
    assert asked()["Plan received"][1] == "Awaited"
    for day, words in ((5, "Awaited"), (4, "Overdue")):
        found = asked(due_on=pd.Timestamp(2023, 10, day))
        assert found["Plan received"][1] == words


def test_a_plan_with_the_icb_is_work_and_not_agreed_yet():
    found = asked(Status.IN_REVIEW, received=[(1, MARCH), (2, MAY)])
    assert found["Plan received"] == (
        "Version 1 on 3 March 2023; version 2 on 2 May 2023",
        "In review",
    )
    assert found["Plan agreed"][1] == "Not yet"


@pytest.mark.parametrize("status", [Status.AGREED, Status.IN_DELIVERY, Status.COMPLETE])
def test_an_agreed_plan_is_done(status):
    found = asked(status, received=[(1, MARCH)], moved_on=pd.Timestamp(MAY))
    assert found["Plan received"][1] == found["Plan agreed"][1] == "Done"
    assert found["Plan agreed"][0].endswith("2 May 2023")


@pytest.mark.parametrize("status", [Status.DECLINED, Status.DPIA_POSITION])
def test_an_answer_is_an_answer(status):
    assert asked(status)["Plan received"][1].casefold() == status.casefold()


def test_an_extension_keeps_what_it_came_upon():
    late = {"before": Status.REQUESTED, "due_on": pd.Timestamp(2023, 10, 9)}
    found = asked(Status.EXTENSION_AGREED, **late)
    assert found["Plan received"][1] == "Extension agreed"
    assert asked(Status.EXTENSION_AGREED, before=Status.AGREED)["Plan agreed"][1] == (
        "Done"
    )


def test_a_withdrawn_request_awaits_nothing():
    found = asked(Status.WITHDRAWN)
    assert (found["Plan asked for"][1], found["Plan received"][1]) == (
        "Withdrawn",
        "Not awaited",
    )


def test_a_closure_is_proposed_where_something_is_stored():
    assert told(Status.AGREED, proposes_closure=True)["Closed"][1] == "Closure proposed"


@pytest.mark.parametrize(
    ("cells", "note", "status"),
    [
        ([], "Nobody has asked for monthly reports.", "Not asked"),
        ([Timeliness.NOT_ASKED], "Nobody has asked for monthly reports.", "Not asked"),
        ([Timeliness.ON_TIME, Timeliness.LATE], "2 of 2 received", "Done"),
        (
            [Timeliness.MISSING, Timeliness.ON_TIME],
            "1 of 2 received; January missing",
            "Missing",
        ),
        ([Timeliness.DECLINED], "0 of 1 received", "Declined"),
    ],
)
def test_reports_are_counted_among_those_asked_for(cells, note, status):
    months = [pd.Timestamp(2023, 1 + n, 1) for n in range(len(cells))]
    step = reports(pd.DataFrame({"period": months, "timeliness": cells}), TODAY)
    assert (step.note, step.status) == (note, status)


def test_an_agreed_version_stays_agreed_while_the_next_is_looked_at():
    found = asked(Status.IN_REVIEW, received=[(1, MARCH, MARCH), (2, MAY)])
    assert found["Plan agreed"] == ("Version 1 on 3 March 2023", "Done")
