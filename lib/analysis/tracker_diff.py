"""A tracker against what is on record: what it changes, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from lib.analysis import tracker_cells, tracker_rules
from lib.analysis.tracker_cells import Dictionary, Sent, problem, text
from lib.analysis.tracker_rules import Line, Who
from lib.analysis.words import counted, number
from lib.domain.episode import Ground
from lib.domain.problems import Problem, Severity
from lib.domain.rows import TrackerRow
from lib.domain.tracker import CaseChange, Change, Standing, Stated, Value, shown
from lib.domain.tracker_fields import HEADINGS, OF_THE_PRACTICE, Field


@dataclass(frozen=True)
class Known:
    """What is on record. `grounds`: where a case would begin; `waiting`: practices over
    whose ICB has not adopted the rule; `elsewhere`: those of other ICBs."""

    icb_code: str
    standings: Mapping[str, Standing]
    grounds: Mapping[str, Ground]
    words: Dictionary
    who: Who
    today: date
    waiting: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()


@dataclass
class Diff:
    changes: list[CaseChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    @property
    def new(self) -> int:
        return sum(change.ground is not None for change in self.changes)

    @property
    def asks(self) -> bool:
        return any(change.asks for change in self.changes)

    @property
    def words(self) -> str:
        """12 cases new, 3 changed, 41 unchanged."""
        changed = len(self.changes) - self.new
        return (
            f"{counted(self.new, 'case')} new, {number(changed)} changed,"
            f" {number(self.unchanged)} unchanged."
        )


class _Found(NamedTuple):
    change: CaseChange | None = None
    problems: tuple[Problem, ...] = ()


def diff(rows: Iterable[TrackerRow], known: Known, stated: Stated) -> Diff:
    """In the order of the rows, what is wrong with the whole file first."""
    found = Diff()
    for row in rows:
        one = _row(row, known)
        found.problems += one.problems
        if one.change is not None:
            found.changes.append(one.change)
        found.unchanged += one == _Found()
    if found.asks and not stated.says_who_asked:
        found.problems.insert(0, _no_authority())
    return found


def _row(row: TrackerRow, known: Known) -> _Found:
    standing = known.standings.get(row.practice_code)
    if standing is None:
        return _Found(problems=(_unknown(row, known),))
    out = tracker_cells.sent(row)
    if isinstance(out, Problem):
        return _Found(problems=(out,))
    cells = tracker_cells.written(row, out)
    values, wrong = tracker_cells.understood(row, cells, known.words)
    new = {one: now for one, now in values.items() if _is_new(one, now, standing)}
    if wrong:
        return _Found(problems=tuple(wrong))
    return _placed(row, standing, new, out, known)


def _is_new(one: Field, now: Value, standing: Standing) -> bool:
    if one is Field.NOTES:
        return bool(now) and text(now) not in standing.noted
    if one is Field.CONTACT and now:
        return now not in standing.contacts
    return text(now) != text(standing.values.get(one))


def _placed(
    row: TrackerRow,
    standing: Standing,
    new: dict[Field, Value],
    out: Sent | None,
    known: Known,
) -> _Found:
    """Whether there is a case that it can be said of, or one begins."""
    of_case = new.keys() - OF_THE_PRACTICE
    has_case = standing.seen.episode_id is not None
    begins = not has_case and (bool(of_case) or out is None)
    ground = known.grounds.get(row.practice_code) if begins else None
    problems: tuple[Problem, ...] = ()
    if begins and ground is None:
        problems = tuple(_no_case(row, of_case, known))
        new = {one: now for one, now in new.items() if one in OF_THE_PRACTICE}
    if out is not None and out.seen.touched(standing.seen, set(new)):
        return _Found(problems=(_meanwhile(row, standing, new, out),))
    if not new and ground is None:
        return _Found(problems=problems)
    judged = _judged(Line(row, standing, new, begins=ground is not None), ground, known)
    return judged._replace(problems=(*problems, *judged.problems))


def _judged(line: Line, ground: Ground | None, known: Known) -> _Found:
    wrong = tuple(tracker_rules.problems(line, known.who, known.today))
    if any(each.severity is Severity.MUST_FIX for each in wrong):
        return _Found(problems=wrong)
    values = dict(line.values)
    if line.goal is not line.standing.status:
        values[Field.STATUS] = line.goal
    before = line.standing.values
    changes = tuple(
        Change(one, _before(one, before), values[one]) for one in Field if one in values
    )
    change = CaseChange(
        line.row.row,
        line.standing.ods_code,
        line.standing.name,
        line.standing.seen,
        changes,
        line.moves or (),
        ground,
    )
    return _Found(change, wrong)


def _before(one: Field, before: Mapping[Field, Value]) -> Value:
    """A note is added, so nothing is replaced by it."""
    return None if one is Field.NOTES else before.get(one)


def _unknown(row: TrackerRow, known: Known) -> Problem:
    code = row.practice_code
    if code in known.elsewhere:
        return problem(
            row,
            None,
            "another-icb",
            f"{code} does not belong to {known.icb_code}: left out.",
            severity=Severity.NOTICE,
        )
    return problem(
        row,
        None,
        "unknown-practice",
        f"No practice {code} is known among yours.",
        "Check the code, or load the newest hierarchy or register file first.",
    )


def _no_case(
    row: TrackerRow, of_case: Iterable[Field], known: Known
) -> Iterable[Problem]:
    code = row.practice_code
    if code in known.waiting:
        yield problem(
            row,
            None,
            "not-adopted",
            f"{code} is over the threshold, but it is not on record that"
            f" {known.icb_code} acts on the rule.",
            "An administrator records the ICB's decision first, under Settings.",
        )
        return
    told = [HEADINGS[one].lower() for one in Field if one in set(of_case)]
    if told:
        yield problem(
            row,
            None,
            "not-over",
            f"{code} is not over the threshold, so no case begins: its"
            f" {', '.join(told)} {'are' if len(told) > 1 else 'is'} left out.",
            "Notes, last contact and contract type are kept.",
            Severity.CONFIRM,
        )


def _meanwhile(
    row: TrackerRow, standing: Standing, new: Mapping[Field, Value], out: Sent
) -> Problem:
    both = "; ".join(
        f"{HEADINGS[one].lower()}: yours “{shown(now)}”, now"
        f" “{shown(standing.values.get(one))}”"
        for one, now in new.items()
    )
    found = problem(
        row,
        None,
        "changed-meanwhile",
        f"{standing.ods_code} was changed here after the workbook went out. {both}.",
        "The line is left alone: look at both and type yours again if it still holds.",
        Severity.CONFIRM,
    )
    return replace(found, value=out.seen.words)


def _no_authority() -> Problem:
    return Problem(
        "no-authority",
        "The tracker has plans that were requested, and it is not said on what"
        " authority, nor to whom they go.",
        "Say both once for the whole file.",
    )
