"""The map of the application: each page, its title, and the permission it needs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from lib import actions, queries
from lib.config import ROOT
from lib.domain.dates import period_of, today
from lib.domain.errors import NotAllowed
from lib.domain.measures import Key
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching

# Sections fold under their name; pages of the first stand by themselves.
ALWAYS, CASEWORK, ADMINISTRATION = "", "Casework", "Administration"
ROLLOUT = "Rollout"


class Entry(NamedTuple):
    """A page by its path under pages/. One without a section has no menu item and
    writes its own title. One of a measure is on the menu while an ICB goes by it."""

    path: str
    title: str
    section: str | None = None
    permission: Permission = Permission.VIEW
    open: bool = True
    measure: Key | None = None

    @property
    def address(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def visible(self) -> bool:
        return self.section is not None


# In the order of use: at 820 pixels only four fit, the rest fold under "more".
MENU = (
    Entry("oversight/overview", "Overview", ALWAYS),
    Entry("casework/worklist", "Worklist", ALWAYS, Permission.READ_CASEWORK),
    Entry(
        "oversight/over_threshold",
        "Over the threshold",
        ALWAYS,
        measure=Key.CODED_104,
    ),
    Entry("rollout/switch_on", "Switch-on", ROLLOUT),
    Entry(
        "oversight/online_accounts",
        "Online accounts with access",
        ROLLOUT,
        measure=Key.ACCESS,
    ),
    Entry("rollout/national_steps", "National steps", ROLLOUT),
    Entry("oversight/map", "Map", ROLLOUT),
    Entry("oversight/bulk_moves", "Bulk moves", ROLLOUT, Permission.READ_CASEWORK),
    Entry("oversight/patient_months", "Patient-months", ROLLOUT),
    Entry("oversight/what_if", "What if", ROLLOUT),
    Entry("casework/action_plans", "Action plans", CASEWORK),
    Entry("casework/monthly_reports", "Monthly reports", CASEWORK),
    Entry(
        "committee/monthly_return",
        "Return to NHS England",
        CASEWORK,
        Permission.SEE_EXACT,
    ),
    Entry("casework/letters", "Letters", CASEWORK, Permission.READ_CASEWORK),
    Entry("casework/burden", "How practices were asked", CASEWORK),
    Entry("casework/tracker", "Tracker", CASEWORK, Permission.READ_CASEWORK),
    Entry(
        "administration/import_data",
        "Import data",
        ADMINISTRATION,
        Permission.IMPORT_COUNTS,
    ),
    Entry(
        "administration/uploads",
        "Upload history",
        ADMINISTRATION,
        Permission.SEE_EXACT,
    ),
    Entry(
        "administration/settings",
        "Settings",
        ADMINISTRATION,
        Permission.READ_CASEWORK,
    ),
    Entry("administration/feeds", "Data feeds", ADMINISTRATION, Permission.EXPORT),
    Entry("administration/people", "People", ADMINISTRATION, Permission.MANAGE_PEOPLE),
    Entry(
        "administration/audit_trail",
        "Record of changes",
        ADMINISTRATION,
        Permission.READ_EVENTS,
    ),
    Entry("help/changes", "Changes since your last visit", CASEWORK),
    Entry(
        "help/getting_started",
        "Getting started",
        ADMINISTRATION,
        Permission.READ_CASEWORK,
    ),
    Entry("help/definitions", "Definitions", ADMINISTRATION),
    Entry(
        "help/verify_record",
        "Verify the record",
        ADMINISTRATION,
        Permission.VERIFY_RECORD,
    ),
    Entry("oversight/practice", "Practice"),
    Entry("casework/action_plan", "Action plan"),
    Entry("help/accessibility", "Accessibility"),
    Entry(
        "casework/monthly_report",
        "Monthly report",
        permission=Permission.READ_CASEWORK,
    ),
)
# What observers have instead: all that they may open, most of it in one row.
OBSERVED = (
    Entry("oversight/overview", "Overview", ALWAYS),
    Entry("oversight/over_threshold", "Practices", ALWAYS, measure=Key.CODED_104),
    Entry("rollout/switch_on", "Switch-on", ROLLOUT),
    Entry(
        "oversight/online_accounts",
        "Online accounts with access",
        ROLLOUT,
        measure=Key.ACCESS,
    ),
    Entry("rollout/national_steps", "National steps", ROLLOUT),
    Entry("casework/action_plans", "Action plans", ALWAYS),
    Entry("casework/monthly_reports", "Monthly reports", ALWAYS),
    Entry("casework/burden", "How practices were asked", ALWAYS),
    Entry("oversight/map", "Map", ROLLOUT),
    Entry("oversight/patient_months", "Patient-months", ROLLOUT),
    Entry("oversight/what_if", "What if", ROLLOUT),
    Entry("help/definitions", "Definitions", ALWAYS),
    Entry("help/changes", "Changes since your last visit", ALWAYS),
    Entry("help/verify_record", "Verify the record", ALWAYS, Permission.VERIFY_RECORD),
)


def path(name: str) -> Path:
    """Where a page lies, for links: absolute, as the script that runs is in lib/ui."""
    return ROOT / "pages" / f"{name}.py"


PRACTICE = path("oversight/practice")
MONTHLY_REPORT = path("casework/monthly_report")
MONTHLY_REPORTS = path("casework/monthly_reports")
ACTION_PLAN = path("casework/action_plan")
ACTION_PLANS = path("casework/action_plans")
WORKLIST = path("casework/worklist")
IMPORT_DATA = path("administration/import_data")
ACCESSIBILITY = path("help/accessibility")
BURDEN = path("casework/burden")
SETTINGS = path("administration/settings")
MAP = path("oversight/map")
OVER = path("oversight/over_threshold")
PEOPLE = path("administration/people")
DEFINITIONS = path("help/definitions")
GETTING_STARTED = path("help/getting_started")
VERIFY_RECORD = path("help/verify_record")


def entries(user: User) -> Sequence[Entry]:
    """The menu of whoever sees exact counts, or that of observers; pages that are not
    on it stay closed to them."""
    if user.may(Permission.SEE_EXACT):
        return MENU
    own = {entry.path for entry in OBSERVED}
    others = [entry for entry in MENU if entry.path not in own]
    return (*OBSERVED, *(e._replace(section=None, open=not e.visible) for e in others))


def pages(user: User) -> dict[str, list[st.Page]]:
    """Every page by its section: one that this person may not open says so instead."""
    found: dict[str, list[st.Page]] = {}
    measures = gone_by(user)
    for entry in entries(user):
        shown = entry.measure is None or entry.measure in measures
        page = _page(entry, user, shown=shown)
        found.setdefault(entry.section or ALWAYS, []).append(page)
    return found


def may_open(entry: Entry, user: User) -> bool:
    return entry.open and user.may(entry.permission)


def gone_by(user: User) -> frozenset[Key]:
    """The measures that an ICB of theirs goes by now."""
    month = period_of(today())
    return caching.figures(queries.measures.on, user, None, month)


def titled(address: str) -> bool:
    """Whether the page has its title from the menu, even while it is not on it."""
    return any(entry.address == address and entry.measure for entry in MENU)


def _page(entry: Entry, user: User, *, shown: bool = True) -> st.Page:
    if not may_open(entry, user):
        return st.Page(
            _closed(entry, user),
            title=entry.title,
            url_path=entry.address,
            visibility="hidden",
        )
    return st.Page(
        path(entry.path),
        title=entry.title,
        url_path=entry.address,
        default=entry.path == MENU[0].path,
        visibility="visible" if shown and entry.visible else "hidden",
    )


def _closed(entry: Entry, user: User) -> Callable[[], None]:
    def closed() -> None:
        st.title("You may not open this page", anchor=False)
        st.write(
            "Your role does not allow it. What you may open is in the menu above; for"
            " more, ask an administrator of the ICB."
        )
        refusal = NotAllowed(entry.permission)
        actions.refusals.record(refusal, f"page {entry.address}", by=user)

    return closed
