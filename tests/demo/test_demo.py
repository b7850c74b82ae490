"""The demonstration tells its story, the same each time, without a real practice."""

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from lib import actions, db, demo, queries
from lib.analysis.frame import month
from lib.demo import people
from lib.demo.cast import practices
from lib.demo.places import LOCATIONS, NEIGHBOUR, NORTHMERE, PCNS
from lib.domain.errors import NotFound
from lib.domain.files import Kind
from lib.domain.roles import Role
from lib.domain.users import User
from tests.conftest import LONG

ENTRY = 'INSERT INTO "audit_entry"'
CLOCK, HASH = r"\d{4}-\d\d-\d\d \d\d:[\d:.]+", r"[0-9a-f]{64}"
FIRST, AUGUST, LATEST = date(2022, 11, 1), date(2023, 8, 1), date(2023, 9, 1)


@pytest.fixture(scope="module")
def built(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Built once, by two starts at once, and only looked at."""
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.db"
    path.write_bytes(sqlite_template.read_bytes())
    db.connect(f"sqlite:///{path}")
    with ThreadPoolExecutor(2) as starts:
        for start in [starts.submit(demo.build) for _ in range(2)]:
            start.result()
    db.disconnect()
    yield path


@pytest.fixture
def story(built: Path) -> Iterator[Path]:
    db.connect(f"sqlite:///{built}")
    yield built
    db.disconnect()


@pytest.fixture(scope="module")
def seen(built: Path) -> dict[User, pd.DataFrame]:
    """All that the figures of the officer and of the lead say, month by month."""
    db.connect(f"sqlite:///{built}")
    asking = people.OFFICER, people.LEAD
    found = {user: queries.figures.panel(user, FIRST, LATEST) for user in asking}
    db.disconnect()
    return found


@pytest.fixture
def history(seen: dict[User, pd.DataFrame]) -> pd.DataFrame:
    """Of the officer's ICB."""
    return seen[people.OFFICER]


@pytest.fixture
def now(history: pd.DataFrame) -> pd.DataFrame:
    return month(history, LATEST)


def over(month: pd.DataFrame) -> set[str]:
    return set(month[month.over.fillna(value=False)].ods_code)


def row(month: pd.DataFrame, ods_code: str) -> pd.Series:
    return month.set_index("ods_code").loc[ods_code]


def dump(path: Path) -> list[str]:
    """Everything but the clock, and the hashes: that of a correction has it in it. So
    has each entry of the record, which tells of the rows that are here."""
    with closing(sqlite3.connect(path)) as connection:
        lines = [x for x in connection.iterdump() if not x.startswith(ENTRY)]
    return [re.sub(rf"'({CLOCK}|{HASH})'", "...", line) for line in lines]


def test_58_of_61_expected_practices_reported(now):
    assert len(now) == now.expected.sum() == 61
    assert now.state.value_counts().to_dict() == {"reported": 58, "no-data": 3}


def test_17_are_over_the_threshold_and_5_are_near(now):
    near = now[~now.over.fillna(value=True) & (now.rate >= 0.45)]
    assert (len(over(now)), len(near)) == (17, 5)


def test_one_is_newly_over_and_three_came_down(history, now):
    before = over(month(history, AUGUST))
    assert over(now) - before == {"X99014"}
    assert before - over(now) == {"X99018", "X99019", "X99020"}


def test_most_were_over_in_spring(history):
    months = history.groupby("period").over.sum()
    assert months.loc["2023-03-01"] == 22
    assert months.max() <= 24


def test_exactly_half_is_not_over_and_one_patient_more_is(now):
    half, one_more = row(now, "X99018"), row(now, "X99008")
    assert (half.excluded, half.list_size, half.over) == (5000, 10000, False)
    assert one_more.over
    assert 2 * (one_more.excluded - 1) == one_more.list_size


def test_one_is_over_only_among_those_aged_16_and_over(now):
    found = row(now, "X99021")
    assert not found.over
    assert (found.excluded, found.aged_16_plus) == (4600, 8100)


def test_a_small_list_is_marked(now):
    found = row(now, "X99012")
    assert (found.excluded, bool(found.small), bool(found.over)) == (830, True, True)


def test_a_gap_of_two_months_stays_a_gap(history):
    larkmere = history[history.ods_code == "X99002"].set_index("period").state
    gap = larkmere[larkmere == "no-data"].index
    assert list(gap) == [pd.Timestamp("2023-05-01"), pd.Timestamp("2023-06-01")]


def test_every_state_but_one_is_met(seen):
    """A practice without any list size is the business of tests."""
    met = set(seen[people.LEAD].state)
    assert met == {"reported", "suppressed", "no-data", "data-error", "incompatible"}


def test_a_practice_that_cleared_has_106_where_it_had_104(story):
    counts = queries.facts.tables(people.OFFICER)["exclusion_count"]
    now = counts[(counts.practice_code == "X99024") & (counts.period == LATEST)]
    coded = now.set_index("measure").value
    assert coded["104"] < 0.2 * 9120 < 0.7 * 9120 < coded["106"]


def test_a_closed_practice_keeps_its_history_and_names_its_successor(story, history):
    found = queries.practices.get(people.OFFICER, "X99062")
    assert found.successor_code == "X99013"
    own = history[history.ods_code == "X99062"]
    assert own.period.max() == pd.Timestamp(2023, 2, 1)


def test_a_merger_shows_as_a_longer_list(history):
    size = history[history.ods_code == "X99013"].set_index("period").list_size
    assert size.loc["2023-03-01"] - size.loc["2023-02-01"] > 3000


def test_a_renamed_practice_is_found_by_its_former_name(story):
    labels = queries.practices.search_options(people.OFFICER).label
    found = labels[labels.str.contains("Fennimoor Road Surgery")]
    assert [label.split(" · ")[0] for label in found] == ["Fennimoor Medical Centre"]


def test_one_file_was_issued_again_one_withdrawn_and_one_figure_corrected(story):
    uploads = queries.uploads.every(people.OFFICER)
    counts = uploads[uploads.kind == Kind.COUNTS]
    assert counts.withdrawn_at.notna().sum() == 1
    assert counts.file_name.str.contains("reissued").sum() == 1
    assert (counts.file_name == "corrected on screen").sum() == 1


def test_four_suppliers_are_shown(now):
    assert set(now.supplier) == {"EMIS", "TPP", "Medicus", "Vision"}


def test_there_is_somebody_of_every_role(story):
    offered = [user.role for user in queries.users.demonstration()]
    assert offered == list(Role)


def test_the_officer_sees_one_icb_and_the_lead_two(story, now, seen):
    assert set(now.icb_code) == {NORTHMERE}
    assert set(month(seen[people.LEAD], LATEST).icb_code) == {NORTHMERE, NEIGHBOUR}
    with pytest.raises(NotFound):
        queries.practices.get(people.OFFICER, "X99101")


def test_an_lmc_reaches_into_both_icbs(seen):
    now = month(seen[people.LEAD], LATEST)
    assert set(now[now.lmc_name == "Tarn and Ottermere LMC"].icb_code) == {
        NORTHMERE,
        NEIGHBOUR,
    }


def test_no_code_could_be_a_real_one():
    assert all(re.fullmatch(r"X99\d{3}", p.ods_code) for p in practices())
    assert all(p.postcode.startswith("ZZ9 ") for p in practices())
    codes = [NORTHMERE, NEIGHBOUR, *LOCATIONS, *PCNS]
    assert [code for code in codes if not code.startswith("X")] == []


def test_no_practice_has_two_names_or_postcodes():
    for values in (
        [p.ods_code for p in practices()],
        [p.name for p in practices()],
        [p.postcode for p in practices()],
    ):
        assert len(set(values)) == len(values)


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "demonstration.db"
    path.write_bytes(built.read_bytes())
    db.connect(f"sqlite:///{path}")
    yield path
    db.disconnect()


def test_building_twice_changes_nothing(copy, built):
    demo.build()
    assert dump(copy) == dump(built)


def test_a_change_in_a_filled_demonstration_stays(copy):
    newest = int(queries.uploads.every(people.OFFICER).id.iloc[0])
    actions.uploads.withdraw(newest, "Tried out.", by=people.ADMINISTRATOR)
    demo.build()
    assert queries.uploads.get(people.OFFICER, newest).withdrawn_at is not None


@pytest.mark.skipif(not LONG, reason="asked for by hand: it builds all of it again")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_one_start_fills_it_as_two_at_once_did(database, built):
    demo.build()
    assert dump(Path(database.url.database)) == dump(built)
