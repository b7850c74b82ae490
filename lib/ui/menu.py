"""The map of the application: each page, its title, and the permission it needs."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from lib.config import ROOT
from lib.domain.users import Permission, User


class Entry(NamedTuple):
    """A page by its path under pages/. One that is not visible has no menu item and
    writes its own title."""

    path: str
    title: str
    permission: Permission = Permission.VIEW
    visible: bool = True

    @property
    def address(self) -> str:
        return self.path.rpartition("/")[2]


# In the order of use: at 820 pixels only four fit, the rest fold under "more".
MENU = (
    Entry("oversight/overview", "Overview"),
    Entry("oversight/over_threshold", "Over the threshold"),
    Entry("administration/import_data", "Import data", Permission.IMPORT_COUNTS),
    Entry("administration/uploads", "Upload history"),
    Entry("administration/settings", "Settings", Permission.READ_CASEWORK),
    Entry("help/definitions", "Definitions"),
    Entry("oversight/practice", "Practice", visible=False),
    Entry("casework/burden", "How practices were asked", visible=False),
)


def path(name: str) -> Path:
    """Where a page lies, for links: absolute, as the script that runs is in lib/ui."""
    return ROOT / "pages" / f"{name}.py"


PRACTICE = path("oversight/practice")
IMPORT_DATA = path("administration/import_data")
BURDEN = path("casework/burden")
SETTINGS = path("administration/settings")
DEFINITIONS = path("help/definitions")


def pages(user: User) -> Iterator[st.Page]:
    """Every page: one that this person may not open says so instead of its content."""
    for entry in MENU:
        if user.may(entry.permission):
            yield st.Page(
                path(entry.path),
                title=entry.title,
                url_path=entry.address,
                default=entry is MENU[0],
                visibility="visible" if entry.visible else "hidden",
            )
        else:
            yield st.Page(
                _closed, title=entry.title, url_path=entry.address, visibility="hidden"
            )


def _closed() -> None:
    st.title("You may not open this page", anchor=False)
    st.write("Your role does not allow it. Ask an administrator of your ICB.")
