"""The wording of a letter: whatever it is, it holds what it must, and threatens nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import letter_templates as shipped
from lib.domain.errors import RuleBroken
from lib.domain.letter import REMINDERS, REQUESTS, LetterKind
from lib.domain.letter_wording import (
    PASSAGES,
    LetterWording,
    begun,
    check,
    in_force,
    required,
    write,
)
from tests.domain.test_letter_templates import FACTS

DAY = date(2023, 5, 1)


def wording(kind=LetterKind.CLOSURE, body="[why] [own words]", **different):
    usual = {"subject": "S", "from_on": DAY, "source": "minute", "sequence": 1}
    said = {**usual, "recorded_by": "a@example.org", **different}
    return LetterWording(kind=kind, body=body, **said)


@pytest.mark.parametrize("kind", LetterKind)
def test_what_one_begins_from_is_the_shipped_letter_and_may_be_stored(kind):
    subject, body = begun(kind)
    check(kind, subject, body)
    text = write(kind, FACTS, wording(kind, body, subject=subject))
    ours = set(shipped.write(kind, FACTS).body.split("\n\n"))
    # But for what the shipped letter says of a month or a due day in its opening.
    assert len(ours - set(text.body.split("\n\n"))) <= 1
    assert "[" not in text.body


@pytest.mark.parametrize("kind", LetterKind)
@given(left_out=st.data())
def test_no_wording_goes_without_a_passage_that_is_needed(kind, left_out):
    subject, body = begun(kind)
    gone = left_out.draw(st.sampled_from(required(kind)))
    with pytest.raises(RuleBroken, match="has to hold"):
        check(kind, subject, body.replace(f"[{gone}]", ""))


@pytest.mark.parametrize("kind", sorted(REQUESTS))
def test_a_request_holds_all_that_a_request_states(kind):
    assert {
        *("authority", "press reports", "recipient", "time allowed"),
        *("other answers", "LMC", "counts only", "why"),
    } <= set(required(kind))
    text = write(kind, FACTS, wording(kind, begun(kind)[1])).body
    for stated in (
        "Minute 7 of the committee",
        "Recipient: NHS England and the ICB.",
        "until 14 August 2023, 28 days from 17 July 2023",
        "press reports",
        "DPIA or an opt-in position",
        "Invented LMC, 1 High Street, Northmere",
    ):
        assert stated in text


@pytest.mark.parametrize("kind", sorted(REMINDERS))
def test_a_reminder_names_authority_answers_and_lmc(kind):
    assert {"authority", "other answers", "LMC"} <= set(required(kind))


@pytest.mark.parametrize(
    "threat", ["You must reply.", "A breach notice follows", "sanctions", "We warn you"]
)
def test_a_letter_threatens_nothing(threat):
    subject, body = begun(LetterKind.PLAN_REQUEST)
    with pytest.raises(RuleBroken, match="threatens nothing"):
        check(LetterKind.PLAN_REQUEST, subject, f"{body}\n\n{threat}")
    with pytest.raises(RuleBroken, match="threatens nothing"):
        check(LetterKind.PLAN_REQUEST, threat, body)


def test_a_passage_that_does_not_exist_is_said():
    subject, body = begun(LetterKind.CLOSURE)
    with pytest.raises(RuleBroken, match="no passage"):
        check(LetterKind.CLOSURE, subject, f"{body} [deadline]")


def test_the_icbs_own_goes_before_the_one_for_all_and_an_empty_one_ends_it():
    all_icbs = wording(body="all")
    own = wording(body="own", icb_code="XA1", sequence=2)
    later = wording(body="later", from_on=date(2023, 6, 1), sequence=3)
    found = [all_icbs, own, later]

    def body(icb, on=DAY):
        chosen = in_force(found, LetterKind.CLOSURE, icb, on)
        return chosen.body if chosen else None

    assert (body("XA1"), body("XB1")) == ("own", "all")
    assert (body("XB1", date(2023, 6, 1)), body("XB1", date(2023, 4, 30))) == (
        "later",
        None,
    )
    found.append(wording(body="", icb_code="XA1", sequence=4))
    assert (body("XA1"), body("XB1")) == (None, "all")
    assert in_force(found, LetterKind.QUERY, "XA1", DAY) is None


def test_every_passage_has_a_text():
    assert all(each(FACTS) or name == "own words" for name, each in PASSAGES.items())
