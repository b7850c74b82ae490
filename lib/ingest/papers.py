"""Papers: what kind of file one is, and whether its words name a patient.

Runs in the child process, like the reading of any upload.
"""

import email
import email.policy
import html
import io
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage, Message
from typing import Any

from lib.domain.errors import FileRefused
from lib.domain.nhs_numbers import holds_nhs_number
from lib.domain.papers import MediaType
from lib.ingest import archive, delimited

_STARTS = (
    (b"%PDF-", MediaType.PDF),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
)
_HEAD = 1024  # a PDF may begin a little late
# Written out for abroad, one telephone number in eleven looks like an NHS number.
_FROM_ABROAD = re.compile(r"\+44(?:[\s()-]*\d){10}")
_WHY = {
    "macros": "it has macros",
    "embedded-file": "it has another file inside it",
    "encrypted": "it is protected by a password",
    "script": "it holds a script",
    "too-large": "it becomes too large when it is unpacked",
    "too-many-cells": "it becomes too large when it is unpacked",
}
_PACKED = (
    ("word/", MediaType.WORD),
    ("xl/", MediaType.EXCEL),
)


def look(content: bytes, file_name: str) -> tuple[MediaType, bool]:
    """What it is, by its content, and whether its words could be read."""
    _refuse_patients(file_name)
    media_type = _media_type(content)
    has_text = False
    try:
        for text in _TEXTS[media_type](content):
            _refuse_patients(text)
            has_text = has_text or bool(text.strip())
    except FileRefused as refusal:
        raise _as_paper(refusal) from None
    return media_type, has_text


def _refuse_patients(text: str) -> None:
    if holds_nhs_number(_FROM_ABROAD.sub("", text)):
        raise FileRefused(
            "This file names a patient: it holds a ten-digit number that is a valid NHS"
            " number. Nothing of it was stored, not even its name. Ask the practice for"
            " a copy without patient details.",
            "patient-data",
        )


def _media_type(content: bytes) -> MediaType:
    for start, media_type in _STARTS:
        if content.startswith(start):
            return media_type
    if b"%PDF-" in content[:_HEAD]:
        return MediaType.PDF
    if archive.is_zip(content):
        return _packed(content)
    if not _is_text(content):
        raise _not_kept()
    return MediaType.EMAIL if _is_email(content) else MediaType.TEXT


def _packed(content: bytes) -> MediaType:
    try:
        names = archive.names(content)
    except FileRefused as refusal:
        raise _as_paper(refusal) from None
    for folder, media_type in _PACKED:
        if any(name.startswith(folder) for name in names):
            return media_type
    raise _not_kept()


def _is_text(content: bytes) -> bool:
    """Words, and no web page: a browser would run what is in one."""
    if not content.strip() or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    try:
        next(_of_text(content), "")
    except FileRefused:
        return False
    return True


def _is_email(content: bytes) -> bool:
    if not re.match(rb"[A-Za-z-]+:[ \t]", content):
        return False
    message = _message(content)
    return bool(message["From"] and (message["Date"] or message["Received"]))


def _message(content: bytes) -> Message:
    return email.message_from_bytes(content, policy=email.policy.default)


def _of_pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # no other kind of file needs it
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileRefused("", "encrypted")
        _refuse_more_than_pages(reader.root_object)
        yield from map(str, (reader.metadata or {}).values())
        for page in reader.pages:
            yield page.extract_text()
    except (PyPdfError, *_OF_A_BROKEN_PDF):
        raise FileRefused("", "damaged") from None


def _refuse_more_than_pages(root: Any) -> None:
    """A paper runs nothing when it is opened, and has no other file inside it."""
    found = [root.get(name) for name in ("/Names", "/OpenAction")]
    keys = {str(key) for each in found if each for key in each.get_object()}
    if keys & {"/JavaScript", "/JS", "/Launch"}:
        raise FileRefused("", "script")
    if "/EmbeddedFiles" in keys:
        raise FileRefused("", "embedded-file")


# What pypdf lets through where a file is not what it says.
_OF_A_BROKEN_PDF = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def _of_office(content: bytes) -> Iterator[str]:
    _, texts = archive.workbook(content)
    yield from texts.values()


def _of_email(content: bytes) -> Iterator[str]:
    message = _message(content)
    yield from (str(message[name] or "") for name in ("Subject", "From", "To", "Cc"))
    for part in message.walk():
        if not part.is_multipart():
            yield from _of_part(part)


def _of_part(part: Message) -> Iterator[str]:
    """The words of a body; an attachment is looked at as if it had come alone."""
    if part.get_content_maintype() != "text":
        attached = part.get_payload(decode=True)
        if isinstance(attached, bytes) and attached:
            yield part.get_filename() or ""
            yield from _TEXTS[_media_type(attached)](attached)
        return
    assert isinstance(part, EmailMessage)  # noqa: S101 by the policy
    try:
        text = str(part.get_content())
    except LookupError:
        raise FileRefused("", "damaged") from None
    is_web_page = part.get_content_subtype() == "html"
    yield html.unescape(re.sub(r"<[^<>]*>", "", text)) if is_web_page else text


def _of_text(content: bytes) -> Iterator[str]:
    return delimited.texts(lambda: io.BytesIO(content))


def _of_picture(content: bytes) -> Iterator[str]:  # noqa: ARG001 nothing can be read
    return iter(())


_TEXTS: dict[MediaType, Callable[[bytes], Iterator[str]]] = {
    MediaType.PDF: _of_pdf,
    MediaType.WORD: _of_office,
    MediaType.EXCEL: _of_office,
    MediaType.PNG: _of_picture,
    MediaType.JPEG: _of_picture,
    MediaType.EMAIL: _of_email,
    MediaType.TEXT: _of_text,
}


def _as_paper(refusal: FileRefused) -> FileRefused:
    """In the words of a letter, where those of a table would not help."""
    if refusal.problem in ("patient-data", "not-kept"):
        return refusal
    why = _WHY.get(refusal.problem, "it is damaged, or not what it says it is")
    return FileRefused(
        f"This file cannot be kept: {why}. Print it to a PDF and file that.",
        refusal.problem,
    )


def _not_kept() -> FileRefused:
    return FileRefused(
        "Files of this kind are not kept. Send a PDF, a Word document (.docx), an Excel"
        " workbook (.xlsx), a picture (PNG or JPEG), an e-mail (.eml) or plain text;"
        " anything else can be printed to a PDF.",
        "not-kept",
    )
