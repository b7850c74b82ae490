"""More terms in plain words: what observers are shown, the work, and the tools beside."""

from lib.domain.definitions import Section, Term
from lib.domain.sources import NECS, OURS

SHOWN = Section(
    "What observers are shown",
    (
        Term(
            "Hidden and rounded numbers",
            "Observers of an LMC or the BMA are never sent an exact count of patients. "
            "Small counts show as *, others go to the nearest 5, unless the ICB has set "
            "other numbers; the rule in force stands under each table. Per cents and "
            "totals are of the numbers shown. Counts of practices, and who is over, "
            "are exact.",
            (OURS,),
        ),
        Term(
            "Under query",
            "An observer has asked about this figure and the ICB has not answered yet. "
            "The figure stays as it is until then.",
            (OURS,),
        ),
    ),
)
WORK = Section(
    "Plans and reports",
    (
        Term(
            "Overdue, past due",
            "The day that was set has passed and nothing has come. Without a day that "
            "was set nothing is overdue. An answer, such as a DPIA position, is an "
            "answer: that plan is not overdue.",
            (OURS,),
        ),
        Term(
            "Off track",
            "The rate lies above what the agreed plan says for the month by more points "
            "than the ICB allows.",
            (OURS,),
        ),
        Term(
            "Missing, late, waived, declined",
            "Missing: past its due day and not received. Late: received after it. Waived "
            "(by the ICB) and declined (by the practice) are answers and not counted as "
            "missing. Complete is received of owed; in time is received by the due day "
            "of owed.",
            (OURS,),
        ),
        Term(
            "Minutes",
            "An estimate of a practice's time for what it was asked, never a measurement.",
            (OURS,),
        ),
    ),
)
ROLLOUT = Section(
    "Stages of the rollout",
    (
        Term(
            "Not known, no date, paused",
            "Not known: nothing was said of the practice. No date: something was, but no "
            "switch-on day. Paused: a pause was asked for, and no later day stands.",
            (OURS,),
        ),
        Term(
            "Scheduled, day has passed, live",
            "A day that was planned or announced is an intention. Once it has passed it "
            "still is one: a practice is live when somebody has confirmed it.",
            (OURS,),
        ),
        Term(
            "Online accounts with access",
            "Online accounts of the practice's patients that see new entries, of all its "
            "online accounts. Of other people than the 104, and not its reverse.",
            (NECS,),
        ),
    ),
)
TOOLS = Section(
    "Other ways to look",
    (
        Term(
            "Patient-months",
            "Patients with an active 104 added up over months: one patient in three "
            "months is three. Months without a figure are stated and not filled in. It "
            "is not the number without access.",
            (OURS,),
        ),
        Term(
            "Bulk move",
            "A count that rose (jump) or fell (clear-out) between two months by far more "
            "than is usual at that practice. It tells that a count moved, not who moved "
            "it or why. For the ICB's staff; how it is found stands on its page.",
            (OURS,),
        ),
        Term(
            "What if",
            "The stored counts under another limit, basis or due day. Nothing of it is "
            "saved or used in reports, letters or other pages.",
            (OURS,),
        ),
        Term(
            "Worklist",
            "What waits for the team, by named rules, worked out anew from what is on "
            "record. Nothing is done or sent by itself.",
            (OURS,),
        ),
    ),
)

EVERY = (SHOWN, WORK, ROLLOUT, TOOLS)
