"""What the figures of a way are made of, what they leave out, and what its lines and factors are worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import Block, Row
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.repairs import close_or_open
from dashboard.view.pages.routes.legs import OF_STOP, stop
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import with_rows
from geodata.network import Route
from geodata.network.days import HOURS_PER_DAY


def details(route: Route, query: Query) -> Mapping[str, tuple[Block, ...]]:
    """Return the tables that a figure is made of, by the key of the figure; none without rows."""
    made = {
        "length": (_lengths(route, query),),
        "days": (_kinds(route, query), _stops(route, query), _gaps(route, query)),
        "co2": (_factors(route, query),),
    }
    return {key: with_rows(blocks) for key, blocks in made.items()}


def _counted(key: str, heads: str, rows: list[Row], query: Query, *says: str) -> Block:
    """Return rows with their number beside the title, and how they are meant."""
    return query.block(key, heads, rows, says=(query.text(f"{key}_rule"), *says), count=len(rows))


def _kinds(route: Route, query: Query) -> Block:
    """Part the days by what they rest on, so that a timetable and a model are never one figure."""
    rows = (
        Row(
            (
                query.text(f"basis_{row['basis']}"),
                cells.span_in(row, "", query.words),
                query.labels.time_kind(str(row["kind"])),
            )
        )
        for _, row in route.days_by_kind.reset_index().iterrows()
    )
    return query.block("kinds", "basis days_range time_kind", rows, says=(query.text("kinds_rule"),))


def _stops(route: Route, query: Query) -> Block:
    rows = [_stop(row, query) for _, row in route.stops.iterrows()]
    return _counted("stops", f"place {OF_STOP}", rows, query, *_taken_over(route, query.words))


def _stop(row: pd.Series[Any], query: Query) -> Row:
    node = str(row["node_id"])
    sign = close_or_open(node, query.request, query.labels)
    return stop(row, query, query.labels.place(node), request={"sel": f"node:{node}"}, actions=(sign,))


def _taken_over(route: Route, words: Words) -> Iterator[str]:
    """Say which part of the waits is no figure of the place itself."""
    days = route.stops.groupby("figure_of")["hours_typical"].sum() / HOURS_PER_DAY
    if days.drop("place", errors="ignore").sum():
        parts = {of: words.number(float(days.get(of, 0.0)), 1) for of in ("place", "group", "elsewhere")}
        yield words("routes.stops_of", **parts)


def _gaps(route: Route, query: Query) -> Block:
    rows = [
        Row(
            (query.labels.item(node or leg), query.words(f"parameter.{parameter}")),
            {"sel": f"node:{node}" if node else f"leg:{leg}"},
        )
        for node, leg, parameter in route.gaps.itertuples(index=False, name=None)
    ]
    return _counted("gaps", "place lacking", rows, query)


def _lengths(route: Route, query: Query) -> Block:
    labels, words = query.labels, query.words
    rows = [
        Row(
            (
                _chain(row["legs"], route, labels),
                cells.number(row["length_km"], words, 1),
                cells.number(row["computed_km"], words, 1),
                cells.signed(100 * (row["computed_km"] / row["length_km"] - 1), words, 1),
                cells.number(len(row["legs"]), words),
                labels.coded("lengths", "kind", row["kind"]),
            ),
            links=labels.links(row_of(query.facts.lengths, str(length_id))["source_ids"]),
        )
        for length_id, row in route.published_lengths.iterrows()
    ]
    return _counted("lengths", "chain km_published km difference leg_count length_kind", rows, query)


def _chain(legs: tuple[str, ...], route: Route, labels: Labels) -> str:
    """Name what published legs cover: from the first to the last as travelled."""
    on_way = route.legs.loc[[leg for leg in route.legs.index if leg in set(legs)]]
    return labels.ends(on_way["from_node"].iloc[0], on_way["to_node"].iloc[-1])


def _factors(route: Route, query: Query) -> Block:
    used = route.legs[route.legs["factor_id"] != ""].groupby("factor_id", sort=False)["mode"].unique()
    rows = (_factor(str(factor_id), modes, query) for factor_id, modes in used.items())
    heads = "mode range unit scope region year note"
    return query.block("factors", heads, rows, says=(query.text("factors_rule"),))


def _factor(factor_id: str, modes: Any, query: Query) -> Row:
    labels, row = query.labels, row_of(query.facts.emission_factors, factor_id)
    shown = (
        ", ".join(labels.code("legs", "mode", mode) for mode in modes),
        cells.span_in(row, "", query.words, 2),
        *(cells.text(row[name]) for name in ("unit", "scope", "region", "year", "note")),
    )
    return Row(shown, links=labels.links(row["source_ids"]))


def notes(route: Route, labels: Labels) -> Iterator[str]:
    """Say what the figures of a way leave out, and how good its lines are."""
    words, totals = labels.words, route.totals
    yield words("routes.lines_ours", precision=_precision(route, labels))
    if 0 < totals.co2_share < 1:
        yield words("routes.co2_part", share=words.number(100 * totals.co2_share, 0))
    if len(route.gaps) and totals.timed_share:
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
