"""The sentences that stand above the matrix of monthly reports."""

import pandas as pd

from lib.analysis.report_matrix import RECEIVED
from lib.analysis.words import be, counted, have, listing, number
from lib.domain.dates import uk
from lib.domain.monthly_report import State, Timeliness


def lead(cells: pd.DataFrame) -> str:
    """Markdown, of the months in view: **For August, 8 of the 10 practices ...**

    It speaks of the last month whose due day is over, and says when later ones are due.
    """
    settled = _settled(cells)
    if settled is None:
        return " ".join(["**No report is owed yet.**", *_due(cells), *_waiting(cells)])
    later = cells[cells["period"] > settled]
    of_month = cells[cells["period"] == settled]
    return " ".join([_sent(of_month, settled), *_due(later), *_waiting(cells)])


def _settled(cells: pd.DataFrame) -> pd.Timestamp | None:
    """The last month of which something was owed, and nothing is owed any more."""
    owed = cells["timeliness"].isin([*RECEIVED, Timeliness.MISSING])
    still = cells["timeliness"].isin([Timeliness.DUE, Timeliness.NOT_YET_DUE])
    by_month = pd.DataFrame({"period": cells["period"], "owed": owed, "still": still})
    months = by_month.groupby("period").any()
    over = months[months["owed"] & ~months["still"]]
    return None if over.empty else over.index.max()


def _sent(cells: pd.DataFrame, month: pd.Timestamp) -> str:
    counts = cells["timeliness"].value_counts()
    on_time, late, missing = (
        int(counts.get(each, 0))
        for each in (Timeliness.ON_TIME, Timeliness.LATE, Timeliness.MISSING)
    )
    owed, sent = on_time + late + missing, on_time + late
    some = f"{number(sent) if sent else 'none'} of the {number(owed)} practices"
    told = f"For {month:%B}, {some} that owed a report {have(sent or 1)} sent it"
    if owed == 1:
        told = f"For {month:%B}, the one report that was owed has {_come(sent)}"
        return f"**{told}.**"
    if late:
        told += f", {number(late)} of them late"
    end = f"; {number(missing)} {be(missing)} missing" if missing else ""
    return f"**{told}{end}.**"


def _come(sent: int) -> str:
    return "come" if sent else "not come"


def _due(cells: pd.DataFrame) -> list[str]:
    """September is due on 10 October; and of how many no due day is set."""
    still = cells[cells["timeliness"] == Timeliness.DUE]
    days = still.groupby("period")["due_on"].min()
    told = [f"{month:%B} is due on {uk(day.date())}." for month, day in days.items()]
    unset = cells.loc[cells["timeliness"] == Timeliness.NOT_YET_DUE, "period"].unique()
    months = listing([f"{month:%B}" for month in sorted(unset)])
    return [*told, *([f"No due day is set for {months}."] if months else [])]


def _waiting(cells: pd.DataFrame) -> list[str]:
    mine = int(((cells["state"] == State.RECEIVED) & ~cells["query_open"]).sum())
    asked = int(cells["query_open"].sum())
    parts = []
    if mine:
        parts.append(f"{counted(mine, 'report')} {_waits(mine)} for review")
    if asked:
        queries = counted(asked, "query", "queries")
        parts.append(f"{queries} {be(asked)} open")
    return [f"{listing(parts).capitalize()}."] if parts else []


def _waits(count: int) -> str:
    return "waits" if count == 1 else "wait"
