"""Successions by file: practices and locations follow, and fall back on withdrawal."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from lib import actions, db, queries
from lib.actions.loaders import successions
from lib.actions.loaders.successions import Link
from lib.domain.arrivals import Consent
from lib.domain.files import Kind
from lib.domain.organisations import SubICBLocationICB
from lib.domain.parsed import Hints, Parsed
from lib.domain.rollout_rows import SuccessionRow
from lib.domain.succession import Succession
from lib.ingest.formats import succession
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.ingest.formats.reading import kinds, opened, read
from tests.real_files import real

BY = factories.administrator()
FROM, LATER = date(2026, 5, 1), date(2026, 9, 1)
REAL = "ods/sub_icb_to_icb_succession_2022-07_to_2026-08_derived.csv"
MERGED = date(2026, 4, 1)


def file(*said: tuple[str, str], since: date = FROM, until: date | None = None):
    rows = [
        SuccessionRow(n, code, after, since, until, "A notice")
        for n, (code, after) in enumerate(said, factories.FIRST_LINE)
    ]
    return Parsed(Kind.SUCCESSION, rows, len(rows))


def successor(code: str = "X99001") -> str | None:
    return queries.practices.get(BY, code).successor_code


def icb_of(code: str) -> str | None:
    return queries.practices.get(BY, code).icb_code


def refused(parsed: Parsed, by=BY) -> list[str]:
    report = actions.imports.load(
        factories.arrival(parsed), by=by, consent=Consent(all_warnings=True)
    )
    assert report.upload_id is None
    return [problem.kind for problem in report.problems]


@filled(on=date(2026, 6, 1))
def places():
    factories.load(factories.hierarchy([*factories.PRACTICES, factories.NEIGHBOUR]))


def test_practices_follow_the_newest_file_unless_a_person_said_otherwise(places):
    first = factories.load(file(("X99001", "X99002"), ("X99002", "X99003")))
    assert successor() == "X99002"
    second = factories.load(file(("X99001", "X99003")))
    factories.load(file(("X99001", "X99002"), since=LATER))  # not yet
    assert successor() == "X99003"
    register = queries.practices.register(BY).set_index("ods_code")
    assert register.loc["X99001", "successor_code"] == "X99003"
    actions.uploads.withdraw(second.upload_id, "Wrong", by=BY)
    assert successor() == "X99002"
    actions.uploads.withdraw(first.upload_id, "Wrong", by=BY)
    assert successor() is None
    ended = factories.load(file(("X99001", "X99002"), until=date(2026, 5, 31)))
    assert (successor(), ended.rows_stored) == (None, 1)


@BOTH_COPIES
def test_a_location_moves_with_its_practices_and_its_readers_and_comes_back(places):
    old, new = factories.officer(), factories.officer("XB1")
    assert icb_of("X99001") == "XA1"
    moved = factories.load(file(("X01", "XB1")))
    back = factories.load(file(("X01", "XA1"), since=LATER))
    assert icb_of("X99001") == "XB1"
    assert "X99001" in set(queries.practices.search_options(new).ods_code)
    with db.reading() as session:
        links = Succession(session.exec(select(SubICBLocationICB)).all())
        assert links.icb("X01", LATER) == "XA1"
        assert links.icb("X01", date(2026, 8, 31)) == "XB1"
    for upload in (back, moved):
        actions.uploads.withdraw(upload.upload_id, "Not decided yet", by=BY)
    assert icb_of("X99001") == "XA1"
    assert "X99001" in set(queries.practices.search_options(old).ods_code)
    assert "X99001" not in set(queries.practices.search_options(new).ods_code)


def test_what_cannot_be_is_said_with_its_row(places):
    factories.load(file(("X99001", "X99002")))
    assert refused(file(("X99002", "X99003"), ("X99003", "X99001"))) == [
        "successors-in-a-circle",
        "successors-in-a-circle",
    ]
    assert refused(file(("X99009", "X99002"), ("X09", "XA1"), ("X01", "XA9"))) == [
        "unknown-practice",
        "unknown-sub-icb-location",
        "unknown-icb",
    ]
    own = factories.administrator("XB1")
    assert refused(file(("X01", "XB1"), ("X99001", "X99004")), by=own) == [
        "another-icb",
        "another-icb",
        "nothing-to-load",
    ]


def test_a_file_is_read_with_its_days_and_wrong_lines_are_named():
    text = """Code,Successor,From,Until,Source
X99001,X99002,01/05/2026,,A notice
x01,xb1,2026-05-01,2027-03-31,
X99003,X99003,01/05/2026,,
X99001,XA1,01/06/2026,,
X99004,X99001,01/05/2026,01/04/2026,
X99001,X99004,01/05/2026,,
X99005,X99001,,,
"""
    assert succession.recognises(opened(text))
    found = read(succession, text)
    assert kinds(found) == [
        ("own-successor", 4),
        ("bad-ods-code", 5),
        ("ends-before-start", 6),
        ("duplicate-code", 7),
        ("blank", 8),
    ]
    ends = date(2027, 3, 31)
    assert [row[1:] for row in found.rows] == [("X01", "XB1", FROM, ends, "")]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_real_merger_says_what_the_shipped_reference_says(database):
    content = real(REAL).read_bytes()
    assert kinds(read(succession, content)) == [
        ("no-period", None),
        ("blank", 102),
    ]
    found = read(succession, content, Hints(period=MERGED))
    assert kinds(found) == [("blank", 102)]  # Frimley, which was divided
    with db.reading() as session:
        before = _links(session)
    report = actions.imports.load(
        factories.arrival(found),
        by=BY,
        consent=Consent(all_warnings=True, good_rows_only=True),
    )
    assert report.rows_stored == 106
    with db.reading() as session:
        assert _links(session) == before
    actions.uploads.withdraw(report.upload_id, "Shipped already", by=BY)
    with db.reading() as session:
        assert _links(session) == before


def _links(session) -> set[tuple[str, date, date | None, str]]:
    return {
        (link.sub_icb_code, link.from_on, link.until_on, link.icb_code)
        for link in session.exec(select(SubICBLocationICB))
    }


DAYS = st.dates(date(2022, 1, 1), date(2023, 1, 1))
LINKS = st.lists(
    st.builds(
        lambda icb, day, length: Link(icb, day, length and max(day, length), ""),
        st.sampled_from(["XA1", "XB1", "XC1"]),
        DAYS,
        st.none() | DAYS,
    ),
    max_size=5,
)


@given(LINKS, LINKS)
def test_links_never_overlap_and_the_last_word_begins_each(before, said):
    found = successions.follow(before, said)
    for first, second in pairwise(found):
        assert first.until_on is not None
        assert first.from_on <= first.until_on < second.from_on
    words = {link.from_on: link.icb_code for link in (*before, *said)}
    for day, icb in words.items():
        covering = [k for k in found if k.from_on <= day <= (k.until_on or date.max)]
        assert [k.icb_code for k in covering] == [icb]
