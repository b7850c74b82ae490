"""What another value of a setting would change, before it is recorded: one line or a few.

A mapping from the name of a setting to what tells it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lib import queries
from lib.analysis import burden, frame, ladder
from lib.analysis.words import be, counted, listing
from lib.casework import measures, plans, reports
from lib.domain import disclosure
from lib.domain.dates import month_name, period_end, today, uk
from lib.domain.report_figures import is_beyond
from lib.domain.roles import Permission
from lib.domain.settings import Name, Setting
from lib.domain.threshold import ThresholdRule
from lib.domain.users import User
from lib.domain.working_days import working_day_after
from lib.queries import disclosed

NAMED = 10  # practices that a line names

NOT_READ = "The value cannot be read."


@dataclass(frozen=True)
class Asked:
    """A value for one ICB or (None) for all, and the latest month with counts."""

    user: User
    name: Name
    value: str
    icb_code: str | None
    period: date

    @property
    def number(self) -> int:
        return int(self.value)


def preview(user: User, name: Name, value: str, icb_code: str | None) -> list[str]:
    """Empty where nothing is typed; what cannot be read says so."""
    user.require(Permission.SET_RULES)
    month = queries.periods.default(user, icb_code) or today().replace(day=1)
    asked = Asked(user, name, value.strip(), icb_code, month)
    if not asked.value and name not in (Name.PLAN_LADDER, Name.REPORT_LADDER):
        return []
    try:
        return PREVIEWS[name](asked)
    except ValueError:
        return [NOT_READ]


def _small_list(asked: Asked) -> list[str]:
    rows = frame.expected(queries.figures.panel(asked.user, asked.period, asked.period))
    small = rows["list_size"].lt(asked.number).fillna(value=False)
    won, lost = rows[small & ~rows["small"]], rows[~small & rows["small"]]
    return [
        (
            f"In {month_name(asked.period)} {counted(int(small.sum()), 'practice')} would"
            f" carry the mark, instead of {int(rows['small'].sum())}."
        ),
        f"Newly marked: {_named(list(won['name']))}.",
        f"No longer marked: {_named(list(lost['name']))}.",
    ]


def _named(names: list[str]) -> str:
    more = len(names) - NAMED
    shown = [*sorted(names)[:NAMED], *([f"{more} more"] if more > 0 else [])]
    return listing(shown) or "none"


def _reconcile(asked: Asked) -> list[str]:
    last, allowed = asked.period, asked.number
    cells = reports.cells(asked.user, asked.icb_code, last, last, today())
    told = cells[cells["gap"].notna()]
    beyond = sum(
        is_beyond(int(row["reported"]), int(row["extract"]), allowed)
        for row in told.to_dict("records")
    )
    return [
        (
            f"Of {counted(len(told), 'report')} for {month_name(last)} that can be compared,"
            f" {beyond} would differ by more, instead of {int(told['beyond'].sum())}."
        )
    ]


def _off_track(asked: Asked) -> list[str]:
    many = plans.off_track_at(asked.user, asked.period, asked.icb_code, asked.number)
    return [f"{counted(many, 'plan')} would be off track as at {_ends(asked)}."]


def _asks(asked: Asked) -> list[str]:
    asks = queries.asks.every(asked.user, asked.icb_code)
    month = today().replace(day=1)
    found = burden.of_practices(asks, month, asked.number)
    over = int((found["standing"] != "").sum())
    practices = counted(over, "practice")
    return [
        f"In {month_name(month)} {practices} {be(over)} asked more often than that."
    ]


def _two_people(asked: Asked) -> list[str]:
    if _yes(asked.value):
        return ["Whoever made the last change could not agree a plan or close a case."]
    return ["One person could make the last change, agree the plan and close the case."]


def _ladder(asked: Asked) -> list[str]:
    steps = ladder.steps(asked.value)
    if not steps:
        return ["No reminder would be due."]
    due = period_end(today())
    days = [f"{abs(n)} days {'before' if n < 0 else 'after'} it" for n in steps]
    return [f"Of a due day such as {uk(due)} reminders are due: {listing(days)}."]


def _report_due(asked: Asked) -> list[str]:
    ends = period_end(asked.period)
    offered = working_day_after(ends, asked.number)
    return [f"For {month_name(asked.period)} {uk(offered)} would be offered."]


def _masking(asked: Asked) -> list[str]:
    """By observer: how many practices they see by name, now and then."""
    said = Setting(
        icb_code=asked.icb_code,
        name=asked.name,
        value="yes" if _yes(asked.value) else "no",
        from_on=today(),
        source="",
        sequence=2**31 - 1,
        recorded_by="",
    )
    found = queries.users.observers_if(asked.user, said)
    return [
        f"{now.name}, {now.role}: {_seen(then)} practices by name, instead of"
        f" {_seen(now)}."
        for now, then in found
    ] or ["No observer of that kind has an account."]


def _query_answer(asked: Asked) -> list[str]:
    due = working_day_after(today(), asked.number)
    return [f"A query that an observer raises today would be due by {uk(due)}."]


def _lmc_copied(asked: Asked) -> list[str]:
    if not _yes(asked.value):
        return ["Letters would go to the practice alone."]
    known = len(queries.lmc_addresses.every(asked.user))
    return [f"The LMC would be in copy of letters: {counted(known, 'LMC')} on record."]


def _disclosure(asked: Asked) -> list[str]:
    scheme = disclosure.scheme(asked.value)
    if not scheme.protects:
        raise ValueError(asked.value)
    month = queries.figures.panel(asked.user, asked.period, asked.period)
    rows = month[month["excluded"].notna()]
    rules: dict[int | None, ThresholdRule] = {
        rule.id: rule for rule in queries.threshold.rules(asked.user)
    }
    known = disclosed.known_of(rows, rules)
    now, then = (
        sum(
            each is not None and disclosure.shown(count, each, by) is None
            for count, each in zip(rows["excluded"], known, strict=True)
        )
        for by in (disclosure.SHIPPED, scheme)
    )
    return [
        (
            f"In {month_name(asked.period)} {counted(then, 'count')} would be hidden from"
            f" observers; by the shipped rule it is {now}."
        )
    ]


def _measures(asked: Asked) -> list[str]:
    return measures.preview(asked.user, asked.value, asked.icb_code, asked.period)


def _seen(observer: User) -> int:
    return len(queries.practices.search_options(observer))


def _yes(value: str) -> bool:
    if value not in ("yes", "no"):
        raise ValueError(value)
    return value == "yes"


def _ends(asked: Asked) -> str:
    return uk(period_end(asked.period))


PREVIEWS: dict[Name, Callable[[Asked], list[str]]] = {
    Name.SMALL_LIST: _small_list,
    Name.RECONCILE: _reconcile,
    Name.OFF_TRACK: _off_track,
    Name.ASKS_A_MONTH: _asks,
    Name.TWO_PEOPLE: _two_people,
    Name.PLAN_LADDER: _ladder,
    Name.REPORT_LADDER: _ladder,
    Name.REPORT_DUE: _report_due,
    Name.LMC_NAMES: _masking,
    Name.BMA_NAMES: _masking,
    Name.DISCLOSURE: _disclosure,
    Name.LMC_COPIED: _lmc_copied,
    Name.QUERY_ANSWER: _query_answer,
    Name.MEASURES: _measures,
}
