"""Settings with a from-date: recorded, never changed."""

from collections.abc import Callable
from datetime import date

from lib import db
from lib.actions import events, within
from lib.domain import measures
from lib.domain.disclosure import MOST_HIDDEN, Scheme
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE, needed
from lib.domain.roles import Permission
from lib.domain.settings import MEANING, Name, Setting
from lib.domain.users import User

MOST = 99_999
MOST_STEPS = 6
MOST_WORKING_DAYS = 60
FARTHEST = 365  # days before or after a due day


def record(  # noqa: PLR0913 a setting is these four, and who says so
    name: Name,
    value: str,
    *,
    icb_code: str | None,
    from_on: date,
    source: str,
    by: User,
) -> None:
    """A value for one ICB or (None) for all, from that day on."""
    by.require(Permission.SET_RULES)
    within.icb(icb_code, by=by)
    if name is Name.SMALL_LIST and icb_code is not None:
        raise RuleBroken("The size of a small list is the same for all ICBs.")
    checked = _CHECKS.get(name, _whole)(value.strip(), name)
    why = needed(source, "Say where this comes from: a letter, a minute", most=LINE)
    with db.transaction() as session:
        sequence = events.record(
            session,
            by,
            f"set {name}",
            subject=icb_code or "national",
            reason=why,
            value=checked,
            from_on=from_on,
        )
        session.add(
            Setting(
                icb_code=icb_code,
                name=name,
                value=checked,
                from_on=from_on,
                source=why,
                sequence=sequence,
                recorded_by=by.email,
            )
        )


def _whole(value: str, name: Name) -> str:
    if not (_is_number(value) and int(value) <= MOST):
        raise RuleBroken(f"{MEANING[name]}: write a whole number, 0 or more.")
    return str(int(value))


def _few_days(value: str, name: Name) -> str:
    """So few that the bank holidays until then are known."""
    if int(_whole(value, name)) not in range(1, MOST_WORKING_DAYS + 1):
        raise RuleBroken(f"{MEANING[name]}: from 1 to {MOST_WORKING_DAYS}.")
    return _whole(value, name)


def _yes_no(value: str, name: Name) -> str:
    if value not in ("yes", "no"):
        raise RuleBroken(f"{MEANING[name]}: write yes or no.")
    return value


def _ladder(value: str, name: Name) -> str:
    """ "-5 1 10": once early, twice after the due day; empty for none."""
    try:
        steps = sorted({int(step) for step in value.replace(",", " ").split()})
    except ValueError:
        raise RuleBroken(f"{MEANING[name]}: write days like -5 1 10.") from None
    if len(steps) > MOST_STEPS or any(abs(step) > FARTHEST for step in steps):
        raise RuleBroken(
            f"{MEANING[name]}: at most {MOST_STEPS} steps within {FARTHEST} days."
        )
    return " ".join(map(str, steps))


def _scheme(value: str, name: Name) -> str:
    """ "7 5": 1 to 7 are hidden, others go to the nearest 5."""
    parts = value.split()
    if len(parts) != len(Scheme._fields) or not all(map(_is_number, parts)):
        raise RuleBroken(f"{MEANING[name]}: write two whole numbers, like 7 5.")
    scheme = Scheme(*map(int, parts))
    if not scheme.protects:
        raise RuleBroken(
            f"{MEANING[name]}: each from 2 to {MOST_HIDDEN}, and the first at least"
            " half of the second. Otherwise a number shown would tell the count."
        )
    return " ".join(map(str, scheme))


def _measures(value: str, name: Name) -> str:
    try:
        return measures.written(measures.read(value))
    except ValueError:
        raise RuleBroken(
            f"{MEANING[name]}: write 104, access, or 104 access."
        ) from None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


_CHECKS: dict[Name, Callable[[str, Name], str]] = {
    Name.TWO_PEOPLE: _yes_no,
    Name.LMC_COPIED: _yes_no,
    Name.LMC_NAMES: _yes_no,
    Name.BMA_NAMES: _yes_no,
    Name.DISCLOSURE: _scheme,
    Name.MEASURES: _measures,
    Name.QUERY_ANSWER: _few_days,
    Name.PLAN_LADDER: _ladder,
    Name.REPORT_LADDER: _ladder,
}
