"""Boundaries: what is read of a GeoJSON file, and what refuses it."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.errors import FileRefused
from lib.ingest import boundaries
from lib.ingest.boundaries import Level
from tests.real_files import real

SQUARE = [[-1.0, 52.0], [-1.0, 53.0], [0.0, 53.0], [0.0, 52.0], [-1.0, 52.0]]
HOLE = [[-0.8, 52.2], [-0.2, 52.2], [-0.2, 52.8], [-0.8, 52.8], [-0.8, 52.2]]


def feature(code="E54999001", rings=None, kind="Polygon", **properties):
    coordinates = rings or [SQUARE]
    return {
        "type": "Feature",
        "properties": {"OBJECTID": 1, "ICB26CD": code, **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def geojson(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def is_clockwise(ring) -> bool:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) < 0


@pytest.mark.parametrize("turned", [SQUARE, SQUARE[::-1]])
def test_outer_rings_run_clockwise_and_holes_the_other_way(turned):
    parts = [[turned, HOLE], [[[1.0, 52.0], [1.1, 52.0], [1.1, 52.1], [1.0, 52.0]]]]
    content = geojson(feature(rings=parts, kind="MultiPolygon"))
    found = boundaries.parse(content, "icbs.geojson")
    assert (found.level, list(found.shapes)) == (Level.ICB, ["E54999001"])
    first, second = found.shapes["E54999001"]
    assert [is_clockwise(ring) for ring in (*first, *second)] == [True, False, True]


METRES = [[429979, 403330], [429979, 503330], [529979, 503330], [429979, 403330]]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"not json", "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b'{"features": []}', "unreadable"),
        (b'{"features": [{"properties": null}]}', "unreadable"),
        (geojson(feature("E40000001")), "no-codes"),
        (geojson(feature(), feature("E38999001")), "mixed-areas"),
        (geojson(feature(), feature()), "duplicate-area"),
        (geojson(feature(rings=[METRES])), "geometry"),
        (geojson(feature(rings=[[["a", "b"]]])), "geometry"),
        (geojson(feature(rings=[SQUARE[:2]])), "geometry"),
        (geojson(feature(kind="Point", rings=[1, 52])), "geometry"),
        (geojson({"properties": {"ICB26CD": "E54999001"}}), "geometry"),
        (geojson(feature()).replace(b"-1.0", b"NaN"), "unreadable"),
    ],
)
def test_what_is_no_map_of_england_is_refused_with_a_reason(content, problem):
    with pytest.raises(FileRefused) as refused:
        boundaries.parse(content, "a.geojson")
    assert refused.value.problem == problem


@given(st.recursive(st.none() | st.floats() | st.text(), st.lists, max_leaves=20))
def test_no_coordinates_do_more_than_refuse_the_file(rings):
    made = feature()
    made["geometry"]["coordinates"] = rings
    with pytest.raises(FileRefused):
        boundaries.parse(geojson(made), "a.geojson")


def test_the_file_that_has_most_of_the_areas_serves_and_bad_ones_are_named(tmp_path):
    old = geojson(feature("E54999001"), feature("E54999002"))
    (tmp_path / "a-new.geojson").write_bytes(geojson(feature("E54999009")))
    (tmp_path / "b-old.JSON").write_bytes(old)
    (tmp_path / "c.geojson").write_bytes(b"?")
    (tmp_path / "notes.txt").write_bytes(b"?")
    found = boundaries.read_folder(tmp_path)
    assert [each.file_name for each in found.files] == ["a-new.geojson", "b-old.JSON"]
    assert found.refused == ["c.geojson: It is not GeoJSON."]
    best = found.best(Level.ICB, {"E54999002"})
    assert best is not None
    assert best.file_name == "b-old.JSON"
    assert found.best(Level.SUB_ICB, {"E38999001"}) is None
    assert boundaries.read_folder(tmp_path / "none") == boundaries.Found()


def test_the_real_boundaries_are_read_whole():
    icbs = boundaries.read(real("geo/icb_2026-04_EN_BSC.geojson"))
    locations = boundaries.read(real("geo/sub_icb_2023-04_EN_BSC.geojson"))
    assert (icbs.level, len(icbs.shapes)) == (Level.ICB, 36)
    assert (locations.level, len(locations.shapes)) == (Level.SUB_ICB, 106)
    with pytest.raises(FileRefused, match="ONS codes"):
        boundaries.read(real("geo/nhs_england_regions_2024-01_EN_BSC.geojson"))
