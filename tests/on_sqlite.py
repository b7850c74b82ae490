"""The database of folders whose rules are tried on SQLite, and on both where it matters.

What is the same on both: whatever is decided in Python before or after it is stored.
What may differ: what runs at the same time, what a constraint or trigger does, the SQL
of a question, and that each action can be carried out at all. There a test says `@BOTH`,
or `@BOTH_COPIES` where it begins with a copy of a filled database.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from lib import db
from tests import repeated
from tests.conftest import World, Worlds, copying


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Connected and migrated; what tests begin with is loaded once."""
    connected = db.connect(request.getfixturevalue(f"{request.param}_url"))
    with repeated.begun_with("migrated"):
        yield connected
    db.disconnect()


@pytest.fixture(params=["sqlite"])
def copy_of(
    request: pytest.FixtureRequest, worlds: Worlds
) -> Iterator[Callable[[World], Any]]:
    """As everywhere, and what tests do first with a copy is done once."""
    with ExitStack() as begun, copying(request, worlds) as copy:

        def known(world: World) -> Any:
            returned = copy(world)
            begun.enter_context(repeated.begun_with(world.name))
            return returned

        yield known
