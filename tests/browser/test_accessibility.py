"""No barrier of WCAG 2.2 A or AA on any page: light, dark, wide and narrow."""

from itertools import cycle, pairwise
from typing import Literal, NamedTuple
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from lib.demo import people
from tests.browser.screen import arrived, axe, settled, unfolded

PAGES = (
    "/changes?since=01/09/2023",
    "/",
    "/over_threshold",
    "/practice?ods=X99002",
    "/import_data",
    "/worklist",
    "/switch_on?pcn=Northmere+Coast+PCN",
    "/online_accounts",
    "/national_steps",
    "/map",
    "/bulk_moves?pcn=Northmere+Coast+PCN",
    "/patient_months",
    "/what_if",
    "/action_plans",
    "/action_plan?ods=X99002",
    "/monthly_reports",
    "/monthly_report?ods=X99002",
    "/monthly_return",
    "/letters",
    "/burden",
    "/tracker",
    "/uploads",
    "/feeds",
    "/verify_record",
    "/accessibility",
    "/definitions",
    "/getting_started",
)
LEAD = "person=Daniel+Whitlock,+Regional+or+national+lead"
ADMINISTRATOR = "person=" + quote_plus(
    f"{people.ADMINISTRATOR.name}, {people.ADMINISTRATOR.role}"
)
OF_ADMINISTRATORS = [
    f"{page}?{ADMINISTRATOR}" for page in ("/settings", "/people", "/audit_trail")
]
OF_LEADS = (f"/?{LEAD}", f"/over_threshold?{LEAD}", f"/practice?ods=X99107&{LEAD}")
OTHER_STATES = (
    "/settings",
    "/over_threshold?search=nobody",
    "/practice?ods=X99062",
    "/practice?ods=X00000",
)


class Look(NamedTuple):
    """A mode of colours and a width of the window."""

    mode: Literal["light", "dark"]
    size: ViewportSize


DAY = Look("light", {"width": 1280, "height": 1400})
NIGHT = Look("dark", {"width": 820, "height": 1400})
AT_400_PER_CENT: ViewportSize = {"width": 320, "height": 1000}  # of 1280: WCAG 1.4.10
IN_MODE = """mode =>
    getComputedStyle(document.querySelector("[data-testid=stApp]")).colorScheme == mode
    && document.getAnimations().length == 0
"""
CHARTS = """() => {
    const charts = [...document.querySelectorAll("[data-testid=stVegaLiteChart]")];
    const words = [...document.querySelectorAll("svg.marks .role-axis-label text")];
    const ink = getComputedStyle(document.querySelector("[data-testid=stApp]")).color;
    return [
        charts.filter(each => !each.closest("[class*=st-key-spark-]")).length,
        charts.filter(each => !each.getAttribute("aria-label")).length,
        words.filter(each => getComputedStyle(each).fill != ink).length,
    ];
}"""
SHIFTED = """() => new Promise(said => {
    let sum = 0
    new PerformanceObserver(seen => seen.getEntries().forEach(each => sum += each.value))
        .observe({type: "layout-shift", buffered: true})
    setTimeout(() => said(sum), 200)  // what is past is told a moment later
})"""
LITTLE = 0.1  # https://web.dev/articles/cls: the most that counts as good
STOPS = 40
NAMED = "each => (each.getAttribute('aria-label') || each.innerText).trim()"
# Of the element or, where it is a field, of the frame around it.
OUTLINED = """each => [each, each.parentElement].some(
    one => one.tagName == "MAIN" || getComputedStyle(one).outlineStyle == "solid"
)"""


def opened(page: Page, address: str) -> Page:
    """With every fold-out open, as far as there are any."""
    return unfolded(arrived(page, address))


def barriers(page: Page) -> list[str]:
    """What axe finds, headings that skip a level, charts without words or table."""
    return [*axe(page), *_headings(page), *_charts(page)]


def scrolled_sideways(page: Page) -> list[str]:
    page.set_viewport_size(AT_400_PER_CENT)
    wide, narrow = page.locator("[data-testid=stMain]").evaluate(
        "main => [main.scrollWidth, main.clientWidth]"
    )
    return [] if wide == narrow else [f"{wide} pixels stand in {narrow}"]


