"""A letter as a Word document and as an e-mail to open and send; a draft says it is one.

The same letter gives the same bytes, whenever it is made.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, NamedTuple

import docx

from lib.domain.correspondence import Contact
from lib.domain.dates import LONDON, uk
from lib.domain.letter import Letter, LetterState
from lib.domain.organisations import Practice

DRAFT = "DRAFT, not sent"
# "Why did I get this?", "Time allowed:": bold at the head of its paragraph.
_LABEL = re.compile(r"[A-Z][^.:?]{2,40}[:?](?= )")
_EMAIL = re.compile(r"[^\s,;:<>()]+@[^\s,;:<>()]+\.[A-Za-z]+")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold


class Envelope(NamedTuple):
    """A letter with whom it goes to."""

    letter: Letter
    practice: Practice
    contact: Contact | None = None
    lmc_address: str = ""
    copy_to: str = ""  # the LMC with its address, where the ICB's rule copies it


def is_draft(letter: Letter) -> bool:
    return letter.state not in (LetterState.SENT, LetterState.UNDELIVERED)


def stem(envelope: Envelope) -> str:
    """The name of its files, without the ending."""
    letter = envelope.letter
    what = re.sub(r"[^a-z0-9]+", "-", letter.kind.lower()).strip("-")
    return f"{letter.practice_code}_{what}_{letter.id}"


def as_docx(envelope: Envelope) -> bytes:
    letter = envelope.letter
    made = docx.Document()
    about = made.core_properties
    about.title, about.author, about.comments = letter.subject, "", ""
    about.created = about.modified = letter.drafted_at.replace(tzinfo=None)
    if is_draft(letter):
        made.sections[0].header.paragraphs[0].add_run(DRAFT).bold = True
    for line in _head(envelope):
        made.add_paragraph(line)
    made.add_heading(letter.subject, level=1)
    for part in letter.body.split("\n\n"):
        _paragraph(made, part)
    if envelope.copy_to:
        made.add_paragraph(f"Copy to: {envelope.copy_to}")
    written = io.BytesIO()
    made.save(written)
    return _same_bytes(written.getvalue())


def _head(envelope: Envelope) -> list[str]:
    letter, contact = envelope.letter, envelope.contact
    to = [contact.name, contact.role] if contact else []
    place = [envelope.practice.name, envelope.practice.postcode]
    sent = f"{uk(letter.sent_on)}" if letter.sent_on else DRAFT
    return ["\n".join(part for part in (*to, *place) if part), sent]


def _paragraph(made: Any, part: str) -> None:
    lines = part.split("\n")
    if lines[0].startswith("- "):
        for line in lines:
            made.add_paragraph(line.removeprefix("- "), style="List Bullet")
        return
    label = _LABEL.match(part)
    paragraph = made.add_paragraph()
    if label:
        paragraph.add_run(label.group()).bold = True
        part = part[label.end() :]
    paragraph.add_run(part)


def as_eml(envelope: Envelope) -> bytes:
    """To open in Outlook or another program, which sends it; none is sent from here."""
    letter, contact = envelope.letter, envelope.contact
    made = EmailMessage(policy=SMTP)
    draft = is_draft(letter)
    marked = f"DRAFT: {letter.subject}" if draft else letter.subject
    made["Subject"] = " ".join(marked.split())
    made["From"] = letter.drafted_by if draft else letter.sent_by
    if contact:
        made["To"] = contact.email
    copied = _EMAIL.search(envelope.copy_to)
    if copied:
        made["Cc"] = copied.group()
    made["Date"] = format_datetime(_moment(letter))
    made["Message-ID"] = f"<letter-{letter.id}@records-access-oversight.invalid>"
    if draft:
        made["X-Unsent"] = "1"  # opens as a message to be sent
    body = f"{DRAFT}\n\n{letter.body}" if draft else letter.body
    made.set_content(f"{body}\n", cte="quoted-printable")
    return made.as_bytes()


def _moment(letter: Letter) -> datetime:
    if letter.sent_on is None:
        return letter.drafted_at
    return datetime.combine(letter.sent_on, time(12), LONDON)


def _same_bytes(made: bytes) -> bytes:
    """An archive without the moment at which it was written."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return as_zip({name: archive.read(name) for name in archive.namelist()})


def as_zip(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
