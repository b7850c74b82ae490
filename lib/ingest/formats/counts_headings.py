"""What a heading of a counts file means, in the many ways that people word it."""

import re
from typing import NamedTuple

from lib.domain.codes import Measure, tidy
from lib.domain.files import Counted
from lib.ingest.formats.counts_values import AGED_16_PLUS, SCIENTIFIC, snomed

# The fields that a heading can be matched to by a person; "" leaves a column out.
FIELDS = {
    "practice": "Practice code",
    "organisation": "Practice, by name or code",
    "name": "Practice name",
    "cdb": "EMIS CDB number",
    Measure.CODED_104.value: "Patients with 104",
    Measure.ADDED.value: "104 added in the month",
    Measure.SUPERSEDED.value: "104 superseded by 106 in the month",
    Measure.CODED_106.value: "Patients with 106",
    Measure.CODED_103.value: "Patients with 103",
    "snomed": "SNOMED code of the line",
    "count": "Number of patients, of the code of the line",
    "list_size": "List size, all ages",
    "list_size_16": "List size, 16 and over",
    "parent": "Parent population of the search",
    "population": "Counted of: all, or 16 and over",
    "run_on": "Run date",
    "period": "Month",
    "status": "Status of an EMIS search",
    "": "Leave this column out",
}
LEFT_OUT = ""

EXACT = {
    "practice": "odscode|orgcode|practicecode|gpcode|practice ods|ods",
    "organisation": "organisation|organization|practice|gp practice|surgery",
    "name": "practice name|name|gp practice name|surgery name|organisation name|"
    "organization name|practicename",
    "cdb": "cdb|cdb number|emis cdb|emis cdb number",
    "count": "population count|patient count|count|patients|number of patients",
    "parent": "parent population",
    "population": "counted of|population counted",
    "run_on": "extract date|run date|date|extraction date|date run|date extracted|"
    "date of extract|search date|last run|report date|data date|as at|as at date|"
    "snapshot date|date of search",
    "period": "period|month|reporting month|reporting period|data month|report month",
    "status": "status",
    LEFT_OUT: "note|notes|comment|comments|system|supplier|system supplier|"
    "clinical system|gp system|gp clinical system|practice postcode|males|females",
}
EXACTLY = {words: field for field, list_ in EXACT.items() for words in list_.split("|")}

PERCENT = {"%", "percent", "percentage", "pct", "rate", "proportion"}
PRACTICE = {
    "gp",
    "practice",
    "prac",
    "org",
    "organisation",
    "organization",
    "ods",
    "national",
}
AREA = {"pcn", "icb", "sub", "location", "ccg", "region", "lmc", "place", "locality"}
CODE_OR_NAME = {"code", "id", "name"}
SNOMED_WORDS = {"snomed", "ct", "sctid", "concept", "conceptid", "code", "id"}
LIST_WORDS = {
    "gp",
    "practice",
    "list",
    "size",
    "registered",
    "population",
    "patients",
    "raw",
    "all",
}

FILLER = {
    "number",
    "count",
    "counts",
    "total",
    "of",
    "patients",
    "patient",
    "pts",
    "with",
    "code",
    "codes",
    "coded",
    "snomed",
    "by",
    "the",
    "is",
    "who",
    "have",
}
COUNTED = {"active": Counted.LATEST, "latest": Counted.LATEST, "ever": Counted.EVER}
EXCLUSION = {"exclusion", "exclusions", "excluded"}
REVIEW = {"enhanced", "review", "indicated"}
MONTH = {"in", "during", "this", "month"}
ADDED = {"added", "new"}
SUPERSEDED = {"superseded", "overridden"}
DECLINED = {"declined", "online", "access"}


class Meaning(NamedTuple):
    field: str | None  # None: not known
    counted: Counted | None = None
    is_16_plus: bool = False


def plain_heading(text: str) -> str:
    """One spelling for headings that differ in case, breaks and punctuation only."""
    plain = re.sub(r"\bno(\.| (?=of\b|with\b)) ?", "number ", tidy(text).casefold())
    return " ".join(re.findall(r"[^\W_]+(?:'s)?|[%+&\u2265]|>=", plain))


def meaning(heading: str) -> Meaning:
    """What the heading means; Wrong where a SNOMED id in it is damaged or another."""
    plain = plain_heading(heading)
    ids = re.search(
        rf"\b([0-9]{{12,18}}|{SCIENTIFIC.pattern})", tidy(heading), re.IGNORECASE
    )
    if ids:
        return Meaning(snomed(ids[0]).value, _counted(set(plain.split())))
    if plain in EXACTLY:
        return Meaning(EXACTLY[plain])
    aged = AGED_16_PLUS.search(plain)
    words = set(AGED_16_PLUS.sub(" ", plain).split())
    if words & PERCENT:
        return Meaning(LEFT_OUT)
    field = _place(words) or _list_size(words, aged) or _measure(words)
    return Meaning(LEFT_OUT if field == "area" else field, _counted(words), bool(aged))


def _counted(words: set[str]) -> Counted | None:
    said = {COUNTED[word] for word in words & COUNTED.keys()}
    return said.pop() if len(said) == 1 else None


def _place(words: set[str]) -> str | None:
    if words & AREA and words <= AREA | CODE_OR_NAME | {"ods", "gp"}:
        return "area"
    if words & {"code", "id", "ods"} and words & PRACTICE:
        return "practice" if words <= PRACTICE | {"code", "id"} else None
    if words & {"snomed", "sctid", "concept", "conceptid"} and words <= SNOMED_WORDS:
        return "snomed"
    return None


def _list_size(words: set[str], aged: re.Match[str] | None) -> str | None:
    named = words & {"list", "registered"} or (aged and "population" in words)
    if named and words <= LIST_WORDS | FILLER:
        return "list_size_16" if aged else "list_size"
    return None


def _measure(words: set[str]) -> str | None:
    rest = words - FILLER - COUNTED.keys()
    for measure, named, allowed in (
        (Measure.ADDED, rest & ADDED and "104" in rest, {"104"} | ADDED | MONTH),
        (Measure.SUPERSEDED, rest & SUPERSEDED, {"104", "106"} | SUPERSEDED | MONTH),
        (Measure.CODED_106, _is_106(rest), {"106", "not"} | REVIEW),
        (Measure.CODED_104, _is_104(rest), {"104"} | EXCLUSION | REVIEW),
        (Measure.CODED_103, rest & {"103", "declined"}, {"103"} | DECLINED),
    ):
        if named and rest <= allowed:
            return measure.value
    return None


def _is_104(words: set[str]) -> bool:
    return bool(words & ({"104"} | EXCLUSION)) or words >= {"enhanced", "review"}


def _is_106(words: set[str]) -> bool:
    return words >= REVIEW | {"not"} or ("106" in words and "not" not in words)
