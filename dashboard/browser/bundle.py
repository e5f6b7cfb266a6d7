"""Facts -> what the browser keeps: the rows of the tables, and the shapes of the map, in table order."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import contains, points
from shapely.geometry import box, mapping
from shapely.ops import polylabel

from dashboard.state import LANGUAGES
from dashboard.text import catalogue, words_in
from dashboard.view import Context
from dashboard.view.bits import packed
from dashboard.view.context import TABLES
from dashboard.view.labels import leg_titles
from dashboard.view.names import Names
from geodata import measures
from geodata.filters import FILTERS
from geodata.model import SHIPS, Facts
from geodata.sums.rates import DOLLAR

# Columns of each kind that the map draws; ``title``, ``drawn_km``, ``layer`` and ``trunk`` of a leg and
# ``amount_usd`` are derived.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "site": ("name", "iso3", "resource", "status", "precision"),
    "pledge": ("title", "donor", "beneficiaries", "status", "amount_usd", "precision", "flow"),
    "leg": ("title", "corridor", "mode", "status", "drawn_km", "layer", "trunk"),
    "node": ("name", "kind", "iso3"),
}
DRAWN = tuple(COLUMNS)
PLAIN = frozenset({"name", "title", "amount_usd", "drawn_km", "layer", "trunk"})  # all others are coded
# Sections of the catalogues that scripts read.
SPOKEN = frozenset({
    "app", "base", "filter", "find", "hint", "lang", "legend", "map", "place", "record", "route", "skip",
    "table", "unit", "view", "way_out",
})  # fmt: skip
# Corridors of the Caspian route with its branches, and those that are of another route.
_OWN = frozenset({"titr-kazakhstan", "titr-turkmenistan", "btk", "black-sea"})
_OTHER = frozenset({"southern-iran", "northern", "ocean"})
_UNBUILT = frozenset({"planned", "under-construction"})
# Where countries are named: what a reader may bring into the window (EPSG:4326, west, south, east, north).
_IN_SIGHT = box(-11, 22, 105, 60)
# In square degrees: a smaller country is hardly seen beside its name.
_LEAST_AREA = 0.1
_MOST_PLACES = {"participant": 300, "transit": 120}
# Degrees with four decimals are some ten metres: finer than any line here.
DECIMALS = 4


def rows(context: Context, style: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows, names of codes and words of all languages, and the style.

    Returns
    -------
    dict
        ``kinds``: per kind its ``ids``, ``columns`` and ``rows`` (codes as in the facts, None for
        unknown); ``names``: per language and column, code to name; ``words``; ``resources``: letter and
        group of each; ``style``; ``options``: per filter its codes in the order in which they are shown;
        ``ranges``: the filters of which a first and a last code are chosen; ``matches``: per kind and filter
        the rows with each code.
    """
    return {
        "kinds": {kind: _table(kind, context) for kind in DRAWN},
        "names": {lang: _names(lang, context) for lang in LANGUAGES},
        "words": {lang: spoken(lang) for lang in LANGUAGES},
        "resources": context.facts.resources[["letter", "group"]].to_dict("index"),
        "style": style,
        "options": context.index.options,
        "ranges": [key for key, row in FILTERS.items() if row.is_range],
        "matches": {kind: _matches(kind, context) for kind in DRAWN},
    }


def shapes(facts: Facts) -> dict[str, Any]:
    """Return the geometry that the map draws, latitude before longitude for points and lines."""
    return {
        "countries": [
            {
                "id": iso3,
                "role": row["role"],
                "shape": _rounded(mapping(row["geometry"])),
                "names": _places(row["geometry"])[: _MOST_PLACES.get(row["role"], 40)],
            }
            for iso3, row in facts.countries.iterrows()
        ],
        **{kind: [_points(shape) for shape in getattr(facts, TABLES[kind]).geometry] for kind in DRAWN},
    }


