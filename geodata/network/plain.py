"""A route as plain values: for JSON, and as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple
from typing import Any

import numpy as np
import pandas as pd

from geodata.model import RUSSIA
from geodata.network.legs import RANGE
from geodata.network.measure import Span
from geodata.network.request import End
from geodata.network.route import Route


def as_json(route: Route) -> dict[str, Any]:
    """Return a route as plain values for JSON: legs, stops, gaps, totals, proof; unknown is None."""
    totals = route.totals
    inside: Any = route.km_by_country.to_dict("index")
    near = route.nearest
    made: dict[str, Any] = _plain(
        {
            "from": _end(route.start),
            "to": _end(route.end),
            "legs": [_leg(route, leg_id, inside[leg_id]) for leg_id in route.legs.index],
            "stops": route.stops.to_dict("records"),
            "gaps": route.gaps.to_dict("records"),
            "totals": {name: value for name, value in asdict(totals).items() if name != "gaps"},
            "proof": {
                "km_in_russia": route.km_inside(RUSSIA),
                "km_by_country": totals.km_by_country,
                "nearest_to_russia": {"leg_id": near.name, **near.to_dict()},
            },
        }
    )
    return made


def _end(end: End) -> dict[str, Any]:
    site = {"site_id": end.site_id, "access_km": end.access_km} if end.site_id else {}
    return {"node_id": end.node_id, **site}


def _leg(route: Route, leg_id: Any, inside: Mapping[str, float]) -> dict[str, Any]:
    leg = route.legs.loc[leg_id]
    plain = ("from_node", "to_node", "mode", "operator", "gauge_mm", "status")
    return {
        "leg_id": leg_id,
        **{name: leg[name] for name in plain},
        "km": leg["length_km"],
        "published_km": [leg["published_km_low"], leg["published_km_high"]],
        "days": {name: leg[f"days_{name}"] for name in RANGE},
        "days_kind": leg["days_kind"],
        "assumption_ids": leg["assumption_ids"],
        "co2_kg_per_tonne": {name: leg[f"co2_{name}"] for name in RANGE},
        "factor_id": leg["factor_id"],
        "countries": {code: km for code, km in inside.items() if km > 0},
        "nearest_russia": route.nearest_russia.loc[leg_id].to_dict(),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float | np.floating):
        return None if np.isnan(value) else round(float(value), 4)
    if value is pd.NA:
        return None
    return int(value) if isinstance(value, np.integer) else value


def as_text(route: Route) -> str:
    """Return a route as lines of English text: legs, totals, proof."""
    totals = route.totals
    published, modelled = _one(totals.days_published.typical), _one(totals.days_modelled.typical)
    return "\n".join(
        [
            *(_access(end) for end in (route.start, route.end) if end.site_id),
            *(_line(str(leg_id), leg) for leg_id, leg in route.legs.to_dict("index").items()),
            f"Length: {totals.length_km:,.0f} km ({_joined(totals.km_by_mode)})",
            f"Days: {_days(totals.days)}, low, typical and high; of the typical, "
            f"{published} published and {modelled} modelled",
            *_missing(route),
            f"CO2: {_whole(totals.co2)} kg per tonne (well to wheel, {totals.co2_share:.0%} of the km)",
            f"Border crossings: {totals.border_crossings}, changes of mode: {totals.mode_changes}, "
            f"gauge breaks: {totals.gauge_breaks}",
            f"By country: {_joined(totals.km_by_country)}",
            _proof(route),
        ]
    )


def _access(end: End) -> str:
    away = f"{end.access_km:,.0f} km away in a straight line (no road, in no total)"
    return f"{end.site_id}: loaded at {end.node_id}, {away}"


def _line(leg_id: str, leg: Mapping[Any, Any]) -> str:
    days = Span(*(leg[f"days_{name}"] for name in RANGE))
    said = _days(days) if leg["days_kind"] else "not known"
    status = leg["status"] if isinstance(leg["status"], str) else "state not known"
    return (
        f"{leg_id}: {leg['from_node']} - {leg['to_node']}, {leg['mode']}, {status}, "
        f"{leg['length_km']:,.0f} km, days {said} ({leg['days_kind'] or 'no source'}), "
        f"{' - '.join(leg['countries'])}"
    )


def _missing(route: Route) -> list[str]:
    waits = [f"{parameter} at {node or leg}" for node, leg, parameter in route.totals.gaps]
    return [f"Not known and in no total: {', '.join(waits)}"] if waits else []


def _proof(route: Route) -> str:
    near, inside = route.nearest, f"In Russia: {route.km_inside(RUSSIA):,.1f} km"
    if np.isnan(near["distance_km"]):
        return inside
    place = f"{near['lat']:.3f}, {near['lon']:.3f}"
    return f"{inside}; nearest to it: {near['distance_km']:,.1f} km, on {near.name} at {place}"


def _days(span: Span) -> str:
    return " / ".join(map(_one, astuple(span)))


def _one(days: float) -> str:
    return "?" if np.isnan(days) else f"{days:.1f}"


def _whole(span: Span) -> str:
    return " / ".join(f"{value:,.0f}" for value in astuple(span))


def _joined(km: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:,.0f} km" for name, value in km.items())
