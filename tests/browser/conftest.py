"""A real browser on a real server, which runs from a copy with databases of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from lib import db
from lib.config import ROOT, Mode
from tests import factories
from tests.availability import missing

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
OWN = shutil.ignore_patterns("__pycache__", "secrets.toml", "local", "*.db*")
SECONDS_TO_START = 60


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the application: the demonstration's file lies within it, at a fixed
    place, and no test may touch the one beside the code."""
    return installed(tmp_path_factory.mktemp("installation"))


@pytest.fixture(scope="session")
def server(installation: Path) -> Iterator[str]:
    """The address of the demonstration, shared by all tests of the session."""
    with serving(installation, Mode.DEMO) as address:
        yield address


@pytest.fixture(scope="session")
def own_server(installation: Path) -> Iterator[str]:
    """The address of local mode on an empty database."""
    with serving(installation, Mode.LOCAL) as address:
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
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        missing("There is no chromium. Install it, or give its path in CHROMIUM.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A window of its own on the demonstration, still blank; `goto("/name")` works."""
    with window(browser, server) as opened:
        yield opened


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
        viewport={"width": 1280, "height": 1400},
        reduced_motion="reduce",
        accept_downloads=True,
    )
    yield context.new_page()
    context.close()


@contextmanager
def serving(folder: Path, mode: Mode, **settings: str) -> Iterator[str]:
    port = free_port()
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
        _wait(server, address, log)
        yield address
    finally:
        with suppress(ProcessLookupError):  # it ended by itself: `_wait` says why
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def environment(mode: Mode, port: int) -> dict[str, str]:
    ours = {"OVERSIGHT_MODE": mode, "STREAMLIT_SERVER_PORT": str(port)}
    left_out = ("DATABASE_URL", "OVERSIGHT_USER")
    return {k: v for k, v in os.environ.items() if k not in left_out} | ours


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()  # noqa: S310 our own
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"The server did not start:\n{log.read_text()[-3000:]}", pytrace=False)
