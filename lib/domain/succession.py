"""Succession: which ICB a sub-ICB location belonged to on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from lib.domain.organisations import SubICBLocationICB


class Succession:
    def __init__(self, links: Iterable[SubICBLocationICB]) -> None:
        self._links: dict[str, list[SubICBLocationICB]] = defaultdict(list)
        for link in links:
            self._links[link.sub_icb_code].append(link)

    def icb(self, sub_icb_code: str, on: date) -> str | None:
        """None where the day is not on record, or the location had ended by then."""
        for link in self._links.get(sub_icb_code, ()):
            if link.from_on <= on <= (link.until_on or date.max):
                return link.icb_code
        return None

    def has_ended(self, sub_icb_code: str, on: date) -> bool:
        links = self._links.get(sub_icb_code)
        return bool(links) and all((k.until_on or date.max) < on for k in links or ())

    def successors(self, closed: Collection[str], on: date) -> dict[str, set[str]]:
        """By each of these ICBs those that its locations belong to on that day."""
        found: dict[str, set[str]] = {code: set() for code in closed}
        for location, links in self._links.items():
            now = self.icb(location, on)
            for former in {link.icb_code for link in links} & found.keys():
                if now and now != former:
                    found[former].add(now)
        return found
