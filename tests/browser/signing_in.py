"""Sign-in mode for a browser test: a provider's process, a server, people with accounts.

At the provider whoever types an address has signed in as that person.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import Page, expect

from lib.config import Mode
from lib.domain.base import UTCDateTime
from lib.domain.dates import now
from tests.browser.conftest import free_port, serving, wait
from tests.browser.screen import PATIENCE, settled

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "for the tests alone, thirty-two characters or more"
client_id = "oversight"
client_secret = "not looked at"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
STYLES = "https://cdn.jsdelivr.net/**"  # the provider's, from outside
LIGHT = "/definitions"  # a page that is drawn at once


@dataclass(frozen=True)
class SigningIn:
    """`database` is the file that the server works on: tests look and write in it."""

    address: str
    database: Path

    def sign_in(self, page: Page, email: str, to: str = "/") -> Page:
        """At the provider, from the page asked for; back on it, if they are let in."""
        page.route(STYLES, lambda asked: asked.abort())
        page.goto(f"{self.address}{to}")
        page.get_by_role("link", name="Sign in").click()
        page.get_by_placeholder("sub").fill(email)
        page.get_by_role("button", name="Authorize").click()
        page.wait_for_url(f"{self.address}/**")
        return page

    def enter(self, page: Page, email: str, to: str = LIGHT) -> Page:
        """As above, for somebody who has an account."""
        self.sign_in(page, email, to)
        out = page.get_by_role("button", name="Sign out")
        expect(out).to_be_visible(timeout=PATIENCE)
        return settled(page)

    def run(self, statement: str, **values: object) -> list[sa.Row]:
        """As somebody who works on the database beside the server."""
        engine = sa.create_engine(f"sqlite:///{self.database}")
        with engine.begin() as connection:
            done = connection.execute(sa.text(statement), values)
            rows = list(done.all()) if done.returns_rows else []
        engine.dispose()
        return rows

    def age(self, email: str, column: str, by: timedelta) -> None:
        """As if the sign-ins of that person had begun, or been seen, so long ago."""
        kept = sa.bindparam("then", now() - by, UTCDateTime())
        engine = sa.create_engine(f"sqlite:///{self.database}")
        with engine.begin() as connection:
            connection.execute(
                sa.text(
                    f"UPDATE sign_in SET {column} = :then WHERE email = :email"
                ).bindparams(kept),
                {"email": email},
            )
        engine.dispose()


@contextmanager
def signing_in_on(
    installation: Path, folder: Path, database: Path
) -> Iterator[SigningIn]:
    """A server of its own in the mode with sign-in, on that database."""
    shutil.copytree(installation, folder / "installation")
    with _provider(folder) as provider:
        secrets = folder / "installation" / ".streamlit" / "secrets.toml"
        secrets.write_text(SECRETS.format(provider=provider), "utf-8")
        url = f"sqlite:///{database}"
        with serving(folder / "installation", Mode.OIDC, DATABASE_URL=url) as address:
            yield SigningIn(address, database)


@contextmanager
def _provider(folder: Path) -> Iterator[str]:
    port = free_port()
    log = folder / "provider.log"
    with log.open("wb") as lines:
        provider = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "-p", str(port)],
            stdout=lines,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait(provider, f"{address}/.well-known/openid-configuration", log)
        yield address
    finally:
        provider.kill()
        provider.wait()
