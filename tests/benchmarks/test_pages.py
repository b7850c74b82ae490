"""The measuring of pages works, on a small England; how fast they are is not asserted.

By hand, as the measuring itself: two servers and a browser take half a minute to start.
"""

import shutil

import pytest

from lib import db, migrations
from lib.ui import menu
from tests import factories
from tests.availability import missing
from tests.benchmarks import pages
from tests.benchmarks.england import england
from tests.conftest import LONG


@pytest.mark.skipif(not LONG, reason="LONG_TESTS is not set.")
def test_a_page_is_measured_beside_an_empty_one(tmp_path, capsys):
    if shutil.which("chromium") is None:
        missing("There is no chromium.")
    path = tmp_path / "england.db"
    db.connect(f"sqlite:///{path}")
    migrations.upgrade()
    for arrival in england(practices=20, icbs=2, months=1):
        factories.load(
            arrival.parsed,
            icb_code=arrival.icb_code,
            content_hash=arrival.content_hash,
        )
    db.disconnect()
    world = pages.worked_on(path, "Z01", runs=1)
    entries = [each for each in menu.MENU if each.address == "practice"]
    pages.show("Pages", pages.measured(world, entries))
    assert "one practice" in capsys.readouterr().out
