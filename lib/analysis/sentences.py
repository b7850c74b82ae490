"""The sentences that stand before figures: coverage, leads, changes.

Those marked markdown hold one bold part, and no name that would need escaping.
"""

from collections.abc import Sequence

from lib.analysis.position import Measure, Position
from lib.analysis.words import (
    be,
    counted,
    fewer_or_more,
    have,
    listing,
    month_near,
    number,
)
from lib.domain.dates import month_name, period_end, uk
from lib.domain.files import Basis
from lib.domain.threshold import BASIS_WORDS, State, ThresholdRule

UNREAD_WORDS = {
    State.NO_DATA: "with no data",
    State.SUPPRESSED: "suppressed at source",
    State.NO_DENOMINATOR: "with no list size",
    State.DATA_ERROR: "with more excluded than on the list",
    State.INCOMPATIBLE: "with a count that does not fit the basis",
}


def coverage(positions: Sequence[Position], rules: Sequence[str]) -> str:
    """Markdown, of one position or more. `rules`: the words of each rule in view."""
    until = uk(period_end(positions[0].period))
    expected = sum(each.expected for each in positions)
    reported = sum(each.reported.now or 0 for each in positions)
    threshold = f"Threshold: {'; '.join(rules)}." if rules else "No threshold applies."
    return (
        f"**Data to {until}.** {number(reported)} of"
        f" {counted(expected, 'expected practice')} reported. {threshold}"
    )


def unread(positions: Sequence[Position]) -> str:
    """3 are left out: 2 with no data and 1 suppressed at source. Or nothing."""
    sums = {
        state: sum(each.unread.get(state, 0) for each in positions)
        for state in UNREAD_WORDS
    }
    parts = [f"{number(n)} {UNREAD_WORDS[s]}" for s, n in sums.items() if n]
    left_out = sum(sums.values())
    if not parts:
        return ""
    if len(parts) == 1:
        reason = next(UNREAD_WORDS[state] for state, n in sums.items() if n)
        practices = counted(left_out, "practice")
        return f"{practices} {reason} {be(left_out)} left out."
    return f"{counted(left_out, 'practice')} {be(left_out)} left out: {listing(parts)}."


def not_shown(practices: int) -> str:
    """Of counts that an observer is not shown; or nothing."""
    if not practices:
        return ""
    whose = counted(practices, "practice")
    return f"The counts of {whose} are not shown and are left out."


def mixed_bases(positions: Sequence[Position]) -> str:
    """Says so where more than one basis is in view; else nothing."""
    if len(positions) < 2:  # noqa: PLR2004 one basis needs no word
        return ""
    parts = [
        f"{counted(each.expected, 'practice')} by {BASIS_WORDS[each.basis]}"
        for each in positions
    ]
    return (
        f"{listing(parts)}. Figures on different bases are shown apart and never"
        " added together."
    )


def change(measure: Measure) -> str:
    """2 fewer than in August."""
    if measure.now is None:
        return "no data this month"
    if measure.change is None or measure.before is None:
        return "no earlier month to compare with"
    month = month_near(measure.before.period, measure.series[-1].period)
    than = "than" if measure.change else "as"
    return f"{fewer_or_more(measure.change)} {than} in {month}"


def overview_lead(position: Position) -> str:
    """Markdown: **17 of 58 practices are over the threshold**, 2 fewer than in ..."""
    if not position.reported.now:
        return f"**No practice reported for {month_name(position.period)}.**"
    reported, over = position.reported.now, position.over.now
    if over is None:
        return f"**{counted(reported, 'practice')} reported.** No threshold applies."
    lead = f"**{_some_of(over, reported)} {be(over or 1)} over the threshold**"
    return (
        f"{lead}."
        if position.over.before is None
        else f"{lead}, {change(position.over)}."
    )


def _some_of(some: int, total: int) -> str:
    first = number(some) if some else "None"
    return f"{first} of {counted(total, 'practice')}"


def limit_of_theirs(rule: ThresholdRule) -> str:
    """more than 50% of their patients"""
    bound = "more than" if rule.strict else "at least"
    aged = " aged 16 and over" if rule.basis == Basis.AGED_16_PLUS else ""
    return f"{bound} {rule.percent}% of their patients{aged}"


def over_lead(position: Position, limit: str) -> str:
    """Markdown. `limit`: the words of `limit_of_theirs`."""
    if not position.reported.now or position.over.now is None:
        return overview_lead(position)
    over, newly = position.over.now, position.newly_over.now
    lead = _some_of(over, position.reported.now)
    told = f"**{lead} {have(over or 1)} excluded {limit}.**"
    return f"{told} {number(newly)} {be(newly)} new this month." if newly else told
