"""Every action asks who acts: the wrong person changes nothing, the right one leaves one event."""

import re
from collections import namedtuple
from copy import deepcopy
from datetime import date
from functools import cache, partial
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from lib import actions, db, queries
from lib.actions.adoptions import Decision
from lib.actions.corrections import Correction
from lib.actions.episodes import Case
from lib.actions.saved_views import Naming
from lib.actions.thresholds import Limit
from lib.casework import rollout
from lib.domain.codes import Measure
from lib.domain.dates import shift
from lib.domain.errors import NotAllowed, NotFound, Refused
from lib.domain.files import Basis
from lib.domain.roles import Permission, Role
from lib.domain.settings import Name
from lib.domain.tables import METADATA
from lib.domain.users import User
from tests import factories
from tests.actions.doors import DOOR_OF, DOORS, Act, Made
from tests.conftest import World
from tests.factories import PERIOD, counts

FROM = date(2026, 1, 1)
NEXT = shift(PERIOD, 1)
# These change nothing that is stored but the record of what was done.
EVENT_ALONE = {"back up", "confirm an account", "discard", "download"}
WARNED = actions.imports.Consent(all_warnings=True)


def limit(percent: int = 40) -> Limit:
    return Limit(percent, Basis.REGISTERED, FROM, "letter of 1 May 2026")


def correction() -> Correction:
    return Correction(
        "X99001", PERIOD, Measure.CODED_104, 7, "typing error", "e-mail of 3 May"
    )


OF_AN_ICB: dict[str, tuple[Permission, Act]] = {
    "load counts": (
        Permission.IMPORT_COUNTS,
        lambda by, made: actions.imports.load(
            factories.arrival(counts({"X99001": 2})), by=by, consent=WARNED
        ),
    ),
    "withdraw counts": (
        Permission.IMPORT_COUNTS,
        lambda by, made: actions.uploads.withdraw(made.counts_id, "wrong file", by=by),
    ),
    "correct": (
        Permission.CORRECT_FIGURES,
        lambda by, made: actions.corrections.correct(correction(), by=by),
    ),
    "match": (
        Permission.IMPORT_COUNTS,
        lambda by, made: actions.matches.remember(
            "a sender", {}, {"The Surgery": "X99001"}, by=by
        ),
    ),
    "forget a match": (
        Permission.IMPORT_COUNTS,
        lambda by, made: actions.matches.forget("known sender", "The Surgery", by=by),
    ),
    "set a rule": (
        Permission.SET_RULES,
        lambda by, made: actions.thresholds.record(factories.ICB, limit(), by=by),
    ),
    "adopt the rule": (
        Permission.SET_RULES,
        lambda by, made: actions.adoptions.record(
            Decision(factories.ICB, FROM, "minute of 1 May", "The committee"), by=by
        ),
    ),
    "record a position": (
        Permission.SET_RULES,
        lambda by, made: actions.stances.record(
            factories.ICB, "Practices need not switch on.", FROM, "letter", by=by
        ),
    ),
    "set a tolerance": (
        Permission.SET_RULES,
        lambda by, made: actions.settings.record(
            Name.RECONCILE,
            "4",
            icb_code=factories.ICB,
            from_on=FROM,
            source="minute of 1 May",
            by=by,
        ),
    ),
    "open a case": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.episodes.begin(made.other_ground, by=by),
    ),
    "change a case": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.episodes.change(
            made.episode.id, Case(next_action="Call"), seen_version=1, by=by
        ),
    ),
    "close a case": (
        Permission.DECIDE,
        lambda by, made: actions.episodes.close(
            made.episode.id, made.fallen, "Below since April", seen_version=1, by=by
        ),
    ),
    "save a view": (
        Permission.SAVE_VIEWS,
        lambda by, made: actions.saved_views.save(
            Naming("Mine"), page="overview", query="", icb_code=factories.ICB, by=by
        ),
    ),
}
OF_ALL: dict[str, tuple[Permission, Act]] = {
    "load a hierarchy": (
        Permission.IMPORT_REFERENCE,
        lambda by, made: actions.imports.load(
            factories.arrival(factories.hierarchy(on=FROM)), by=by, consent=WARNED
        ),
    ),
    "withdraw a hierarchy": (
        Permission.IMPORT_REFERENCE,
        lambda by, made: actions.uploads.withdraw(made.hierarchy_id, "wrong", by=by),
    ),
    "stage": (
        Permission.IMPORT_COUNTS,
        lambda by, made: actions.staging.stage(
            [factories.arrival(counts({"X99001": 2}))], by=by
        ),
    ),
    "discard": (
        Permission.IMPORT_COUNTS,
        lambda by, made: actions.staging.discard("a batch", by=by),
    ),
    "download": (
        Permission.EXPORT,
        lambda by, made: actions.downloads.record("over.csv", 3, by=by),
    ),
}
NATIONAL: dict[str, tuple[Permission, Act]] = {
    "set the national rule": (
        Permission.SET_RULES,
        lambda by, made: actions.thresholds.record(None, limit(), by=by),
    ),
    "set the small list": (
        Permission.SET_RULES,
        lambda by, made: actions.settings.record(
            Name.SMALL_LIST,
            "500",
            icb_code=None,
            from_on=FROM,
            source="minute of 1 May",
            by=by,
        ),
    ),
}
for door in DOORS:
    OF_AN_ICB |= door.OF_AN_ICB
    OF_ALL |= getattr(door, "OF_ALL", {})
