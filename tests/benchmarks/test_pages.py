"""The measuring of pages works, on a small England; how fast they are is not asserted."""

import shutil

from lib import db, migrations
from lib.ui import menu
from tests import factories
from tests.availability import missing
from tests.benchmarks import pages
from tests.benchmarks.england import england


def test_a_page_is_measured_beside_an_empty_one(tmp_path, capsys):
    if shutil.which("chromium") is None:
        missing("There is no chromium.")
    path = tmp_path / "england.db"
    db.connect(f"sqlite:///{path}")
    migrations.upgrade()
    for arrival in england(practices=40, icbs=4, months=2):
        factories.load(
            arrival.parsed,
            icb_code=arrival.icb_code,
            content_hash=arrival.content_hash,
        )
    db.disconnect()
    world = pages.worked_on(path, "Z01", runs=1)
    definitions = [each for each in menu.MENU if each.address == "definitions"]
    pages.show("Pages", pages.measured(world, definitions))
    said = capsys.readouterr().out
    assert "one ICB" in said
    assert "England" in said
