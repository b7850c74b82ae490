"""Store contacts that came in a file; older words on the same people stay on record."""

from typing import cast

from sqlmodel import Session

from lib.actions.loaders import bulk
from lib.domain.correspondence import Contact
from lib.domain.parsed import Parsed
from lib.domain.rows import ContactRow
from lib.domain.uploads import Upload


def store(session: Session, parsed: Parsed, upload: Upload) -> int:
    """Add the contacts and return how many."""
    of_upload = {
        "upload_id": upload.id,
        "recorded_by": upload.loaded_by,
        "version": 1,
    }
    rows = [row._asdict() for row in cast(list[ContactRow], parsed.rows)]
    people = [{k: v for k, v in row.items() if k != "row"} for row in rows]
    bulk.insert(session, Contact, [{**person, **of_upload} for person in people])
    return len(people)
