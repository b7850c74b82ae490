"""The database of folders whose queries and actions are tried on both kinds elsewhere.

Where the kind may matter a test says `@BOTH`, or `@BOTH_COPIES` of a filled one.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from lib import db
from tests import repeated
from tests.conftest import copying

copy_of = pytest.fixture(copying, name="copy_of", params=["sqlite"])


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Connected and migrated; what tests begin with is loaded once."""
    connected = db.connect(request.getfixturevalue(f"{request.param}_url"))
    with repeated.begun_with("migrated"):
        yield connected
    db.disconnect()