def _headings(page: Page) -> list[str]:
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "found => found.map(each => Number(each.tagName[1]))"
    )
    steps = [later - earlier for earlier, later in pairwise(levels)]
    in_order = levels[0] == 1 and levels.count(1) == 1 and max(steps, default=0) <= 1
    return [] if in_order else [f"headings: {levels}"]


def _charts(page: Page) -> list[str]:
    """A small chart needs no table: the words beside it say its numbers."""
    large, silent, strange = page.evaluate(CHARTS)
    tables = page.get_by_text("Show these figures as a table").count()
    if page.url.endswith("/what_if"):  # where the table needs no click
        tables = page.get_by_role("table").count()
    said = [f"{silent} charts without words"] if silent else []
    said += [f"{strange} words of charts in another ink"] if strange else []
    return said if tables or not large else [*said, f"{large} charts without a table"]


def behind_other_tabs(page: Page) -> dict[str, list[str]]:
    found = {}
    for name in page.get_by_role("tab").all_inner_texts()[1:]:
        page.get_by_role("tab", name=name, exact=True).click()
        found[name] = barriers(unfolded(settled(page)))
    return found


def turned(page: Page, look: Look) -> Page:
    """The page as it changes under its reader."""
    page.set_viewport_size(look.size)
    page.emulate_media(color_scheme=look.mode)
    page.wait_for_function(IN_MODE, arg=look.mode)
    return settled(page)


def walked(page: Page, *addresses: str) -> dict[str, list[str]]:
    """The barriers on the way, by address."""
    page.goto("about:blank")  # who looks is what a widget of the last page said
    found = {each: barriers(opened(page, each)) for each in addresses}
    return {where: what for where, what in found.items() if what}


def walked_by_day_and_night(page: Page, *addresses: str) -> dict[str, list[str]]:
    """Each page in both looks, every other one by night first, and magnified between:
    also what is wider than the window then, and what stands behind the other tabs."""
    page.goto("about:blank")
    found = {}
    for address, then in zip(addresses, cycle((NIGHT, DAY)), strict=False):
        found[address] = [
            *barriers(opened(page, address)),
            *scrolled_sideways(page),
            *barriers(turned(page, then)),
        ]
        found |= behind_other_tabs(page)
    return {where: what for where, what in found.items() if what}


@pytest.mark.parametrize("pages", [PAGES, OF_ADMINISTRATORS], ids=["all", "own"])
def test_no_page_has_a_barrier(page, pages):
    assert walked_by_day_and_night(page, *pages) == {}


@pytest.mark.parametrize(
    "look", [DAY._replace(mode="dark"), NIGHT._replace(mode="light")]
)
def test_nor_has_the_menu_at_the_other_width(page, look):
    """Only the menu has parts that the other width has not."""
    assert barriers(turned(opened(page, "/verify_record"), look)) == []


def test_no_other_state_of_a_page_has_a_barrier(page):
    assert walked(page, *OF_LEADS) == {}
    assert walked(page, *OTHER_STATES) == {}


def test_a_keyboard_alone_skips_the_menu_filters_a_list_and_opens_a_practice(page):
    opened(page, "/over_threshold")
    cells = page.locator("table tbody td").all_inner_texts()
    assert cells
    assert all(cell.strip() for cell in cells)  # T34: nothing by colour or sign alone
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    page.keyboard.press("Enter")
    tabbed_to(page, "Find a practice")
    tabbed_to(page, "PCN")
    page.keyboard.type("High Fell")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 filter on.")).to_be_visible()
    settled(page)
    tabbed_to(page, "Skelderby Medical Centre")
    with page.context.expect_page() as practice:
        page.keyboard.press("Enter")
    practice.value.wait_for_url("**/practice?ods=*")


def test_nothing_jumps_while_a_list_and_a_form_below_it_load(page):
    assert 0 < arrived(page, "/letters").evaluate(SHIFTED) < LITTLE


def tabbed_to(page: Page, name: str) -> None:
    """By way of nothing that does not show that it has the focus."""
    stops: list[str] = []
    while name not in stops and len(stops) < STOPS:
        page.keyboard.press("Tab")
        stops.append(page.locator(":focus").evaluate(NAMED))
        assert page.locator(":focus").evaluate(OUTLINED), stops[-1]
    assert name in stops
