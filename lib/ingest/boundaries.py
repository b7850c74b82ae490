"""Boundaries of areas, GeoJSON files that whoever runs the server put into a folder.

Of each file only the ONS codes and the checked coordinates are kept. What it is, is told
by the codes: E54 is an ICB, E38 a sub-ICB location.
"""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from lib.config import ROOT
from lib.domain.errors import FileRefused

FOLDER = ROOT / "data" / "local" / "boundaries"
LIMIT = 20 * 2**20  # bytes; the generalised files of the ONS have one or two million
MOST_POINTS = 500_000
DECIMALS = 3  # of a degree: some hundred metres, finer than a screen shows
LEAST = 4  # points of a closed ring

# England with its islands; coordinates in metres lie far outside.
LONGITUDES, LATITUDES = (-8.0, 3.0), (49.0, 57.0)

Point = tuple[float, float]
Ring = list[Point]
Shape = list[list[Ring]]  # polygons, each an outer ring and its holes


class Level(StrEnum):
    ICB = "ICB"
    SUB_ICB = "Sub-ICB location"


_CODES = {"E54": Level.ICB, "E38": Level.SUB_ICB}
_ONS_CODE = re.compile(r"E(54|38)[0-9]{6}")


@dataclass(frozen=True)
class Boundaries:
    """`shapes` by ONS code; outer rings run clockwise, holes the other way."""

    level: Level
    file_name: str
    shapes: dict[str, Shape]


@dataclass(frozen=True)
class Found:
    """`refused`: a sentence on each file that cannot be used."""

    files: list[Boundaries] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def best(self, level: Level, codes: set[str]) -> Boundaries | None:
        """The file with the most of these areas: boundaries of 2023 do not fit 2026."""
        fitting = [each for each in self.files if each.level is level]
        return max(
            fitting, key=lambda each: len(codes & each.shapes.keys()), default=None
        )


def paths(folder: Path) -> list[Path]:
    found = folder.glob("*") if folder.is_dir() else []
    return sorted(p for p in found if p.suffix.lower() in {".geojson", ".json"})


def read_folder(folder: Path) -> Found:
    found = Found()
    for path in paths(folder):
        try:
            found.files.append(read(path))
        except (FileRefused, OSError) as refusal:
            found.refused.append(f"{path.name}: {refusal}")
    return found


def read(path: Path) -> Boundaries:
    if path.stat().st_size > LIMIT:
        raise FileRefused(
            f"It is larger than {LIMIT // 2**20} MB. Take the super-generalised"
            " boundaries (BSC).",
            "too-large",
        )
    return parse(path.read_bytes(), path.name)


def parse(content: bytes, file_name: str) -> Boundaries:
    features = _features(content)
    name = _code_property(features)
    shapes: dict[str, Shape] = {}
    points = 0
    for feature in features:
        code = str(feature["properties"][name])
        if code in shapes:
            raise FileRefused(f"The area {code} is in it twice.", "duplicate-area")
        shapes[code] = _shape(feature.get("geometry"), code)
        points += sum(len(ring) for part in shapes[code] for ring in part)
        if points > MOST_POINTS:
            raise FileRefused(
                "It has too many points. Take the super-generalised boundaries (BSC).",
                "too-large",
            )
    levels = {_CODES[code[:3]] for code in shapes}
    if len(levels) != 1:
        raise FileRefused(
            "It mixes ICBs and sub-ICB locations. Take a file for each.", "mixed-areas"
        )
    return Boundaries(levels.pop(), file_name, shapes)


def _features(content: bytes) -> list[dict[str, Any]]:
    try:
        document = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise FileRefused("It is not GeoJSON.", "unreadable") from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise FileRefused("It has no list of features.", "unreadable")
    for each in features:
        if not isinstance(each, dict) or not isinstance(each.get("properties"), dict):
            raise FileRefused("One of its features has no properties.", "unreadable")
    return features


def _no_number(text: str) -> float:
    raise ValueError(text)


def _code_property(features: list[dict[str, Any]]) -> str:
    """The property that holds an ONS code in every feature, whatever it is called."""
    for name in features[0]["properties"]:
        values = [str(each["properties"].get(name)) for each in features]
        if all(_ONS_CODE.fullmatch(value) for value in values):
            return str(name)
    raise FileRefused(
        "No property of it holds the ONS codes of ICBs (E54…) or sub-ICB locations"
        " (E38…).",
        "no-codes",
    )


def _shape(geometry: Any, code: str) -> Shape:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise FileRefused(f"The area {code} has no outline.", "geometry")
    parts = geometry.get("coordinates")
    polygons = [parts] if kind == "Polygon" else parts
    try:
        shape = [rings for each in polygons if (rings := list(_rings(each)))]
    except (TypeError, ValueError):
        raise FileRefused(
            f"The outline of {code} is not in longitude and latitude of England. Take"
            " the file in WGS84 (EPSG:4326).",
            "geometry",
        ) from None
    if not shape:
        raise FileRefused(f"The area {code} has no outline.", "geometry")
    return shape


def _rings(polygon: Any) -> Iterator[Ring]:
    """Nothing of a polygon that is too small to be seen, nor of such a hole."""
    for place, points in enumerate(polygon):
        ring = _ring(points)
        if len(ring) < LEAST:
            if place == 0:
                return
            continue
        is_clockwise = _area(ring) < 0
        yield ring if is_clockwise == (place == 0) else ring[::-1]


def _ring(points: Any) -> Ring:
    ring: Ring = []
    for point in points:
        longitude, latitude = (float(each) for each in point[:2])
        if not (_within(longitude, LONGITUDES) and _within(latitude, LATITUDES)):
            raise ValueError(point)
        rounded = round(longitude, DECIMALS), round(latitude, DECIMALS)
        if not ring or rounded != ring[-1]:
            ring.append(rounded)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return ring if _area(ring) else []


def _within(value: float, limits: tuple[float, float]) -> bool:
    return math.isfinite(value) and limits[0] <= value <= limits[1]


def _area(ring: Ring) -> float:
    """Twice the area in square degrees; below 0 where the ring runs clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
