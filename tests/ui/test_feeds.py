"""The data feeds: who is answered, what they get, and that it is on record."""

import csv
import io
from datetime import date, timedelta

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette

from lib import actions, queries
from lib.casework.feeds import FEEDS
from lib.domain.dates import playing_on
from lib.ui import opening, server
from tests import event_log, factories
from tests.conftest import BOTH
from tests.factories import counts, hierarchy, list_sizes, practice

TODAY = date(2026, 4, 20)
UNTIL = TODAY + timedelta(days=30)
OFFICER, AUDITOR = factories.officer(), factories.auditor()
FOREIGN = "X99004"


@pytest.fixture
def client(database, monkeypatch):
    monkeypatch.setattr(opening, "settings", lambda: None)
    named = practice("X99002", name="=1+1")
    factories.load(hierarchy(["X99001", named, factories.NEIGHBOUR]))
    factories.load(list_sizes({"X99001": 10_000, "X99002": 9_000, FOREIGN: 5_000}))
    factories.load(counts({"X99001": 6_000, "X99002": 100}))
    factories.load(counts({FOREIGN: 4_000}), icb_code="XB1")
    for each in (OFFICER, AUDITOR):
        factories.signed_up(each)
    with playing_on(TODAY):
        yield Client()


class Client:
    """Asks the routes as a program does, in a thread of its own (see test_server)."""

    transport = httpx.ASGITransport(Starlette(routes=server.ROUTES))

    def get(self, path, **how):
        async def ask():
            async with httpx.AsyncClient(
                transport=self.transport, base_url="http://localhost"
            ) as client:
                return await client.get(path, **how)

        with start_blocking_portal() as portal:
            return portal.call(ask)


def key_of(user, icb_code=None, until=UNTIL):
    return actions.feed_keys.make("A workbook", until, icb_code, by=user)


def rows(answer):
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", FEEDS)
def test_each_feed_answers_with_its_columns(client, name):
    auth, columns = ("anybody", key_of(OFFICER)), list(FEEDS[name].columns)
    table = client.get(f"/api/{name}.csv", auth=auth)
    found = client.get(f"/api/{name}.json", auth=auth)
    for answer in (table, found):
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
    head = table.content.decode("utf-8-sig").splitlines()[0]
    assert head.split(",") == columns
    assert all(list(each) == columns for each in found.json())


@BOTH
def test_figures_are_those_of_the_screen_in_both_forms(client):
    headers = {"Authorization": f"Bearer {key_of(OFFICER)}"}
    found = rows(client.get("/api/figures.csv", headers=headers))
    assert [each["ods_code"] for each in found] == ["X99001", "X99002"]
    assert found[0]["excluded"] == "6000"
    assert (found[0]["over"], found[0]["period"]) == ("true", "2026-03")
    assert found[1]["name"] == "'=1+1"  # never a formula
    plain = client.get("/api/figures.json", headers=headers).json()
    assert (plain[0]["excluded"], plain[0]["over"], plain[0]["rate"]) == (
        6000,
        True,
        0.6,
    )
    assert plain[1]["name"] == "=1+1"  # JSON runs nothing


def test_a_key_reaches_no_further_than_its_owner_or_its_own_icb(client):
    assert len(rows(client.get("/api/figures.csv", auth=("", key_of(AUDITOR))))) == 3
    narrow = key_of(AUDITOR, "XB1")
    found = rows(client.get("/api/figures.csv", auth=("", narrow)))
    assert [each["ods_code"] for each in found] == [FOREIGN]
    asked = client.get("/api/figures.csv?icb=XA1", auth=("", narrow))
    assert asked.status_code == 400
    asked = client.get("/api/figures.csv?icb=XB1", auth=("", key_of(OFFICER)))
    assert asked.status_code == 400


def test_without_a_good_key_nothing_is_answered(client):
    revoked = key_of(OFFICER)
    (stored,) = queries.feed_keys.mine(OFFICER)
    actions.feed_keys.revoke(stored.id, seen_version=1, by=OFFICER)
    ended = key_of(OFFICER, until=TODAY)
    with playing_on(TODAY + timedelta(days=1)):
        for name in ("figures.csv", "nothing.csv", "ready.csv"):
            for key in ("", "guess", revoked, ended):
                answer = client.get(f"/api/{name}", auth=("", key))
                assert answer.status_code == 401
                assert answer.headers["www-authenticate"].startswith("Basic")
            assert client.get(f"/api/{name}").status_code == 401


@BOTH
def test_the_fetch_is_on_record_with_its_owner_and_what_was_asked(client):
    auth = ("", key_of(OFFICER))
    version = queries.events.versions().data
    client.get("/api/figures.csv?from=2026-02&to=2026-03", auth=auth)
    last = event_log.newest_first().iloc[0]
    assert (last["action"], last["by"]) == ("feed", OFFICER.email)
    assert last["subject"] == "figures"
    assert queries.feed_keys.mine(OFFICER)[0].used_at is not None
    assert (
        queries.events.versions().data == version
    )  # no screen is worked out anew for it


def test_what_cannot_be_asked_is_said(client):
    key = key_of(OFFICER)
    for asked, said in {
        "from=2026-13": "not a month",
        "from=2026-03&to=2026-01": "the earlier first",
        "from=2020-01&to=2026-03": "36 months",
        "practice=X99001": "icb, from and to",
    }.items():
        answer = client.get(f"/api/figures.csv?{asked}", auth=("", key))
        assert answer.status_code == 400
        assert said in answer.json()["refused"]


@BOTH
def test_the_key_is_kept_as_a_hash_only(client, database):
    key = key_of(OFFICER)
    (stored,) = queries.feed_keys.mine(OFFICER)
    assert key not in str(stored.model_dump())
    assert queries.feed_keys.mine(AUDITOR) == []
    everybody = queries.feed_keys.mine(factories.administrator())
    assert [each.owner for each in everybody] == [OFFICER.email]
