"""Steps with which many tests begin: taken once, and afterwards laid down as they ended.

A step is known by what it is asked, by the day and by all the steps before it since the
database was new. Whatever else writes breaks the chain, and what follows is done as ever.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import select

from lib import db
from lib.domain.dates import today
from lib.domain.events import Ledger
from lib.queries.events import Versions
from tests import laying

Step = TypeVar("Step", bound=Callable[..., Any])
AT_MOST = 150  # of about a megabyte each

Steps = tuple[Any, ...]


class Stands(NamedTuple):
    """What the ledger says, and by which steps: all, and those that made figures."""

    sequence: int
    data_version: int
    figures_version: int
    steps: Steps
    figures: Steps

    @property
    def versions(self) -> Versions:
        return Versions(self.data_version, self.figures_version)


class Taken(NamedTuple):
    """A step that was taken: what it left, what it returned, and where it ended."""

    content: bytes
    returned: Any
    ended: Stands


_stands: list[Steps] = []  # at most one: those that the database at work has had
_last: list[Stands] = []  # where a step ended last
_commits: list[bool] = []  # since then
_recorded = [0]  # how many of those are known to have left an event
_taken: OrderedDict[Steps, Taken] = OrderedDict()
_begun: dict[str, Stands] = {}  # to ask the database costs a connection, so: once


@event.listens_for(Engine, "commit")
def _written_on(_connection: Any) -> None:
    _stands.clear()
    _commits.append(True)


@contextmanager
def begun_with(name: str) -> Iterator[None]:
    """The database at work is as new, or a copy of what has this name."""
    if name not in _begun:
        _begun[name] = Stands(*_ledger(), (name,), figures=(name,))
    _arrive(_begun[name])
    yield
    _stands.clear()
    _last.clear()


def led_to(version: int) -> Steps | None:
    """The steps that led to this version of the data, if nothing else did.

    Visits and downloads leave it as it is, and their events. A row that a test puts
    there by itself leaves none.
    """
    for last in _last:
        if last.data_version == version and _all_recorded(last):
            return last.steps
    return None


def made_figures(version: int) -> Steps | None:
    """Likewise of this version of the figures: casework leaves it as it is."""
    for last in _last:
        if last.figures_version == version and _all_recorded(last):
            return last.figures
    return None


def untouched() -> Stands | None:
    """Where the database stands, if nothing at all was written since a step."""
    return _last[0] if _last and not _commits else None


def no_more() -> None:
    """From here on each step of the test is taken: the clock, too, is not as ever."""
    _stands.clear()


def _all_recorded(last: Stands) -> bool:
    """Asked of the database once for each commit: a connection costs much."""
    if _recorded[0] < len(_commits) <= _ledger()[0] - last.sequence:
        _recorded[0] = len(_commits)
    return _recorded[0] >= len(_commits)


def _arrive(ended: Stands) -> None:
    _stands[:] = [ended.steps]
    _last[:] = [ended]
    _commits.clear()
    _recorded[0] = 0


def _ledger() -> tuple[int, int, int]:
    with db.reading() as session:
        asked = select(Ledger.sequence, Ledger.data_version, Ledger.figures_version)
        sequence, data_version, figures_version = session.exec(asked).one()
        return sequence, data_version, figures_version


def repeated(step: Step) -> Step:
    """A step that is not taken again where it, and all before it, was taken already."""
    name = f"{step.__module__}.{step.__qualname__}"

    @wraps(step)
    def taken(*asked: Any, **named: Any) -> Any:
        said = repr((asked, named))
        if not _stands or _is_elsewhere() or " at 0x" in said:
            return step(*asked, **named)
        key = (*_stands[0], (name, said, today()))
        if key in _taken:
            laying.lay(Path(str(db.engine().url.database)), _taken[key].content)
        else:
            returned = step(*asked, **named)
            ledger = _ledger()
            figures = made_figures(ledger[2]) or key
            _taken[key] = Taken(
                laying.content(), returned, Stands(*ledger, key, figures)
            )
        _taken.move_to_end(key)
        if len(_taken) > AT_MOST:
            _taken.popitem(last=False)
        _arrive(_taken[key].ended)
        return deepcopy(_taken[key].returned)

    return taken  # type: ignore[return-value]


def _is_elsewhere() -> bool:
    return db.engine().dialect.name != "sqlite"


def remembered(panel: Step) -> Step:
    """A question about figures that is not asked again while these stay the same."""
    kept: dict[Steps, Any] = {}

    @wraps(panel)
    def asked(*of: Any, **named: Any) -> Any:
        steps = made_figures(_ledger()[2]) if _last else None
        if steps is None or _is_elsewhere():
            return panel(*of, **named)
        key = (*steps, repr((of, named)), today())
        if key not in kept:
            kept[key] = panel(*of, **named)
        return kept[key].copy()

    return asked  # type: ignore[return-value]
