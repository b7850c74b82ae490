"""The burden ledger: asks add up, the cap is per practice, what is known is not asked."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import burden
from lib.analysis.burden import OVER_THE_CAP, Load
from tests.analysis.figures import a_few, frame, row

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def asks(*each: tuple) -> pd.DataFrame:
    """Of (practice, asked on, due on, minutes)."""
    table = pd.DataFrame(
        list(each), columns=["ods_code", "asked_on", "due_on", "minutes"]
    )
    table = table.assign(
        name=table["ods_code"],
        practice=table["ods_code"],
        icb_code="XA1",
        extension_sought_on=pd.NaT,
    )
    days = ["asked_on", "due_on", "extension_sought_on"]
    return table.astype(dict.fromkeys(days, "datetime64[s]"))


THREE = asks(
    ("A", date(2026, 3, 2), date(2026, 3, 16), 120),
    ("A", date(2026, 3, 31), None, 20),
    ("B", date(2026, 4, 1), date(2026, 4, 11), 10),
)


def test_each_ask_counts_in_its_month():
    table = burden.by_month(THREE)
    assert [each.date() for each in table["period"]] == [APRIL, MARCH]
    march = table.iloc[1]
    assert (march.asks, march.practices, march.minutes, march.most) == (2, 1, 140, 2)
    assert (march.days, march.without_day, march.sought) == (14, 1, 0)


@a_few
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 200)), min_size=1))
def test_the_months_add_up_to_all_asks(said):
    table = burden.by_month(
        asks(*((c, date(2026, 3, 1 + n % 28), None, n) for c, n in said))
    )
    assert table["asks"].sum() == len(said)
    assert table["minutes"].sum() == sum(minutes for _, minutes in said)


@pytest.mark.parametrize(("cap", "standing"), [(1, OVER_THE_CAP), (2, ""), (None, "")])
def test_a_practice_asked_more_than_the_cap_is_marked(cap, standing):
    (one,) = burden.of_practices(THREE, MARCH, cap).itertuples()
    assert (one.ods_code, one.asks, one.minutes, one.standing) == (
        "A",
        2,
        140,
        standing,
    )


def test_the_load_is_of_that_practice_and_month():
    assert burden.load_of(THREE, "A", date(2026, 3, 9)) == Load(2, 140)
    assert burden.load_of(THREE, "A", APRIL) == Load(0, 0)


def test_the_sentence_says_that_time_is_an_estimate():
    said = burden.sentence(THREE)
    assert said.startswith("Practices have been asked 3 times, for about 2 hours")
    assert "by our estimate; once without a due day." in said
    assert burden.sentence(asks()) == "Nothing has been asked of any practice."


def test_what_files_and_plan_say_need_not_be_asked():
    (reported,) = frame([row()]).to_dict("records")
    plan = {"dpia": "done", "access_model": None}
    assert burden.known(reported, plan) == (
        "patients with an active 104 in September 2023, the list size, the supplier"
        " and the DPIA"
    )
    silent = row(excluded=None, list_size=None, supplier=None)
    (nothing,) = frame([silent]).to_dict("records")
    assert burden.known(nothing, None) == ""
