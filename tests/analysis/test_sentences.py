"""The sentences before figures."""

from lib.analysis.position import positions
from lib.analysis.sentences import (
    change,
    coverage,
    limit_of_theirs,
    mixed_bases,
    over_lead,
    overview_lead,
    unread,
)
from lib.domain.files import Basis
from tests.analysis.figures import SEPTEMBER, frame, months, row, rule


def position(*practices: list):
    rows = [
        each
        for n, values in enumerate(practices)
        for each in months(f"X9900{n}", values)
    ]
    (found,) = positions(frame(rows), SEPTEMBER)
    return found


def test_the_coverage_line():
    assert coverage([position([600], [400], [None])], [rule().worded({})]) == (
        "**Data to 30 September 2023.** 2 of 3 expected practices reported. Threshold:"
        " more than 50% of registered patients, national default from 1 January 2023."
    )


def test_the_coverage_line_without_a_rule():
    assert coverage([position([600])], []).endswith(
        "1 of 1 expected practice reported. No threshold applies."
    )


def test_the_coverage_line_counts_the_practices_of_every_basis():
    rows = [row("X99001"), row("X99002", judged_by=rule(basis=Basis.AGED_16_PLUS))]
    found = positions(frame(rows), SEPTEMBER)
    assert "2 of 2 expected practices" in coverage(found, [])
    assert mixed_bases(found) == (
        "1 practice by registered patients and 1 practice by registered patients aged"
        " 16 and over. Figures on different bases are shown apart and never added"
        " together."
    )
    assert mixed_bases(found[:1]) == ""


def test_who_is_left_out():
    rows = [
        row("X99001", excluded=None),
        row("X99002", excluded=None, state="suppressed"),
        row("X99003"),
    ]
    found = positions(frame(rows), SEPTEMBER)
    assert unread(found) == (
        "2 practices are left out: 1 with no data and 1 suppressed at source."
    )
    assert unread(positions(frame(rows[2:]), SEPTEMBER)) == ""
    assert unread(positions(frame([rows[0], rows[2]]), SEPTEMBER)) == (
        "1 practice with no data is left out."
    )


def test_the_overview_lead():
    found = position([600, 400], [600, 600], [600, 400])
    assert overview_lead(found) == (
        "**1 of 3 practices is over the threshold**, 2 fewer than in August."
    )


def test_the_overview_lead_with_none_over_and_nothing_before():
    lead = "**None of 1 practice is over the threshold**."
    assert overview_lead(position([400])) == lead


def test_no_report_is_not_none_over():
    lead = "**No practice reported for September 2023.**"
    assert overview_lead(position([600, None])) == lead
    assert over_lead(position([600, None]), "") == lead


def test_no_rule_is_not_none_over():
    (found,) = positions(frame([row(over=None, percent=None)]), SEPTEMBER)
    assert overview_lead(found) == "**1 practice reported.** No threshold applies."


def test_the_over_lead():
    found = position([400, 600], [600, 600], [400, 400])
    assert over_lead(found, limit_of_theirs(rule())) == (
        "**2 of 3 practices have excluded more than 50% of their patients.**"
        " 1 is new this month."
    )


def test_the_limit_of_another_rule():
    judged = rule(40, strict=False, basis=Basis.AGED_16_PLUS)
    words = "at least 40% of their patients aged 16 and over"
    assert limit_of_theirs(judged) == words


def test_change_names_the_month_it_is_since():
    assert change(position([600, None, 600]).over) == "the same number as in July"
    assert change(position([600, 400]).over) == "1 fewer than in August"
    assert change(position([600, None]).over) == "no data this month"
