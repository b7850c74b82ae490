"""A page as the server runs it for somebody, without a browser."""

import os
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib import queries
from lib.config import ROOT
from lib.demo import people
from lib.domain.dates import today
from lib.domain.users import User
from tests import repeated
from tests.factories import signed_up

Chosen = Mapping[str, Any]

# Who works on cases, who reads what is done, and who reads figures alone.
EACH_SORT = (people.OFFICER, people.AUDITOR, people.LEAD)
NOTHING: Chosen = MappingProxyType({})
SECONDS = 30
FIRST_PAGE = "oversight/overview"
AT_MOST = 60

_drawn: OrderedDict[Any, AppTest] = OrderedDict()


def opened(
    patch: pytest.MonkeyPatch, url: str, user: User, page: str, **asked: str
) -> AppTest:
    """The page, by its path under pages/, in local mode on this database."""
    patch.setenv("OVERSIGHT_MODE", "local")
    patch.setenv("OVERSIGHT_USER", user.email)
    patch.setenv("DATABASE_URL", url)
    if queries.users.by_email(user.email) is None:
        signed_up(user)
    return _at(page, asked)


def _at(page: str, asked: dict[str, str], chosen: Chosen = NOTHING) -> AppTest:
    """Straight at that page, as by a link: AppTest expects a page's address to be the
    name of its file, and it is. It is then not the overview that is drawn first.

    `chosen`: by key what is chosen there in boxes that the address does not keep.
    """
    screen = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    screen.query_params.update(asked)
    for key, value in chosen.items():
        screen.session_state[key] = value
    if page != FIRST_PAGE:
        screen.switch_page(str(Path("pages", f"{page}.py")))
    screen.run()
    assert not screen.exception, screen.exception
    return screen


def words(screen: AppTest) -> str:
    """Everything that the page says in headings, text and messages."""
    said = [
        *(screen.title, screen.header, screen.subheader, screen.markdown),
        *(screen.caption, screen.error, screen.success, screen.info),
    ]
    return "\n".join(str(each.value) for found in said for each in found)


def press(screen: AppTest, label: str) -> AppTest:
    next(each for each in screen.button if each.label == label).click().run()
    assert not screen.exception, screen.exception
    return screen


def visited(user: User, page: str, chosen: Chosen = NOTHING, **asked: str) -> AppTest:
    """The page for somebody of the demonstration."""
    os.environ["OVERSIGHT_USER"] = user.email  # put back by the fixture
    return _at(page, asked, chosen)


def seen(user: User, page: str, **asked: str) -> AppTest:
    """As `visited`, drawn once for all tests that only read it."""
    steps = repeated.led_to(queries.events.versions().data)
    assert steps is not None, "The test has written something: draw it with `visited`."
    key = (steps, today(), user, page, *sorted(asked.items()))
    if key not in _drawn:
        _drawn[key] = screen = visited(user, page, **asked)
        screen._run = _only_read  # type: ignore[method-assign]
    _drawn.move_to_end(key)
    if len(_drawn) > AT_MOST:
        _drawn.popitem(last=False)
    return _drawn[key]


def _only_read(*_: object) -> NoReturn:
    raise AssertionError("Others read this screen too: draw your own with `visited`.")


def pick(screen: AppTest, label: str, value: object) -> None:
    """As `choose`, for a page that is drawn by what is done next."""
    next(each for each in screen.selectbox if each.label == label).set_value(value)


def choose(screen: AppTest, label: str, value: object) -> AppTest:
    pick(screen, label, value)
    screen.run()
    assert not screen.exception, screen.exception
    return screen


def practices(table: pd.DataFrame) -> list[str]:
    """The ODS codes of a plain table, in its order."""
    return table["Practice"].str.extract(r"ods=(\w+)")[0].tolist()
