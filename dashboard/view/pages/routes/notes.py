"""What the figures of a way leave out, and what its lines and factors are worth."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dashboard.view.pages.routes import asked
from dashboard.view.pages.routes.say import Say
from geodata.network import End, Route

PERCENT = 100
# States of a leg that a source confirms.
CONFIRMED = ("operational", "limited")


def notes(route: Route, say: Say) -> Iterable[str]:
    """Say what the figures of a way leave out, and how good its lines are."""
    words, totals = say.words, route.totals
    yield words("routes.lines_ours", precision=_precision(route, say))
    if totals.co2_share < 1:
        yield words("routes.co2_part", share=say.number(PERCENT * totals.co2_share))
    if len(route.gaps):
        yield words("routes.gaps_out", n=len(route.gaps))
    yield from _passages(route, say)
    yield from _ships(route, say)
    yield from _one_value(route, say)


def _passages(route: Route, say: Say) -> Iterable[str]:
    """Say which borders are crossed within a leg, where no source gives a stop and none is counted."""
    nodes = say.context.facts.nodes["iso3"]
    for leg_id, leg in route.legs.iterrows():
        ends = {nodes[leg["from_node"]], nodes[leg["to_node"]]}
        for code in leg["countries"]:
            if code not in ends:
                inside = float(route.km_by_country[str(code)][str(leg_id)])
                name, km = say.names.country(str(code)), say.number(inside, 1)
                yield say.words("routes.passage", leg=say.leg(str(leg_id)), country=name, km=km)


def _ships(route: Route, say: Say) -> Iterable[str]:
    """Say where goods would change from one kind of ship to another, which no figure contains."""
    legs = route.legs[["mode", "factor_id", "to_node"]].to_numpy().tolist()
    for (mode, factor, place), (next_mode, next_factor, _) in pairwise(legs):
        if mode == next_mode == "sea" and factor != next_factor:
            yield say.words("routes.one_ship", place=say.place(str(place)))


def _one_value(route: Route, say: Say) -> Iterable[str]:
    """Name the modes whose factor has no range of its own, so that the range of CO2 is not theirs."""
    factors = say.context.facts.emission_factors
    known = route.legs[route.legs["factor_id"] != ""]
    single = known[factors.loc[known["factor_id"], ["low", "high"]].isna().all(axis=1).to_numpy()]
    if len(single):
        modes = [str(say.code("legs", "mode", mode)) for mode in single["mode"].unique()]
        yield say.words("routes.co2_single", modes=say.words.listed(modes))


def _precision(route: Route, say: Say) -> str:
    precise = say.context.facts.legs["line_precision"].reindex(route.legs.index)
    km = route.legs["length_km"].groupby(precise.astype(str)).sum().sort_values(ascending=False)
    unit = say.words("unit.km")
    return "; ".join(
        f"{say.code('legs', 'line_precision', code)}: {say.number(one)} {unit}" for code, one in km.items()
    )


def caveats(route: Route, say: Say) -> Iterable[str]:
    """Say what of a way is not built or not confirmed, and how many waits its days leave out."""
    legs = asked.network(say.context).legs.loc[route.legs.index]
    not_built = float(legs.loc[~legs["in_service"], "length_km"].sum())
    if not_built:
        yield say.words("routes.not_built", km=say.words.number(not_built, 0))
    unsure = float(legs.loc[legs["in_service"] & ~legs["status"].isin(CONFIRMED), "length_km"].sum())
    if unsure:
        yield say.words("routes.unsure", km=say.words.number(unsure, 0))
    if len(route.gaps):
        yield say.words("routes.beside", n=len(route.gaps))


def passed_over(end: End, say: Say) -> str:
    """Say why a site is not loaded at the nearest place; empty where it is."""
    if not end.instead_of:
        return ""
    return say.words(
        f"routes.instead_{end.because}",
        site=say.place(f"site:{end.site_id}"),
        node=say.place(f"node:{end.node_id}"),
        km=say.words.number(end.access_km, 0),
        nearest=say.place(f"node:{end.instead_of}"),
    )
