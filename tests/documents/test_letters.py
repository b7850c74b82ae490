"""Letters as files: the same bytes each time, marked as drafts until they are sent."""

import csv
import email
import io
import zipfile
from datetime import UTC, date, datetime
from email.policy import default

import docx
import pytest
from icalendar import Calendar

from lib.documents import calendar_file, letter_batch, letters, mail_merge
from lib.documents.letters import Envelope
from lib.domain.correspondence import Contact
from lib.domain.letter import Letter, LetterKind, LetterState
from lib.domain.organisations import Practice

BODY = (
    "Dear colleague,\n\nWhy did I get this? 6,000 of your patients.\n\n"
    "- Pace: say more\n- Method: say how\n\nYours sincerely,\nInvented ICB"
)


def envelope(**different):
    usual = {
        "id": 4,
        "practice_code": "X99001",
        "icb_code": "XA1",
        "episode_id": 3,
        "kind": LetterKind.PLAN_REQUEST,
        "about": "request 12",
        "subject": "Request for an action plan: Café Road (X99001)",
        "body": BODY,
        "due_on": date(2026, 5, 18),
        "drafted_by": "olive@example.org",
        "drafted_at": datetime(2026, 4, 20, 9, tzinfo=UTC),
    }
    practice = Practice(
        ods_code="X99001", name="Café Road", postcode="ZZ99 1AA", lmc_name="=LMC"
    )
    contact = Contact(
        practice_code="X99001",
        role="Practice manager",
        name="Pat",
        email="pat@example.org",
        recorded_by="o",
    )
    return Envelope(Letter(**{**usual, **different}), practice, contact)


SENT = {
    "state": LetterState.SENT,
    "sent_on": date(2026, 4, 22),
    "sent_by": "ada@example.org",
}


def message(made):
    return email.message_from_bytes(letters.as_eml(made), policy=default)


def document(made):
    return docx.Document(io.BytesIO(letters.as_docx(made)))


def test_a_draft_says_so_in_both_files():
    draft = envelope()
    header = document(draft).sections[0].header.paragraphs[0].text
    assert header == letters.DRAFT
    assert message(draft)["Subject"].startswith("DRAFT: ")
    assert message(draft).get_content().startswith(letters.DRAFT)
    assert message(draft)["X-Unsent"] == "1"


def test_once_sent_the_marking_is_gone():
    sent = envelope(**SENT)
    told = [paragraph.text for paragraph in document(sent).paragraphs]
    assert document(sent).sections[0].header.paragraphs[0].text == ""
    assert "22 April 2026" in told
    assert "DRAFT" not in letters.as_eml(sent).decode()
    assert message(sent)["From"] == "ada@example.org"
    assert message(sent)["Date"].datetime.date() == date(2026, 4, 22)


def test_the_text_arrives_whole():
    told = message(envelope(**SENT))
    assert told.get_content().replace("\r\n", "\n").strip() == BODY
    assert told["To"] == "pat@example.org"
    assert "Café Road" in told["Subject"]
    paragraphs = document(envelope()).paragraphs
    assert "Café Road" in paragraphs[0].text
    listed = [p.text for p in paragraphs if p.style.name == "List Bullet"]
    assert listed == ["Pace: say more", "Method: say how"]
    bold = [run.text for p in paragraphs for run in p.runs if run.bold]
    assert bold == ["Why did I get this?"]


def test_without_a_contact_there_is_no_address():
    nobody = envelope()._replace(contact=None)
    assert message(nobody)["To"] is None
    (row,) = rows(nobody)
    assert (row["Contact role"], row["E-mail"]) == ("no contact", "")


@pytest.mark.parametrize(
    ("copy_to", "cc"),
    [
        ("North LMC, office@lmc.example", "office@lmc.example"),
        ("North LMC, 1 High Street", None),
    ],
)
def test_the_lmc_gets_a_copy_where_the_rule_says_so(copy_to, cc):
    copied = envelope(**SENT)._replace(copy_to=copy_to)
    assert message(copied)["Cc"] == cc
    assert document(copied).paragraphs[-1].text == f"Copy to: {copy_to}"
    assert message(envelope(**SENT))["Cc"] is None
    assert "Copy to" not in document(envelope(**SENT)).paragraphs[-1].text


def rows(*envelopes):
    text = mail_merge.as_csv(envelopes).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_mail_merge_has_a_row_for_each_letter():
    (row,) = rows(envelope())
    assert row["ODS code"] == "X99001"
    assert row["Due day"] == "18 May 2026"
    assert row["State"] == "draft, not sent"
    assert row["LMC"] == "'=LMC"  # no spreadsheet runs it
    assert row["Text"] == BODY


def events(*envelopes):
    return Calendar.from_ical(calendar_file.as_ics(envelopes)).walk("VEVENT")


def test_a_due_day_is_an_all_day_event():
    (event,) = events(envelope())
    assert event["DTSTART"].dt == date(2026, 5, 18)
    assert event["DTEND"].dt == date(2026, 5, 19)
    assert str(event["SUMMARY"]) == "Action plan due: Café Road (X99001)"


def test_a_later_letter_moves_the_event_of_the_same_plan():
    reminder = envelope(
        id=5,
        kind=LetterKind.PLAN_REMINDER,
        about="plan 7 due 2026-06-01",
        due_on=date(2026, 6, 1),
    )
    (event,) = events(reminder, envelope())
    assert event["DTSTART"].dt == date(2026, 6, 1)
    assert event["UID"] == events(envelope())[0]["UID"]


@pytest.mark.parametrize(
    ("kind", "about", "uid"),
    [
        (
            LetterKind.REPORT_REMINDER,
            "report 2026-03 due 2026-05-15",
            "X99001-report-2026-03",
        ),
        (LetterKind.REPORT_REQUEST, "request 9", "X99001-request-9"),
    ],
)
def test_reports_have_events_of_their_own(kind, about, uid):
    (event,) = events(envelope(kind=kind, about=about))
    assert event["UID"] == f"{uid}@{calendar_file.AT}"
    assert "Monthly report" in event["SUMMARY"]


def test_a_letter_without_a_due_day_makes_no_event():
    assert events(envelope(due_on=None)) == []


def test_the_same_batch_is_the_same_bytes():
    batch = [envelope(), envelope(id=5, **SENT)]
    made = letter_batch.as_zip(batch)
    assert made == letter_batch.as_zip(batch)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == [
            "X99001_request-for-an-action-plan_4.docx",
            "X99001_request-for-an-action-plan_4.eml",
            "X99001_request-for-an-action-plan_5.docx",
            "X99001_request-for-an-action-plan_5.eml",
            "mail-merge.csv",
            "due-days.ics",
        ]
