"""A fresh installation starts, for the demonstration and for somebody's own data."""

from tests.browser.conftest import window
from tests.browser.screen import axe, settled


def test_the_demonstration_says_that_it_is_invented(page):
    page.goto("/")
    settled(page)
    assert page.get_by_text("Demonstration: invented data.").first.is_visible()
    assert axe(page) == []


def test_local_mode_starts_on_an_empty_database(browser, own_server):
    with window(browser, own_server) as opened:
        opened.goto("/")
        settled(opened)
        assert opened.get_by_text("This computer only").is_visible()
        assert axe(opened) == []
