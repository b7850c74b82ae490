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


def test_a_mode_without_sign_in_does_not_start_for_other_machines(own):
    """It ends by itself: what else keeps it from starting is in tests/ui."""
    elsewhere = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}  # noqa: S104
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py"],
        cwd=own,
        env=environment(Mode.DEMO, free_port()) | elsewhere,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert "has no sign-in, so it answers this machine only" in ended.stderr
    assert "0.0.0.0" in ended.stderr  # noqa: S104
