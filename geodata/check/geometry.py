"""Rules about points, lines and areas, and how legs and nodes hang together. Distances are geodesic."""

import re
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import shapely

from geodata import measures
from geodata.check.context import Context
from geodata.errors import FactError
from geodata.model import FREIGHT, LAND, RUSSIA, SHIPS, in_service

# Ports and crossings lie on the very line that the polygons draw a little differently.
COUNTRY_TOLERANCE_KM = 15.0
END_TOLERANCE_KM = 1.0
# Straits and canals that are narrower than the polygons show.
LAND_TOLERANCE_KM = 2.0
# Bridges, lakes, and coasts that are drawn a little differently.
UNCOVERED_TOLERANCE_KM = 25.0
LENGTH_TOLERANCE = 0.10
BYPASS = frozenset(
    ["titr-kazakhstan", "titr-turkmenistan", "btk", "black-sea", "feeder", "planned", "southern-iran"]
)
# Shorter than any stretch worth a row; a line of one point repeated has no length at all.
SHORTEST_LEG_KM = 0.1
_SAYS_WHY_ON_LAND = re.compile(r"\b(land|lake|canal|strait)\b", re.IGNORECASE)
_SAYS_WHY_ALONE = re.compile(r"\b(no leg|label point)\b", re.IGNORECASE)
_ENDS = ["from_node", "to_node"]


def every_shape_is_sound(facts: Context) -> Iterator[FactError]:
    """Check that shapes are there, of the right form, valid, and on the globe."""
    for (table, row), (problem, repair) in facts.unsound.items():
        yield facts.fault(table, row, "geometry", problem, repair)


def every_node_lies_in_its_country(facts: Context) -> Iterator[FactError]:
    """Check that a node lies in its country or within 15 km of it, where the borders know the country."""
    for row, country in outside(facts, facts.shapes("nodes"), COUNTRY_TOLERANCE_KM):
        problem = f"the node is more than {COUNTRY_TOLERANCE_KM:g} km outside {country}"
        yield facts.fault("nodes", row, "lat", problem, "mend lat and lon (not swapped?) or iso3")


def every_leg_ends_at_its_nodes(facts: Context) -> Iterator[FactError]:
    """Check that a leg starts and ends within a kilometre of its two nodes."""
    legs, nodes = facts.shapes("legs"), facts.shapes("nodes")
    for column, end in (("from_node", 0), ("to_node", -1)):
        known = legs[legs[column].isin(nodes.index)]
        place = nodes.loc[known[column]]
        lon, lat = shapely.get_coordinates(shapely.get_point(known.geometry.to_numpy(), end)).T
        far = measures.distance_km(lon, lat, place["lon"], place["lat"])
        for row, node, km in zip(known.index, known[column], far, strict=True):
            if km > END_TOLERANCE_KM:
                problem = f"the line ends {km:.1f} km from {node}"
                repair = "let the line start at from_node, end at to_node"
                yield facts.fault("legs", row, column, problem, repair)


def every_sea_leg_stays_on_water(facts: Context) -> Iterator[FactError]:
    """Check that a sea leg keeps off land, but for 15 km around its ends and where its note says why."""
    legs = facts.shapes("legs")
    legs = legs[legs["mode"].isin(SHIPS)]
    lines = np.asarray(legs.geometry)
    for ends in (shapely.get_point(lines, 0), shapely.get_point(lines, -1)):
        lines = shapely.difference(lines, measures.discs(ends, COUNTRY_TOLERANCE_KM))
    inside = measures.km_by_country(legs.set_geometry(lines), _areas(facts)).sum(axis=1)
    for row, km in inside[inside > LAND_TOLERANCE_KM].items():
        notes = " ".join(str(legs.loc[str(row), name]) for name in ("length_check_note", "note"))
        if not _SAYS_WHY_ON_LAND.search(notes):
            problem = f"the sea leg runs {km:.1f} km over land"
            repair = "move its waypoints, or say in its note why it is on land"
            yield facts.fault("legs", row, "geometry", problem, repair)


def every_land_leg_lies_in_countries(facts: Context) -> Iterator[FactError]:
    """Check that a leg over land lies inside the borders: what they leave out no measure can see."""
    legs = facts.shapes("legs")
    legs = legs[legs["mode"].isin(LAND)]
    inside = measures.km_by_country(legs, _areas(facts)).sum(axis=1)
    missing = measures.length_km(legs.geometry) - inside
    missing = missing[(missing > UNCOVERED_TOLERANCE_KM) & facts.can_read("borders")]
    for row, km in missing.items():
        problem = f"{km:.1f} km of the leg lie in no country of the borders"
        yield facts.fault("legs", row, "geometry", problem, "move its waypoints or make the borders wider")


