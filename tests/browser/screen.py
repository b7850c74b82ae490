"""What a browser test does with a page: wait until it is quiet, look for barriers."""

import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

QUIET = (
    "[data-testid=stApp]"
    "[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
)
PATIENCE = 30_000  # milliseconds, on a busy machine
TRIES = 5
# All rules are checked; only of those broken does it describe every element.
ASKED = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}
AXE = Axe().axe_script
MOVE = """address => {
    history.pushState({}, "", address)
    dispatchEvent(new PopStateEvent("popstate"))
}"""
SHUT = "[data-testid=stExpander] details:not([open]) > summary"


def settled(page: Page) -> Page:
    """The same page, once its script has run to the end."""
    page.locator(QUIET).wait_for()
    for unfinished in ("[data-stale=true]", "[data-testid=stSkeleton]"):
        expect(page.locator(unfinished)).to_have_count(0, timeout=PATIENCE)
    return page


def arrived(page: Page, address: str) -> Page:
    """On that page of the application. Where the window shows another page of it, as by
    its back button: the application itself stays loaded, and keeps what its widgets
    say, whatever the address says of them."""
    if urlsplit(page.url).path in ("blank", urlsplit(address).path):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
        return settled(page)
    title = page.get_by_role("heading", level=1)
    left = title.inner_text()
    page.evaluate(MOVE, address)
    expect(title).not_to_have_text(left, timeout=PATIENCE)
    return settled(page)


def unfolded(page: Page) -> Page:
    """The same page with every fold-out open, and those that stand in one."""
    while page.locator(SHUT).count():
        page.locator(SHUT).evaluate_all("found => found.forEach(each => each.click())")
        settled(page)
    return page


def choose(page: Page, label: str, typed: str, option: str = "") -> None:
    """Type into a list and take the option that has this text: what was typed, unless
    said. A page that is drawn anew shuts the list; it is then opened again."""
    box = page.get_by_role("combobox", name=label, exact=True)
    offered = page.get_by_role("option").filter(
        has_text=re.compile(option or f"^{re.escape(typed)}$")
    )
    for _ in range(TRIES):
        box.click()
        box.fill(typed)
        try:
            chosen = offered.first.inner_text(timeout=PATIENCE / TRIES)
            offered.first.click(timeout=PATIENCE / TRIES)
        except TookTooLong:
            page.keyboard.press("Escape")
            continue
        settled(page)
        # A run that was under way may have put back what stood there before.
        if not box.count() or box.input_value() in ("", chosen):
            return
    raise AssertionError(f"{label} does not offer {option or typed}.")


def axe(page: Page) -> list[str]:
    """Each WCAG 2.2 A or AA rule that the page breaks, with the elements that do."""
    # Of a run that began meanwhile what it will replace is faint: hence a second look.
    return _broken(page) and _broken(settled(page))


def _broken(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    broken = page.evaluate("by => axe.run(by).then(found => found.violations)", ASKED)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in broken
        for node in rule["nodes"]
    ]
