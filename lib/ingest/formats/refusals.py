"""Files that people may well send but that cannot be used, refused with the reason."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from lib.domain.errors import FileRefused
from lib.ingest.document import Document
from lib.ingest.formats.headings import plain


class Refusal(NamedTuple):
    """`headings` stand in one line of a file of this kind; `problem` is its name."""

    problem: str
    headings: tuple[str, ...]
    message: str


PATIENT_DATA = (
    "This is a list of patients. Nothing of it has been kept. This application takes "
    "counts by practice only: send the number of patients of each practice."
)

REFUSALS = (
    Refusal(
        "quinary-age",
        ("ORG_CODE", "AGE_GROUP_5"),
        "This is the file of five-year age bands. The band 15 to 19 cannot tell who is "
        "16 or over. Send gp-reg-pat-prac-sing-age-female and -male, which have single "
        "years of age by practice.",
    ),
    Refusal(
        "sing-age-regions",
        ("ORG_TYPE", "ORG_CODE", "AGE", "NUMBER_OF_PATIENTS"),
        "This is gp-reg-pat-prac-sing-age-regions, which has PCNs and larger areas but "
        "no practices. Send gp-reg-pat-prac-sing-age-female and -male of the same month.",
    ),
    Refusal(
        "snomed-usage",
        ("SNOMED_Concept_ID", "Usage"),
        "This is the SNOMED code usage file. It counts entries in records for the whole "
        "of England, not patients by practice. Send a count of patients by practice.",
    ),
    Refusal(
        "lsoa",
        ("PRACTICE_CODE", "LSOA_CODE"),
        "This file counts patients by the small area (LSOA) that they live in. Send "
        "gp-reg-pat-prac-all of the same month, which has one total for each practice.",
    ),
    Refusal(
        "wide-pomi",
        ("PeriodEnd", "GPPracticeCode", "PatientsEnabled"),
        "This is the POMI file of 2015 to 2017 with one column for each figure. Only the "
        "long layout since 2018 is read, with the columns field and value.",
    ),
)

ODS_CHANGE_SUMMARY = (
    "This is a change summary of the Organisation Data Service: a report to read, not a "
    "table. Send gp-reg-pat-prac-map of the month after the change instead."
)
POSTCODES = (
    "This is a file of postcodes with their ICB. It has no practices. Send "
    "gp-reg-pat-prac-map, which has each practice and its ICB."
)

POSTCODE_COLUMNS = ("postcode", "ICB", "sub-ICB location")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? *[0-9][A-Z]{2}")


def refused(document: Document) -> FileRefused | None:
    lines = list(_lines(document))
    for problem, message in chain(_by_shape(lines), _by_heading(lines)):
        return FileRefused(message, problem)
    return None


def _lines(document: Document) -> Iterator[list[str]]:
    for sheet in document.sheets:
        for _, cells in sheet.head:
            yield cells


def _by_heading(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    spelled = [{plain(cell) for cell in cells} for cells in lines]
    for refusal in REFUSALS:
        needed = {plain(heading) for heading in refusal.headings}
        if any(needed <= line for line in spelled):
            yield refusal.problem, refusal.message


def _by_shape(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Files without headings of their own."""
    first = [next(filter(None, cells), "") for cells in lines]
    # EMIS puts a line of group names above the headings of a patient list.
    if any("patient details" in cell.casefold() for cell in first):
        yield "patient-data", PATIENT_DATA
    if any("organisationdataservice" in plain(cell) for cell in first):
        yield "ods-change-summary", ODS_CHANGE_SUMMARY
    if lines and all(_is_postcode_line(cells) for cells in lines):
        yield "postcodes", POSTCODES


def _is_postcode_line(cells: list[str]) -> bool:
    return len(cells) == len(POSTCODE_COLUMNS) and bool(
        POSTCODE.fullmatch(cells[0].upper())
    )
