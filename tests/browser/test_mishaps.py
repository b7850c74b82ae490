"""What goes wrong: no details on the page, an id for whoever looks in the log; and
the server that does not start where strangers could come in."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lib.config import Mode
from tests.browser.conftest import environment, free_port, serving
from tests.browser.raw import talking, visitor

DETAIL = "correct horse battery staple"
RAISES = f'user = access.current_user()\n\nraise ValueError("{DETAIL}")\n'


@pytest.fixture
def own(installation: Path, tmp_path: Path) -> Path:
    """An installation that the test may change, without what other tests left in it."""
    left = shutil.ignore_patterns("*.db*", "*.log")
    return shutil.copytree(installation, tmp_path / "own", ignore=left)


def test_a_page_that_raises_shows_an_id_that_the_log_explains(own):
    page = own / "pages" / "help" / "definitions.py"
    written = page.read_text("utf-8").replace("user = access.current_user()\n", RAISES)
    page.write_text(written, "utf-8")
    with (
        serving(own, Mode.LOCAL) as address,
        visitor(address) as client,
        talking(client) as talk,
    ):
        told = talk.run("definitions")
    sent = b"".join(m.SerializeToString() for m in told if m.HasField("delta"))
    (reference,) = re.findall(rb"Quote (\w{8}) when you report it", sent)
    for detail in (DETAIL.encode(), b"Traceback", b"ValueError", bytes(own)):
        assert detail not in sent
    (log,) = own.glob("*.log")
    line = next(
        line for line in log.read_text().splitlines() if reference.decode() in line
    )
    assert "ValueError" in line
    assert "pages/help/definitions.py:" in line


def started(own: Path, mode: Mode, **settings: str) -> subprocess.CompletedProcess[str]:
    """It must end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py"],
        cwd=own,
        env=environment(mode, free_port()) | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_mode_without_sign_in_does_not_start_for_other_machines(own):
    ended = started(own, Mode.DEMO, STREAMLIT_SERVER_ADDRESS="0.0.0.0")  # noqa: S104
    assert ended.returncode != 0
    assert "has no sign-in, so it answers this machine only" in ended.stderr
    assert "0.0.0.0" in ended.stderr  # noqa: S104


def test_sign_in_mode_does_not_start_without_a_provider(own):
    ended = started(own, Mode.OIDC)
    assert ended.returncode != 0
    assert "Sign-in is not set up in .streamlit/secrets.toml." in ended.stderr
