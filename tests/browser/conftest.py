"""A real browser on a real server, which runs from a copy with databases of its own."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from lib import db, demo
from lib.config import ROOT, Mode
from tests import factories
from tests.availability import NO_CHROMIUM, chromium, missing
from tests.browser.screen import PATIENCE

if TYPE_CHECKING:
    from tests.browser.signing_in import SigningIn

FLAGS = (
    "--no-sandbox",  # the only way that chromium runs as root, as in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERVED = ("app.py", "lib", "pages", ".streamlit", "data")
OWN = shutil.ignore_patterns("secrets.toml", "local", "*.db*")
VIEWPORT: ViewportSize = {"width": 1280, "height": 1400}
SECONDS_TO_START = 60
PORTS = range(20_000, 32_000)  # of which the system gives none to whoever calls out


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the application: the demonstration's file lies within it, at a fixed
    place, and no test may touch the one beside the code."""
    return installed(tmp_path_factory.mktemp("installation"))


@pytest.fixture(scope="session")
def server(installation: Path, sqlite_template: Path) -> Iterator[str]:
    """The address of the demonstration, shared by all tests of the session."""
    built = installation / "data" / "demo" / "demonstration.db"
    shutil.copyfile(sqlite_template, built)
    db.connect(f"sqlite:///{built}")
    demo.build()
    db.disconnect()
    with serving(installation, Mode.DEMO) as address:
        yield address


@pytest.fixture(scope="session")
def signing_in(
    installation: Path, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator["SigningIn"]:
    """The mode with sign-in at a provider's process, with one practice over the
    threshold and an account for each role; whoever changes an account puts it back."""
    from tests.browser.signing_in import signing_in_on  # which needs `serving`

    folder = tmp_path_factory.mktemp("signing-in")
    database = folder / "oversight.db"
    shutil.copyfile(sqlite_template, database)
    db.connect(f"sqlite:///{database}")
    factories.over()
    factories.load(factories.lmc_list())
    for make in factories.EVERY_ROLE:
        factories.signed_up(make())
    db.disconnect()
    with signing_in_on(installation, folder, database) as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = chromium()
    if executable is None:
        missing(NO_CHROMIUM)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def kept(browser: Browser, server: str) -> Iterator[Page]:
    """One window for all: Chromium compiles Streamlit's scripts anew in each window, at
    twice the price of all else that a page costs."""
    with window(browser, server) as opened:
        yield opened


@pytest.fixture
def page(kept: Page) -> Iterator[Page]:
    """A window on the demonstration, blank, without a trace of the last test;
    `goto("/name")` works."""
    with forgotten_after(kept) as blank:
        yield blank


class Place(NamedTuple):
    """An address at which one server after another listens, and a window on it."""

    port: int
    page: Page

    @contextmanager
    def serving(self, folder: Path, **settings: str) -> Iterator[Page]:
        """The window, blank, on a server of its own in local mode."""
        with (
            serving(folder, Mode.LOCAL, self.port, **settings),
            forgotten_after(self.page) as blank,
        ):
            yield blank


@pytest.fixture(scope="session")
def places(browser: Browser) -> Iterator[list[Place]]:
    """Of two people who work at once. What was compiled is kept by its address."""
    ports = [free_port(), free_port()]
    with ExitStack() as opened:
        yield [
            Place(
                port,
                opened.enter_context(window(browser, f"http://127.0.0.1:{port}")),
            )
            for port in ports
        ]


def installed(folder: Path) -> Path:
    for name in SERVED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=OWN)
        else:
            shutil.copyfile(ROOT / name, folder / name)
    return folder


@contextmanager
def window(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        viewport=VIEWPORT,
        reduced_motion="reduce",
        accept_downloads=True,
    )
    yield context.new_page()
    context.close()


@contextmanager
def forgotten_after(page: Page) -> Iterator[Page]:
    yield page
    forget(page)


def forget(page: Page) -> None:
    """Leave the window blank, as that of a visitor who was never there."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.goto("about:blank")
    page.context.clear_cookies()
    page.set_viewport_size(VIEWPORT)
    page.emulate_media(color_scheme="light")


@contextmanager
def serving(folder: Path, mode: Mode, port: int = 0, **settings: str) -> Iterator[str]:
    port = port or free_port()
    log = folder / f"{mode}-{port}.log"
    with log.open("wb") as lines:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py"],
            cwd=folder,
            env=environment(mode, port) | settings,
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait(server, f"{address}/_stcore/health", log)
        yield address
    finally:
        with suppress(ProcessLookupError):  # it ended by itself: `wait` says why
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def environment(mode: Mode, port: int) -> dict[str, str]:
    ours = {"OVERSIGHT_MODE": mode, "STREAMLIT_SERVER_PORT": str(port)}
    # The copy is nobody's: what the first server compiles, the next need not.
    left_out = ("DATABASE_URL", "OVERSIGHT_USER", "PYTHONDONTWRITEBYTECODE")
    return {k: v for k, v in os.environ.items() if k not in left_out} | ours


def free_port() -> int:
    for port in random.sample(PORTS, 100):
        with socket.socket() as asked, suppress(OSError):
            asked.bind(("127.0.0.1", port))
            return port
    raise AssertionError("A hundred ports were taken.")


def wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 our own
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"The server did not start:\n{log.read_text()[-3000:]}", pytrace=False)
