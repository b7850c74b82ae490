"""Counts files as text, read as the application reads them."""

from datetime import date

from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Severity
from lib.ingest.formats import counts
from lib.ingest.opening import open_document

JULY = date(2026, 7, 1)
AUGUST = date(2026, 8, 1)

EMIS = """"Search Name","104 enhanced review - latest code is 104"
"Parent Population","Currently registered regular patients aged 16+"
"Relative Date","01/08/2026"
"Last Run","","","03/08/2026 09:12"

"Organisation","CDB","Population Count","Parent Population","%","Males","Females","Excluded","Status"
"AN INVENTED SURGERY","12345","118","3,021","4%","55","63","0","Complete"
"ANOTHER INVENTED PRACTICE","12346","16020","16388","98%","7801","8219","","Complete"
"A PRACTICE NOT SHARING","12347","","","","","","","Not run"
"""


def read(text: str, **said: object) -> Parsed:
    document = open_document(text.encode(), "counts.csv")
    return counts.read(document, Hints(**said))  # type: ignore[arg-type]


def recognised(text: str) -> bool:
    return counts.recognises(open_document(text.encode(), "counts.csv"))


def cell(value: str, heading: str = "104") -> Parsed:
    """One practice whose only figure is this."""
    quoted = value.replace('"', '""')
    return read(f'ODS code,{heading}\nX99001,"{quoted}"\n', period=JULY)


def values(parsed: Parsed) -> dict[tuple[str, str], int | None]:
    return {(row.practice_code, row.measure.value): row.value for row in parsed.rows}


def wrong(parsed: Parsed) -> set[tuple[str, int | None]]:
    """What must be fixed: the kind and the row."""
    return {
        (problem.kind, problem.row)
        for problem in parsed.problems
        if problem.severity is Severity.MUST_FIX
    }


def asked(parsed: Parsed) -> set[str]:
    return {
        problem.kind
        for problem in parsed.problems
        if problem.severity is Severity.CONFIRM
    }
