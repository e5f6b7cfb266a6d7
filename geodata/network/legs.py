"""The legs in figures: length, days, CO2, countries in the order of the line."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geodata import measures
from geodata.model import Facts, in_service
from geodata.network.days import UNKNOWN, Clock, Leg, Range, Running

# A line that strays less than this into a third country along a border does not cross it.
TRANSIT_KM = 5.0
RANGE = ("low", "typical", "high")
# Fuel and its supply. The other scope leaves the supply out, and the two must not be mixed in one sum.
SCOPE = "well-to-wheel"
GRAMS_PER_KG = 1000
# Mode of a leg, or mode and corridor where the factors know the size of the ships -> mode of the factor.
_FACTORS: Mapping[tuple[str, str], str] = {
    ("rail", ""): "rail",
    ("road", ""): "road",
    ("sea-ferry", ""): "ro-ro-ferry",
    ("sea", ""): "container-ship",
    ("sea", "ocean"): "container-ship-large",
    ("sea", "black-sea"): "container-ship-feeder",
    ("sea", "titr-kazakhstan"): "tanker",
}


def in_figures(
    facts: Facts, km_by_country: pd.DataFrame, clock: Clock
) -> tuple[pd.DataFrame, tuple[Leg, ...], tuple[Running, ...], tuple[Range, ...]]:
    """Return the frame of the legs as ``Network.legs`` describes it; what days depend on; days; CO2."""
    drawn = facts.legs.sort_index()
    plain = ["from_node", "to_node", "mode", "corridor", "status", "operator", "gauge_mm"]
    made = pd.DataFrame(drawn[plain])
    made["in_service"] = in_service(drawn)
    made["length_km"] = measures.length_km(drawn.geometry)
    published = _published_km(facts.lengths).reindex(made.index)
    made[["published_km_low", "published_km_high"]] = published[["low", "high"]]
    made["length_ids"] = [ids if isinstance(ids, tuple) else () for ids in published["ids"]]
    passed = _countries(drawn, facts, km_by_country)
    measured = zip(drawn.iterrows(), made["length_km"], passed, strict=True)
    parts = tuple(_part(str(leg_id), row, km, codes, clock) for (leg_id, row), km, codes in measured)
    running = tuple(clock.running(part) for part in parts)
    _set_range(made, "days", [run.days for run in running])
    found = pd.DataFrame(running, index=made.index, columns=Running._fields)
    made["days_basis"], made["days_kind"], made["speed_kind"] = found.basis, found.kind, found.speed_kind
    made["assumption_ids"] = found.assumption_ids
    made["days_source_ids"] = drawn["days_source_ids"]
    factors = by_mode(facts.emission_factors)
    gases = [co2_kg_per_tonne(part.mode, part.corridor, part.length_km, factors) for part in parts]
    _set_range(made, "co2", [kg for _, kg in gases])
    made["factor_id"] = [factor_id for factor_id, _ in gases]
    made["countries"] = passed
    return made, parts, running, tuple(kg for _, kg in gases)


def _set_range(legs: pd.DataFrame, name: str, ranges: list[Range]) -> None:
    legs[[f"{name}_{part}" for part in RANGE]] = np.array(ranges, dtype=float).reshape(-1, len(RANGE))


def _part(leg_id: str, row: pd.Series[Any], km: float, passed: tuple[str, ...], clock: Clock) -> Leg:
    ends = [clock.nodes[row["from_node"]], clock.nodes[row["to_node"]]]
    gauge = text_of(row["gauge_mm"])
    return Leg(
        leg_id=leg_id,
        ends=frozenset(end.node_id for end in ends),
        countries=frozenset(end.iso3 for end in ends if end.iso3),
        mode=text_of(row["mode"]),
        corridor=text_of(row["corridor"]),
        gauges=frozenset(gauge.split("/")) if gauge else frozenset(),
        passed=passed,
        length_km=km,
        published_days=(float(row["days_low"]), float(row["days_high"])),
        published_kind=text_of(row["days_kind"]),
    )


def _published_km(lengths: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest published length of each leg, from the rows that are about it alone."""
    alone = lengths[(lengths["legs"].map(len) == 1) & lengths["length_km"].notna()]
    by_leg = alone.assign(leg_id=[legs[0] for legs in alone["legs"]], id=alone.index).groupby("leg_id")
    return by_leg.agg(low=("length_km", "min"), high=("length_km", "max"), ids=("id", tuple))


def _countries(drawn: Any, facts: Facts, km_by_country: pd.DataFrame) -> list[tuple[str, ...]]:
    """Countries in the order in which each line passes them: those of its ends, and those it crosses."""
    iso3 = {str(i): text_of(code) for i, code in facts.nodes["iso3"].items()}
    long = (km_by_country >= TRANSIT_KM).to_numpy()
    codes = np.array(km_by_country.columns, dtype=object)
    made = []
    for place, (_, start, end, line) in enumerate(drawn[["from_node", "to_node", "geometry"]].itertuples()):
        ends = (iso3[start], iso3[end])
        between = [str(code) for code in codes[long[place]] if code not in ends]
        if len(between) > 1:
            between.sort(key=lambda code: _position(line, facts.borders.geometry[code]))
        way = filter(None, (ends[0], *between, ends[1]))
        made.append(tuple(code for code, _ in groupby(way)))
    return made


def _position(line: Any, area: Any) -> float:
    return float(shapely.line_locate_point(line, shapely.point_on_surface(shapely.intersection(line, area))))


def text_of(value: Any) -> str:
    """Return a cell of text; empty if it is missing."""
    return value if isinstance(value, str) else ""


def co2_kg_per_tonne(
    mode: str, corridor: str, length_km: float, factors: Mapping[str, tuple[str, Range]]
) -> tuple[str, Range]:
    """Return the factor of a leg (empty if none is known) and its kg CO2e per tonne: km by the factor.

    Examples
    --------
    >>> factor_id, kg = co2_kg_per_tonne("rail", "btk", 1000, {"rail": ("ef", (20.0, 30.0, 40.0))})
    >>> factor_id, kg
    ('ef', (20.0, 30.0, 40.0))
    """
    name = _FACTORS.get((mode, corridor)) or _FACTORS.get((mode, ""), "")
    factor_id, grams = factors.get(name, ("", UNKNOWN))
    low, typical, high = (length_km * value / GRAMS_PER_KG for value in grams)
    return factor_id, (low, typical, high)


def by_mode(emission_factors: pd.DataFrame) -> dict[str, tuple[str, Range]]:
    """Return the factor that holds per mode: its id and g CO2e per tonne-km, well to wheel.

    A factor published as one value has no range of its own: that value then stands for low and high too.
    Of several factors of a mode the newest holds.
    """
    rows = emission_factors[(emission_factors["scope"] == SCOPE) & emission_factors["typical"].notna()]
    found = {}
    for factor_id, row in rows.sort_values("year", kind="stable").iterrows():
        typical = float(row["typical"])
        low, high = (typical if pd.isna(row[name]) else float(row[name]) for name in ("low", "high"))
        found[str(row["mode"])] = (str(factor_id), (low, typical, high))
    return found
