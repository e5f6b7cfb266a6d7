"""What the figures of a way leave out, and what its lines and factors are worth."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dashboard.view.labels import Labels
from geodata.network import Route


def notes(route: Route, labels: Labels) -> Iterator[str]:
    """Say what the figures of a way leave out, and how good its lines are."""
    words, totals = labels.words, route.totals
    yield words("routes.lines_ours", precision=_precision(route, labels))
    if totals.co2_share < 1:
        yield words("routes.co2_part", share=words.number(100 * totals.co2_share, 0))
    if len(route.gaps):
        yield words("routes.gaps_out", n=len(route.gaps))
    yield from _passages(route, labels)
    yield from _ships(route, labels)
    yield from _one_value(route, labels)


def _passages(route: Route, labels: Labels) -> Iterator[str]:
    """Say which borders are crossed within a leg, where no source gives a stop and none is counted."""
    nodes = labels.facts.nodes["iso3"]
    for leg_id, leg in route.legs.iterrows():
        ends = {nodes[leg["from_node"]], nodes[leg["to_node"]]}
        for code in leg["countries"]:
            if code not in ends:
                inside = float(route.km_by_country[str(code)][str(leg_id)])
                name, km = labels.country(str(code)), labels.words.number(inside, 1)
                yield labels.words("routes.passage", leg=labels.leg(str(leg_id)), country=name, km=km)


def _ships(route: Route, labels: Labels) -> Iterator[str]:
    """Say where goods would change from one kind of ship to another, which no figure contains."""
    legs = route.legs[["mode", "factor_id", "to_node"]].to_numpy().tolist()
    for (mode, factor, place), (next_mode, next_factor, _) in pairwise(legs):
        if mode == next_mode == "sea" and factor != next_factor:
            yield labels.words("routes.one_ship", place=labels.place(str(place)))


def _one_value(route: Route, labels: Labels) -> Iterator[str]:
    """Name the modes whose factor has no range of its own, so that the range of CO2 is not theirs."""
    factors = labels.facts.emission_factors
    known = route.legs[route.legs["factor_id"] != ""]
    single = known[factors.loc[known["factor_id"], ["low", "high"]].isna().all(axis=1).to_numpy()]
    if len(single):
        modes = [labels.code("legs", "mode", mode) for mode in single["mode"].unique()]
        yield labels.words("routes.co2_single", modes=labels.words.listed(modes))


def _precision(route: Route, labels: Labels) -> str:
    precise = labels.facts.legs["line_precision"].reindex(route.legs.index)
    km = route.legs["length_km"].groupby(precise.astype(str)).sum().sort_values(ascending=False)
    unit = labels.words("unit.km")
    return "; ".join(
        f"{labels.code('legs', 'line_precision', str(code))}: {labels.words.number(one, 0)} {unit}"
        for code, one in km.items()
    )
