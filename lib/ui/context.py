"""What the pages are about: the ICB in view, and links that keep it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from lib import queries
from lib.domain.dates import month_name
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, menu

PRODUCT = "Records access oversight"
ALL_ICBS = "All my ICBs"
# What a link that opens in a new tab has to carry along.
CARRIED = ("person", "icb", "look_as")


def named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What a select shows for each code: the name, with the code where names repeat."""
    listed = list(pairs)
    times = Counter(name for _, name in listed)
    return {
        code: f"{name} ({code})" if times[name] > 1 else name for code, name in listed
    }


def icbs(user: User) -> dict[str, str]:
    """The ICBs that have practices in the user's scope: code and what to call it."""
    return named(caching.figures(queries.organisations.icbs, user))


def icb_code(user: User) -> str | None:
    """The ICB in view; None is all that the user may see."""
    found = icbs(user)
    if len(found) == 1:
        return next(iter(found))
    wanted = st.query_params.get("icb")
    return next((code for code, name in found.items() if name == wanted), None)


def icb_switch(user: User) -> None:
    """The ICB's name, or a select where there are several; bound to the URL."""
    found = icbs(user)
    if not found:
        _no_practices(user)
        return
    if len(found) == 1:
        st.markdown("".join(found.values()))
        return
    st.selectbox(
        "ICB",
        [ALL_ICBS, *found],  # None is drawn as nothing chosen after a change of page
        format_func=lambda code: found.get(code, code),
        key="icb",
        bind="query-params",
        label_visibility="collapsed",
        width=420,
    )


def _no_practices(user: User) -> None:
    """On every page of an empty database: what comes first."""
    if user.may(Permission.READ_CASEWORK):
        st.markdown("No practices yet. Nothing can be shown before they are loaded.")
        st.page_link(menu.GETTING_STARTED, label="Getting started: what is missing")
    else:
        st.markdown("No practices yet. The ICB's team loads them.")


def practice_address(ods_code: str) -> str:
    """For links in tables, which open in a new tab."""
    return practice_addresses()(ods_code)


def practice_addresses() -> Callable[[str], str]:
    """Of many: what they carry is read once."""
    carried = _carried()
    return lambda ods_code: _address("practice", {"ods": ods_code, **carried})


def address(page: str, **asked: str) -> str:
    return _address(page, asked | _carried())


def _carried() -> dict[str, str]:
    return {name: st.query_params[name] for name in CARRIED if name in st.query_params}


def _address(page: str, asked: Mapping[str, str]) -> str:
    return f"{page}?{urlencode(asked)}"


def report_address(ods_code: str, period: date | None) -> str:
    """The practice's report of that month, likewise."""
    month = {"report_month": month_name(period)} if period else {}
    return address("monthly_report", ods=ods_code, **month)
