"""A route as plain values: for JSON, and as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from geodata.network.legs import RANGE
from geodata.network.request import End
from geodata.network.route import Route, Span


def as_json(route: Route) -> dict[str, Any]:
    """Return a route as plain values for JSON: legs, stops, gaps, totals, proof; unknown is None."""
    totals = route.totals
    inside: Any = route.km_by_country.to_dict("index")
    return {
        "from": _end(route.start),
        "to": _end(route.end),
        "legs": [_leg(route, leg_id, inside[leg_id]) for leg_id in route.legs.index],
        "stops": [_plain(row) for row in route.stops.to_dict("records")],
        "gaps": [_plain(row) for row in route.gaps.to_dict("records")],
        "totals": {
            name: _plain(_span(value) if isinstance(value, Span) else value)
            for name in totals.__slots__
            for value in [getattr(totals, name)]
        },
        "proof": {
            "km_in_russia": _plain(route.km_inside("RUS")),
            "km_by_country": _plain(totals.km_by_country),
            "nearest_to_russia": {"leg_id": route.nearest.name, **_plain(route.nearest.to_dict())},
        },
    }


def _end(end: End) -> dict[str, Any]:
    site = {"site_id": end.site_id, "access_km": _plain(end.access_km)} if end.site_id else {}
    return {"node_id": end.node_id, **site}


def _leg(route: Route, leg_id: Any, inside: Mapping[str, float]) -> dict[str, Any]:
    leg = route.legs.loc[leg_id]
    km = {code: value for code, value in inside.items() if value > 0}
    plain = ("from_node", "to_node", "mode", "operator", "gauge_mm", "status")
    return {
        "leg_id": leg_id,
        **{name: _plain(leg[name]) for name in plain},
        "km": _plain(leg["length_km"]),
        "published_km": _plain([leg["published_km_low"], leg["published_km_high"]]),
        "days": _plain({name: leg[f"days_{name}"] for name in RANGE}),
        "days_kind": leg["days_kind"],
        "assumption_ids": list(leg["assumption_ids"]),
        "co2_kg_per_tonne": _plain({name: leg[f"co2_{name}"] for name in RANGE}),
        "factor_id": leg["factor_id"],
        "countries": _plain(km),
        "nearest_russia": _plain(route.nearest_russia.loc[leg_id].to_dict()),
    }


def _span(span: Span) -> dict[str, float]:
    return {name: getattr(span, name) for name in RANGE}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float | np.floating):
        return None if np.isnan(value) else round(float(value), 4)
    if value is pd.NA or value is None:
        return None
    return int(value) if isinstance(value, np.integer) else value
