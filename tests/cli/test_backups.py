"""The administrator's upgrade, as told in the terminal: back up, migrate, roll back."""

import pytest
import sqlalchemy as sa

from lib import db, migrations
from tests import event_log, factories
from tests.cli.conftest import oversight
from tests.conftest import BOTH

ADMINISTRATOR = factories.administrator()
BEFORE = "0021"  # the schema of the version that is replaced


@pytest.fixture
def served(database, monkeypatch):
    """The database of a service, as an older version left it, with an ICB's work."""
    factories.over()
    factories.signed_up(ADMINISTRATOR)
    factories.signed_up(factories.officer())
    migrations.downgrade(BEFORE)
    monkeypatch.setenv("OVERSIGHT_MODE", "oidc")
    monkeypatch.setenv("OVERSIGHT_USER", ADMINISTRATOR.email)
    url = database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    return database


def held() -> dict[str, int]:
    with db.engine().connect() as connection:
        return {
            name: connection.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar()
            for name in ("practice", "list_size", "exclusion_count", "account")
        }


def said(*arguments: object) -> str:
    result = oversight(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@BOTH
def test_an_upgrade_and_the_way_back(served, tmp_path):
    before, file = held(), tmp_path / "before.zip"
    # The new version refuses the old schema where it may not change it by itself.
    if served.dialect.name == "postgresql":
        refused = oversight("practices", "--icb", factories.ICB)
        assert (refused.exit_code, "oversight migrate" in refused.stderr) == (1, True)
    # She backs up first: that neither needs the new schema nor brings it about.
    assert f"schema {BEFORE}" in said("backup", file)
    assert migrations.current() == BEFORE
    assert migrations.newest() in said("migrate")
    assert held() == before
    assert "X99001" in said("practices", "--icb", factories.ICB)
    # Work goes on, and then she wants the state of before back.
    late = ("--name", "Late", "--role", "auditor", "--every-icb")
    said("users", "add", "late@example.org", *late)
    refused = oversight("restore", file)
    assert (refused.exit_code, "--replace" in refused.stderr) == (1, True)
    told = said("restore", file, "--replace")
    assert "The record is whole" in told
    assert "It begins as the paper tells." in told
    assert held() == before
    assert "The record is whole" in said("audit", "verify")
    assert "restore" in set(event_log.newest_first()["action"])


def test_whoever_may_not_takes_no_copy(served, tmp_path):
    officer = factories.officer().email
    refused = oversight("backup", tmp_path / "hers.zip", "--as", officer)
    assert (refused.exit_code, "may not" in refused.stderr) == (1, True)
    for person in ("--as", "nobody@example.org"), ("--demo",):
        assert oversight("backup", tmp_path / "hers.zip", *person).exit_code == 2
    assert list(tmp_path.iterdir()) == []
    # A timer gives the folder; the file is named by the time.
    said("backup", tmp_path)
    (file,) = tmp_path.iterdir()
    refused = oversight("restore", file, "--replace", "--as", officer)
    assert (refused.exit_code, "may not" in refused.stderr) == (1, True)
