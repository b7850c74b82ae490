"""How long a sign-in holds: idle half an hour, never longer than twelve hours."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.sign_in import IDLE, LASTS, Ending, SignIn, ending

BEGUN = datetime(2026, 6, 1, 8, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def sign_in(seen: timedelta = timedelta(0), **said) -> SignIn:
    times = {"begun_at": BEGUN, "seen_at": BEGUN + seen}
    return SignIn(key="k", email="a@x.example", **times, **said)


@pytest.mark.parametrize(
    ("seen", "after", "why"),
    [
        (timedelta(0), IDLE - MOMENT, None),
        (timedelta(0), IDLE, Ending.IDLE),
        (LASTS - MOMENT, LASTS - MOMENT, None),
        (LASTS - MOMENT, LASTS, Ending.TOO_LONG),
    ],
)
def test_the_limits_to_the_moment(seen, after, why):
    assert ending(sign_in(seen), BEGUN + after) is why


@given(
    st.sampled_from([Ending.SIGNED_OUT, Ending.BY_ADMINISTRATOR]),
    st.timedeltas(timedelta(0), timedelta(days=40)),
)
def test_what_somebody_ended_stays_ended(why, after):
    ended = sign_in(ended_at=BEGUN, ended_why=why)
    assert ending(ended, BEGUN + after) is why


@given(
    st.timedeltas(timedelta(0), timedelta(days=1)),
    st.timedeltas(timedelta(0), timedelta(days=1)),
)
def test_nothing_holds_past_a_limit(seen, later):
    at = BEGUN + seen + later
    holds = ending(sign_in(seen), at) is None
    assert holds == (later < IDLE and at - BEGUN < LASTS)
