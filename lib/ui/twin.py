"""The text twin of a page: the page itself is drawn for that person, and written down.

It runs what a browser would run, without a server, so that no number on it can differ
from the screen. A visit is not noted and nothing is downloaded.
"""

import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from streamlit.testing.v1 import AppTest

from lib.config import Mode, Settings
from lib.domain.dates import month_name
from lib.domain.errors import RuleBroken
from lib.domain.users import User
from lib.ui import menu, opening, twin_text
from lib.ui.menu import Entry

SCRIPT = Path(__file__).with_name("alone.py")
NO_SERVER = "streamlit.runtime.scriptrunner_utils.script_run_context"
SECONDS = 600  # all of England takes a while; nobody waits at a screen


MONTH = "month"
# Pages whose month has a name of its own in the address.
MONTHS = {
    "monthly_report": "report_month",
    "monthly_reports": "report_month",
    "monthly_return": "report_month",
    "national_steps": "steps-month",
}


class Told(NamedTuple):
    text: str
    closed: bool  # the page says only that this person may not open it


class Listed(NamedTuple):
    address: str
    title: str
    section: str | None


def listed(user: User) -> list[Listed]:
    """The pages that they may open."""
    return [
        Listed(entry.address, entry.title, entry.section or None)
        for entry in menu.entries(user)
        if menu.may_open(entry, user)
    ]


def named(user: User, name: str) -> Entry | None:
    """The page of that address or title, in capitals or not."""
    wanted = _bare(name)
    found = (e for e in menu.entries(user) if wanted in (e.address, _bare(e.title)))
    return next(found, None)


def month(entry: Entry, period: date) -> dict[str, str]:
    """The filter for that month in the page's address."""
    return {MONTHS.get(entry.address, MONTH): month_name(period)}


def address(entry: Entry, asked: Mapping[str, str]) -> str:
    return f"{entry.address}?{urlencode(asked)}" if asked else entry.address


def told(user: User, database_url: str, entry: Entry, asked: Mapping[str, str]) -> Told:
    """What the page says to them, with what its address would ask."""
    drawn = _drawn(user, database_url, entry, asked)
    for box in drawn.main.selectbox:
        wanted = asked.get(box.proto.query_param_key or "")
        if wanted is not None and box.format_func(box.value) != wanted:
            raise RuleBroken(f"“{box.label}” has no choice “{wanted}” here.")
    return Told(twin_text.of(drawn.main), not menu.may_open(entry, user))


def _drawn(
    user: User, database_url: str, entry: Entry, asked: Mapping[str, str]
) -> AppTest:
    """By Streamlit's own way to draw a page without a server around it."""
    logging.getLogger(NO_SERVER).disabled = True  # that is so, and no fault
    drawn = AppTest.from_file(SCRIPT, default_timeout=SECONDS)
    drawn.query_params.update(asked)
    if entry.path != menu.MENU[0].path:
        drawn.switch_page(str(menu.path(entry.path)))
    with opening.as_told(Settings(Mode.LOCAL, database_url, user.email)):
        drawn.run()
    for fault in drawn.exception:
        raise RuntimeError(fault.message)
    return drawn


def _bare(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")
