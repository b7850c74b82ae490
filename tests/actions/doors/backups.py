"""Backups: of every ICB, so by an administrator of them all."""

from pathlib import Path
from tempfile import mkdtemp

from lib import actions
from lib.domain.roles import Permission


def prepare(made):
    return {"folder": Path(mkdtemp(prefix="oversight-"))}


OF_AN_ICB = {}
OF_ALL = {
    "back up": (
        Permission.MANAGE_PEOPLE,
        lambda by, made: actions.backups.make(made.also["folder"] / "b.zip", by=by),
    ),
}
