"""The map: without a file the table alone and where to put one; with one, its twin."""

import json

import pytest

from lib.analysis.areas import NAMES, Shade
from lib.ingest import boundaries
from tests import factories
from tests.ingest.test_boundaries import SQUARE, feature, geojson
from tests.pages.screens import opened, words

CHECKS_CHARTS = True
PAGE = "oversight/map"
EAST = [[longitude + 1.5, latitude] for longitude, latitude in SQUARE]

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def folder(database, monkeypatch, tmp_path):
    """Two locations of the ICB, of which the second has no counts."""
    monkeypatch.setattr(boundaries, "FOLDER", tmp_path / "boundaries")
    east = factories.practice(
        "X99003", sub_icb_code="X02", sub_icb_name="East", sub_icb_ons_code="E38999002"
    )
    factories.load(factories.hierarchy(["X99001", "X99002", east]))
    factories.load(factories.list_sizes(dict.fromkeys(factories.PRACTICES, 10_000)))
    factories.load(factories.counts({"X99001": 6_000, "X99002": 1_003}))
    factories.load(factories.lmc_list())
    return boundaries.FOLDER


def test_without_a_file_it_says_where_to_put_which(folder, monkeypatch, sqlite_url):
    folder.mkdir()
    (folder / "regions.geojson").write_bytes(geojson(feature("E40999001")))
    by = factories.administrator()
    screen = opened(monkeypatch, sqlite_url, by, PAGE)
    said = words(screen)
    assert "data/local/boundaries" in said
    assert "ICB26CD" in said
    assert "regions.geojson" in screen.warning[0].value
    assert not screen.get("vega_lite_chart")
    table = next(t.value for t in screen.table if "ICB" in t.value)
    assert table["ICB"].tolist() == ["[Invented ICB](over_threshold?icb=Invented+ICB)"]
    assert table["Practices"].tolist() == [3]


def drawn(screen) -> list[dict]:
    """The features of the chart, as the browser gets them."""
    spec = screen.get("vega_lite_chart")[0].proto.spec
    assert '"url"' not in spec
    found = json.loads(spec)
    layers = [layer["data"] for layer in found["layer"]]
    values = [d.get("values") or found["datasets"][d["name"]] for d in layers]
    return [each for layer in values for each in layer]


@pytest.mark.parametrize(
    ("who", "patients"), [(factories.officer, 7_003), (factories.lmc_observer, 7_005)]
)
def test_the_map_says_what_its_table_says_and_nothing_of_anywhere_else(
    folder, monkeypatch, sqlite_url, who, patients
):
    folder.mkdir()
    west, east = feature("E38999001"), feature("E38999002", [EAST])
    content = geojson(west, east, feature("E38999003"))
    (folder / "locations.geojson").write_bytes(content)
    asked = {"areas": "Sub-ICB location", "shaded": NAMES[Shade.PATIENTS]}
    screen = opened(monkeypatch, sqlite_url, who(), PAGE, **asked)
    said = words(screen)
    assert "35.0% of the patients have an active 104 in 1 area." in said
    assert "No data to show for East." in said
    assert "Grey with a dashed edge" in said
    table = next(t.value for t in screen.table if "Patients with a 104" in t.value)
    assert table["Patients with a 104"].dropna().tolist() == [patients]
    assert screen.get("vega_lite_chart")[0].proto.alt in said
    shares = [each["properties"]["value"] for each in drawn(screen)]
    assert shares == [None, round(patients / 20_000, 4)]
