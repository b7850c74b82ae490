"""How a person of the demonstration loads a file: through the same action as anybody."""

import hashlib

from lib import actions, ingest
from lib.demo.people import ANALYST, OFFICER
from lib.demo.places import NORTHMERE
from lib.domain.arrivals import Arrival, Consent
from lib.domain.errors import RuleBroken
from lib.domain.parsed import Parsed
from lib.domain.users import User


def national(parsed: Parsed, file_name: str) -> int:
    """Load a reference file, as the analyst; returns the upload's id."""
    return _load(_arrival(parsed, file_name, None, ""), ANALYST)


def own(parsed: Parsed, file_name: str, sender: str = "Northmere data team") -> int:
    """Load a file of Northmere's own, as its officer."""
    return _load(_arrival(parsed, file_name, NORTHMERE, sender), OFFICER)


def other(parsed: Parsed, file_name: str, icb_code: str) -> int:
    """Load counts of another ICB, as the analyst."""
    return _load(_arrival(parsed, file_name, icb_code, "Ottermere data team"), ANALYST)


def _arrival(
    parsed: Parsed, file_name: str, icb_code: str | None, sender: str
) -> Arrival:
    return Arrival(
        parsed,
        file_name=file_name,
        file_hash=hashlib.sha256(repr(parsed.rows).encode()).hexdigest(),
        content_hash=ingest.content_hash(parsed),
        icb_code=icb_code,
        sender=sender,
        whole=not parsed.partial,
    )


def _load(arrival: Arrival, by: User) -> int:
    report = actions.imports.load(arrival, by=by, consent=Consent(all_warnings=True))
    if report.upload_id is None:
        found = "; ".join(problem.text for problem in report.problems)
        raise RuleBroken(f"{arrival.file_name} of the demonstration: {found}")
    return report.upload_id
