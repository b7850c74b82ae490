"""What a letter states of a practice: its figure, what was asked of it, and its LMC."""

from collections.abc import Mapping
from datetime import date

from lib import queries
from lib.analysis.words import number, share_words
from lib.domain.action_plan import Status
from lib.domain.ask import Ask
from lib.domain.dates import month_name, period_end, uk
from lib.domain.episode import Episode
from lib.domain.letter import REMINDERS, LMCAddress
from lib.domain.letter_templates import Facts
from lib.domain.organisations import Practice
from lib.domain.standing import (
    Due,
    DutyStanding,
    PlanStanding,
    QueryStanding,
    ReportStanding,
)
from lib.domain.threshold import BASIS_WORDS, ThresholdRule, limit_words
from lib.domain.users import User


class Writer:
    """Knows the names of ICBs and the addresses of LMCs, asked for once."""

    def __init__(self, user: User) -> None:
        self.names = queries.organisations.names(user)
        self.lmcs = queries.lmc_addresses.every(user)

    def of(self, due: Due) -> Facts:
        practice = due.practice
        return Facts(
            practice=label(practice),
            icb=self.names.get(practice.icb_code or "", "your ICB"),
            why=_why(due),
            ask=due.ask,
            due_on=due.due_on,
            period=_period(due),
            early=due.key.rung.startswith(("-", "+0")),
            lines=_lines(due),
            lmc=practice.lmc_name or "",
            lmc_address=lmc_address(practice, self.lmcs),
        )


def lmc_address(practice: Practice, lmcs: Mapping[str, LMCAddress | None]) -> str:
    recorded = lmcs.get(practice.lmc_name or "")
    return recorded.address if recorded else ""


def label(practice: Practice) -> str:
    name = practice.name or "Practice"
    return f"{name} ({practice.ods_code})"


def _period(due: Due) -> date | None:
    if isinstance(due.about, ReportStanding):
        return due.about.period
    if isinstance(due.about, QueryStanding):
        return due.about.query.period
    return due.about.duty.from_period if isinstance(due.about, DutyStanding) else None


def _lines(due: Due) -> list[str]:
    about = due.about
    if isinstance(about, QueryStanding):
        return [about.query.text]
    if isinstance(about, PlanStanding) and about.plan.status is _CHANGES:
        return list(about.changes)
    return []


_CHANGES = Status.CHANGES_REQUESTED


def _why(due: Due) -> str:
    about = due.about
    if isinstance(about, QueryStanding):
        month = month_name(about.query.period)
        return f"Your practice sent us a report for {month}."
    asked = _asked(due.ask) if due.kind in REMINDERS else ""
    case = about.asked if isinstance(about, ReportStanding) else about
    if case.episode and case.rule:
        return f"{_figure(case.episode, case.rule)}{asked}"
    return asked.strip() or "The authority for this request is named below."


def _figure(episode: Episode, rule: ThresholdRule) -> str:
    """Of the month in which the case began: what every letter on it rests on."""
    share = share_words(episode.excluded, episode.list_size, rule.percent)
    return (
        f"At {uk(period_end(episode.opened_period))}, {number(episode.excluded)} of your"
        f" {number(episode.list_size)} {BASIS_WORDS[episode.basis]} ({share}) had an"
        " active 104 code (SNOMED CT 1364731000000104), as counted for us. The limit is"
        f" {limit_words(rule)}. This is not proof of bulk coding, and it is not the"
        " number of patients without access. If the figure is wrong, please tell us."
    )


def _asked(ask: Ask | None) -> str:
    return f" We asked your practice for this on {uk(ask.asked_on)}." if ask else ""
