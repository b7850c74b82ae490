"""One figure is put right by an upload of one row, with its reason and source."""

from dataclasses import replace
from datetime import date

import pytest

from lib import actions, queries
from lib.actions.corrections import Correction
from lib.domain.codes import Measure
from lib.domain.errors import NotFound, RuleBroken
from tests import factories
from tests.conftest import filled
from tests.factories import PERIOD, counts
from tests.queries.reading import figure

RIGHT = Correction(
    "X99001", PERIOD, Measure.CODED_104, 7, "typing error", "e-mail of 3 May 2026"
)


@filled
def loaded():
    factories.load(factories.hierarchy())
    return factories.load(counts({"X99001": 70, "X99002": 8})).upload_id


def correct(**different) -> int:
    return actions.corrections.correct(
        replace(RIGHT, **different), by=factories.officer()
    )


def test_it_is_the_newest_word_and_the_first_stays_on_record(loaded):  # decisions 5
    upload = correct()
    assert (figure()["excluded"], figure()["upload_id"]) == (7, upload)
    assert figure("X99002")["excluded"] == 8
    found = queries.practices.history(factories.officer(), "X99001")
    assert found.value.tolist() == [7, 70]
    assert found.current.tolist() == [True, False]
    assert found.reason.tolist() == ["typing error", ""]


def test_it_can_be_withdrawn(loaded):
    actions.uploads.withdraw(correct(), "it was right", by=factories.officer())
    assert figure()["excluded"] == 70


def test_a_later_file_has_the_last_word(loaded):
    correct()
    factories.load(counts({"X99001": 71}))
    assert figure()["excluded"] == 71


def test_the_same_correction_twice_is_two(loaded):
    assert correct() != correct()


def test_it_says_why_by_whom_and_from_where(loaded):
    upload = queries.uploads.get(factories.officer(), correct())
    assert upload.reason == "typing error"
    assert upload.sender == "e-mail of 3 May 2026"
    assert upload.loaded_by == factories.officer().email
    assert upload.icb_code == "XA1"


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ({"reason": " "}, RuleBroken),
        ({"source": ""}, RuleBroken),
        ({"value": -1}, RuleBroken),
        ({"value": 10_000_000}, RuleBroken),
        ({"period": date(2026, 3, 15)}, RuleBroken),
        ({"ods_code": "X99099"}, NotFound),
    ],
)
def test_what_cannot_be_is_refused(loaded, wrong, answer):
    with pytest.raises(answer):
        correct(**wrong)
    assert figure()["upload_id"] == loaded


@pytest.mark.parametrize("value", [0, 9_999_999])
def test_the_bounds_are_taken(loaded, value):
    correct(value=value)
    assert figure()["excluded"] == value
