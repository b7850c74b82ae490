"""Checks of a report: they tell what to look at, and never refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.report_checks import Beside, findings, gap_words
from lib.domain.report_figures import Content, Figures, content_of, is_beyond

BEFORE = Figures(600, 0, 0)


def kinds(figures: Figures, beside: Beside) -> list[str]:
    return [found.kind for found in findings(figures, beside)]


@pytest.mark.parametrize(
    ("figures", "beside", "found"),
    [
        (Figures(590, 0, 10), Beside((BEFORE,)), []),
        (Figures(595, 0, 10), Beside((BEFORE,)), ["stock"]),
        (Figures(595, None, 10), Beside((BEFORE,)), []),
        (Figures(0, 5, 605), Beside((BEFORE,)), []),
        (Figures(0, 0, 601), Beside((BEFORE,)), ["stock", "superseded"]),
        (Figures(600), Beside(list_size=600), []),
        (Figures(601), Beside(list_size=600), ["above-list"]),
        (Figures(800), Beside((BEFORE,), list_size=1_000), []),
        (Figures(801), Beside((BEFORE,), list_size=1_000), ["moved"]),
        (Figures(399), Beside((BEFORE,), list_size=1_000), ["moved"]),
        (BEFORE, Beside((BEFORE, BEFORE)), ["alike"]),
        (BEFORE, Beside((BEFORE, None)), []),
        (Figures(0), Beside((Figures(0), Figures(0))), []),
        (Figures(630), Beside(extract=600, tolerance=5), []),
        (Figures(631), Beside(extract=600, tolerance=5), ["gap"]),
        (Figures(631), Beside(extract=600), []),
    ],
)
def test_what_a_reader_would_stop_at(figures, beside, found):
    assert kinds(figures, beside) == found


def test_list_movement_is_a_note():
    (stock,) = findings(Figures(595, 0, 10), Beside((BEFORE,)))
    assert stock.is_note
    assert stock.words == (
        "600 a month before, 0 added and 10 superseded make 590; the report has 5 more."
        " Patients who joined or left may be the reason."
    )


def test_the_gap_in_words():
    assert gap_words(5_100, 5_809, 5) == (
        "Reported 5,100, extract 5,809: 709 fewer (12.2%), beyond the tolerance of 5%."
    )
    assert gap_words(600, 600, 5) == "Reported 600, as the extract has it."
    assert gap_words(1, 0, None) == (
        "Reported 1, extract 0: 1 more. No tolerance is set."
    )


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 100))
def test_beyond_is_symmetrical_about_the_extract_and_exact(reported, extract, percent):
    apart = abs(reported - extract)
    assert is_beyond(extract + apart, extract, percent) is is_beyond(
        reported, extract, percent
    )
    assert is_beyond(extract, extract, percent) is False
    assert is_beyond(reported, extract, percent) is (apart * 100 > percent * extract)


flows = st.none() | st.integers(0, 9)


@given(
    st.builds(Figures, st.integers(0, 3), flows, flows, flows, flows, flows, flows),
    st.none() | st.integers(0, 3),
)
def test_a_report_is_nil_or_unchanged_only_without_a_flow(figures, before):
    content = content_of(figures, before)
    if figures.has_flow:
        assert content is Content.FIGURES
    elif figures.coded_104 == 0:
        assert content is Content.NIL
    else:
        assert (content is Content.NO_CHANGE) is (figures.coded_104 == before)
