"""Downloads are events."""

import pytest
from sqlmodel import select

from lib import db
from lib.actions import downloads
from lib.domain.errors import NotAllowed
from lib.domain.events import Event
from lib.domain.roles import PERMISSIONS, Role
from lib.domain.users import User

USER = User("a@x.example", "A", Role.LEAD, icbs=None)
pytestmark = pytest.mark.usefixtures("database")


def _events() -> list[tuple[str, str, str]]:
    with db.reading() as session:
        found = session.exec(select(Event).where(Event.action == "download"))
        return [(e.by, e.subject, e.detail) for e in found]


def test_a_download_says_who_what_and_how_much() -> None:
    downloads.record("Over the threshold", 17, by=USER, filters={"PCN": "Coast"})
    detail = '{"rows": 17, "filters": {"PCN": "Coast"}}'
    assert _events() == [("a@x.example", "Over the threshold", detail)]


def test_without_permission_nothing_is_recorded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(PERMISSIONS, Role.LEAD, [])
    with pytest.raises(NotAllowed):
        downloads.record("Over the threshold", 17, by=USER)
    assert _events() == []