def _table(kind: str, context: Context) -> dict[str, Any]:
    facts = context.facts
    frame = getattr(facts, TABLES[kind])
    if kind == "pledge":
        # The map sizes by the amounts of the ledger, not by what some sources give in dollars beside.
        made = [pledge.conversions[DOLLAR].value for pledge in context.ledger.pledges]
        frame = frame.assign(amount_usd=[None if value is None else float(round(value)) for value in made])
    if kind == "leg":
        on_trunk = frame.index.isin(context.trunk.legs if context.trunk else ())
        frame = frame.assign(
            title=leg_titles(facts),
            drawn_km=measures.length_km(frame.geometry).round(1),
            layer=[
                _layer(row, is_trunk) for (_, row), is_trunk in zip(frame.iterrows(), on_trunk, strict=True)
            ],
            trunk=on_trunk,
        )
    columns = [[_plain(value) for value in frame[column].tolist()] for column in COLUMNS[kind]]
    return {
        "ids": frame.index.tolist(),
        "columns": COLUMNS[kind],
        "rows": list(zip(*columns, strict=True)),
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    return value if isinstance(value, bool | int | float) else str(value)


def _names(lang: str, context: Context) -> dict[str, dict[str, str]]:
    names = Names(context.facts, words_in(lang))
    found = {"country": {str(code): names.country(str(code)) for code in context.facts.countries.index}}
    for kind, shown in COLUMNS.items():
        table = TABLES[kind]
        for column in (column for column in shown if column not in PLAIN):
            codes = sorted(getattr(context.facts, table)[column].explode().dropna().astype(str).unique())
            found[f"{kind}.{column}"] = {code: names.code(table, column, code) for code in codes}
    for key, options in context.index.options.items():
        found[f"facet.{key}"] = {code: names.option(key, code) for code in options}
    return found


def _matches(kind: str, context: Context) -> dict[str, Any]:
    """Which rows each filter's codes keep, so that the map can follow a click before the server answers."""
    found = {key: match for (of, key), match in context.index.matches.items() if of == kind}
    return {
        "all": packed(np.ones(len(getattr(context.facts, TABLES[kind])), dtype=bool)),
        "options": {key: [packed(row) for row in match.options] for key, match in found.items()},
        "always": {key: packed(match.always) for key, match in found.items()},
    }


def spoken(lang: str) -> dict[str, str]:
    """Return the sentences of a language that scripts may ask for, by their keys."""
    return {
        key: text
        for key, text in catalogue(lang).items()
        if key.partition(".")[0] in SPOKEN and isinstance(text, str)
    }


def _rounded(shape: Any) -> Any:
    if isinstance(shape, dict):
        return {key: _rounded(part) for key, part in shape.items()}
    if isinstance(shape, float):
        return round(shape, DECIMALS)
    return [_rounded(part) for part in shape] if isinstance(shape, list | tuple) else shape


def _points(shape: Any) -> list[list[float]]:
    """Latitude before longitude; a place is one point, and none where it is not known."""
    coordinates = [] if shape is None or shape.is_empty else shape.coords
    return [[round(lat, DECIMALS), round(lon, DECIMALS)] for lon, lat in coordinates]


def _layer(leg: "pd.Series[Any]", is_trunk: bool) -> str:
    """Return the layer of the map that a leg is in."""
    if leg["status"] in _UNBUILT:
        return "planned"
    if leg["corridor"] in _OTHER:
        return "corridors"
    if leg["corridor"] not in _OWN:
        return "feeders"
    if leg["mode"] in SHIPS:
        return "ferry"
    return "main" if is_trunk else "branches"


def _places(country: Any) -> list[list[float]]:
    """Where a country's name may stand, the roomiest first; none for one that is out of sight."""
    parts = gpd.GeoSeries([country.intersection(_IN_SIGHT)]).explode()
    shape: Any = max(parts, key=lambda part: part.area)
    if shape.geom_type != "Polygon" or shape.area < _LEAST_AREA:
        return []
    west, south, east, north = shape.bounds
    across = np.meshgrid(np.linspace(west, east, 24), np.linspace(south, north, 16))
    grid: Any = points(np.dstack(across).reshape(-1, 2))
    inside = sorted(grid[contains(shape, grid)], key=shape.exterior.distance, reverse=True)
    middle = polylabel(shape, tolerance=0.2)
    return [_points(point)[0] for point in (middle, *inside)]
