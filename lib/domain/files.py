"""The kinds of file that the application reads, and what a count in one means."""

from enum import StrEnum


class Kind(StrEnum):
    """In the order in which files that arrive together are loaded."""

    REGISTER = "register"  # epraccur: every practice, open or closed
    HIERARCHY = (
        "hierarchy"  # gp-reg-pat-prac-map: practice to PCN, sub-ICB, ICB, region
    )
    PCN_MEMBERSHIP = "pcn-membership"  # ePCN
    LMC = "lmc"
    GROUPS = "groups"  # federations, teams, places
    LIST_SIZE = "list-size"  # gp-reg-pat-prac-all
    SINGLE_AGE = "single-age"  # practice level, one file for each sex
    ONLINE_ACCESS = "online-access"  # POMI
    COUNTS = "counts"  # 103, 104, 106 by practice
    CONTACTS = "contacts"  # who answers at each practice
    REPORTS = "reports"  # the monthly reports of many practices
    TRACKER = "tracker"  # a team's spreadsheet of its cases
    PEOPLE = "people"  # who may sign in
    ROLLOUT = "rollout"  # pauses, settings, enablement, access model, switch-on dates
    NATIONAL_STEPS = (
        "national-steps"  # NHS England's monthly list, of unpublished layout
    )
    SUCCESSION = "succession"  # which practice or sub-ICB location followed which
    ACCESS = "access"  # online accounts, and those with prospective access
    DEPRIVATION = "deprivation"  # the fifth of each practice


# Files that one ICB sends about its own practices; all others are national or local
# reference data.
BELONGS_TO_AN_ICB = {
    *(Kind.COUNTS, Kind.CONTACTS, Kind.REPORTS, Kind.TRACKER),
    *(Kind.ROLLOUT, Kind.NATIONAL_STEPS, Kind.ACCESS),
}
# Files of one month, which they may leave for whoever loads them to say.
OF_A_MONTH = {Kind.ACCESS, Kind.COUNTS, Kind.REPORTS, Kind.NATIONAL_STEPS}


class Counted(StrEnum):
    """What a search counted as "104"."""

    LATEST = "latest"  # the latest of 104 and 106 is 104: an active 104
    EVER = "ever"  # a 104 somewhere in the record, though a 106 may have followed
    UNKNOWN = "unknown"


class Population(StrEnum):
    """Of whom a search counted."""

    ALL = "all"
    AGED_16_PLUS = "aged-16-plus"
    SEARCH_PARENT = (
        "search-parent"  # the parent population of the search, whatever it was
    )
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a rate is a share of."""

    REGISTERED = "registered"
    AGED_16_PLUS = "aged-16-plus"
    ONLINE_ACCOUNTS = "online-accounts"  # of access, never of excluded patients


# Of these there are published lists, and excluded patients are a share of one of them.
LISTS = (Basis.REGISTERED, Basis.AGED_16_PLUS)
