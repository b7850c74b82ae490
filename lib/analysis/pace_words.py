"""The arithmetic of a plan in words: a list of figures, and what would change it."""

from datetime import date

from lib.analysis.pace import MINUTES, WEEK, Pace
from lib.analysis.words import counted, number
from lib.domain.dates import month_name, uk
from lib.domain.plan_content import Method

RIGHT = "Some 104 codes are right; the aim is not zero."
KEPT = f"Reviews that end with 104 kept also count as reviewed. {RIGHT}"


def heading(pace: Pace) -> str:
    """At 120 reviews a week from 2 October 2023, or what is still to be typed."""
    said = pace.content
    if pace.is_sudden:
        return "This method releases people together, so the pace sets no date."
    if said.reviews_per_week and said.starts_on:
        return (
            f"At {counted(said.reviews_per_week, 'review')} a week from"
            f" {uk(said.starts_on)}:"
        )
    return "Type reviews a week and a start date to see where they lead."


def figures(pace: Pace) -> dict[str, str]:
    """What is known, in the order of reading; nothing that would have to be guessed."""
    return _sudden(pace) if pace.is_sudden else _one_by_one(pace)


def _one_by_one(pace: Pace) -> dict[str, str]:
    percent, of = pace.standing.percent, pace.standing
    shown = {
        f"To reach {percent}%": _to_limit(pace),
        f"At or below {percent}%": _day(pace.limit_on),
        f"Half of {number(of.excluded)} reviewed": _day(pace.half_on),
        f"All {number(of.excluded)} reviewed": _day(pace.all_on),
        "Staff time a week": _hours(pace.minutes_a_week),
        "Staff time in all": _hours(pace.minutes_in_all),
        "Pace the target needs": "" if pace.needed is None else _a_week(pace.needed),
    }
    return {name: words for name, words in shown.items() if words}


def _to_limit(pace: Pace) -> str:
    if not pace.standing.to_limit:
        return "Reached already"
    in_all = counted(pace.standing.to_limit, "review")
    if pace.days_to_limit is None:
        return in_all
    return f"{in_all}, {counted(-(-pace.days_to_limit // WEEK), 'week')}"


def _sudden(pace: Pace) -> dict[str, str]:
    of, said = pace.standing, pace.content
    shown = {
        "A sudden fall expected": _day(pace.falls_on) or "No date is planned yet",
        "With an active 104 now": number(of.excluded),
        f"May keep 104, to be at {of.percent}%": f"{number(max(of.limit, 0))} at most",
        "Staff time a week": _hours(pace.minutes_a_week),
    }
    if said.starts_on and said.below_on and said.reviews_per_week:
        allowed = max((said.below_on - said.starts_on).days, 0)
        shown["Reviews until that date"] = number(
            said.reviews_per_week * allowed // WEEK
        )
    return {name: words for name, words in shown.items() if words}


def advice(pace: Pace) -> str:
    """What the target needs, and what help would change; nothing where both are met."""
    if pace.is_sudden:
        return _advice_on_a_fall(pace)
    said, target = pace.content, pace.content.below_on
    if pace.needed is None or target is None:
        return _help(pace)
    if said.reviews_per_week is None:
        return f"The target of {uk(target)} needs {_a_week(pace.needed)}."
    if not pace.short_by:
        return f"The target of {uk(target)} is within this pace."
    return f"{_short(pace, target)} {_help(pace)}".strip()


def _short(pace: Pace, target: date) -> str:
    assert pace.needed is not None  # noqa: S101 short of it
    words = (
        f"The target of {uk(target)} needs {_a_week(pace.needed)},"
        f" {number(pace.short_by)} more than planned."
    )
    minutes = pace.content.minutes_per_review
    if not minutes:
        return words
    return (
        f"{words} That is {_time(pace.short_by * minutes)} more of staff time a week."
    )


def _help(pace: Pace) -> str:
    if pace.with_one_more is None or pace.limit_on is None:
        return ""
    return (
        "With one more person doing as many, the threshold is reached on"
        f" {uk(pace.with_one_more)} instead of {uk(pace.limit_on)}."
    )


def _advice_on_a_fall(pace: Pace) -> str:
    first = (
        "Until then no fall is expected, and that is on track."
        if pace.falls_on
        else "Give the date at or below the threshold: the fall is expected then."
    )
    second = (
        "Everybody gets a 106, then the people at risk a 104 again."
        if pace.content.method is Method.BULK_106
        else "Those whom the search does not find are released once it is checked."
    )
    return f"{first} {second} Check that the search for people at risk comes first."


def note(pace: Pace) -> str:
    of = pace.standing
    said = RIGHT if pace.is_sudden else KEPT
    if of.period is None:
        return said
    return (
        f"From the count of {month_name(of.period)}, {number(of.excluded)} of"
        f" {number(of.list_size)}. {said}"
    )


def _day(day: date | None) -> str:
    return uk(day) if day else ""


def _a_week(reviews: int) -> str:
    return f"{number(reviews)} a week"


def _hours(minutes: int | None) -> str:
    return "" if minutes is None else _time(minutes)


def _time(minutes: int) -> str:
    """90 minutes, 12 hours, 581 hours: never more exact than an estimate is."""
    if minutes < 2 * MINUTES and minutes % MINUTES:
        return counted(minutes, "minute")
    return counted(round(minutes / MINUTES), "hour")
