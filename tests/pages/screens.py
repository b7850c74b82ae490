"""A page as the server runs it for somebody, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.config import ROOT
from lib.domain.users import User
from tests.factories import signed_up

SECONDS = 30


def opened(
    patch: pytest.MonkeyPatch, url: str, user: User, page: str, **asked: str
) -> AppTest:
    """The page, by its path under pages/, in local mode on this database."""
    patch.setenv("OVERSIGHT_MODE", "local")
    patch.setenv("OVERSIGHT_USER", user.email)
    patch.setenv("DATABASE_URL", url)
    signed_up(user)
    screen = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    screen.run()
    for name, value in asked.items():
        screen.query_params[name] = value
    screen.switch_page(str(Path("pages", f"{page}.py"))).run()
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
