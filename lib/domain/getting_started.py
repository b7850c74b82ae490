"""The steps from an empty database to figures and casework: what each is for, and
where it comes from."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from lib.domain.roles import Permission


class Part(StrEnum):
    FIGURES = "Before figures can be read"
    CASEWORK = "Before casework can begin"
    OPTIONAL = "If you have them"


class Step(StrEnum):
    HIERARCHY = "hierarchy"
    LISTS = "list-sizes"
    COUNTS = "counts"
    THRESHOLD = "threshold"
    ADOPTION = "adoption"
    PEOPLE = "people"
    REGISTER = "register"
    LMC = "lmc-areas"
    CONTACTS = "contacts"
    ROLLOUT = "rollout"
    ACCESS = "access-counts"
    DEPRIVATION = "deprivation"
    BOUNDARIES = "boundaries"


class About(NamedTuple):
    """`why`: what it is for. `source`: where it comes from."""

    part: Part
    title: str
    why: str
    source: str
    needs: Permission


_PUBLICATION = "NHS England, Patients Registered at a GP Practice, monthly"
ABOUT: Mapping[Step, About] = {
    Step.HIERARCHY: About(
        Part.FIGURES,
        "Practices and where they belong",
        "It says which practices there are, and in which PCN, sub-ICB location and ICB.",
        f"{_PUBLICATION}: the mapping file, gp-reg-pat-prac-map.",
        Permission.IMPORT_REFERENCE,
    ),
    Step.LISTS: About(
        Part.FIGURES,
        "List sizes",
        "A rate is patients with an active 104 as a share of them.",
        f"{_PUBLICATION}: gp-reg-pat-prac-all; for those aged 16 and over"
        " gp-reg-pat-prac-sing-age-female and -male.",
        Permission.IMPORT_REFERENCE,
    ),
    Step.COUNTS: About(
        Part.FIGURES,
        "Counts of a month",
        "How many patients of each practice have an active 104.",
        "Searches of EMIS or SystmOne that the ICB or its practices run; not published."
        " A template is on Import data.",
        Permission.IMPORT_COUNTS,
    ),
    Step.THRESHOLD: About(
        Part.FIGURES,
        "The threshold",
        "From which share on, and of whom, a practice is over. Look whether it is yours.",
        "As shipped: the 50% rule as the trade press reported it. Yours is a setting.",
        Permission.SET_RULES,
    ),
    Step.ADOPTION: About(
        Part.CASEWORK,
        "The ICB's decision to act on the rule",
        "Being over asks nothing of a practice. Plans may be asked for only after it.",
        "The ICB's minute or letter: its date and who decided.",
        Permission.SET_RULES,
    ),
    Step.PEOPLE: About(
        Part.CASEWORK,
        "People",
        "Whoever types a plan in for a practice does not agree it: that takes two.",
        "Your own list; one by one, or the file of people on Import data.",
        Permission.MANAGE_PEOPLE,
    ),
    Step.REGISTER: About(
        Part.OPTIONAL,
        "Register of practices",
        "Closures, opening days and former names.",
        "NHS England, Organisation Data Service: epraccur.",
        Permission.IMPORT_REFERENCE,
    ),
    Step.LMC: About(
        Part.OPTIONAL,
        "LMC areas",
        "Letters are copied to the LMC, and its observers see its practices.",
        "Your own list, or the LMC's; the columns are a practice code and an LMC.",
        Permission.IMPORT_REFERENCE,
    ),
    Step.CONTACTS: About(
        Part.OPTIONAL,
        "Contacts at practices",
        "Letters and digests are addressed to them.",
        "Your own list. People at their work, never patients.",
        Permission.DO_CASEWORK,
    ),
    Step.ROLLOUT: About(
        Part.OPTIONAL,
        "Rollout",
        "Which practices paused, how their systems are set, and when they switch on.",
        "Your own records and what practices and suppliers told you.",
        Permission.IMPORT_COUNTS,
    ),
    Step.ACCESS: About(
        Part.OPTIONAL,
        "Online accounts with access",
        "The second measure: whether accounts see new entries, whatever is coded.",
        "Searches that the ICB or its practices run. A template is on Import data.",
        Permission.IMPORT_COUNTS,
    ),
    Step.DEPRIVATION: About(
        Part.OPTIONAL,
        "Deprivation",
        "Patient-months can then be added up by fifths of deprivation.",
        "The English Indices of Deprivation, by practice, as your analysts use them.",
        Permission.IMPORT_REFERENCE,
    ),
    Step.BOUNDARIES: About(
        Part.OPTIONAL,
        "Boundaries",
        "The map can then be drawn; its table needs none.",
        "Office for National Statistics, Open Geography portal: GeoJSON files, which"
        " whoever runs the server puts into data/local/boundaries.",
        Permission.IMPORT_REFERENCE,
    ),
}
