"""How long two ways of doing the same take, in turns, and a table of it."""

import os
import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import Any, NamedTuple


class Seconds(NamedTuple):
    clock: float
    processor: float  # of child processes too


class Compared(NamedTuple):
    """Medians of ours and of the least that could be done; or why there are none."""

    name: str
    ours: Seconds | None = None
    least: Seconds | None = None
    remark: str = ""


def compare(
    name: str, ours: Callable[[], Any], least: Callable[[], Any], *, runs: int
) -> Compared:
    """In turns, so that whatever else the machine does falls on both alike."""
    pairs = [(_seconds(ours), _seconds(least)) for _ in range(runs)]
    mine, other = zip(*pairs, strict=True)
    return Compared(name, _median(mine), _median(other), f"{runs} runs")


def show(title: str, every: Iterable[Compared]) -> None:
    head = ("", "ours s", "least s", "ratio", "of processor time", "")
    print(f"\n{title}")  # noqa: T201
    _print(head)
    for each in every:
        _print(_cells(each))


def _seconds(work: Callable[[], Any]) -> Seconds:
    before = _now()
    work()
    return Seconds(*(b - a for a, b in zip(before, _now(), strict=True)))


def _now() -> Seconds:
    return Seconds(time.perf_counter(), sum(os.times()[:4]))


def _median(runs: Iterable[Seconds]) -> Seconds:
    return Seconds(*map(median, zip(*runs, strict=True)))


def _cells(each: Compared) -> tuple[str, ...]:
    if each.ours is None or each.least is None:
        return (each.name, "", "", "", "", each.remark)
    return (
        each.name,
        f"{each.ours.clock:.3f}",
        f"{each.least.clock:.3f}",
        _ratio(each.ours.clock, each.least.clock),
        _ratio(each.ours.processor, each.least.processor),
        each.remark,
    )


def _ratio(ours: float, least: float) -> str:
    return f"{ours / least:.1f}" if least else ""


def _print(cells: Iterable[str]) -> None:
    name, *numbers, remark = cells
    aligned = "".join(f"{number:>18}" for number in numbers)
    print(f"{name:<44}{aligned}  {remark}", flush=True)  # noqa: T201
