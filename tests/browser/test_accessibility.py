"""No barrier of WCAG 2.2 A or AA on any page: light, dark, wide and narrow."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import window
from tests.browser.screen import axe, settled, unfolded

PAGES = (
    "/",
    "/over_threshold",
    "/practice?ods=X99002",
    "/import_data",
    "/worklist",
    "/action_plans",
    "/action_plan?ods=X99002",
    "/monthly_reports",
    "/monthly_report?ods=X99002",
    "/monthly_return",
    "/letters",
    "/burden",
    "/tracker",
    "/settings",
    "/uploads",
    "/audit_trail",
    "/verify_record",
    "/accessibility",
    "/definitions",
    "/getting_started",
    "/changes?since=01/09/2023",
)
STOPS = 40
NAMED = "each => (each.getAttribute('aria-label') || each.innerText).trim()"
# Of the element or, where it is a field, of the frame around it.
OUTLINED = """each => [each, each.parentElement].some(
    one => one.tagName == "MAIN" || getComputedStyle(one).outlineStyle == "solid"
)"""
LEAD = "person=Daniel+Whitlock,+Regional+or+national+lead"
OTHERS = (
    f"/?{LEAD}",
    f"/over_threshold?{LEAD}",
    f"/practice?ods=X99107&{LEAD}",
    "/practice?ods=X99062",
    "/practice?ods=X00000",
    "/over_threshold?search=nobody",
)


@pytest.fixture(scope="module")
def shared(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """One window for all: the scripts of the application are loaded once."""
    with window(browser, server) as first:
        yield first.context


@pytest.fixture
def tab(shared: BrowserContext) -> Iterator[Page]:
    page = shared.new_page()
    yield page
    page.close()


def opened(page: Page, address: str) -> Page:
    """With every fold-out open, as far as there are any."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return unfolded(settled(page))


def barriers(page: Page) -> list[str]:
    """What axe finds, headings that skip a level, charts without words or table."""
    return [*axe(page), *_headings(page), *_charts(page)]


def _headings(page: Page) -> list[str]:
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "found => found.map(each => Number(each.tagName[1]))"
    )
    steps = [later - earlier for earlier, later in pairwise(levels)]
    in_order = levels[0] == 1 and levels.count(1) == 1 and max(steps, default=0) <= 1
    return [] if in_order else [f"headings: {levels}"]


def _charts(page: Page) -> list[str]:
    """A small chart needs no table: the words beside it say its numbers."""
    large, silent = page.locator("[data-testid=stVegaLiteChart]").evaluate_all(
        """found => [
            found.filter(each => !each.closest("[class*=st-key-spark-]")).length,
            found.filter(each => !each.getAttribute("aria-label")).length,
        ]"""
    )
    tables = page.get_by_text("Show these figures as a table").count()
    said = [f"{silent} charts without words"] if silent else []
    return said if tables or not large else [*said, f"{large} charts without a table"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_barrier(tab, theme, address):
    tab.emulate_media(color_scheme=theme)
    opened(tab, address)
    for width in (1280, 820):
        tab.set_viewport_size({"width": width, "height": 1400})
        assert (width, barriers(settled(tab))) == (width, [])


@pytest.mark.parametrize("address", OTHERS)
def test_no_other_state_of_a_page_has_a_barrier(tab, address):
    assert barriers(opened(tab, address)) == []


def test_every_status_on_the_list_is_a_word(tab):
    """T34: nothing is told by colour or sign alone."""
    opened(tab, "/over_threshold")
    cells = tab.locator("table tbody td").all_inner_texts()
    assert cells
    assert all(cell.strip() for cell in cells)


@pytest.mark.parametrize(
    "address", ["/", "/practice?ods=X99002", "/import_data", "/getting_started"]
)
def test_at_400_per_cent_a_page_scrolls_down_only(tab, address):
    """WCAG 1.4.10: 1280 pixels at 400% are 320."""
    tab.set_viewport_size({"width": 320, "height": 1000})
    opened(tab, address)
    wide, narrow = tab.locator("[data-testid=stMain]").evaluate(
        "main => [main.scrollWidth, main.clientWidth]"
    )
    assert wide == narrow


def test_a_keyboard_alone_skips_the_menu_and_opens_a_practice(tab):
    settled(tab.goto("/over_threshold?search=Larkmere") and tab)
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").inner_text() == "Skip to main content"
    tab.keyboard.press("Enter")
    stops = []
    while "Larkmere Surgery" not in stops and len(stops) < STOPS:
        tab.keyboard.press("Tab")
        stops.append(tab.locator(":focus").evaluate(NAMED))
        assert tab.locator(":focus").evaluate(OUTLINED), stops[-1]
    assert stops.index("Find a practice") < stops.index("Larkmere Surgery")
    with tab.context.expect_page() as practice:
        tab.keyboard.press("Enter")
    title = practice.value.get_by_role("heading", level=1)
    expect(title).to_have_text("Larkmere Surgery")
    practice.value.close()
