"""The columns of a tracker in words: what each means, what it may hold, an example."""

from lib.documents.template import Column
from lib.domain.action_plan import Status
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.organisations import ContractType
from lib.domain.tracker_fields import HEADINGS, Field

# A case is closed on its own page, on a figure.
STATUSES = [status.value for status in Status if status is not Status.CLOSED]

RULES = (
    (
        "Change, add or empty cells and bring the workbook back: only what you changed is"
        " stored, after you have seen a list of it."
    ),
    (
        "A line that somebody changed here meanwhile is shown with both values and left"
        " alone."
    ),
    "What you write above or below a note becomes a new note; notes stay in the log.",
    "Lines may be sorted, filtered or removed; a line that is not there is unchanged.",
    "The two hidden columns say what was sent. Leave them as they are.",
    DISCLOSABLE,
)

# Not DISCLOSABLE: lines with its words are what lists of patients begin with.
BLANK_RULES = (
    "Leave a cell empty where nothing is known. Other columns may be added or removed.",
    "Notes may have to be disclosed under the Freedom of Information Act. Nothing about"
    + " one patient may be in this file.",
    "The practices of the example are invented.",
)

_DAY = "A date, day first."
_MEANING: dict[Field, tuple[str, str, tuple[str, str, str]]] = {
    Field.OWNER: (
        "Who holds the case: the name or the e-mail address of an account.",
        "A name or an address.",
        ("", "", ""),
    ),
    Field.REQUESTED: (
        "The day on which the plan was asked for.",
        _DAY,
        ("03/02/2026", "03/02/2026", ""),
    ),
    Field.DUE: (
        "The day that was set for the plan. Empty where none was set.",
        _DAY,
        ("03/03/2026", "", ""),
    ),
    Field.STATUS: (
        "Where the plan stands. Other words are matched once by a person.",
        "; ".join(STATUSES),
        (Status.AGREED, Status.REQUESTED, Status.REQUIRED),
    ),
    Field.RECEIVED: ("The day on which the plan came.", _DAY, ("27/02/2026", "", "")),
    Field.AGREED: ("The day on which it was agreed.", _DAY, ("20/03/2026", "", "")),
    Field.CONTACT: (
        "The last day on which somebody spoke or wrote to the practice.",
        _DAY,
        ("20/03/2026", "10/03/2026", ""),
    ),
    Field.ACTION: (
        "What is to be done next.",
        "Up to 300 characters.",
        ("Ask how the first month went", "Call the practice manager", ""),
    ),
    Field.ACTION_ON: ("By when.", _DAY, ("20/04/2026", "17/03/2026", "")),
    Field.NOTES: (
        "Goes into the log of the practice, once.",
        "Any text without patients.",
        ("Support with the search was offered", "", ""),
    ),
    Field.CONTRACT: ("The practice's contract.", ", ".join(ContractType), ("GMS",) * 3),
}
COLUMNS = (
    Column(
        "ODS code",
        "The ODS code of the practice. Each practice has one line.",
        "A letter and five digits.",
        ("X99001", "X99002", "X99003"),
        needed=True,
    ),
    *(Column(HEADINGS[one], *_MEANING[one]) for one in Field),
)
