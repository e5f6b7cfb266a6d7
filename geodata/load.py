"""The only reading from disk: tables of text, their checks, and facts made of them."""

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
import shapely
import shapely.geometry

from geodata.check import check
from geodata.errors import FactError, FactErrors
from geodata.model import Dictionary, Facts, columns, facts, primary_key, resources

DICTIONARY = "datapackage.json"
VARIABLE = "GEODATA_FACTS"
MOST_BYTES = 20_000_000
_HERE = Path(__file__).parent / "facts"


class _Fault(Exception):  # noqa: N818 - carries a FactError up to the file that is read
    def __init__(self, problem: str, repair: str) -> None:
        super().__init__(problem)
        self.problem, self.repair = problem, repair


def load(folder: Path | str | None = None) -> Facts:
    """Return the facts in a folder, checked.

    Parameters
    ----------
    folder : path, optional
        Default: the folder that the environment variable ``GEODATA_FACTS`` names, else the package's own.

    Raises
    ------
    FactErrors
        If anything is wrong; it lists every problem.

    Examples
    --------
    >>> load().nodes.index.name
    'node_id'
    """
    tables, dictionary, problems = read(folder)
    if dictionary:
        problems += check(tables, dictionary)
    if problems:
        raise FactErrors(problems)
    return facts(tables, dictionary)


def read(
    folder: Path | str | None = None,
) -> tuple[dict[str, pd.DataFrame], Dictionary, list[FactError]]:
    """Return the tables as text, the dictionary, and what could not be read.

    Returns
    -------
    tables : dict of str to DataFrame
        Columns of text, empty cells missing; GeoJSON files have a column ``geometry`` too.
    dictionary : mapping
        Empty if it cannot be used.
    problems : list of FactError
        Faults of files, not of their content: see ``geodata.check``.
    """
    place = _folder(folder)
    dictionary, problems = _dictionary(place)
    tables: dict[str, pd.DataFrame] = {}
    for resource in resources(dictionary).values() if dictionary else ():
        faults: list[FactError] = []
        try:
            made = _geojson if resource.get("format") == "geojson" else _csv
            tables[resource["name"]] = made(_text(place, resource["path"]), resource, faults)
        except _Fault as fault:
            faults.append(FactError(resource["path"], None, None, fault.problem, fault.repair))
        problems += faults
    return tables, dictionary, problems


def stamp(folder: Path | str | None = None) -> str:
    """Return a text that changes when any file of the facts changes."""
    place = _folder(folder)
    return f"{place}|" + "|".join(sorted(_states(place)))


def _states(folder: Path | str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            status = entry.stat()
            yield f"{entry.path}:{status.st_mtime_ns}:{status.st_size}"
            if entry.is_dir():
                yield from _states(entry.path)


def _folder(folder: Path | str | None) -> Path:
    return Path(folder or os.environ.get(VARIABLE) or _HERE)


def _dictionary(place: Path) -> tuple[Dictionary, list[FactError]]:
    try:
        dictionary = _json(_text(place, DICTIONARY))
        _check_shape(dictionary)
    except _Fault as fault:
        return {}, [FactError(DICTIONARY, None, None, fault.problem, fault.repair)]
    return dictionary, []


def _check_shape(dictionary: Any) -> None:
    """Refuse a dictionary that the other modules could not read."""
    try:
        str(dictionary["version"]), date.fromisoformat(dictionary["created"][:10])
        for resource in resources(dictionary).values():
            key, fields = primary_key(resource), columns(resource)
            _ = fields[key], [field["type"] for field in fields.values()]
            path = PurePosixPath(resource["path"])
            if path.is_absolute() or ".." in path.parts or "\\" in resource["path"]:
                raise _Fault(f"path {resource['path']!r} leaves the folder", "write a path below the folder")
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise _Fault(
            f"it is not a data package that describes tables ({error!r})",
            "give it version, created and resources, each with name, path and schema (fields, primaryKey)",
        ) from error


def _text(place: Path, name: str) -> str:
    path = place / name
    if not path.is_file():
        raise _Fault("the file is missing", "restore it in the folder of facts")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise _Fault(f"the file cannot be read ({error.strerror})", "mend its permissions") from error
    except UnicodeDecodeError as error:
        raise _Fault(f"byte {error.start} is not UTF-8", "save the file as UTF-8") from error
    if len(data) > MOST_BYTES:
        problem = f"it is larger than {MOST_BYTES // 1_000_000} MB"
        raise _Fault(problem, "simplify the geometry or split the table")
    return text


def _json(text: str) -> Any:
    try:
        # What JSON does not know as a number becomes text, which no reader of numbers takes for one.
        return json.loads(text, parse_constant="{} (no number)".format)
    except json.JSONDecodeError as error:
        problem = f"line {error.lineno} is not JSON ({error.msg})"
        raise _Fault(problem, "restore the file or mend the line") from error
    except (RecursionError, ValueError) as error:
        problem = "it is nested or written in a way that cannot be read"
        raise _Fault(problem, "restore the file as plain JSON") from error


def _csv(text: str, resource: Mapping[str, Any], faults: list[FactError]) -> pd.DataFrame:
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        raise _Fault(f"it is not a CSV table ({error})", "mend its quotes and commas") from error
    except ValueError as error:
        raise _Fault("it is empty", "write at least the header") from error
    if len(set(header)) < len(header):
        raise _Fault("two columns have the same name", "rename or remove one")
    width = len(header)
    for row in rows:
        if len(row) != width:
            repair = 'put a cell with a comma into "quotes" and leave unknown cells empty'
            problem = f"{len(row)} cells under {width} columns"
            name = row[0] if row else "(empty line)"
            faults.append(FactError(resource["path"], name, None, problem, repair))
    even = [(row + [""] * width)[:width] for row in rows]
    return _frame([dict(zip(header, row, strict=True)) for row in even], header)


def _frame(rows: Sequence[Mapping[str, str | None]], header: Iterable[str]) -> pd.DataFrame:
    index = pd.RangeIndex(len(rows))
    made = {
        name: pd.Series([row.get(name) or None for row in rows], index=index, dtype="str") for name in header
    }
    return pd.DataFrame(made, index=index)


def _geojson(text: str, resource: Mapping[str, Any], faults: list[FactError]) -> pd.DataFrame:
    content = _json(text)
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        raise _Fault("it is not a GeoJSON FeatureCollection", "restore the file (RFC 7946)")
    names = list(columns(resource))
    rows: list[dict[str, str | None]] = []
    shapes = np.full(len(features), None, dtype=object)
    for number, feature in enumerate(features):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            fault = ("the feature has no properties", "give each feature its properties")
            faults.append(FactError(resource["path"], f"no. {number + 1}", None, *fault))
            properties = {}
        rows.append({name: _cell(value) for name, value in properties.items()})
        names += [name for name in properties if name not in names]
        shapes[number] = _shape(feature)
    present = [name for name in names if not rows or any(name in row for row in rows)]
    frame = _frame(rows, present)
    return frame.assign(geometry=pd.Series(shapes, index=frame.index, dtype=object))


def _cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        # An escape in JSON can make half a character, which no file can hold.
        return value.encode(errors="replace").decode() if value else None
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return json.dumps(value)


def _shape(feature: Any) -> Any:
    """Geometry of a feature; None if there is none that can be read, which the checks report."""
    try:
        shape = shapely.geometry.shape(feature["geometry"])
        return None if shape.is_empty else shape
    except (LookupError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        return None
