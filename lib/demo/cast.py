"""The invented practices, as data/demo/practices.csv has them, and their figures.

What the file leaves open (how a list grew, how many are under 16) comes from a random
number that each practice code fixes: every demonstration is the same.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from random import Random
from typing import NamedTuple

from lib.config import ROOT
from lib.demo.course import LATEST, MONTHS, Course, course
from lib.demo.places import LOCATIONS, NEIGHBOUR
from lib.domain.dates import shift

PRACTICES = ROOT / "data" / "demo" / "practices.csv"
LAST_LIST = shift(LATEST, 1)
FIRST_LINE = 2  # of a file, below the headings


class Reading(NamedTuple):
    """What was sent for a month; None is a number that the sender hid."""

    value: int | None


@dataclass(frozen=True)
class Practice:
    ods_code: str
    name: str
    former_name: str
    sub_icb_code: str
    pcn_code: str | None
    supplier: str | None
    patients: int  # on 1 October 2023, or when it closed
    share_aged_16: float
    closed_on: date | None
    successor_code: str | None
    latest: Reading | None  # of September 2023
    course: Course
    growth: float  # of the list, a month

    @property
    def icb_code(self) -> str:
        return LOCATIONS[self.sub_icb_code].icb_code

    @property
    def postcode(self) -> str:
        """There is no postcode area ZZ in use for a place."""
        number = int(self.ods_code[1:])
        return f"ZZ9 {number % 9 + 1}{_letter(number // 9)}{_letter(number * 7)}"

    def is_open(self, day: date) -> bool:
        return self.closed_on is None or day <= self.closed_on

    @cached_property
    def joined(self) -> tuple["Practice", ...]:
        """Practices whose patients came here when they closed."""
        return tuple(p for p in practices() if p.successor_code == self.ods_code)

    def list_size(self, day: date) -> int:
        months = (LAST_LIST.year - day.year) * 12 + LAST_LIST.month - day.month
        came = sum(p.patients for p in self.joined if p.is_open(day))
        return round(self.patients * (1 - self.growth * months)) - came

    def aged_16_plus(self, day: date) -> int:
        return round(self.list_size(day) * self.share_aged_16)

    def denominator(self, month: date) -> int:
        """Northmere counts everybody, its neighbour those of 16 and over."""
        day = shift(month, 1)
        of_adults = self.icb_code == NEIGHBOUR
        return self.aged_16_plus(day) if of_adults else self.list_size(day)

    def coded(self, month: date) -> Reading | None:
        """Patients with a 104 as sent for that month; None where nothing was."""
        if month == LATEST and self.is_open(month):
            return self.latest
        percent = self.course.percent(month)
        if percent is not None:
            wavering = self._wavering(month)
            return Reading(round(percent * wavering * self.denominator(month) / 100))
        return Reading(None) if month in self.course.hidden else None

    def _wavering(self, month: date) -> float:
        """No practice moves in straight lines."""
        if month in self.course.points:
            return 1
        chance = Random(f"{self.ods_code} {month}")  # noqa: S311 invented figures
        return chance.uniform(0.985, 1.015)

    def cleared(self, month: date) -> int:
        """Patients whose latest code is 106: those who had a 104 at the highest."""
        before = [self.coded(m) for m in MONTHS if m <= month]
        counts = [r.value for r in before if r and r.value is not None]
        size = self.denominator(month)
        highest = max((n for n in counts if n <= size), default=0)
        return max(0, highest - counts[-1]) + size // 400 if counts else 0

    def declined(self, month: date) -> int:
        """Patients with a 103: their own wish, unlike the practice's 104."""
        share = Random(self.ods_code).uniform(0.002, 0.011)  # noqa: S311 invented
        return round(share * self.denominator(month))


@lru_cache(maxsize=1)
def practices() -> tuple[Practice, ...]:
    with PRACTICES.open(encoding="utf-8", newline="") as lines:
        return tuple(_practice(line) for line in csv.DictReader(lines))


def _practice(line: dict[str, str]) -> Practice:
    chance = Random(line["ods_code"])  # noqa: S311 invented figures
    patients = int(line["list_size"])
    share = chance.uniform(0.78, 0.84)
    if line["aged_16_plus"]:
        share = int(line["aged_16_plus"]) / patients
    closed_on = line["closed_on"]
    return Practice(
        ods_code=line["ods_code"],
        name=line["name"],
        former_name=line["former_name"] or line["name"],
        sub_icb_code=line["sub_icb_code"],
        pcn_code=line["pcn_code"] or None,
        supplier=line["supplier"] or None,
        patients=patients,
        share_aged_16=share,
        closed_on=date.fromisoformat(closed_on) if closed_on else None,
        successor_code=line["successor_code"] or None,
        latest=_reading(line["excluded"]),
        course=course(line["course"]),
        growth=chance.uniform(-0.0005, 0.0015),
    )


def _reading(text: str) -> Reading | None:
    if not text:
        return None
    return Reading(None if text == "*" else int(text))


def _letter(number: int) -> str:
    return "ABDEFGHJLNPQRSTUWXYZ"[number % 20]
