"""The only writing: tables as files that a spreadsheet or a GIS opens."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.model import Dictionary, Facts, resources

DECIMALS = 5
# What every file with lines says of them.
NOTE = (
    "Boundaries and names follow the usage of the United Nations and express no judgement on the legal "
    "status of any territory. Lines of the route are drawn by the atlas: no official line has been published."
)
# What a spreadsheet takes for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, lists joined by ``;``, unknown cells empty.

    A geometry is left out (``lat`` and ``lon`` stay). Text that a spreadsheet would run as a formula gets
    a leading apostrophe; numbers stay as they are.

    Examples
    --------
    >>> frame = pd.DataFrame({"name": ["=1+1"], "value": [-2.5]}, index=pd.Index(["a"], name="id"))
    >>> to_csv(frame).decode("utf-8-sig").splitlines()
    ['id,name,value', "a,'=1+1,-2.5"]
    """
    table = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    file = io.StringIO(newline="")
    # With CR LF as its line end the writer quotes cells that hold either.
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([table.index.name or "", *table.columns])
    cells = [[_written(value) for value in table[name]] for name in table.columns]
    writer.writerows(zip(map(_written, table.index), *cells, strict=True))
    return file.getvalue().encode("utf-8-sig")


def to_geojson(frame: gpd.GeoDataFrame, licence: str, citation: str, version: str) -> bytes:
    """Return a table as GeoJSON (RFC 7946), with the foreign members license, citation, version and note.

    Parameters
    ----------
    frame : GeoDataFrame
        In EPSG:4326, indexed by id. Rows without a place become features without geometry.
    licence, citation, version : str
        As ``terms`` gives them.
    """
    properties = pd.DataFrame(frame.drop(columns="geometry"))
    features = [
        {
            "type": "Feature",
            "id": row_id,
            "geometry": shape,
            "properties": {str(frame.index.name): row_id}
            | {name: _plain(value) for name, value in row.items()},
        }
        for row_id, row, shape in zip(
            frame.index, properties.to_dict("records"), _shapes(frame.geometry), strict=True
        )
    ]
    collection = {
        "type": "FeatureCollection",
        "license": licence,
        "citation": citation,
        "version": version,
        "note": NOTE,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode()


def package(facts: Facts) -> bytes:
    """Return all tables with the dictionary that describes them, as a zip file that ``load`` can read.

    Each table has the path and the format that ``datapackage.json`` in it names.

    Examples
    --------
    >>> import geodata
    >>> "datapackage.json" in zipfile.ZipFile(io.BytesIO(package(geodata.load()))).namelist()
    True
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(_entry("datapackage.json"), to_json(facts.dictionary))
        for name, resource in resources(facts.dictionary).items():
            frame = getattr(facts, name)
            if resource.get("format") == "geojson":
                text = to_geojson(_flat(frame), *terms(name, facts.version, facts.dictionary))
            else:
                text = to_csv(frame)
            folder.writestr(_entry(str(resource["path"])), text)
    return file.getvalue()


def to_json(dictionary: Dictionary) -> bytes:
    """Return the data package, which says what every table and column means, as JSON."""
    return json.dumps(dictionary, ensure_ascii=False, indent=1, allow_nan=False).encode()


def terms(table: str, version: str, dictionary: Dictionary | None = None) -> tuple[str, str, str]:
    """Return a table's licence, how to cite it, and its version.

    Parameters
    ----------
    table, version : str
        Name of the table, and the version of the facts.
    dictionary : mapping, optional
        The data package; default: the one that ships with the library.

    Examples
    --------
    >>> terms("sites", "2026.11.0")[0]
    'CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/)'
    """
    package = dictionary or _shipped()
    resource = resources(package)[table]
    licences = resource.get("licenses") or package["licenses"]
    licence = "; ".join(f"{item['name']} ({item['path']})" for item in licences)
    makers = ", ".join(person["title"] for person in package["contributors"])
    credits_ = "".join(f", {source['title']}" for source in resource.get("sources", ()))
    citation = f"{makers}{credits_}: {package['title']}. {resource['title']}, version {version}. {licence}"
    return licence, citation, version


def _flat(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a table whose lists are text, as the dictionary describes them in a file."""
    joined = {
        name: pd.Series([";".join(cell) or None for cell in frame[name]], index=frame.index, dtype=object)
        for name in frame.columns
        if name != "geometry" and len(frame) and isinstance(frame[name].iloc[0], tuple)
    }
    return frame.assign(**joined)


def _entry(path: str) -> zipfile.ZipInfo:
    """Return the entry of a file, of no day: the same facts make the same file."""
    entry = zipfile.ZipInfo(path)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


# A plain cache: two who read so small a file at once cost nothing.
@lru_cache(maxsize=1)
def _shipped() -> Dictionary:
    text = (files("geodata") / "facts" / "datapackage.json").read_text(encoding="utf-8")
    dictionary: Dictionary = json.loads(text)
    return dictionary


def _written(value: Any) -> str:
    """Text of a cell in a CSV file."""
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, int | float):
        return str(plain)
    text = ";".join(plain) if isinstance(plain, list) else str(plain)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: Any) -> str | int | float | bool | list[str] | None:
    """Value of a cell as JSON knows it; a whole number has no decimals."""
    if isinstance(value, tuple):
        return list(value)
    if pd.isna(value):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) else str(value)


def _shapes(geometry: "gpd.GeoSeries") -> Iterable[Mapping[str, Any] | None]:
    shapes = np.asarray(geometry, dtype=object)
    rounded = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
    # Outer rings anticlockwise, as RFC 7946 asks.
    turned = shapely.orient_polygons(rounded, exterior_cw=False)
    return [None if text is None else json.loads(text) for text in shapely.to_geojson(turned)]
