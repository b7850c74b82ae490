"""What an ICB officer does first, in a real browser on the demonstration."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import forget
from tests.browser.screen import choose, settled

# Where a button within stands, and how much is unfolded, from frame to frame.
UNFOLDING = """async (folded, button) => {
    const seen = [], stands = each => Math.round(each.getBoundingClientRect().top);
    folded.querySelector("summary").click();
    do {
        await new Promise(requestAnimationFrame);
        button.scrollIntoView({block: "nearest"});
        const top = stands(button) - stands(folded);
        seen.push({top, room: folded.getBoundingClientRect().height});
    } while (folded.getAnimations().length);
    return seen;
}"""


def go(page: Page, address: str, heading: str) -> Page:
    page.goto(address)
    return shown(page, heading)


def shown(page: Page, heading: str) -> Page:
    title = page.get_by_role("heading", name=heading, exact=True, level=1)
    expect(title).to_be_visible()
    return settled(page)


def rows(page: Page):
    return page.locator("table").first.locator("tbody tr")


def test_a_first_look_from_the_overview_to_a_practice_and_back(page):
    go(page, "/", "Overview")
    assert page.get_by_text("Demonstration: invented data.").first.is_visible()
    choose(page, "Find a practice", "Fennimoor Road", "X99005")  # its former name
    page.wait_for_url(re.compile("ods=X99005"))
    settled(page)
    page.go_back()
    shown(page, "Overview")
    page.get_by_role("link", name="See the 5 practices").click()
    shown(page, "Over the threshold")
    assert "only=Nearly+over" in page.url
    expect(rows(page)).to_have_count(5)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Harrowmere Surgery").click()
    practice = shown(opened.value, "Harrowmere Surgery")
    practice.get_by_role("tab", name="Why it is here").click()
    expect(practice.get_by_text("5,000 of 10,000 is not more than 50%")).to_be_visible()
    practice.get_by_role("link", name="Back to the list").click()
    shown(practice, "Over the threshold")
    expect(rows(practice)).to_have_count(17)


def test_a_filtered_view_opens_alike_for_whoever_has_its_address(page):
    go(page, "/over_threshold", "Over the threshold")
    choose(page, "PCN", "Northmere Coast PCN")
    choose(page, "Month", "August 2023")
    choose(page, "Sort by", "Per cent")
    names = rows(page).all_inner_texts()
    address = page.url
    forget(page)
    go(page, address, "Over the threshold")
    assert rows(page).all_inner_texts() == names
    expect(page.get_by_text("1 filter on.")).to_be_visible()


def test_who_looks_stays_from_page_to_page(page):
    go(page, "/patient_months", "Patient-months")
    choose(page, "You look at it as", "Daniel Whitlock, Regional or national lead")
    choose(page, "ICB", "Ottermere and Fen Edge ICB")
    expect(page.get_by_text("5 of 9 expected practices reported.")).to_be_visible()
    page.get_by_role("link", name="Over the threshold", exact=True).click()
    shown(page, "Over the threshold")
    expect(page.get_by_text("5 of 9 expected practices reported.")).to_be_visible()
    expect(rows(page)).to_have_count(2)
    expect(page.get_by_role("combobox", name="PCN")).to_have_value("All PCNs")


def test_a_list_is_downloaded_with_a_dated_name_and_a_what_if_goes_with_the_page(page):
    go(page, "/over_threshold", "Over the threshold")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download CSV").first.click()
    name = taken.value.suggested_filename
    assert name.startswith("practices-over-the-threshold_2023-09_made-")
    text = taken.value.path().read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 1 + 17
    page.get_by_text("What if the limit were another?").click()
    limit = page.get_by_role("spinbutton", name="Limit, per cent")
    limit.fill("45")
    limit.press("Enter")
    expect(page.get_by_text("What-if view: more than 45%").first).to_be_visible()
    settled(page)
    expect(rows(page)).to_have_count(22)
    assert "what" not in page.url
    page.reload()
    shown(page, "Over the threshold")
    expect(rows(page)).to_have_count(17)


def test_what_unfolds_stays_in_its_place_under_the_mouse(page):
    go(page, "/over_threshold", "Over the threshold")
    folded = page.locator("details", has_text="Save this view")
    button = folded.get_by_role("button", name="Save view", include_hidden=True)
    heights = folded.evaluate(UNFOLDING, button.element_handle())
    assert heights[0]["room"] < heights[-1]["room"]
    assert {each["top"] for each in heights} == {heights[-1]["top"]}


def test_a_view_is_saved_pinned_and_opened_from_the_overview(page):
    go(page, "/over_threshold?pcn=Northmere+Coast+PCN", "Over the threshold")
    page.get_by_text("Save this view").click()
    page.get_by_role("textbox", name="Name", exact=True).fill("Coast")
    page.get_by_text("Pin it on the overview").click()
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_text("The view Coast is saved.")).to_be_visible()
    page.get_by_role("link", name="Overview", exact=True).click()
    shown(page, "Overview")
    expect(
        page.get_by_text("3 practices, the same number as in August")
    ).to_be_visible()
    page.get_by_role("link", name="Coast", exact=True).click()
    shown(page, "Over the threshold")
    expect(rows(page)).to_have_count(3)