def no_bypass_enters_russia(facts: Context) -> Iterator[FactError]:
    """Check that a leg of a corridor that bypasses Russia has no kilometre in Russia (10m borders)."""
    legs, areas = facts.shapes("legs"), _areas(facts)
    if RUSSIA not in areas.index:
        if facts.can_read("borders"):
            problem = "the country is missing, so the bypass cannot be shown"
            yield facts.fault("borders", RUSSIA, None, problem, "make the borders anew")
        return
    legs = legs[legs["corridor"].isin(BYPASS)]
    inside = measures.km_by_country(legs, areas[areas.index == RUSSIA])[RUSSIA]
    for row, km in inside[inside > measures.TOUCH_KM].items():
        problem = f"the leg runs {km:.3f} km inside {RUSSIA}, which its corridor bypasses"
        yield facts.fault("legs", row, "geometry", problem, "move its waypoints or change its corridor")


def every_length_is_near_the_published(facts: Context) -> Iterator[FactError]:
    """Check that legs are drawn within a tenth of a published length, or each says why not."""
    legs = facts.shapes("legs")
    drawn = measures.length_km(legs.geometry).to_dict()
    silent = set(legs.index[legs["length_check_note"].isna()])
    for row, chain, published in facts["lengths"][["legs", "length_km"]].itertuples():
        if pd.isna(published) or not drawn.keys() >= set(chain):
            continue
        km = sum(drawn[leg] for leg in chain)
        if abs(km - published) > LENGTH_TOLERANCE * published and silent.intersection(chain):
            problem = f"published as {published:g} km, drawn as {km:.1f} km"
            repair = "add waypoints, or say why in the length_check_note of each leg"
            yield facts.fault("lengths", row, "length_km", problem, repair)


def outside(facts: Context, points: gpd.GeoDataFrame, km: float) -> Iterator[tuple[str, str]]:
    """Yield the points that lie farther than some km outside their country, with that."""
    areas = _areas(facts)
    known = points[points["iso3"].isin(areas.index)]
    shapes, countries = np.asarray(known.geometry), np.asarray(areas.geometry[known["iso3"]])
    # Country by country is slow for a circle: only what is outside is looked at twice.
    out = np.flatnonzero(~shapely.covers(countries, shapes))
    far = out[~shapely.intersects(countries[out], measures.discs(shapes[out], km))]
    yield from ((str(row), str(country)) for row, country in known["iso3"].iloc[far].items())


def _areas(facts: Context) -> gpd.GeoDataFrame:
    """Borders by country, prepared for many questions."""
    borders = facts.shapes("borders")
    shapely.prepare(np.asarray(borders.geometry))
    return borders


def every_leg_has_a_length(facts: Context) -> Iterator[FactError]:
    """Check that a leg joins two different nodes by a line with a length."""
    legs = facts.shapes("legs")
    for row, km in measures.length_km(legs.geometry).items():
        if km < SHORTEST_LEG_KM:
            problem = f"the line is {km * 1000:.0f} m long"
            yield facts.fault("legs", row, "geometry", problem, "draw the line from from_node to to_node")
    loops = facts["legs"].index[facts["legs"]["from_node"] == facts["legs"]["to_node"]]
    problem = "the leg ends where it starts"
    yield from facts.faults("legs", loops, "from_node", problem, "name the node at its end")


def no_leg_is_there_twice(facts: Context) -> Iterator[FactError]:
    """Check that no two legs of one mode and state of service join the same two nodes."""
    legs = facts["legs"]
    first: dict[tuple[frozenset[str], str, bool], Any] = {}
    for row, start, end, mode, used in legs[[*_ENDS, "mode"]].assign(used=in_service(legs)).itertuples():
        twin = first.setdefault((frozenset([str(start), str(end)]), str(mode), used), row)
        if twin != row:
            problem = f"it joins the same nodes as {twin} by the same mode"
            yield facts.fault("legs", row, "to_node", problem, "remove one, or put a node between")


def no_leg_is_cut_off(facts: Context) -> Iterator[FactError]:
    """Check that legs in service for any goods hang together, so that no way is missing for want of a leg."""
    legs = facts["legs"]
    legs = legs[legs["mode"].isin(FREIGHT) & in_service(legs)].dropna(subset=_ENDS)
    graph = nx.Graph(list(zip(legs["from_node"], legs["to_node"], strict=True)))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    for island in parts[1:]:
        row = legs.index[legs["from_node"].isin(island)][0]
        problem = f"no leg in service joins {', '.join(sorted(island))} to the rest of the network"
        yield facts.fault("legs", row, "from_node", problem, "add the missing leg, or mend status or mode")


def every_node_is_on_a_leg(facts: Context) -> Iterator[FactError]:
    """Check that a node is the end of some leg, or its note says that none is drawn."""
    nodes, legs = facts["nodes"], facts["legs"]
    alone = nodes.index.difference(pd.Index([*legs["from_node"].dropna(), *legs["to_node"].dropna()]))
    silent = [row for row in alone if not _SAYS_WHY_ALONE.search(str(nodes.loc[row, "note"]))]
    if not legs.empty:
        repair = "add a leg, or say in its note that no leg is drawn to it"
        yield from facts.faults("nodes", silent, "node_id", "no leg starts or ends at the node", repair)
