"""Facts -> what the browser keeps: the rows of the tables, and the shapes of the map, in table order."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry import mapping

from dashboard.state import LANGUAGES
from dashboard.text import catalogue, words_in
from dashboard.view import Context, Names
from dashboard.view.called import leg_titles
from dashboard.view.context import TABLES
from geodata import measures
from geodata.filters import FILTERS
from geodata.model import Facts
from geodata.sums.rates import DOLLAR

# Columns of each table on the page; ``title`` of a leg and ``drawn_km`` are derived here.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "site": ("name", "iso3", "resource", "secondary_resources", "kind", "status", "operator", "precision"),
    "pledge": ("title", "donor", "beneficiaries", "amount", "status", "date", "theme"),
    "node": ("name", "kind", "iso3", "unlocode"),
    "leg": ("title", "corridor", "mode", "status", "gauge_mm", "drawn_km"),
    "event": ("date", "title", "countries"),
}
# Columns that only the map needs.
EXTRA: Mapping[str, tuple[str, ...]] = {
    "pledge": ("amount_usd", "currency", "precision", "flow"),
}
# Kinds that the map draws.
DRAWN = ("site", "pledge", "leg", "node")
CODED = frozenset({
    "iso3", "resource", "resources", "secondary_resources", "kind", "status", "precision", "donor",
    "beneficiaries", "theme", "gauge_mm", "corridor", "mode", "countries", "flow",
})  # fmt: skip
WORD_SECTIONS = (
    "app.",
    "aspect.",
    "base.",
    "figure.",
    "filter.",
    "lang.",
    "legend.",
    "map.",
    "part.",
    "place.",
    "record.",
    "route.",
    "table.",
    "tables.",
    "unit.",
    "view.",
    "way_out.",
)
# Degrees with four decimals are some ten metres: finer than any line here.
DECIMALS = 4


def rows(context: Context, style: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows, names of codes and words of all languages, and the style.

    Returns
    -------
    dict
        ``kinds``: per kind its ``ids``, ``columns`` and ``rows`` (codes as in the facts, None for
        unknown); ``names``: per language and column, code to name; ``titles``; ``words``; ``style``;
        ``options``: per filter its codes in the order in which they are shown; ``ranges``: the filters of
        which a first and a last code are chosen; ``matches``: per kind and filter the rows with each code.
    """
    facts = context.facts
    tables = {kind: _table(kind, context) for kind in COLUMNS}
    return {
        "kinds": tables,
        "names": {lang: _names(lang, facts, tables) | _choices(lang, context) for lang in LANGUAGES},
        "titles": {lang: _titles(lang, facts) for lang in LANGUAGES},
        "words": {lang: _words(lang) for lang in LANGUAGES},
        "resources": {
            str(code): {"letter": row["letter"], "group": row["group"]}
            for code, row in facts.resources.iterrows()
        },
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
                "label": _label(row),
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
        frame = frame.assign(amount_usd=_dollars(context))
    if kind == "leg":
        frame = frame.assign(title=leg_titles(facts), drawn_km=measures.length_km(frame.geometry).round(1))
    columns = [*COLUMNS[kind], *EXTRA.get(kind, ())]
    plain = [[_plain(value) for value in frame[column].tolist()] for column in columns]
    return {
        "ids": frame.index.tolist(),
        "columns": columns,
        "shown": len(COLUMNS[kind]),
        "coded": [column for column in columns if column in CODED],
        "rows": [list(row) for row in zip(*plain, strict=True)],
    }


def _dollars(context: Context) -> list[float | None]:
    made = [pledge.conversions[DOLLAR].value for pledge in context.ledger.pledges]
    return [None if value is None else float(round(value)) for value in made]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    return value if isinstance(value, int | float) else str(value)


def _names(lang: str, facts: Facts, tables: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    names = Names(facts, words_in(lang))
    found: dict[str, dict[str, str]] = {
        "country": {str(c): names.country(str(c)) for c in facts.countries.index}
    }
    for kind, table in tables.items():
        for position, column in enumerate(table["columns"]):
            if column in CODED:
                codes = {code for row in table["rows"] for code in _each(row[position])}
                found[f"{kind}.{column}"] = {c: names.code(TABLES[kind], column, c) for c in sorted(codes)}
    found["group"] = {
        str(g): names.code("resources", "group", str(g)) for g in facts.resources["group"].dropna().unique()
    }
    return found


def _choices(lang: str, context: Context) -> dict[str, dict[str, str]]:
    names = Names(context.facts, words_in(lang))
    return {
        f"facet.{key}": {code: names.option(key, code) for code in codes}
        for key, codes in context.index.options.items()
    }


def _matches(kind: str, context: Context) -> dict[str, Any]:
    """Which rows each filter's codes keep, so that the map can follow a click before the server answers."""
    found = {key: match for (of, key), match in context.index.matches.items() if of == kind}
    return {
        "all": packed(np.ones(len(getattr(context.facts, TABLES[kind])), dtype=bool)),
        "options": {key: [packed(row) for row in match.options] for key, match in found.items()},
        "always": {key: packed(match.always) for key, match in found.items()},
    }


def packed(mask: NDArray[np.bool_]) -> str:
    """Write a mask as base64, eight rows a byte, the first row in the highest bit."""
    return base64.b64encode(np.packbits(mask).tobytes()).decode()


def _each(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield str(value)


def _titles(lang: str, facts: Facts) -> dict[str, list[str]]:
    names = Names(facts, words_in(lang))
    return {
        kind: [names.column(TABLES[kind], column) for column in columns] for kind, columns in COLUMNS.items()
    }


def _words(lang: str) -> dict[str, str]:
    return {
        key: text
        for key, text in catalogue(lang).items()
        if key.startswith(WORD_SECTIONS) and isinstance(text, str)
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


def _label(country: "pd.Series[Any]") -> list[float]:
    """Where a country's name stands: inside its largest part."""
    parts: Iterable[Any] = gpd.GeoSeries([country["geometry"]]).explode()
    return _points(max(parts, key=lambda part: part.area).representative_point())[0]
