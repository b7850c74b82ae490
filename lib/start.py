"""Opening: connect the database of the mode in force and make it ready."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib import actions, db, demo, migrations, queries
from lib.config import Mode, Settings
from lib.domain import dates
from lib.domain.roles import Role
from lib.domain.users import User
from lib.migrations import backups
from lib.migrations.backups import Held


def start(settings: Settings) -> None:
    """Connect, migrate, and see that somebody can act: twice is as good as once."""
    db.open_database(settings.database_url)
    migrations.ensure()
    if settings.mode is Mode.DEMO:
        demo.build()
        dates.play_on(demo.TODAY)
    # Only an empty database takes the person of local mode in unasked: one that others
    # work in must not open to whoever has its address.
    if settings.mode is Mode.LOCAL and not queries.users.every(actions.users.SYSTEM):
        name = settings.person.partition("@")[0]
        person = User(settings.person, name, Role.ADMINISTRATOR, icbs=None)
        actions.users.add(person, by=actions.users.SYSTEM)


def migrate(settings: Settings) -> str | None:
    """Bring the database up to date and return the step that it stands at."""
    db.open_database(settings.database_url)
    migrations.upgrade()
    return migrations.current()


def person_in(url: str, email: str) -> User | None:
    """The active account of that address in a database of whatever schema."""
    db.open_database(url)
    return queries.users.by_email(email) if backups.knows_people() else None


def has_people(url: str) -> bool:
    db.open_database(url)
    return backups.knows_people() and bool(queries.users.every(actions.users.SYSTEM))


@contextmanager
def laid_out(file: Path, url: str) -> Iterator[Held]:
    """What a backup holds; afterwards connected to the database that is at work, in
    which a refusal is recorded."""
    try:
        with backups.unpacked(file) as held:
            yield held
    finally:
        db.open_database(url)
