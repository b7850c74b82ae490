"""Each page over the invented England, beside an empty one: server, and real Chromium.

Both are asked in turns. The last thing that either draws is the processor time of its
server so far, so that each answer brings its cost along and always changes.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

from lib import actions, db, queries
from lib.analysis import cases
from lib.config import ROOT, Mode
from lib.ui import menu
from tests import factories
from tests.availability import NO_CHROMIUM, chromium
from tests.benchmarks.england import LATEST
from tests.benchmarks.measuring import Seconds
from tests.browser import conftest as browsers
from tests.browser import raw
from tests.browser.raw import Talk, talking, visitor
from tests.browser.screen import settled

PROBE = """
import time
import streamlit as st
try:
    {body}
finally:
    st.button("Again", key="probe")
    st.text(f"probe {{time.process_time():.6f}}")
"""
# Until the text below the button is another.
CLICK = """async () => {
    const text = () => [...document.querySelectorAll('[data-testid=stText]')]
        .map(each => each.textContent).find(each => each.startsWith('probe'));
    const button = document.querySelector('.st-key-probe button');
    const before = text(), began = performance.now();
    await new Promise(done => {
        const seen = new MutationObserver(() => {
            if (text() !== before) { seen.disconnect(); done(); }
        });
        seen.observe(document.body,
            {subtree: true, childList: true, characterData: true});
        button.click();
    });
    return (performance.now() - began) / 1000;
}"""
QUIET_FOR = 150  # milliseconds between two clicks
PATIENCE = 300  # seconds, for the first sight of England on a busy machine
USER = factories.administrator()
RUNS = 7
CASES = 30  # of the ICB that is looked at


class World(NamedTuple):
    """A database, and whom its pages are about; `runs` of each kind."""

    path: Path
    icb: str
    practice: str
    runs: int


class Cost(NamedTuple):
    """Of a page, in seconds: at first sight after an import, once somebody has worked
    on a case, again; and from a click to its change. Beside the empty page's."""

    page: str
    scope: str
    first: float
    after: float
    ours: Seconds
    least: Seconds
    click: float
    least_click: float


def measured(world: World, entries: Sequence[menu.Entry] = menu.MENU) -> Iterator[Cost]:
    with ExitStack() as open_:
        raw.PATIENCE = PATIENCE
        folder = world.path.parent
        ours = open_.enter_context(_served(folder / "ours", world))
        least = open_.enter_context(_empty(folder / "least"))
        browser = open_.enter_context(_browser())
        for entry in entries:
            for scope, asked in _scopes(world, entry).items():
                one = _Compared(world, (ours, _address(entry, asked)), (least, ""))
                yield one.cost(browser, entry.title, scope)


def show(title: str, costs: Iterable[Cost]) -> None:
    """Ratios to the empty page; the first two also in seconds, as no page is so."""
    print(f"\n{title}")  # noqa: T201
    head = ("first s", "after a note s", "rerun s", "ratio", "of processor time")
    _print("", "", (*head, "click s", "ratio"))
    for each in costs:
        seconds = (each.first, each.after, each.ours.clock, each.click)
        first, after, rerun, click = (f"{number:.3f}" for number in seconds)
        ratios = (
            each.ours.clock / each.least.clock,
            each.ours.processor / each.least.processor,
            each.click / each.least_click,
        )
        of_rerun, of_processor, of_click = (f"{ratio:.1f}" for ratio in ratios)
        numbers = (first, after, rerun, of_rerun, of_processor, click, of_click)
        _print(each.page, each.scope, numbers)


def _print(page: str, scope: str, numbers: Iterable[str]) -> None:
    aligned = "".join(f"{number:>19}" for number in numbers)
    print(f"{page:<30}{scope:<14}{aligned}", flush=True)  # noqa: T201


def _scopes(world: World, entry: menu.Entry) -> dict[str, dict[str, str]]:
    if entry.address in ("practice", "action_plan", "monthly_report"):
        return {"one practice": {"ods": world.practice}}
    return {"one ICB": {"icb": f"ICB {world.icb}"}, "England": {}}


def _address(entry: menu.Entry, asked: dict[str, str]) -> str:
    name = "" if entry == menu.MENU[0] else entry.address
    return f"{name}?{urlencode(asked, quote_via=quote)}"


