"""A register that closes, merges or moves a practice with an open case proposes."""

import pandas as pd
import pytest

from lib.analysis.register_changes import Proposes, proposals
from tests.analysis.figures import SEPTEMBER, frame, row

CASE = pd.DataFrame(
    {"ods_code": ["X99001"], "opened_period": [pd.Timestamp(SEPTEMBER)]}
)


def said(**different) -> pd.DataFrame:
    usual = {
        "ods_code": "X99001",
        "status": "active",
        "closed_on": pd.NaT,
        "supplier": "EMIS",
        "successor_code": None,
    }
    return pd.DataFrame([{**usual, **different}])


@pytest.mark.parametrize(
    ("different", "proposes", "words"),
    [
        ({"status": "closed"}, Proposes.EXEMPT, "closed."),
        ({"closed_on": pd.Timestamp(2023, 9, 5)}, Proposes.EXEMPT, "5 September 2023"),
        (
            {"status": "closed", "successor_code": "X99002"},
            Proposes.TRANSFER,
            "X99002 took its patients on",
        ),
        ({"supplier": "TPP"}, Proposes.TRANSFER, "was EMIS when the case began"),
    ],
)
def test_it_proposes_and_says_why(different, proposes, words):
    (one,) = proposals(CASE, said(**different), frame([row()]))
    assert one.proposes is proposes
    assert words in one.why


@pytest.mark.parametrize("different", [{}, {"supplier": None}])
def test_nothing_changed_proposes_nothing(different):
    assert proposals(CASE, said(**different), frame([row()])) == []


def test_an_unknown_first_supplier_proposes_nothing():
    first = frame([row(supplier=None)])
    assert proposals(CASE, said(supplier="TPP"), first) == []
