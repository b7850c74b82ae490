"""Papers on their way in: known by their content, and refused where they name a patient."""

import io
import zipfile
import zlib
from email.message import EmailMessage

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from lib import ingest
from lib.domain.errors import FileRefused
from lib.domain.papers import LIMIT, MediaType
from lib.ingest import papers
from tests.ingest import made

INVENTED = "943 476 5919"  # passes modulus 11
LETTER = "We review each record. Telephone +44 9434 765919."
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def pdf(text: str) -> bytes:
    """One page with this text, its stream compressed as real ones are."""
    stream = zlib.compress(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 " + font + b">>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream"
        % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\n" % (len(parts) + 1)
    return body + head + table + trailer + b"startxref\n%d\n%%%%EOF" % len(body)


SCRIPT = {
    NameObject("/OpenAction"): DictionaryObject(
        {NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
}


def rewritten(change) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(LETTER)))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def word(text: str) -> bytes:
    """The text in two runs of one paragraph, as after a change of font."""
    document = docx.Document()
    paragraph = document.add_paragraph(text[:20])
    paragraph.add_run(text[20:]).bold = True
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def mail(text: str, attached: bytes = b"", subtype: str = "plain") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "pat@example.org", "sam@example.org"
    message["Subject"], message["Date"] = "Our plan", "Mon, 02 Mar 2026 10:00:00 +0000"
    message.set_content(text, subtype=subtype)
    if attached:
        message.add_attachment(
            attached, maintype="application", subtype="octet-stream", filename="plan"
        )
    return message.as_bytes()


def workbook(text: str) -> bytes:
    return made.workbook([["What", "Who"], [text, "Pat"]])


OF_EACH = {
    MediaType.PDF: pdf,
    MediaType.WORD: word,
    MediaType.EXCEL: workbook,
    MediaType.EMAIL: mail,
    MediaType.TEXT: str.encode,
}


def problem(content: bytes, name: str = "letter") -> str:
    with pytest.raises(FileRefused) as refused:
        papers.look(content, name)
    assert INVENTED not in str(refused.value)
    return refused.value.problem


@pytest.mark.parametrize("media_type", OF_EACH)
def test_a_file_is_known_by_its_content_and_its_words_are_read(media_type):
    content = OF_EACH[media_type](LETTER)
    assert papers.look(content, "letter.exe") == (media_type, True)


@pytest.mark.parametrize("media_type", OF_EACH)
def test_a_file_that_names_a_patient_is_refused(media_type):
    text = f"Dear Sam, about patient {INVENTED}: we write."
    assert problem(OF_EACH[media_type](text)) == "patient-data"


@pytest.mark.parametrize("content", [PNG, b"\xff\xd8\xff\xe0" + b"\0" * 20])
def test_a_picture_is_kept_and_said_to_be_unread(content):
    assert papers.look(content, "scan.png")[1] is False


def test_the_name_of_a_file_is_looked_at_too():
    assert problem(PNG, f"{INVENTED}.png") == "patient-data"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not-kept"),
        (b"  \n", "not-kept"),
        (b"\x00\x01\x02", "not-kept"),
        (b"MZ\x90\x00 program", "not-kept"),
        (b"\xd0\xcf\x11\xe0 an old Word document", "not-kept"),
        (b"<html><script>alert(1)</script></html>", "not-kept"),
        (b"\xef\xbb\xbf<svg onload='alert(1)'/>", "not-kept"),
        (b"%PDF-1.7 and then nothing", "damaged"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (made.zipped({"letter.txt": b"Ours"}), "not-kept"),
        (
            made.zipped({"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}),
            "macros",
        ),
        (
            made.zipped({"word/document.xml": b"<a/>", "word/embeddings/a.xlsx": b"x"}),
            "embedded-file",
        ),
        (made.zipped({"word/document.xml": b"<a>" + b" " * (65 * 2**20)}), "too-large"),
        (made.zipped({"word/document.xml": b"<!DOCTYPE a><a/>"}), "doctype"),
        (rewritten(lambda w: w.encrypt("secret")), "encrypted"),
        (rewritten(lambda w: w.root_object.update(SCRIPT)), "script"),
        (rewritten(lambda w: w.add_attachment("a.exe", b"MZ")), "embedded-file"),
        (mail("See attached", b"MZ\x90\x00 program"), "not-kept"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_could_harm_or_cannot_be_looked_into_is_not_kept(content, why):
    assert problem(content) == why


def test_a_pdf_that_may_be_read_but_not_changed_is_looked_through():
    locked = rewritten(lambda w: w.encrypt("", "owner"))
    assert papers.look(locked, "letter.pdf") == (MediaType.PDF, True)


def test_what_is_attached_to_an_e_mail_is_looked_through():
    assert papers.look(mail("See attached", pdf(LETTER)), "mail.eml")[1]
    assert (
        problem(mail("See attached", word(f"Patient {INVENTED} wrote")))
        == "patient-data"
    )
    assert problem(mail("<p>943 <b>476</b> 5919</p>", subtype="html")) == "patient-data"


def test_a_process_of_its_own_looks_at_the_file():
    found = ingest.read_paper(pdf(LETTER), "C:\\letters\\plan.pdf")
    assert (found.file_name, found.media_type, found.has_text) == (
        "plan.pdf",
        MediaType.PDF,
        True,
    )
    assert found.content == pdf(LETTER)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"x" * (LIMIT + 1), "too-large"), (b"%PDF-1.7", "damaged")],
)
def test_a_refusal_says_what_to_do_with_a_letter(content, why):
    with pytest.raises(FileRefused, match=r"PDF|fewer pages") as refused:
        ingest.read_paper(content, "letter.pdf")
    assert refused.value.problem == why


def test_a_zip_that_grows_is_never_unpacked():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/media/image.png", b"\0" * (70 * 2**20))
    assert problem(bomb.getvalue()) == "too-large"