EVERY = {**OF_AN_ICB, **OF_ALL, **NATIONAL}


def ready() -> Made:
    """What every action finds, whoever acts."""
    placed = factories.load(
        factories.hierarchy([*factories.PRACTICES, factories.NEIGHBOUR])
    )
    lists = dict.fromkeys(factories.PRACTICES, 10_000)
    factories.load(factories.list_sizes(lists))
    loaded = factories.load(counts({"X99001": 6_000, "X99002": 7_000}))
    factories.load(counts({"X99001": 1}, period=NEXT))
    factories.adopted()
    episode_id = actions.episodes.begin(
        factories.ground(), by=factories.person(Role.OFFICER, "Somebody Else")
    )
    factories.load(factories.lmc_list())
    for each in (*factories.EVERY_ROLE,):
        factories.signed_up(each(factories.ICB))
    actions.matches.remember(
        "known sender", {}, {"The Surgery": "X99001"}, by=factories.officer()
    )
    return Made(
        loaded.upload_id,
        placed.upload_id,
        queries.episodes.get(factories.administrator(), episode_id),
        factories.ground(period=NEXT),
        factories.ground("X99002"),
    )


def prepared(door, made: Made) -> Made:
    made.also.update(door.prepare(made))
    return made


READY = World("refusals", ready)
OF_DOORS = {
    door: World(door.__name__, partial(prepared, door), READY) for door in DOORS
}


def world_of(name: str) -> World:
    """What an action finds: what all find, and what is made for those of its noun."""
    return OF_DOORS.get(DOOR_OF.get(name), READY)


@pytest.fixture
def made(copy_of) -> Made:
    return copy_of(READY)


def rows() -> dict[str, list]:
    """Everything that is stored, by the driver alone: it is asked often."""
    connection = db.engine().raw_connection()
    try:
        return {name: _rows(connection, name) for name in METADATA.tables}
    finally:
        connection.close()


def _rows(connection, table) -> list:
    cursor = connection.cursor()
    cursor.execute(f'SELECT * FROM "{table}"')
    row = _row(*(column[0] for column in cursor.description))
    return list(map(row._make, cursor.fetchall()))


@cache
def _row(*columns):
    return namedtuple("Row", columns)


def refuse_all(people, act, made):
    before = rows()
    for each in people:
        with pytest.raises((NotAllowed, NotFound)):
            act(each, made)
    assert rows() == before


WORLDS = pytest.mark.parametrize(
    "world", [READY, *OF_DOORS.values()], ids=lambda world: world.name
)


def of(world: World) -> dict[str, tuple[Permission, Act]]:
    """The actions that begin with it."""
    return {name: EVERY[name] for name in EVERY if world_of(name) is world}


@WORLDS
def test_those_who_may_not_act_change_nothing(copy_of, world):
    made = copy_of(world)
    for name, (permission, act) in of(world).items():
        refuse_all(those_who_may_not(name, permission), act, made)


@pytest.mark.parametrize("name", EVERY)
def test_who_may_act_leaves_one_event(copy_of, name):
    leaves_one_event(name, copy_of(world_of(name)))


@pytest.mark.parametrize("copy_of", ["postgresql"], indirect=True)
def test_and_on_postgresql(copy_of, subtests):
    """In one database, put back after each: another copy of it would cost more."""
    ready, stored = copy_of(READY), Watched()
    kept = kept_as(stored.rows())
    for world in (READY, *OF_DOORS.values()):
        made = world.fill(deepcopy(ready)) if world.on else ready
        prepared = kept_as(stored.rows(), kept)
        for name in of(world):
            with subtests.test(name):
                leaves_one_event(name, deepcopy(made), stored.rows)
            put_back(prepared, stored.rows())
        put_back(kept, stored.rows())


MARKS = " UNION ALL ".join(
    f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM \"{name}\""
    for name in METADATA.tables
)


class Watched:
    """What PostgreSQL has stored: read again only where somebody wrote since."""

    def __init__(self) -> None:
        self._marks: dict[str, tuple[int, ...]] = {}
        self._rows: dict[str, list] = {}

    def rows(self) -> dict[str, list]:
        connection = db.engine().raw_connection()
        told = connection.cursor().execute(MARKS).fetchall()
        marks = {name: tuple(mark) for name, *mark in told}
        for name, mark in marks.items():
            if mark != self._marks.get(name):
                self._rows[name] = _rows(connection, name)
        self._marks = marks
        connection.close()
        return dict(self._rows)


