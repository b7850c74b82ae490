"""Letters: every request says what it must, and none threatens or blames."""

import re
from datetime import date

import pytest

from lib.domain.ask import Ask, AskKind
from lib.domain.letter import REQUESTS, LetterKind
from lib.domain.letter_templates import Facts, write
from lib.domain.recipients import Recipient

ASK = Ask(
    id=1,
    practice_code="X99001",
    icb_code="XA1",
    kind=AskKind.PLAN,
    authority="Minute 7 of the committee",
    authority_link="https://example.nhs.uk/7",
    authority_on=date(2023, 2, 16),
    recipient=Recipient.BOTH,
    asked_on=date(2023, 7, 17),
    due_on=date(2023, 8, 14),
    minutes=120,
    asked_by="olive@example.org",
)
FACTS = Facts(
    practice="Hill Road Surgery (X99001)",
    icb="Invented ICB",
    why="6,000 of your 10,000 patients had an active 104.",
    ask=ASK,
    due_on=date(2023, 8, 14),
    period=date(2023, 7, 1),
    lines=["Safeguarding: say who searches"],
    lmc="Invented LMC",
    lmc_address="1 High Street, Northmere",
)
THREATS = re.compile(
    r"\b(must|breach|contract\w*|sanction\w*|notice|escalat\w+|fail\w*|refus\w+"
    r"|comply|compli\w+|consequence\w*|further action|overdue|warn\w*|obliged)\b",
    re.IGNORECASE,
)


def body(kind, **different):
    return write(kind, Facts(**{**vars(FACTS), **different})).body


@pytest.mark.parametrize("kind", sorted(REQUESTS))
@pytest.mark.parametrize(
    "stated",
    [
        "Minute 7 of the committee, 16 February 2023 (https://example.nhs.uk/7)",
        "Recipient: NHS England and the ICB.",
        "until 14 August 2023, 28 days from 17 July 2023",
        "press reports",
        "declines",
        "DPIA or an opt-in position",
        "Invented LMC, 1 High Street, Northmere",
        "no patient details",
    ],
)
def test_a_request_states_everything(kind, stated):
    assert stated in body(kind)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_says_why_it_came(kind):
    assert f"Why did I get this? {FACTS.why}" in body(kind)


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("early", [True, False])
def test_no_letter_threatens(kind, early):
    text = write(kind, Facts(**{**vars(FACTS), "early": early}))
    assert THREATS.findall(f"{text.subject} {text.body}") == []


@pytest.mark.parametrize("recipient", Recipient)
def test_each_recipient_is_named(recipient):
    ask = ASK.model_copy(update={"recipient": recipient})
    assert f"Recipient: {recipient}." in body(LetterKind.PLAN_REQUEST, ask=ask)


def test_without_a_day_the_request_says_that_none_is_set():
    assert "no day is set" in body(LetterKind.PLAN_REQUEST, due_on=None)


def test_an_lmc_without_an_address_is_still_named():
    text = body(LetterKind.PLAN_REQUEST, lmc_address="")
    assert "Your LMC: Invented LMC. We hold no address for it." in text
    assert "do not know which LMC" in body(LetterKind.PLAN_REQUEST, lmc="")


def test_an_early_reminder_asks_nothing_of_those_on_their_way():
    early = body(LetterKind.REPORT_REMINDER, early=True)
    assert "is due on 14 August 2023" in early
    assert "July 2023" in early
    assert "was due on 14 August 2023" in body(LetterKind.REPORT_REMINDER)


def test_the_senders_own_words_stand_in_the_letter():
    assert "\n\nCall Sam on Monday.\n\n" in body(
        LetterKind.QUERY, own_words="Call Sam on Monday."
    )
