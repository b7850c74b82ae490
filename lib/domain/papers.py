"""Papers: which files are kept, how large they may be, and what has been looked at."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

LIMIT = 9 * 2**20  # bytes; a scanned letter of ten pages has two or three million


class MediaType(StrEnum):
    """Told by the first bytes of a file, never by its name."""

    PDF = "application/pdf"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PNG = "image/png"
    JPEG = "image/jpeg"
    EMAIL = "message/rfc822"
    TEXT = "text/plain"


NAMES = {
    MediaType.PDF: "PDF",
    MediaType.WORD: "Word document (.docx)",
    MediaType.EXCEL: "Excel workbook (.xlsx)",
    MediaType.PNG: "picture (PNG)",
    MediaType.JPEG: "picture (JPEG)",
    MediaType.EMAIL: "e-mail (.eml)",
    MediaType.TEXT: "text",
}
SUFFIXES = ["pdf", "docx", "xlsx", "png", "jpg", "jpeg", "eml", "txt"]


@dataclass(frozen=True)
class Document:
    """A file that has been looked at. `has_text`: its words could be read, and none of
    them was the NHS number of a patient."""

    content: bytes
    file_name: str
    media_type: MediaType
    has_text: bool

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()
