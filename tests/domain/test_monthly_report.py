"""The timeliness of a report: each asked month says one thing, and missing is rare."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.monthly_report import Owed, Timeliness, timeliness

DUE = date(2026, 4, 10)
AFTER = DUE + timedelta(days=1)
SENT = DUE - timedelta(days=3)


@pytest.mark.parametrize(
    ("owed", "received_on", "today", "said"),
    [
        (Owed(asked=False, due_on=DUE), None, AFTER, (Timeliness.NOT_ASKED, 0)),
        (Owed(asked=True), None, AFTER, (Timeliness.NOT_YET_DUE, 0)),
        (Owed(asked=True, due_on=DUE), None, DUE, (Timeliness.DUE, 0)),
        (Owed(asked=True, due_on=DUE), None, AFTER, (Timeliness.MISSING, 0)),
        (Owed(asked=True, due_on=DUE), DUE, AFTER, (Timeliness.ON_TIME, 0)),
        (Owed(asked=True, due_on=DUE), AFTER, AFTER, (Timeliness.LATE, 1)),
        (Owed(asked=True), AFTER, AFTER, (Timeliness.ON_TIME, 0)),
        (
            Owed(asked=True, due_on=DUE, declined=True),
            None,
            AFTER,
            (Timeliness.DECLINED, 0),
        ),
        (
            Owed(asked=True, due_on=DUE, declined=True),
            SENT,
            AFTER,
            (Timeliness.ON_TIME, 0),
        ),
        (
            Owed(asked=True, due_on=DUE, waived=True),
            None,
            AFTER,
            (Timeliness.WAIVED, 0),
        ),
    ],
)
def test_what_a_cell_says(owed, received_on, today, said):
    assert timeliness(owed, received_on, today) == said


@given(
    st.builds(
        Owed,
        asked=st.booleans(),
        due_on=st.none() | st.dates(DUE, AFTER),
        declined=st.booleans(),
        waived=st.booleans(),
    ),
    st.none() | st.dates(SENT, AFTER + timedelta(days=9)),
    st.dates(SENT, AFTER + timedelta(days=9)),
)
def test_a_cell_is_missing_only_after_a_due_day_that_was_set(owed, received_on, today):
    said, days_late = timeliness(owed, received_on, today)
    assert (said is not Timeliness.NOT_ASKED) is owed.asked
    assert (days_late > 0) is (said is Timeliness.LATE)
    if said is Timeliness.MISSING:
        assert owed.due_on is not None
        assert today > owed.due_on
        assert not (owed.declined or owed.waived or received_on)
