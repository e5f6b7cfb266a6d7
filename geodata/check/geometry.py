"""Rules about points, lines and areas. Distances are geodesic."""

import re
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import measures
from geodata.check.context import Context
from geodata.errors import FactError

# Ports and crossings lie on the very line that the polygons draw a little differently.
COUNTRY_TOLERANCE_KM = 15.0
END_TOLERANCE_KM = 1.0
# Straits and canals that are narrower than the polygons show.
LAND_TOLERANCE_KM = 2.0
# Bridges, lakes, and coasts that are drawn a little differently.
UNCOVERED_TOLERANCE_KM = 25.0
# A metre: what rounding to five decimals can move a point.
BYPASS_TOLERANCE_KM = 0.001
LENGTH_TOLERANCE = 0.10
BYPASS = frozenset(
    ["titr-kazakhstan", "titr-turkmenistan", "btk", "black-sea", "feeder", "planned", "southern-iran"]
)
BYPASSED = "RUS"
SEA = frozenset(["sea", "sea-ferry"])
LAND = frozenset(["rail", "road"])
_SAYS_WHY_ON_LAND = re.compile(r"\b(land|lake|canal|strait)\b", re.IGNORECASE)


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
        for row, km in zip(known.index[far > END_TOLERANCE_KM], far[far > END_TOLERANCE_KM], strict=True):
            problem = f"the line ends {km:.1f} km from {known.loc[row, column]}"
            yield facts.fault("legs", row, column, problem, "let the line start at from_node, end at to_node")


def every_sea_leg_stays_on_water(facts: Context) -> Iterator[FactError]:
    """Check that a sea leg keeps off land, but for 15 km around its ends and where its note says why."""
    legs = facts.shapes("legs")
    legs = legs[legs["mode"].isin(SEA)]
    lines = np.asarray(legs.geometry)
    for ends in (shapely.get_point(lines, 0), shapely.get_point(lines, -1)):
        lines = shapely.difference(lines, measures.discs(ends, COUNTRY_TOLERANCE_KM))
    inside = measures.km_inside(lines, np.asarray(_areas(facts))).sum(axis=1)
    for row, km in zip(legs.index, inside, strict=True):
        notes = " ".join(str(legs.loc[row, name]) for name in ("length_check_note", "note"))
        if km > LAND_TOLERANCE_KM and not _SAYS_WHY_ON_LAND.search(notes):
            problem = f"the sea leg runs {km:.1f} km over land"
            repair = "move its waypoints, or say in its note why it is on land"
            yield facts.fault("legs", row, "geometry", problem, repair)


def every_land_leg_lies_in_countries(facts: Context) -> Iterator[FactError]:
    """Check that a leg over land lies inside the borders: what they leave out no measure can see."""
    legs = facts.shapes("legs")
    legs = legs[legs["mode"].isin(LAND)]
    if not facts.can_read("borders"):
        return
    inside = measures.km_inside(np.asarray(legs.geometry), np.asarray(_areas(facts))).sum(axis=1)
    missing = measures.length_km(legs.geometry) - inside
    for row, km in missing[missing > UNCOVERED_TOLERANCE_KM].items():
        problem = f"{km:.1f} km of the leg lie in no country of the borders"
        yield facts.fault("legs", row, "geometry", problem, "move its waypoints or make the borders wider")


def no_bypass_enters_russia(facts: Context) -> Iterator[FactError]:
    """Check that a leg of a corridor that bypasses Russia has no kilometre in Russia (10m borders)."""
    legs, areas = facts.shapes("legs"), _areas(facts)
    if BYPASSED not in areas.index:
        if facts.can_read("borders"):
            problem = "the country is missing, so the bypass cannot be shown"
            yield facts.fault("borders", BYPASSED, None, problem, "make the borders anew")
        return
    legs = legs[legs["corridor"].isin(BYPASS)]
    inside = measures.km_inside(np.asarray(legs.geometry), np.asarray(areas[[BYPASSED]]))
    for row, km in zip(legs.index, inside[:, 0], strict=True):
        if km > BYPASS_TOLERANCE_KM:
            problem = f"the leg runs {km:.3f} km inside {BYPASSED}, which its corridor bypasses"
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
    shapes, countries = np.asarray(known.geometry), np.asarray(areas[known["iso3"]])
    # Country by country is slow for a circle: only what is outside is looked at twice.
    out = np.flatnonzero(~shapely.covers(countries, shapes))
    far = out[~shapely.intersects(countries[out], measures.discs(shapes[out], km))]
    yield from ((str(row), str(country)) for row, country in known["iso3"].iloc[far].items())


def _areas(facts: Context) -> "pd.Series[Any]":
    """Borders by country, prepared for many questions."""
    borders = facts.shapes("borders")
    areas: pd.Series[Any] = pd.Series(np.asarray(borders.geometry), index=borders.index)
    shapely.prepare(np.asarray(areas))
    return areas
