"""Who acts, on which database; and the command as it is started."""

import os
import subprocess
import sys

import pytest

from lib.cli.accounts import RoleName
from lib.domain.roles import Role
from tests.cli.conftest import oversight
from tests.conftest import BOTH
from tests.factories import (
    PRACTICES,
    administrator,
    hierarchy,
    load,
    officer,
    signed_up,
)

HER = officer().email


@BOTH
def test_in_local_mode_the_administrator_acts(ask):
    (person,) = ask("users", "list")
    assert person == {
        "email": "administrator@localhost",
        "name": "administrator",
        "role": "ICB administrator",
        "icbs": None,
        "lmc": None,
        "active": True,
        "until": None,
    }


@pytest.fixture
def live(run, monkeypatch):
    """A service where people sign in, with one ICB and nobody yet."""
    monkeypatch.setenv("OVERSIGHT_MODE", "oidc")
    load(hierarchy())
    return run


def test_where_people_sign_in_somebody_has_to_be_named(live):
    result = live("practices")
    assert result.exit_code == 2
    assert "--as" in result.stderr


def test_an_unknown_person_is_wrong_usage(live):
    result = live("practices", "--as", "nobody@example.org")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nobody@example.org" in result.stderr


def test_a_person_may_be_named_in_the_environment(live, monkeypatch):
    signed_up(officer())
    monkeypatch.setenv("OVERSIGHT_USER", HER)
    assert live("practices").exit_code == 0


@BOTH
def test_the_first_administrator_needs_nobody_to_let_them_in(live, ask):
    first = ["--name", "Ada", "--role", "administrator", "--every-icb"]
    (added,) = ask("users", "add", "Ada@example.org", *first)
    assert added["email"] == "ada@example.org"
    assert (added["role"], added["icbs"]) == ("ICB administrator", None)


def test_the_next_account_needs_somebody_who_acts(live):
    signed_up(officer())
    more = ["--name", "Ada", "--role", "administrator", "--icb", "XA1"]
    assert live("users", "add", "a@example.org", *more).exit_code == 2
    assert live("users", "add", "a@example.org", *more, "--as", HER).exit_code == 1


def test_only_administrators_see_the_accounts(live):
    signed_up(officer())
    assert live("users", "list", "--as", HER).exit_code == 1


@pytest.mark.parametrize(
    "scope", [[], ["--icb", "NOPE"], ["--icb", "XA1", "--every-icb"]]
)
def test_an_account_has_a_scope_that_exists(live, scope):
    more = ["--name", "Ada", "--role", "officer", *scope]
    assert live("users", "add", "a@example.org", *more).exit_code == 2


def test_every_role_has_one_word():
    assert {role.name for role in RoleName} == {role.name for role in Role}


@pytest.fixture
def demo(tmp_path, monkeypatch):
    """The demonstration in a file of the test's own, with two people in it."""
    monkeypatch.setattr("lib.config.DEMO_URL", f"sqlite:///{tmp_path / 'demo.db'}")
    monkeypatch.setattr("lib.demo.build", _people)


def _people():
    load(hierarchy())
    signed_up(officer())
    signed_up(administrator())


@pytest.mark.usefixtures("demo")
def test_the_demonstration_has_its_own_database_and_administrator(ask, run):
    assert len(ask("practices", "--demo")) == len(PRACTICES)
    assert run("users", "list", "--demo").exit_code == 0
    assert ask("practices") == []


def test_the_demonstration_is_never_met_by_accident(run, monkeypatch):
    monkeypatch.setenv("OVERSIGHT_MODE", "demo")
    result = run("practices")
    assert result.exit_code == 2
    assert "--demo" in result.stderr


@pytest.mark.parametrize(
    "address", ["nonsense", "postgresql://me:secret@127.0.0.1:1/none", "mysql://a/b"]
)
def test_a_database_that_does_not_answer_is_said_in_a_sentence(monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)
    result = oversight("practices")
    assert result.exit_code == 1
    assert result.stderr.startswith("The database cannot be opened")
    assert "secret" not in result.stderr


def test_migrate_brings_a_blank_database_up_to_date(blank_database, monkeypatch):
    address = blank_database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", address)
    result = oversight("migrate", "--json")
    assert result.exit_code == 0
    assert '"schema": "0' in result.stdout
    assert "step 0" in oversight("migrate").stdout


def test_the_command_starts_without_pandas_and_the_database():
    check = (
        "import sys, lib.cli;"
        "print(sorted({'pandas', 'sqlalchemy', 'sqlmodel'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True
    )
    assert loaded.stdout == "[]\n"


@pytest.mark.parametrize("command", [[], ["import"], ["users", "add"]])
def test_every_command_explains_itself(command):
    helped = subprocess.run(
        [sys.executable, "-m", "lib.cli", *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "80"},
    )
    usage, *lines = helped.stdout.splitlines()
    assert usage.startswith("Usage: ")
    assert [line for line in lines if line.endswith("...")] == []  # cut off
    assert helped.stderr == ""
