"""The letters as one table, for a mail merge in Word."""

from collections.abc import Sequence

import pandas as pd

from lib.documents import tables
from lib.documents.letters import Envelope, is_draft
from lib.documents.tables import Column, Kind

COLUMNS = (
    Column("ods_code", "ODS code"),
    Column("practice", "Practice"),
    Column("postcode", "Postcode", missing=""),
    Column("role", "Contact role", missing="no contact"),
    Column("contact", "Contact name", missing=""),
    Column("email", "E-mail", missing=""),
    Column("kind", "Letter"),
    Column("state", "State"),
    Column("due_on", "Due day", Kind.DAY, "not set"),
    Column("lmc", "LMC", missing="not known"),
    Column("lmc_address", "LMC address", missing="not known"),
    Column("subject", "Subject"),
    Column("body", "Text"),
)


def as_csv(envelopes: Sequence[Envelope]) -> bytes:
    fields = [column.field for column in COLUMNS]
    table = pd.DataFrame([_row(each) for each in envelopes], columns=fields)
    return tables.as_csv(table, COLUMNS, codes=False)


def _row(envelope: Envelope) -> dict[str, object]:
    letter, practice, contact = envelope[:3]
    return {
        "ods_code": practice.ods_code,
        "practice": practice.name,
        "postcode": practice.postcode or None,
        "role": contact.role if contact else None,
        "contact": (contact.name or None) if contact else None,
        "email": contact.email if contact else None,
        "kind": str(letter.kind),
        "state": "draft, not sent" if is_draft(letter) else str(letter.state),
        "due_on": letter.due_on,
        "lmc": practice.lmc_name,
        "lmc_address": envelope.lmc_address or None,
        "subject": letter.subject,
        "body": letter.body,
    }
