"""Every page on an empty database: it opens, and says what comes first, with the way."""

import pytest

from lib.demo import people
from lib.domain.roles import Permission
from lib.ui import menu
from tests import factories
from tests.pages.screens import FIRST_PAGE, opened, visited, words

NOT_HERE = "You may not open this page"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "who", [factories.administrator, factories.lead, factories.bma_observer]
)
def test_every_page_of_an_empty_database_says_what_comes_first(
    who, database, monkeypatch, sqlite_url
):
    """One window goes through the menu, as a person does."""
    user = who()
    screen = opened(monkeypatch, sqlite_url, user, FIRST_PAGE)
    for entry in menu.entries(user):
        if not (entry.open and user.may(entry.permission)):
            continue
        screen.switch_page(f"pages/{entry.path}.py").run()
        assert not screen.exception, (entry.path, screen.exception)
        assert not screen.error, (entry.path, [e.value for e in screen.error])
        assert len(screen.title) == 1, entry.path
        said = words(screen)
        assert "No practices yet" in said and NOT_HERE not in said, entry.path
        links = {link.proto.label for link in screen.get("page_link")}
        leads_on = any(label.startswith("Getting started") for label in links)
        assert leads_on == user.may(Permission.READ_CASEWORK), entry.path


@pytest.mark.usefixtures("demonstration")
def test_the_list_links_to_what_is_to_do_and_marks_only_that():
    screen = visited(people.OFFICER, "help/getting_started")
    said = words(screen)
    assert "of 6 needed steps are done.** Next" in said
    assert "gp-reg-pat-prac-map" in said
    assert ":blue-badge[" in said and "badge[Done]" not in said
    links = [link.proto.label for link in screen.get("page_link")]
    assert "Counts of a month" in links  # an officer loads counts
    assert "List sizes" not in links
    assert "ask an administrator of the ICB" in said