class _Compared:
    def __init__(
        self, world: World, ours: tuple[str, str], least: tuple[str, str]
    ) -> None:
        self.world, self.ours, self.least = world, ours, least

    def cost(self, browser: Browser, title: str, scope: str) -> Cost:
        first, after, ours, least = self._server()
        return Cost(title, scope, first, after, ours, least, *self._clicks(browser))

    def _server(self) -> tuple[float, float, Seconds, Seconds]:
        with _session(*self.ours) as again, _session(*self.least) as empty:
            _spend(self.world, "figures")
            first = again()
            pairs = [(again(), empty()) for _ in range(self.world.runs)]
            after = []
            for _ in range(max(self.world.runs // 2, 1)):
                _spend(self.world, "casework")
                after.append(again().clock)
        ours, least = (_median(each) for each in zip(*pairs, strict=True))
        return first.clock, median(after), ours, least

    def _clicks(self, browser: Browser) -> tuple[float, float]:
        with (
            _window(browser, *self.ours) as ours,
            _window(browser, *self.least) as least,
        ):
            pairs = [(_click(ours), _click(least)) for _ in range(self.world.runs)]
        mine, other = zip(*pairs, strict=True)
        return median(mine), median(other)


def _spend(world: World, what: str) -> None:
    """As if somebody had loaded a file, or (casework) written a note."""
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute(
            "UPDATE ledger SET data_version = data_version + 1,"
            " figures_version = figures_version + ?",
            (int(what == "figures"),),
        )


@contextmanager
def _session(server: str, address: str) -> Iterator[Callable[[], Seconds]]:
    """What draws the page once more, in one session of its own."""
    name, _, query = address.partition("?")
    with visitor(server) as client, talking(client) as talk:
        spent = [_run(talk, name, query)[1]]

        def again() -> Seconds:
            clock, now = _run(talk, name, query)
            spent.append(now)
            return Seconds(clock, now - spent[-2])

        yield again


def _run(talk: Talk, name: str, query: str) -> tuple[float, float]:
    message = BackMsg()
    message.rerun_script.page_name = name
    message.rerun_script.page_script_hash = talk.page
    message.rerun_script.query_string = query
    began = time.perf_counter()
    talk.say(message)
    return time.perf_counter() - began, _probed(talk)


def _probed(talk: Talk) -> float:
    texts = [each.text.body for each in talk.elements if each.HasField("text")]
    return next(float(text.split()[1]) for text in texts if text.startswith("probe"))


@contextmanager
def _window(browser: Browser, server: str, address: str) -> Iterator[Page]:
    with browsers.window(browser, server) as page:
        page.goto(f"/{address}")
        yield settled(page)


def _click(page: Page) -> float:
    took = float(page.evaluate(CLICK))
    settled(page).wait_for_timeout(QUIET_FOR)
    return took


@contextmanager
def _served(folder: Path, world: World) -> Iterator[str]:
    folder.mkdir()
    browsers.installed(folder)
    body = "from lib.ui.shell import main; main()"
    (folder / "lib" / "ui" / "main.py").write_text(PROBE.format(body=body))
    said = {"OVERSIGHT_USER": USER.email, "DATABASE_URL": f"sqlite:///{world.path}"}
    with browsers.serving(folder, Mode.LOCAL, **said) as address:
        yield address


@contextmanager
def _empty(folder: Path) -> Iterator[str]:
    """Streamlit alone, with the settings that we give it."""
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit", ignore=browsers.OWN)
    (folder / "app.py").write_text(PROBE.format(body="pass"))
    with browsers.serving(folder, Mode.LOCAL) as address:
        yield address


@contextmanager
def _browser() -> Iterator[Browser]:
    executable = chromium()
    if executable is None:
        raise SystemExit(NO_CHROMIUM)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=executable, args=browsers.FLAGS
        )
        yield opened
        opened.close()


def worked_on(path: Path, icb: str, runs: int = RUNS) -> World:
    """A filled database, with somebody to look at it, and casework in the ICB: it acts on the rule and has
    opened cases, so that no page is empty. One of those is the practice shown."""
    db.connect(f"sqlite:///{path}")
    try:
        factories.signed_up(USER)
        factories.adopted(icb, from_on=LATEST)
        figures = queries.figures.panel(USER, LATEST, LATEST, icb_code=icb)
        over = figures.loc[figures.over.fillna(value=False), "ods_code"].head(CASES)
        for ods_code in over:
            ground = cases.ground(figures, ods_code, LATEST)
            if ground is not None:
                actions.episodes.begin(ground, by=USER)
    finally:
        db.disconnect()
    return World(path, icb, over.iloc[0], runs)


def _median(runs: Sequence[Seconds]) -> Seconds:
    return Seconds(*map(median, zip(*runs, strict=True)))
