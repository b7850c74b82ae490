"""What a browser test does with a page: wait until it is quiet, look for barriers."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

QUIET = (
    "[data-testid=stApp]"
    "[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
)
PATIENCE = 30_000  # milliseconds, on a busy machine
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# All rules are checked; only of those broken does it describe every element.
ASKED = {
    "runOnly": {"type": "tag", "values": WCAG_AA},
    "resultTypes": ["violations"],
}
SHUT = "[data-testid=stExpander] details:not([open]) > summary"


def settled(page: Page) -> Page:
    """The same page, once its script has run to the end."""
    page.locator(QUIET).wait_for()
    for unfinished in ("[data-stale=true]", "[data-testid=stSkeleton]"):
        expect(page.locator(unfinished)).to_have_count(0, timeout=PATIENCE)
    return page


def unfolded(page: Page) -> Page:
    """The same page with every fold-out open, as far as there are any."""
    page.locator(SHUT).evaluate_all("found => found.forEach(each => each.click())")
    expect(page.locator(SHUT)).to_have_count(0)
    return settled(page)


def axe(page: Page) -> list[str]:
    """Each WCAG 2.2 A or AA rule that the page breaks, with the elements that do."""
    found = Axe().run(page, options=ASKED)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
