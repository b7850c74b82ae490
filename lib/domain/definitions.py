"""Terms of the work in plain words, each with where it comes from."""

from typing import NamedTuple

from lib.domain.sources import (
    BMA_CODES,
    LISTS,
    MICROSOFT,
    NHS_CODES,
    OURS,
    PULSE,
    REMEDY,
    SEARCHES,
    Source,
)


class Term(NamedTuple):
    name: str
    words: str
    sources: tuple[Source, ...]


class Section(NamedTuple):
    heading: str
    terms: tuple[Term, ...]


CODES = Section(
    "The codes",
    (
        Term(
            "104",
            "SNOMED CT 1364731000000104, Enhanced review indicated before granting "
            "access to own health record. Keeps a patient out of automatic access.",
            (BMA_CODES, NHS_CODES),
        ),
        Term(
            "106",
            "SNOMED CT 1364751000000106, Enhanced review not indicated before "
            "granting access to own health record. Added after a 104, it overrides "
            "it.",
            (BMA_CODES,),
        ),
        Term(
            "103",
            "SNOMED CT 1290331000000103, Online access to own health record declined "
            "by patient. Counted apart: nothing read says how it ranks against 104 "
            "and 106.",
            (BMA_CODES,),
        ),
        Term(
            "The last three digits",
            "They are a partition and a check digit, not a code: other SNOMED CT ids "
            "end in 104 too, so only the whole id counts. Excel keeps 15 digits and "
            "turns …104 into …100; such an id is refused.",
            (MICROSOFT,),
        ),
    ),
)
COUNTED = Section(
    "What is counted",
    (
        Term(
            "Active 104",
            "A patient of whom the latest code among 104 and 106 is 104. A 103 "
            "changes nothing in it.",
            (SEARCHES,),
        ),
        Term(
            "Latest code or ever coded",
            "The remedy for bulk coding is to add 106, not to take 104 away. So a "
            "count of patients ever coded 104 never falls. A count of ever coded is "
            "kept but never meets the threshold.",
            (REMEDY,),
        ),
        Term(
            "Excluded",
            "The number of patients with an active 104. It is the only reading that "
            "the report of the 50% rule gives.",
            (PULSE,),
        ),
        Term(
            "Not the number without access",
            "Codes are read at set moments. At EMIS practices: at go-live, when a new "
            "NHS login is connected, and on turning 16. At TPP practices: when the "
            "practice runs its searches, and by its preferences. A 104 added later "
            "does not end access that a patient already has. So a patient with a 104 "
            "may have access, and one without may not. Some 104 codes are right: they "
            "protect people at risk. The aim is not zero.",
            (BMA_CODES, NHS_CODES, SEARCHES),
        ),
    ),
)
SHARES = Section(
    "Lists and rates",
    (
        Term(
            "List size",
            "Registered patients as published for the 1st of each month. The list of "
            "the 1st after the month's end is used, else the nearest earlier, else "
            "the nearest later. A list size in a counts file is used only where "
            "nothing is published.",
            (LISTS, OURS),
        ),
        Term(
            "Basis",
            "What the rate is a share of: all registered patients, or those aged 16 "
            "and over. Figures on different bases are never ranked or added together.",
            (OURS,),
        ),
        Term(
            "Rate",
            "Excluded patients divided by the list size.",
            (OURS,),
        ),
        Term(
            "Break in April and May 2024",
            "The source of published list sizes changed from NHAIS to PDS. Lists "
            "before and after are not quite alike; charts draw a line there.",
            (LISTS,),
        ),
        Term(
            "Small list",
            "A list under 1,000 patients, unless your ICB has set another number. A "
            "few patients move its rate by much, so it is marked, stays out of "
            "deciles and comes last in any order by per cent.",
            (OURS,),
        ),
    ),
)
STATES = Section(
    "What a figure can be",
    (
        Term(
            "Expected practice",
            "In the hierarchy at the month's end, and not closed.",
            (OURS,),
        ),
        Term(
            "Reported",
            "There is a count, and a list size to set it against.",
            (OURS,),
        ),
        Term(
            "No data",
            "No file of the month has a count. It is never shown as zero.",
            (OURS,),
        ),
        Term(
            "No denominator",
            "There is a count but no list size: no rate.",
            (OURS,),
        ),
        Term(
            "Suppressed",
            "The sender hid a small number, as <5 or *. It is not guessed.",
            (OURS,),
        ),
        Term(
            "Data error",
            "More excluded than there are patients on the list: stored, not judged.",
            (OURS,),
        ),
        Term(
            "Incompatible",
            "The count does not fit the basis: ever coded, or not of those aged 16 "
            "and over where the rule is about them.",
            (OURS,),
        ),
    ),
)
WORDS = Section(
    "Words of the screens",
    (
        Term(
            "Over the threshold",
            "A larger share excluded than the rule in force allows, worked out in "
            "whole numbers: 501 of 1,000 is over 50%, 500 is not. It is a fact about a "
            "count, not proof of bulk coding.",
            (OURS,),
        ),
        Term(
            "Newly over, newly under",
            "Over this month and not so in the last earlier month that can be told, "
            "or the reverse.",
            (OURS,),
        ),
        Term(
            "Near",
            "Not over, with a rate at most five points below the limit.",
            (OURS,),
        ),
        Term(
            "Depends on the basis, or on the list (flips)",
            "A practice that is over on one basis or one month's list and not on "
            "another is marked, with what flips it.",
            (OURS,),
        ),
        Term(
            "Change, split",
            "A change of a rate between two months in points, by what moved it: "
            "codes, list size, another rule, or a correction.",
            (OURS,),
        ),
    ),
)
MONTHS = Section(
    "Months and dates",
    (
        Term(
            "The month of a figure",
            "A count dated the 1st describes the month before; any other day, its own "
            "month. A file that says another month than you do is not loaded.",
            (OURS,),
        ),
        Term(
            "True now",
            "The newest value that is not withdrawn. A whole file also says that the "
            "practices it leaves out have no data; a part leaves them unchanged.",
            (OURS,),
        ),
        Term(
            "As known on",
            "What was loaded by the end of that day in London, as it stood then.",
            (OURS,),
        ),
    ),
)
NEVER_HELD = Section(
    "What is never held",
    (
        Term(
            "Patients",
            "Counts per practice only. A file with an NHS number, a name, a date of "
            "birth or a patient's postcode is refused whole, and neither its content "
            "nor its name is kept. Of other files the rows are kept, not the file.",
            (OURS,),
        ),
    ),
)

SECTIONS = (CODES, COUNTED, SHARES, STATES, WORDS, MONTHS, NEVER_HELD)
