"""The rollout in Northmere: letters to pause, the TPP wave, enablements, autumn's days.

A few practices have a part of their own; the others come from a random number that
each practice code fixes.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from lib import actions, queries
from lib.demo import desk
from lib.demo.cast import FIRST_LINE, Practice, practices
from lib.demo.people import OFFICER
from lib.demo.places import NORTHMERE
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rollout import Lever, Told, Word
from lib.domain.rollout_rows import RolloutRow
from lib.domain.rows import Row

LETTERS, WAVE, AUTUMN = date(2022, 11, 21), date(2023, 2, 6), date(2023, 9, 4)
MOVED_ON, WITHDRAWN_ON = date(2023, 9, 27), date(2023, 9, 29)
LAST_LETTERS, TPP_WAVE = date(2022, 11, 4), date(2023, 2, 1)

OVER_AND_DUE, PASSED, TAKEN_BACK, MOVED = "X99006", "X99011", "X99009", "X99016"
CHANGED_SYSTEM = "X99034"  # from EMIS to Medicus in July 2023
LIVE_AND_OVER = ("X99013", "X99005")
PAUSED = {"X99001": "17:01", "X99002": "17:00", "X99003": "11:20", "X99007": ""}
SILENT = {"X99059", "X99060", "X99061"}  # they send no counts either
# The days that stand in autumn.
DUE = {
    OVER_AND_DUE: date(2023, 10, 11),
    PASSED: date(2023, 9, 26),
    TAKEN_BACK: date(2023, 10, 3),
    MOVED: date(2023, 10, 17),
    "X99047": date(2023, 10, 30),  # Medicus
    "X99026": date(2023, 10, 12),
    "X99033": date(2023, 10, 24),
}
ENABLED_FROM, ENABLEMENT_DAYS = date(2023, 3, 7), 170


class _Said(NamedTuple):
    ods_code: str
    lever: Lever
    word: Word
    on: date | None
    at: str = ""
    supplier: str | None = None
    said_on: date | None = None


def acts() -> Iterator[tuple[date, Callable[[], object]]]:
    yield LETTERS, lambda: _load("northmere-pauses-2022-11.csv", _letters())
    yield WAVE, lambda: _load("northmere-rollout-2023-02.csv", _wave())
    yield AUTUMN, lambda: _load("northmere-rollout-2023-09.csv", _autumn())
    yield MOVED_ON, _move
    yield WITHDRAWN_ON, _take_back


def _load(name: str, said: Iterable[_Said]) -> None:
    """A line for each practice, however many words it has."""
    words = list(said)
    line = {each.ods_code: n for n, each in enumerate(words, FIRST_LINE)}
    rows: list[Row] = [
        RolloutRow(
            line[s.ods_code],
            s.ods_code,
            s.lever,
            s.word,
            s.on,
            s.at,
            s.supplier,
            s.said_on,
        )
        for s in words
    ]
    desk.own(Parsed(Kind.ROLLOUT, rows, len(line)), name, "Northmere IT team")


def _own() -> Iterator[tuple[Practice, Random]]:
    """The others, each with a chance of its own."""
    told = {*PAUSED, *LIVE_AND_OVER, *DUE, *SILENT, CHANGED_SYSTEM}
    for practice in practices():
        if practice.icb_code == NORTHMERE and practice.ods_code not in told:
            yield practice, Random(f"{practice.ods_code} rollout")  # noqa: S311 invented


def _letters() -> Iterator[_Said]:
    answered = LAST_LETTERS + timedelta(days=3)
    for code, at in PAUSED.items():
        yield _Said(code, Lever.PAUSE, Word.SENT, LAST_LETTERS, at)
        yield _Said(code, Lever.PAUSE, Word.ACKNOWLEDGED, answered)
        if at <= "17:00":
            yield _Said(code, Lever.PAUSE, Word.EFFECTIVE, answered)
    for practice, chance in _own():
        if chance.random() < 0.3:  # noqa: PLR2004 their share
            code = practice.ods_code
            on = LAST_LETTERS - timedelta(days=chance.randrange(4))
            yield _Said(code, Lever.PAUSE, Word.SENT, on)


def _wave() -> Iterator[_Said]:
    yield _Said("X99005", Lever.SWITCH_ON, Word.ACTUAL, TPP_WAVE)
    yield _Said("X99005", Lever.VISIBLE, Word.FROM, TPP_WAVE)
    for practice, chance in _own():
        if practice.supplier == "TPP" and chance.random() < 0.7:  # noqa: PLR2004
            code = practice.ods_code
            yield _Said(code, Lever.PAUSE, Word.WITHDRAWN, date(2023, 1, 20))
            yield _Said(code, Lever.SWITCH_ON, Word.ACTUAL, TPP_WAVE)
            yield _Said(code, Lever.VISIBLE, Word.FROM, TPP_WAVE)


def _autumn() -> Iterator[_Said]:
    for code, on in DUE.items():
        said_on = AUTUMN - timedelta(days=int(code[-2:]) % 20)
        word = Word.ANNOUNCED if code == "X99026" else Word.PLANNED
        yield _Said(code, Lever.SWITCH_ON, word, on, said_on=said_on)
    for code in PAUSED:
        yield _Said(code, Lever.SETTINGS, Word.DISABLED, AUTUMN)
        yield _Said(code, Lever.MODEL, Word.OPT_IN, None)
    march = date(2023, 3, 14)
    yield _Said(CHANGED_SYSTEM, Lever.SWITCH_ON, Word.ACTUAL, march, supplier="EMIS")
    yield _Said(CHANGED_SYSTEM, Lever.ENABLEMENT, Word.DONE, march, supplier="EMIS")
    yield from _enabled("X99013", date(2023, 6, 6))
    for practice, chance in _own():
        yield from _settled(practice, chance)


def _settled(practice: Practice, chance: Random) -> Iterator[_Said]:
    """Half of those on EMIS are enabled; a third of the settings are not correct."""
    code = practice.ods_code
    enabled = practice.supplier == "EMIS" and chance.random() < 0.5  # noqa: PLR2004
    if enabled:
        after = timedelta(days=chance.randrange(ENABLEMENT_DAYS))
        yield from _enabled(code, ENABLED_FROM + after)
    wrong = not enabled and chance.random() < 0.6  # noqa: PLR2004 of these
    word = Word.INCORRECT if wrong else Word.CORRECT
    if chance.random() < 0.85:  # noqa: PLR2004 of some nothing is said
        yield _Said(code, Lever.SETTINGS, word, AUTUMN)


def _enabled(code: str, on: date) -> Iterator[_Said]:
    yield _Said(code, Lever.ENABLEMENT, Word.DONE, on)
    yield _Said(code, Lever.SWITCH_ON, Word.ACTUAL, on)
    yield _Said(code, Lever.VISIBLE, Word.FROM, on)
    yield _Said(code, Lever.MODEL, Word.OPT_OUT, None)


def _move() -> None:
    told = Told(
        MOVED,
        Lever.SWITCH_ON,
        Word.PLANNED,
        date(2023, 11, 7),
        "Staff are trained in redaction first",
        "Invented: e-mail of the practice manager, 26 September 2023",
        said_on=date(2023, 9, 26),
    )
    actions.rollout.say(told, seen=_seen(MOVED), by=OFFICER)


def _take_back() -> None:
    told = Told(
        TAKEN_BACK,
        Lever.SWITCH_ON,
        Word.WITHDRAWN,
        WITHDRAWN_ON,
        "The DPIA is not signed off",
        "Invented: call of the practice manager, 29 September 2023",
        said_on=WITHDRAWN_ON,
    )
    actions.rollout.say(told, seen=_seen(TAKEN_BACK), by=OFFICER)


def _seen(ods_code: str) -> int:
    return queries.rollout.history(OFFICER, ods_code)[0].sequence
