"""A batch of letters as files: each as .docx and .eml, all in one CSV and one .ics."""

from collections.abc import Sequence

from lib.documents import calendar_file, letters, mail_merge
from lib.documents.letters import Envelope

MAIL_MERGE = "mail-merge.csv"
CALENDAR = "due-days.ics"


def files(envelopes: Sequence[Envelope]) -> dict[str, bytes]:
    """By their names."""
    made: dict[str, bytes] = {}
    for envelope in envelopes:
        name = letters.stem(envelope)
        made[f"{name}.docx"] = letters.as_docx(envelope)
        made[f"{name}.eml"] = letters.as_eml(envelope)
    made[MAIL_MERGE] = mail_merge.as_csv(envelopes)
    made[CALENDAR] = calendar_file.as_ics(envelopes)
    return made


def as_zip(envelopes: Sequence[Envelope]) -> bytes:
    return letters.as_zip(files(envelopes))
