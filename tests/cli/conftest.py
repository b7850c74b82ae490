"""The command `oversight` on a database of the test's own, in local mode.

On SQLite; of each family of commands one test is on both kinds: `@BOTH`. What is asked
and done for them is tried on both in tests/queries and tests/actions.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from typer import testing
from typer.testing import CliRunner, Result

from lib import queries
from lib.cli import app
from tests.on_sqlite import database
from tests.repeated import remembered

__all__ = ["database"]

# The command is put together once, and not for each time that it is run.
testing._get_command = cache(testing._get_command)

PANEL = remembered(queries.figures.panel)

Run = Callable[..., Result]
Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def panel_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the server remembers it. What it says is tried in tests/queries."""
    monkeypatch.setattr(queries.figures, "panel", PANEL)


@pytest.fixture
def run(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command with these arguments; it may end in any exit code, not in a fault."""
    address = database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", address)
    return oversight


def oversight(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def ask(run: Run) -> Ask:
    """What a command that succeeds answers as JSON."""

    def answer(*arguments: object) -> Any:
        result = run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return answer


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    """A file with that name and text."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
