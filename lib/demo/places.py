"""The invented region: its ICBs, sub-ICB locations, PCNs, LMCs and groups.

No ODS code begins with X, and no English place is called Northmere or Ottermere.
"""

from datetime import date
from typing import NamedTuple

REGION = ("XR9", "Northern Vales")

NORTHMERE = "X0N"
NEIGHBOUR = "X0F"

ICBS = {
    NORTHMERE: "Northmere and Tarn Valley ICB",
    NEIGHBOUR: "Ottermere and Fen Edge ICB",
}


class Location(NamedTuple):
    icb_code: str
    lmc_name: str  # an LMC's area is not that of an ICB

    def name(self, code: str) -> str:
        return f"{ICBS[self.icb_code]} - {code}"


LOCATIONS = {
    "X01": Location(NORTHMERE, "Northmere LMC"),
    "X02": Location(NORTHMERE, "Tarn and Ottermere LMC"),
    "X03": Location(NORTHMERE, "Northmere LMC"),
    "X04": Location(NEIGHBOUR, "Tarn and Ottermere LMC"),
}

PCNS = {
    "XP001": "Northmere Coast PCN",
    "XP002": "Northmere Harbour PCN",
    "XP003": "Saltgate and Mere PCN",
    "XP004": "Lower Tarn PCN",
    "XP005": "Upper Tarn PCN",
    "XP006": "Tarn Bridges PCN",
    "XP007": "Ashwick Moors PCN",
    "XP008": "High Fell PCN",
    "XP009": "Ottermere PCN",
    "XP010": "Fen Edge PCN",
}


class Grouping(NamedTuple):
    name: str
    kind: str
    pcn_codes: frozenset[str]
    from_on: date


FEDERATION = "Tarn Valley GP Federation"

GROUPS = (
    Grouping(
        FEDERATION,
        "federation",
        frozenset({"XP004", "XP005", "XP006"}),
        date(2017, 4, 1),
    ),
    Grouping(
        "Sam's practices", "team", frozenset({"XP001", "XP007"}), date(2022, 9, 1)
    ),
    Grouping(
        "Northmere town", "place", frozenset({"XP001", "XP002"}), date(2022, 7, 1)
    ),
)
