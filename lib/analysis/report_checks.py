"""Checks of one report: what a reader would stop at. None of them refuses it."""

from collections.abc import Iterator
from typing import NamedTuple

from lib.analysis.words import counted, fewer_or_more, number, share_words
from lib.domain.report_figures import Figures, is_beyond

MOVED_POINTS = 20
MONTHS_ALIKE = 3


class Beside(NamedTuple):
    """What a report is held against. `earlier`: the reports of the months before, the
    nearest first, each missing one None."""

    earlier: tuple[Figures | None, ...] = ()
    list_size: int | None = None
    extract: int | None = None
    tolerance: int | None = None

    @property
    def before(self) -> Figures | None:
        return self.earlier[0] if self.earlier else None


class Finding(NamedTuple):
    """`is_note`: often explained by patients who joined or left the list."""

    kind: str
    words: str
    is_note: bool = False


def findings(figures: Figures, beside: Beside) -> list[Finding]:
    return [
        *_stock(figures, beside.before),
        *_superseded(figures, beside.before),
        *_list(figures, beside),
        *_alike(figures, beside.earlier),
        *_gap(figures.coded_104, beside),
    ]


def _stock(figures: Figures, before: Figures | None) -> Iterator[Finding]:
    if before is None or figures.added is None or figures.superseded is None:
        return
    sums = before.coded_104 + figures.added - figures.superseded
    apart = figures.coded_104 - sums
    if apart:
        yield Finding(
            "stock",
            f"{number(before.coded_104)} a month before, {number(figures.added)} added"
            f" and {number(figures.superseded)} superseded make {number(sums)}; the"
            f" report has {fewer_or_more(apart)}. Patients who joined or left may be the"
            " reason.",
            is_note=True,
        )


def _superseded(figures: Figures, before: Figures | None) -> Iterator[Finding]:
    if before is None or figures.superseded is None:
        return
    there = before.coded_104 + (figures.added or 0)
    if figures.superseded > there:
        yield Finding(
            "superseded",
            f"{number(figures.superseded)} superseded by 106, of"
            f" {number(there)} that there were.",
        )


def _list(figures: Figures, beside: Beside) -> Iterator[Finding]:
    size = beside.list_size
    if not size:
        return
    if figures.coded_104 > size:
        yield Finding(
            "above-list",
            f"{number(figures.coded_104)} with an active 104 are more than the"
            f" {number(size)} on the list.",
        )
    if beside.before is None:
        return
    moved = figures.coded_104 - beside.before.coded_104
    if abs(moved) * 100 > MOVED_POINTS * size:
        yield Finding(
            "moved",
            f"{counted(abs(moved), 'patient')} {'more' if moved > 0 else 'fewer'} than a"
            f" month before: {share_words(abs(moved), size)} of the list.",
        )


def _alike(figures: Figures, earlier: tuple[Figures | None, ...]) -> Iterator[Finding]:
    """Zero again and again is nothing to ask about."""
    months = [figures, *earlier[: MONTHS_ALIKE - 1]]
    is_nil = figures.coded_104 == 0 and not figures.has_flow
    if len(months) == MONTHS_ALIKE and len(set(months)) == 1 and not is_nil:
        yield Finding("alike", "The same figures for three months running.")


def _gap(reported: int, beside: Beside) -> Iterator[Finding]:
    if beside.extract is None or beside.tolerance is None:
        return
    if is_beyond(reported, beside.extract, beside.tolerance):
        yield Finding("gap", gap_words(reported, beside.extract, beside.tolerance))


def gap_words(reported: int, extract: int, tolerance: int | None) -> str:
    """Reported 5,100, extract 5,809: 709 fewer (12.2%), beyond the tolerance of 5%."""
    apart = reported - extract
    if not apart:
        return f"Reported {number(reported)}, as the extract has it."
    share = f" ({share_words(abs(apart), extract)})" if extract else ""
    told = (
        f"Reported {number(reported)}, extract {number(extract)}:"
        f" {fewer_or_more(apart)}{share}"
    )
    if tolerance is None:
        return f"{told}. No tolerance is set."
    side = "beyond" if is_beyond(reported, extract, tolerance) else "within"
    return f"{told}, {side} the tolerance of {tolerance}%."
