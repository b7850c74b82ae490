"""The sentence above the matrix: what was owed and came, then what waits."""

from datetime import date

import pytest

from lib.analysis import report_matrix
from lib.analysis.report_sentences import lead
from tests.analysis.test_report_matrix import APRIL, DUE_ON, MARCH, duty, known, report

CODES = [f"X9900{n}" for n in range(1, 5)]
AFTER = date(2026, 5, 2)


def told(reports, *, due=DUE_ON, today=AFTER, months=(MARCH,)) -> str:
    stored = known([duty(code) for code in CODES], reports, due=due)
    return lead(report_matrix.cells(stored, list(months), today))


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        (
            [report("X99001"), report("X99002", on=AFTER)],
            (
                "**For March, 2 of the 4 practices that owed a report have sent it, 1 of"
                " them late; 2 are missing.**"
            ),
        ),
        (
            [],
            (
                "**For March, none of the 4 practices that owed a report has sent it; 4 are"
                " missing.**"
            ),
        ),
        (
            [report(code) for code in CODES],
            "**For March, 4 of the 4 practices that owed a report have sent it.**",
        ),
        (
            [report(code, state="received") for code in CODES],
            (
                "**For March, 4 of the 4 practices that owed a report have sent it.** 4"
                " reports wait for review."
            ),
        ),
    ],
)
def test_what_was_owed_and_came(reports, words):
    assert told(reports) == words


def test_a_month_without_a_due_day_is_not_spoken_of_as_owed():
    assert told([], due=None) == (
        "**No report is owed yet.** No due day is set for March."
    )


def test_a_later_month_is_told_by_its_due_day():
    assert told([], today=DUE_ON) == (
        "**No report is owed yet.** March is due on 14 April 2026."
    )
    both = told([report(code) for code in CODES], months=(MARCH, APRIL))
    assert both.endswith("No due day is set for April.")
