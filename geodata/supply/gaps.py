"""What is not known: empty cells that a reader would look for, and what is known and not mapped."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from geodata.model import Facts
from geodata.network import Network
from geodata.network.request import FAR_KM

# Record, column, gap; countries and commodities that it is about.
Cell = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]
WHOLE = "unmapped"
# Points that do not show where the site itself is.
STAND_INS = frozenset({"town-centre", "stand-in"})
# What a reader looks for in a site, and the code of its gap.
_CELLS = {"output": "no-output", "operator": "no-operator", "reserves": "no-reserves"}


def gaps(facts: Facts, resource: str | None = None, iso3: str | None = None) -> pd.DataFrame:
    """Return what is not known of a commodity, a country, or all.

    Returns
    -------
    DataFrame
        ``record`` (``site:...``, ``production:...``, ``resource:...`` or ``unmapped:...``), ``column``,
        ``gap``: no-output, no-operator, no-reserves and no-state (of a site), stand-in-point (its point is
        that of a town or of a neighbouring place), no-place, no-production (the country has a site of the
        commodity and no row of output), no-list (a list's outcome is open), unmapped (known and not mapped);
        ``countries`` and ``resources`` that it is about (tuples); and ``item``, ``reason`` and ``settled_by``
        as in ``unmapped``, for it alone. A row of ``unmapped`` that names neither country nor commodity is
        given where it is about production, freight or the commodities as a whole; one that names commodities
        alone for each country with a site of them.
    """
    cells = [*_sites(facts), *_production(facts), *_lists(facts)]
    kept = [cell for cell in cells if iso3 in (None, *cell[3]) and resource in (None, *cell[4])]
    made = pd.DataFrame(kept, columns=["record", "column", "gap", "countries", "resources"])
    known = facts.unmapped[about(facts, [resource] if resource else (), [iso3] if iso3 else ())]
    beside = known[["countries", "resources", "item", "reason", "settled_by"]].assign(
        record=[f"unmapped:{row}" for row in known.index], gap=WHOLE
    )
    return pd.concat([made, beside], ignore_index=True)


def notes(network: Network) -> pd.DataFrame:
    """Return what should be known of sites before their ways out are read: no faults, but worth mending.

    Returns
    -------
    DataFrame
        ``record``, ``column``, ``note`` (what there is) and ``repair``: a site without output, without a
        place, with a point that is not its own, or farther than ``FAR_KM`` from every loading point.
    """
    found = _sites(network.facts)
    rows = [(record, column, *_REPAIRS[gap]) for record, column, gap, *_ in found if gap in _REPAIRS]
    for site_id, entries in network.entries.all().items():
        nearest = min(entries, key=lambda entry: entry.access_km)
        if nearest.access_km > FAR_KM:
            what = f"{nearest.access_km:.0f} km, in a straight line, from the nearest loading point"
            repair = "draw the railway or road that serves it"
            rows.append((f"site:{site_id}", "lat", f"{what} ({nearest.node_id})", repair))
    return pd.DataFrame(rows, columns=["record", "column", "note", "repair"])


_REPAIRS = {
    "no-output": ("no output is known", "add output, output_unit and output_year with a source"),
    "no-place": ("no place is known", "add lat and lon with a source"),
    "stand-in-point": ("the point is not the site's own", "add the site's own point with a source"),
}


def _sites(facts: Facts) -> Iterator[Cell]:
    columns = ["iso3", "resource", "secondary_resources", *_CELLS, "status", "lat", "lon", "precision"]
    for site_id, site in facts.sites[columns].to_dict("index").items():
        record, of = f"site:{site_id}", ((site["iso3"],), (site["resource"], *site["secondary_resources"]))
        for column, gap in _CELLS.items():
            if pd.isna(site[column]):
                yield record, column, gap, *of
        if site["status"] == "unknown":
            yield record, "status", "no-state", *of
        if pd.isna(site["lat"]) or pd.isna(site["lon"]):
            yield record, "lat", "no-place", *of
        elif site["precision"] in STAND_INS:
            yield record, "precision", "stand-in-point", *of


def _production(facts: Facts) -> Iterator[Cell]:
    known, wanted = (
        set(zip(table["iso3"], table["resource"], strict=True)) for table in (facts.production, facts.sites)
    )
    for country, commodity in sorted(wanted - known):
        record = f"production:{country.lower()}-{commodity}"
        yield record, "value", "no-production", (country,), (commodity,)


def _lists(facts: Facts) -> Iterator[Cell]:
    for column in ("list_japan", "list_eu", "list_us"):
        for code in facts.resources.index[facts.resources[column].isna()]:
            yield f"resource:{code}", column, "no-list", (), (code,)


def about(facts: Facts, chosen: Collection[str] = (), countries: Collection[str] = ()) -> list[bool]:
    """Return which rows of ``unmapped`` are about one of the commodities and countries; none means all.

    Which rows name neither, or commodities alone, and are there nevertheless, ``gaps`` tells.
    """
    sites = facts.sites[facts.sites["iso3"].isin(countries)] if countries else facts.sites
    here = {*sites["resource"]}.union(*sites["secondary_resources"])
    made = []
    for kind, named, resources in facts.unmapped[["kind", "countries", "resources"]].to_numpy():
        if not named and not resources:
            made.append(kind in _GENERAL or not (chosen or countries))
            continue
        place = (
            not (countries and set(named).isdisjoint(countries)) if named else not here.isdisjoint(resources)
        )
        made.append(place and not (chosen and set(resources).isdisjoint(chosen)))
    return made


# Kinds of what is not mapped that are about every site or commodity where they name none.
_GENERAL = frozenset({"production", "resource", "freight"})