class Kept(NamedTuple):
    """What was stored, to be looked at and to be put back."""

    rows: dict[str, list]
    copied: dict[str, bytes]


def kept_as(rows: dict[str, list], before: Kept | None = None) -> Kept:
    """Copied is what is not as before."""
    copied = dict(before.copied) if before else {}
    with db.engine().connect() as connection:
        cursor = connection.connection.cursor()
        for name, told in rows.items():
            if before is None or told != before.rows[name]:
                copied[name] = _copied(cursor, name)
    return Kept(rows, copied)


def _copied(cursor, table) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)


def put_back(kept: Kept, now: dict[str, list]) -> None:
    """What was changed, past the triggers."""
    with db.engine().begin() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in [name for name in now if now[name] != kept.rows[name]]:
            cursor.execute(f'DELETE FROM "{table}"')
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(kept.copied[table])


def those_who_may_not(name, permission) -> list[User]:
    """Without the permission, or of another ICB."""
    everybody = [make(None) for make in factories.EVERY_ROLE]
    barred = [each for each in everybody if not each.may(permission)]
    assert barred or permission in (Permission.EXPORT, Permission.VIEW)
    others = [make("XB1") for make in factories.EVERY_ROLE]
    foreign = [each for each in others if each.may(permission)]
    return barred if name in OF_ALL else [*barred, *foreign]


def leaves_one_event(name: str, made: Made, stored=rows) -> None:
    permission, act = EVERY[name]
    by = factories.administrator(None if name in {**OF_ALL, **NATIONAL} else "XA1")
    if not by.may(permission):
        by = factories.lmc_observer()
    before = stored()
    act(by, made)
    after = stored()
    new = [event for event in after["event"] if event not in before["event"]]
    assert [(event.by, event.role) for event in new] == [(by.email, by.role)]
    assert after["ledger"][0].sequence == new[0].sequence
    untouched = {"audit_entry", "event", "ledger"}
    changed = {n for n in after if after[n] != before[n]} - untouched
    assert bool(changed) is (name not in EVENT_ALONE)
    if after["ledger"][0].figures_version == before["ledger"][0].figures_version:
        assert not changed & read_for_figures()


@cache
def read_for_figures() -> frozenset[str]:
    """The tables that answers are made of which are remembered while figures stay."""
    said: list[str] = []

    def hear(_connection, _cursor, statement, *_rest) -> None:
        said.append(statement)

    sa.event.listen(db.engine(), "before_cursor_execute", hear)
    for user in (factories.administrator(), factories.lmc_observer()):
        figures = queries.figures.panel(user, PERIOD, NEXT, icb_code=factories.ICB)
        queries.access.panel(user, PERIOD, NEXT)
        rollout.of(figures, user, PERIOD, factories.ICB)
        for ask in OF_FIGURES:
            ask(user)
    sa.event.remove(db.engine(), "before_cursor_execute", hear)
    words = set(re.findall(r"\w+", " ".join(said)))
    assert "exclusion_count" in words
    return frozenset(words & METADATA.tables.keys()) - {"event", "ledger"}


OF_FIGURES = (
    queries.deprivation.fifths,
    lambda user: queries.measures.on(user, factories.ICB, PERIOD),
    queries.measures.every,
    queries.organisations.icbs,
    queries.organisations.names,
    queries.organisations.ons_codes,
    lambda user: queries.organisations.groups(user, PERIOD),
    queries.periods.months,
    queries.periods.default,
    queries.practices.search_options,
    lambda user: queries.practices.history(user, "X99001"),
    lambda user: queries.settings.scheme(user, factories.ICB),
    queries.threshold.rules,
)


def test_checking_asks_for_the_same_permission(made):
    arrivals = [factories.arrival(factories.hierarchy(on=FROM))]
    refuse_all(
        [factories.officer(), factories.auditor()],
        lambda by, made: actions.imports.check(arrivals, by=by),
        made,
    )


def test_a_view_is_changed_by_its_owner_only(made):
    view = actions.saved_views.save(
        Naming("Mine", shared=True), page="o", query="", icb_code="XA1", by=owner()
    )
    refuse_all(
        [factories.approver(), factories.administrator("XA1")],
        lambda by, made: actions.saved_views.change(
            view, Naming("Yours"), seen_version=1, by=by
        ),
        made,
    )
    refuse_all(
        [factories.approver(), factories.administrator("XA1")],
        lambda by, made: actions.saved_views.remove(view, seen_version=1, by=by),
        made,
    )


def owner() -> User:
    return factories.officer()


def test_only_administrators_open_accounts(made):
    refuse_all(
        [each() for each in factories.EVERY_ROLE if each != factories.administrator],
        lambda by, made: actions.users.add(factories.lead(), by=by),
        made,
    )


def test_a_successor_is_named_within_ones_scope(made):
    with pytest.raises(Refused):
        actions.practices.succeed(
            "X99004", "X99001", "a letter", by=factories.analyst("XA1")
        )
