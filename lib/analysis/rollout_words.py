"""The rollout in sentences: what is live, what is due, with how much notice."""

from datetime import date

import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.rollout import OVER, SOON, Rollout, Week, notice
from lib.analysis.words import be, capital, counted, have, listing, number
from lib.domain.dates import uk
from lib.domain.rollout import Lever, Word
from lib.domain.rollout_position import (
    CutOff,
    Record,
    Saying,
    Stage,
    changes,
    cut_offs_of,
)

EMIS = "EMIS"
UNTOLD = "It cannot be told whether it was in time"
NOTHING = "Nothing said"
INTENDING = (
    "A day that was planned or announced is an intention: a practice is live once"
    " somebody has confirmed it."
)
AWKWARD = (
    "A 104 does not take away access that a patient has already, nor does it say that"
    " a patient has none."
)


def system(name: str) -> str:
    """The company of EMIS is called Optum since March 2025; the product stays EMIS."""
    return f"{name} (now Optum)" if name == EMIS else name


def lead(rollout: Rollout) -> tuple[str, str]:
    """The fact, and what waits."""
    stages = dict(rollout.stages.itertuples(index=False, name=None))
    total, live = sum(stages.values()), stages[Stage.LIVE]
    bold = f"{number(live)} of {counted(total, 'practice')} {be(live)} live."
    return bold, f" {_soon(rollout)}{_passed(stages[Stage.PASSED])}"


def _soon(rollout: Rollout) -> str:
    soon = rollout.soon
    if soon.empty:
        return f"None is due to go live within {SOON} days."
    count, over = len(soon), len(rollout.over(soon))
    return (
        f"{counted(count, 'practice')} {be(count)} due to go live within {SOON} days,"
        f" {number(over)} of them over the threshold."
    )


def _passed(count: int) -> str:
    return (
        f" Of {number(count)} the day has passed and is not confirmed." if count else ""
    )


def due(row: Row) -> str:
    """Over the threshold and due to go live in 9 days."""
    days = int(row["days"])
    if days < 0:
        words = f"the day passed {_days(-days)} ago and is not confirmed"
    else:
        words = f"due to go live {'today' if days == 0 else f'in {_days(days)}'}"
    if row["threshold"] == OVER:
        words = f"over the threshold and {words}"
    if row["stage"] == Stage.PAUSED:
        words = f"{words}; paused since that day was said"
    return capital(words)


def _days(count: int) -> str:
    return counted(count, "day")


def week(found: Week) -> str:
    """9 to 15 October 2023: 3 practices, 1 over the threshold."""
    start, end = uk(found.monday), uk(found.sunday)
    return (
        f"{start} to {end}: {counted(found.practices, 'practice')},"
        f" {number(found.over)} over the threshold"
    )


def calendar(rollout: Rollout) -> str:
    """How many days stand, the next one, and the notice given."""
    dated = rollout.calendar
    if dated.empty:
        return "No switch-on day stands that is not confirmed."
    ahead = dated[dated["days"] >= 0]
    first = f" The next is {uk(day(ahead['due_on'].iloc[0]))}." if len(ahead) else ""
    count = len(dated)
    verb = "stands" if count == 1 else "stand"
    return (
        f"{counted(count, 'switch-on day')} {verb} and {be(count)} not"
        f" confirmed.{first} {notices(dated)}"
    )


def notices(dated: pd.DataFrame) -> str:
    """The notice that practices had, of the days of which it is told when they were
    said."""
    known = dated["notice"].dropna()
    if known.empty:
        return "Of none is it told when it was said."
    least, most = int(known.min()), int(known.max())
    span = _days(least) if least == most else f"{number(least)} to {_days(most)}"
    return f"Notice is known of {number(len(known))} of {number(len(dated))}: {span}."


def crossing(rows: pd.DataFrame) -> str:
    """Of one basis: the cell in which a practice is live and over."""
    cell = rows.loc[rows["stage"] == Stage.LIVE, "over"]
    count = int(cell.sum())
    return f"{counted(count, 'practice')} {be(count)} live and over the threshold. {AWKWARD}"


def suppliers(found: pd.DataFrame) -> str:
    """How many practices have each system, and how many came from another."""
    parts = [
        f"{number(int(row['practices']))} {system(str(row['supplier']))}"
        for row in found.to_dict("records")
    ]
    changed = int(found["changed"].sum())
    return (
        f"By system: {listing(parts)}. {counted(changed, 'practice')} {have(changed)}"
        " changed the system; what was said of the earlier one stays with that one."
    )


def change(row: Row) -> str:
    """From EMIS on 1 July 2023."""
    if row["changed_from"] is None or pd.isna(row["changed_on"]):
        return ""
    return f"from {row['changed_from']}, seen on {uk(day(row['changed_on']))}"


def systems(record: Record) -> str:
    """EMIS until the hierarchy of 1 July 2023, from then on Medicus."""
    found = changes(record.systems)
    if len(found) < 2:  # noqa: PLR2004 one system all along
        return ""
    first, *later = found
    then = [f"{system(each.supplier or '')} from {uk(each.from_on)}" for each in later]
    return (
        f"The clinical system changed: first {system(first.supplier or '')}, {listing(then)}"
        " (the first hierarchy that has it). Each has a timeline of its own."
    )


# One word of one practice


_DAY_OF = {
    Word.PLANNED: "planned for",
    Word.ANNOUNCED: "announced for",
    Word.ACTUAL: "confirmed: live since",
    Word.BOOKED: "booked for",
    Word.FROM: "from",
    Word.EFFECTIVE: "effective from",
}


def saying(said: Saying) -> str:
    """Planned for 11 October 2023, 37 days' notice."""
    if said.on is None:
        words = str(said.word)
    elif said.lever in (Lever.SETTINGS, Lever.MODEL):
        words = f"{said.word}, as of {uk(said.on)}"
    else:
        words = f"{_DAY_OF.get(said.word, str(said.word))} {uk(said.on)}"
    at = f", {said.at}" if said.at else ""
    words = f"{words}{at}{_notice(said)}"
    return capital(words)


def _notice(said: Saying) -> str:
    days = notice(said) if said.word in (Word.PLANNED, Word.ANNOUNCED) else None
    if days is None:
        return ""
    if days < 0:
        return " (said after that day)"
    return f" ({_days(days)} of notice)"


def pause_in_time(sent: Saying) -> list[str]:
    """A sentence for each cut-off by which a request to pause is measured."""
    verdicts = {True: "In time", False: "Not in time", None: UNTOLD}
    return [
        f"{verdicts[found]} for {cut_off.name} (last {_limit(cut_off)})."
        for cut_off, found in cut_offs_of(sent)
    ]


def _limit(cut_off: CutOff) -> str:
    by = f"{cut_off.by:%H:%M} on " if cut_off.by else ""
    return f"{by}{uk(cut_off.on)}" if by else f"{uk(cut_off.on)}, time not stated"


def standing(stands: Saying | None, today: date) -> str:
    """What stands of one lever."""
    if stands is None:
        return NOTHING
    words = saying(stands)
    intends = stands.word in (Word.PLANNED, Word.ANNOUNCED)
    if intends and stands.on and stands.on < today:
        return f"{words}; the day has passed and is not confirmed"
    return words
