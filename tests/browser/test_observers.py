"""A query on a figure, from the LMC to the ICB and back, as people click it."""

from urllib.parse import quote_plus

from playwright.sync_api import Page, expect

from lib.demo import people
from lib.domain.users import User
from tests.browser.screen import settled

PRACTICE = "/practice?ods=X99003"
QUERIES = "Queries and comments of observers"


def seen_by(page: Page, person: User, address: str) -> Page:
    who = quote_plus(f"{person.name}, {person.role}")
    page.goto(f"{address}{'&' if '?' in address else '?'}person={who}")
    return settled(page)


def test_a_query_is_raised_answered_and_read(page):
    seen_by(page, people.LMC_OBSERVER, PRACTICE)
    expect(page.get_by_text("You see the practices of Northmere LMC.")).to_be_visible()
    page.get_by_text("Raise a query or comment").click()
    page.get_by_label("What you ask or say").fill("Was the search run in full?")
    page.get_by_role("button", name="Raise it").click()
    settled(page)
    mark = page.get_by_text("Under query since 2 October 2023", exact=True)
    expect(mark.first).to_be_visible()

    seen_by(page, people.OFFICER, PRACTICE)
    expect(mark.first).to_be_visible()
    page.get_by_text("Answer Northmere LMC").click()
    page.get_by_label("The answer").fill("It was, on 30 September.")
    page.get_by_role("button", name="Give the answer").click()
    settled(page)
    expect(mark).to_have_count(0)

    seen_by(page, people.LMC_OBSERVER, PRACTICE)
    expect(page.get_by_role("heading", name=QUERIES)).to_be_visible()
    expect(page.get_by_text("The ICB answered on 2 October 2023:")).to_be_visible()
    expect(page.get_by_text("It was, on 30 September.").first).to_be_visible()


def test_staff_look_as_an_observer_from_page_to_page_and_come_back(page):
    seen_by(page, people.OFFICER, "/?look_as=Northmere+LMC")
    strip = page.get_by_text("You look at it as an observer of Northmere LMC does")
    expect(strip).to_be_visible()
    page.get_by_role("link", name="Action plans").first.click()
    expect(page.get_by_role("heading", name="Action plans", level=1)).to_be_visible()
    settled(page)
    expect(strip).to_be_visible()
    expect(page.get_by_text("Sam Okafor", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Back to my own view").click()
    settled(page)
    expect(strip).to_have_count(0)
    expect(page.get_by_role("link", name="Worklist").first).to_be_visible()
    page.get_by_role("link", name="Definitions").last.click()
    expect(page.get_by_role("heading", name="Definitions", level=1)).to_be_visible()
    settled(page)
    expect(page.get_by_role("combobox", name="View as observer")).to_have_value(
        "Myself"
    )
