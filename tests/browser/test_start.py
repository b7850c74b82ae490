"""A fresh installation starts, for the demonstration and for somebody's own data."""

from tests.browser.screen import arrived, axe


def test_the_demonstration_says_that_it_is_invented(page):
    arrived(page, "/")
    assert page.get_by_text("Demonstration: invented data.").first.is_visible()


def test_local_mode_starts_without_a_database(places, installation, tmp_path):
    nothing = f"sqlite:///{tmp_path / 'oversight.db'}"
    with places[0].serving(installation, DATABASE_URL=nothing) as opened:
        arrived(opened, "/")
        assert opened.get_by_text("This computer only").is_visible()
        assert axe(opened) == []
