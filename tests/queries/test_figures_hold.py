"""Whatever is loaded, corrected and withdrawn, the figures are those of the rules."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import actions, db, queries
from lib.actions.corrections import Correction
from lib.actions.thresholds import Limit
from lib.domain.codes import Measure
from lib.domain.dates import shift
from lib.domain.files import LISTS, Basis, Counted, Kind, Population
from lib.domain.parsed import Parsed
from lib.domain.rows import ListSizeRow, RegisterRow
from lib.domain.tables import METADATA
from lib.migrations import guards
from tests import factories
from tests.conftest import LONG, filled
from tests.factories import PERIOD, counts, hierarchy, list_sizes
from tests.queries import naive

MONTHS = [shift(PERIOD, n) for n in range(3)]
# Few days, so that files meet: on the 1st, at a month's end, long before, long after.
DAYS = [*MONTHS, date(2026, 3, 31), date(2025, 12, 1), date(2026, 8, 1)]
ADMINISTRATOR = factories.administrator()
FACTS = ("exclusion_count", "list_size", "hierarchy_entry", "register_entry", "upload")

codes = st.sampled_from(factories.PRACTICES[:2])
months = st.sampled_from(MONTHS)
some_days = st.sampled_from(DAYS)
sizes = st.integers(0, 40)
populations = st.sampled_from([Population.ALL, Population.AGED_16_PLUS])
Step = Callable[[], object]


def load(parsed: Parsed) -> Step:
    return lambda: actions.imports.load(
        factories.arrival(parsed),
        by=ADMINISTRATOR,
        consent=actions.imports.Consent(all_warnings=True, good_rows_only=True),
    )


def correct(code, month, value, population) -> Step:
    said = Correction(
        code, month, Measure.CODED_104, value, "slip", "call", population=population
    )
    return lambda: actions.corrections.correct(said, by=ADMINISTRATOR)


def withdraw(place: int) -> Step:
    def step() -> None:
        uploads = queries.uploads.every(ADMINISTRATOR)
        standing = uploads.id[uploads.withdrawn_at.isna()].tolist()
        if standing:
            upload = standing[place % len(standing)]
            actions.uploads.withdraw(int(upload), "a slip", by=ADMINISTRATOR)

    return step


def one_sex(code, day, sex, patients) -> Step:
    row = ListSizeRow(2, code, day, Basis.AGED_16_PLUS, sex, patients)
    return load(Parsed(Kind.SINGLE_AGE, [row], 1, described_on=day))


def closure(code, closed_on, day) -> Step:
    row = RegisterRow(
        2, code, "P", "", "active", None, closed_on, "X01", is_english=True
    )
    return load(Parsed(Kind.REGISTER, [row], 1, described_on=day))


def rule(percent, basis, from_on, icb) -> Step:
    limit = Limit(percent, basis, from_on, "a letter")
    return lambda: actions.thresholds.record(icb, limit, by=ADMINISTRATOR)


def count_file(excluded, own, month, said) -> Parsed:
    """Its own lists are never smaller than what is excluded: that must be fixed."""
    lists = {code: (excluded[code] or 0) + more for code, more in own.items()}
    kept = {code: size for code, size in lists.items() if code in excluded}
    return counts(excluded, period=month, lists=kept, **said)


def own_lists(excluded):
    return st.dictionaries(st.sampled_from(sorted(excluded)), st.integers(0, 9))


count_files = st.dictionaries(codes, st.none() | sizes, min_size=1).flatmap(
    lambda excluded: st.builds(
        count_file,
        st.just(excluded),
        own_lists(excluded),
        months,
        st.fixed_dictionaries(
            {
                "measure": st.sampled_from([Measure.CODED_104, Measure.CODED_106]),
                "population": populations,
                "counted": st.sampled_from([Counted.LATEST, Counted.EVER]),
            }
        ),
    )
)


def steps(whose: st.SearchStrategy[str | None]) -> st.SearchStrategy[Step]:
    """`whose`: of which ICB a rule is, None of all."""
    return st.one_of(
        count_files.map(load),
        st.builds(
            lambda found, day, basis: load(list_sizes(found, on=day, basis=basis)),
            st.dictionaries(codes, sizes, min_size=1),
            some_days,
            st.sampled_from(LISTS),
        ),
        st.builds(
            lambda found, day: load(hierarchy(found, on=day)),
            st.lists(codes, min_size=1, unique=True),
            some_days,
        ),
        st.builds(one_sex, codes, months, st.sampled_from(["female", "male"]), sizes),
        st.builds(closure, codes, st.none() | some_days, some_days),
        st.builds(correct, codes, months, sizes, populations),
        st.builds(withdraw, st.integers(0, 20)),
        st.builds(withdraw, st.just(0)),
        st.builds(
            rule,
            st.integers(1, 99),
            st.sampled_from(LISTS),
            some_days,
            whose,
        ),
    )


few = settings(
    max_examples=100 if LONG else 8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@filled
def placed():
    factories.load(hierarchy(on=date(2025, 1, 1)))


def forget_what_was_loaded() -> None:
    """Each example begins with practices that are known, and no facts."""
    with db.engine().begin() as connection:
        for name in FACTS:
            connection.execute(sa.delete(METADATA.tables[name]))
        connection.execute(
            sa.text("DELETE FROM threshold_rule WHERE source = 'a letter'")
        )
        connection.execute(sa.text("UPDATE practice SET closed_on = NULL"))


ON_POSTGRESQL = pytest.mark.parametrize("copy_of", ["postgresql"], indirect=True)

Shown = dict[date, dict[str, naive.Figure]]


def shown(**asked) -> Shown:
    """By month and practice what the panel says."""
    panel = queries.figures.panel(ADMINISTRATOR, MONTHS[0], MONTHS[-1], **asked)
    columns = ["excluded", "upload_id", "list_size", "list_on", "state", "over"]
    plain = panel[["period", "ods_code", *columns, "expected"]].astype(object)
    found: Shown = {month: {} for month in MONTHS}
    for row in plain.where(plain.notna(), None).to_dict("records"):
        row["list_on"] = row["list_on"] and row["list_on"].date()
        found[row.pop("period").date()][row.pop("ods_code")] = row
    return found


DONE = st.lists(steps(st.sampled_from([None, factories.ICB])), min_size=5, max_size=15)


@few
@given(done=DONE)
def test_the_figures_are_what_the_stored_rows_say(placed, done):  # P9
    figures_are_those_of_the_rows(done)


@ON_POSTGRESQL
@settings(few, max_examples=25 if LONG else 3)
@given(done=DONE)
def test_and_so_they_are_on_postgresql(placed, done):
    """What is decided in Python is tried above; here, that SQL finds the same."""
    figures_are_those_of_the_rows(done)


def figures_are_those_of_the_rows(done) -> None:
    forget_what_was_loaded()
    for step in done:
        step()
    assert shown() == {month: naive.figures(db.engine(), month) for month in MONTHS}


# A practice that no hierarchy has takes the place it has today, also as known before: so
# a rule of one ICB may judge it otherwise than on that day.
DAY_BY_DAY = st.lists(steps(st.none()), min_size=2, max_size=5)


@settings(few, max_examples=25 if LONG else 4)
@given(done=DAY_BY_DAY)
def test_each_day_is_told_as_it_was(placed, on_days, done):  # decisions 3, T32
    each_day_is_told_as_it_was(on_days, done)


@ON_POSTGRESQL
@settings(few, max_examples=10 if LONG else 2)
@given(done=DAY_BY_DAY)
def test_and_so_it_is_on_postgresql(placed, on_days, done):
    each_day_is_told_as_it_was(on_days, done)


def each_day_is_told_as_it_was(on_days, done) -> None:
    forget_what_was_loaded()
    with db.engine().begin() as connection:  # what earlier examples did is long past
        guards.remove(connection)
        connection.execute(sa.text("UPDATE event SET at = '2029-01-01'"))
    days = [date(2030, 1, 1) + timedelta(days=n) for n in range(len(done))]
    seen = []
    for day, step in zip(days, done, strict=True):
        with on_days(day):
            step()
        seen.append(shown())
    assert [shown(as_known_on=day) for day in days] == seen
