"""How well the facts are covered: what the rows of a selection rest on, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from geodata import supply
from geodata.citations import vouching
from geodata.filters import KINDS
from geodata.model import Facts, codes, columns, primary_key, resources
from geodata.selection import Index, Mask, Selection

Rows = Mapping[str, Mask]

# Tables that name a country or a commodity in a column of their own.
_COUNTRY = dict.fromkeys(
    ("countries", "borders", "participants", "production", "exports", "holdings"), "iso3"
)
_RESOURCE = dict.fromkeys(("production", "exports", "holdings"), "resource") | {"resources": "resource"}
# Tables about the corridor as a whole.
GENERAL = ("rates", "statistics", "comparison", "assumptions", "emission_factors", "retired")
# Columns in which an empty cell means none, or nothing to say; in any other it means unknown.
_NONE = frozenset({
    "unlocode", "note", "length_check_note", "capacity_note", "secondary_resources", "conflict",
    "amount_high", "conversion", "places", "part_of", "may_overlap", "period", "leg_ids", "commodity",
    "days_kind", "column", "number", "replaced_by", "settled_by", "origin_node", "destination_node",
})  # fmt: skip
_NONE_IN: Mapping[str, frozenset[str]] = {
    "nodes": frozenset({"iso3"}),
    "sites": frozenset({"output_unit", "output_year", "reserves_unit"}),
    "production": frozenset({"reserves_unit"}),
    "exports": frozenset({"value", "unit", "share_pct", "share_of"}),
    "holdings": frozenset({"site_id", "venture", "share_pct", "value", "unit"}),
    # What a pledge does not name: of a place that has no point, the point is not asked for either.
    "pledges": frozenset({"resources", "currency", "amount_usd", "place", "lat", "lon"}),
    "claims": frozenset({"unit"}),
    "timeline": frozenset({"countries"}),
    "unmapped": frozenset({"countries", "resources"}),
}
# Columns that speak only of some rows: the sea has no gauge, and a smelter no reserves.
_ONLY: Mapping[tuple[str, str], tuple[str, frozenset[str]]] = {
    ("legs", "gauge_mm"): ("mode", frozenset({"rail"})),
    ("legs", "operator"): ("mode", frozenset({"rail", "road", "pipeline", "sea-ferry"})),
    ("legs", "opened_year"): ("mode", frozenset({"rail", "road", "pipeline", "sea-ferry"})),
    ("sites", "reserves"): ("kind", frozenset({"mine", "field", "deposit", "prospect"})),
}
# Codes that say that something is not known.
_UNKNOWN = frozenset({"unknown", "not-stated"})
# Tables that hold no facts of the world: what others cite, and ids out of use.
_OWN = frozenset({"sources", "retired"})


def rows(facts: Facts, index: Index, selection: Selection) -> dict[str, Mask]:
    """Return which rows of each table a selection holds.

    Returns
    -------
    dict of str to array of bool
        Per table, in its order. The tables of the map and of the timeline as ``Index.select`` shows them;
        claims with their record and lengths with their legs; a table with a column of countries or
        commodities by the chosen ones; what is not mapped as ``supply.about`` has it. A table that knows of
        countries or commodities, but not of the chosen filter, stays whole, as on the map; ``GENERAL`` tables
        are about no country and no commodity and drop out once one is chosen. ``sources`` stays whole.

    Examples
    --------
    >>> import geodata
    >>> facts = geodata.load()
    >>> held = rows(facts, Index.build(facts), Selection(country=("UZB",)))
    >>> facts.production[held["production"]]["iso3"].unique().tolist()
    ['UZB']
    """
    shown = {KINDS[kind]: found for kind, found in index.select(selection).items()}
    chosen = bool(selection["country"] or selection["resource"])
    made = {
        name: np.full(len(frame), name not in GENERAL or not chosen) for name, frame in facts.tables().items()
    }
    for named, wanted in ((_COUNTRY, selection["country"]), (_RESOURCE, selection["resource"])):
        for table, column in named.items() if wanted else ():
            made[table] &= getattr(facts, table).reset_index()[column].isin(wanted).to_numpy()
    made |= shown
    records = {
        f"{kind}:{row}" for kind, table in KINDS.items() for row in getattr(facts, table).index[shown[table]]
    }
    made["claims"] = facts.claims["record"].isin(records).to_numpy()
    legs = set(facts.legs.index[shown["legs"]])
    made["lengths"] = np.array([not legs.isdisjoint(chain) for chain in facts.lengths["legs"]], dtype=bool)
    if chosen:
        made["unmapped"] = np.array(supply.about(facts, selection["resource"], selection["country"]), bool)
    return made


def carried(facts: Facts, uses: pd.DataFrame, held: Rows) -> pd.DataFrame:
    """Return the sources that some rows name, and how many rows of each table rest on each.

    Parameters
    ----------
    uses : DataFrame
        As ``citations.uses`` gives it.
    held : mapping
        As ``rows`` gives it.

    Returns
    -------
    DataFrame
        Indexed by source_id; a column of counts per table that names any, and ``rows``, their sum. A row that
        names a source in two columns counts once. The source on which most rests comes first.

    Examples
    --------
    >>> import geodata
    >>> from geodata.citations import uses
    >>> facts = geodata.load()
    >>> found = carried(facts, uses(facts), rows(facts, Index.build(facts), Selection()))
    >>> len(found) == len(facts.sources)
    True
    """
    kept = resting(uses, held).drop_duplicates(["source_id", "table", "place"])
    counts = pd.crosstab(kept["source_id"], kept["table"])
    counts = counts.reindex(columns=[name for name in resources(facts.dictionary) if name in counts])
    counts["rows"] = counts.sum(axis=1)
    return counts.sort_values(["rows"], ascending=False, kind="stable").rename_axis(columns=None)


def resting(uses: pd.DataFrame, held: Rows) -> pd.DataFrame:
    """Return the rows of ``uses`` whose own rows are held."""
    keep = np.zeros(len(uses), dtype=bool)
    places = uses["place"].to_numpy()
    for table, at in uses.groupby("table", sort=False).indices.items():
        keep[at] = held[str(table)][places[at]]
    return pd.DataFrame(uses[keep])


def cells(facts: Facts, held: Rows) -> pd.DataFrame:
    """Return how well each column of each table is filled and sourced.

    Returns
    -------
    DataFrame
        ``table``, ``column`` (``geometry`` for the line or area of a GeoJSON file), ``rows`` (of which the
        column speaks), ``known`` (cells that are not empty; a code that says "unknown" is not known),
        ``sourced`` (of them with a source in the column that vouches for it; missing where none has to: names
        and marks of our own), ``by`` (that column), and ``empty``, what an empty cell of the column means:
        ``unknown``, ``none`` (or nothing to say), or ``never`` empty. Ids and the columns of sources are left
        out.
    """
    found = [
        row
        for name, resource in resources(facts.dictionary).items()
        if name not in _OWN
        for row in _cover(name, resource, getattr(facts, name)[held[name]])
    ]
    names = ["table", "column", "rows", "known", "sourced", "by", "empty"]
    return pd.DataFrame(found, columns=names).astype({"sourced": "Int64"})


def tables(facts: Facts, held: Rows, every: pd.DataFrame) -> pd.DataFrame:
    """Return how well each table is filled and sourced; ``every`` is what ``cells`` gives.

    Returns
    -------
    DataFrame
        Indexed by table: ``rows``, ``cited`` (rows that name a source in any column; missing where the table
        has no such column), ``cells`` (of columns in which empty means unknown), ``known`` (of them),
        ``vouched`` (known cells that must have a source) and ``sourced`` (of them).
    """
    described = resources(facts.dictionary)
    asked = every[every["empty"] == "unknown"].groupby("table")[["rows", "known"]].sum()
    must = every[every["sourced"].notna()].groupby("table")[["known", "sourced"]].sum()
    names = [name for name in described if name not in _OWN]
    made = pd.DataFrame(index=pd.Index(names, name="table"))
    made["rows"] = [int(held[name].sum()) for name in names]
    made["cited"] = pd.array([_cited(getattr(facts, name)[held[name]]) for name in names], dtype="Int64")
    made = made.join(asked.rename(columns={"rows": "cells"}))
    made = made.join(must.rename(columns={"known": "vouched"}))
    return made.astype(dict.fromkeys(("cells", "known", "vouched", "sourced"), "Int64"))


def unknown(facts: Facts) -> pd.DataFrame:
    """Return what is not known, by country and commodity.

    Returns
    -------
    DataFrame
        The rows of ``supply.gaps``, one per country and commodity that they are about: ``record``, ``gap``,
        ``iso3`` and ``resource`` (missing where it is about none). A site stands under each of its
        commodities.
    """
    made = supply.gaps(facts)[["record", "gap", "countries", "resources"]]
    told = made.explode("countries").explode("resources", ignore_index=True)
    named = told.rename(columns={"countries": "iso3", "resources": "resource"})
    return named.astype({"iso3": "str", "resource": "str"})


def kept_gaps(facts: Facts, gaps: pd.DataFrame, held: Rows, selection: Selection) -> pd.DataFrame:
    """Return the rows of ``unknown`` that are about what a selection holds."""
    keep = np.ones(len(gaps), dtype=bool)
    for table, prefix in (("sites", "site:"), ("unmapped", "unmapped:")):
        ids = {f"{prefix}{row}" for row in getattr(facts, table).index[held[table]]}
        keep &= np.array([not r.startswith(prefix) or r in ids for r in gaps["record"]], dtype=bool)
    for column, chosen in (("iso3", selection["country"]), ("resource", selection["resource"])):
        if chosen:
            keep &= (gaps[column].isin(chosen) | gaps[column].isna()).to_numpy()
    return pd.DataFrame(gaps[keep])


def _cover(name: str, resource: Mapping[str, Any], frame: pd.DataFrame) -> Iterable[tuple[Any, ...]]:
    described = columns(resource)
    for column in (*described, *(["geometry"] if resource.get("format") == "geojson" else [])):
        if column == primary_key(resource) or "source_ids" in column:
            continue
        speaks, by = _speaks(name, column, frame), vouching(resource, column)
        known = speaks & _filled(frame[column])
        sourced = int((known & _filled(frame[by])).sum()) if by else None
        empty = _empty(name, described.get(column))
        yield name, column, int(speaks.sum()), int(known.sum()), sourced, by, empty


def _speaks(table: str, column: str, frame: pd.DataFrame) -> Mask:
    """Return of which rows a column speaks."""
    if (table, column) not in _ONLY:
        return np.ones(len(frame), dtype=bool)
    by, values = _ONLY[table, column]
    return frame[by].isin(values).to_numpy(dtype=bool)


def _empty(table: str, field: Mapping[str, Any] | None) -> str:
    """Return what an empty cell of a column means."""
    if field is None or (field.get("constraints", {}).get("required") and _UNKNOWN.isdisjoint(codes(field))):
        return "never"
    return "none" if field["name"] in _NONE or field["name"] in _NONE_IN.get(table, ()) else "unknown"


def _cited(frame: pd.DataFrame) -> int | None:
    named = [_filled(frame[column]) for column in frame if "source_ids" in str(column)]
    return int(np.any(named, axis=0).sum()) if named else None


def _filled(column: pd.Series[Any]) -> Mask:
    if column.dtype == object:
        return np.array(
            [bool(cell) if isinstance(cell, tuple) else not pd.isna(cell) for cell in column], bool
        )
    return np.asarray(column.notna() & ~column.isin(_UNKNOWN), dtype=bool)
