"""A database of SQLite: the queries and actions below are tried on both kinds.

Each module has a test of its own on both: `@BOTH`.
"""

import pytest

from lib import queries
from tests.on_sqlite import database
from tests.repeated import remembered

__all__ = ["database"]

PANEL = remembered(queries.figures.panel)


@pytest.fixture(autouse=True)
def panel_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the server remembers it. What it says is tried in tests/queries."""
    monkeypatch.setattr(queries.figures, "panel", PANEL)
