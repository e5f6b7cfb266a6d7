"""Competing corridors side by side: computed, published, and how exposed each is to each country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Block, Chart, Mark, Row
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import Shown, figures, picked, with_rows
from geodata.network import FAR_ROUND, CorridorRoute, Route, claims, compare, exposure, spread

# Countries with a colour of their own; the rest are drawn as one.
MOST_COUNTRIES = 8
LEAST_SHARE = 0.005
ELSEWHERE = "elsewhere"
HEADS = "corridor days_range km waits_unknown | granted km_published borders mode_changes gauge_breaks co2"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the corridors as computed, their exposure, and every published claim with its spread."""
    compared, published = _compared(query), query.context.keep(claims, query.network)
    side_by_side, exposed = _side_by_side(compared, published, query), _exposure(compared, query)
    claimed = with_rows((_spread(published, query), _claims(published, query)))
    return (
        query.behind(side_by_side),
        query.behind(exposed),
        Block("published", query.text("published_claims"), folded=claimed),
    )


def _compared(query: Query) -> dict[str, CorridorRoute]:
    """Compare the corridors for the pair, by the names to show.

    One that does not join the two, and all where the reader has named none, stand for ends of their own. The
    names have their ends where those differ: then their figures do not compare.
    """
    keep, built, request = query.context.keep, query.network, query.request
    found = keep(compare, built, replace(request, origin=None, destination=None))
    if not query.is_example:
        pairs = zip(keep(compare, built, request), found, strict=True)
        found = tuple(one if one.route else own for one, own in pairs)
    ends = [query.labels.ends(one.request.origin, one.request.destination) for one in found]
    names = [query.words(f"corridor.{one.corridor.code}") for one in found]
    if len(set(ends)) > 1:
        names = [f"{name} · {of}" for name, of in zip(names, ends, strict=True)]
    return dict(zip(names, found, strict=True))


def _side_by_side(compared: dict[str, CorridorRoute], published: pd.DataFrame, query: Query) -> Block:
    pair = (query.request.origin, query.request.destination)
    rows = [
        Row(
            picked(HEADS, {"corridor": name, **_figures(one, published, query)}, UNKNOWN),
            # One that is compared for its own ends though the reader has named others.
            strong=not query.is_example and (one.request.origin, one.request.destination) != pair,
        )
        for name, one in compared.items()
    ]
    said = "default" if query.is_example else "own_ends" if any(row.strong for row in rows) else ""
    marks = (mark for name, one in compared.items() for mark in _marks(name, one, published, query.labels))
    return query.block(
        "corridors",
        HEADS,
        rows,
        query.text("corridors_rule"),
        says=(query.text(f"corridors_{said}"),) if said else (),
        chart=Chart("ranges", tuple(marks), {"days": query.text("days"), "km": query.text("km_axis")}),
    )


def _figures(one: CorridorRoute, published: pd.DataFrame, query: Query) -> Mapping[str, Shown]:
    if one.route is None:
        return {"granted": query.text("not_joined")}
    # Published lengths of the whole way: claims on it, and chains that are all of it.
    km = pd.concat([_same_ends(one, published)["length_km"], _whole_chains(one.route)["length_km"]])
    length = cells.between(km.min(), km.max(), query.words)
    return {**figures(one.route, query.words), "granted": _granted(one, query), "km_published": length}


def _whole_chains(route: Route) -> pd.DataFrame:
    chains, every = route.published_lengths, set(route.legs.index)
    return chains[chains["legs"].map(lambda legs: set(legs) == every).astype(bool)]


def _same_ends(one: CorridorRoute, published: pd.DataFrame) -> pd.DataFrame:
    """Return published claims on a corridor for the same two ends, in either direction."""
    ends = [one.request.origin, one.request.destination]
    from_here = published["origin_node"].isin(ends) & published["destination_node"].isin(ends)
    whole = published["origin_node"] != published["destination_node"]
    return published[(published["corridor_code"] == one.corridor.code) & from_here & whole]


def _granted(one: CorridorRoute, query: Query) -> str:
    corridor, parts = one.corridor, []
    if allowed := [code for code in corridor.allows if code in query.request.avoid]:
        parts.append(query.text("granted_countries", countries=query.labels.countries(allowed)))
    if corridor.builds:
        parts.append(query.text("granted_legs", n=len(corridor.builds)))
    granted = "; ".join(parts) or query.text("granted_nothing")
    if one.detour > FAR_ROUND:
        key = "detour_by_sea" if corridor.by_sea else "detour"
        return f"{granted}. {query.text(key, times=query.words.number(one.detour, 1))}"
    return granted


def _marks(name: str, one: CorridorRoute, published: pd.DataFrame, labels: Labels) -> Iterator[Mark]:
    """Yield the computed days and km of a corridor, and what is published for the same two ends."""
    words, route = labels.words, one.route
    if route is None:
        return
    computed, claimed = words("routes.computed"), words("routes.claimed")
    if len(route.gaps):
        # Days that leave out waits never stand in a chart like days that leave out none.
        name = f"{name}{', ' if ' · ' in name else ' · '}{words('routes.waits_out', n=len(route.gaps))}"
    days, ends = route.totals.days, labels.ends(one.request.origin, one.request.destination)
    said = f"{figures(route, words)['days_range'].text}: {ends}"
    yield Mark(computed, name, days.typical, days.low, days.high, "days", said)
    yield _km(computed, name, route.totals.length_km, ends, labels)
    same = _same_ends(one, published)
    for _, claim in same.iterrows():
        yield from _claimed(claim, name, claimed, labels)
    for length_id, km in _whole_chains(route)["length_km"].items():
        if km in set(same["length_km"]):
            continue  # one figure that two tables hold
        sources = row_of(labels.facts.lengths, str(length_id))["source_ids"]
        yield _km(claimed, name, km, _publishers(sources, labels), labels)


def _claimed(claim: pd.Series[Any], name: str, series: str, labels: Labels) -> Iterator[Mark]:
    publishers = _publishers(claim["source_ids"], labels)
    low, high = claim["days_low"], claim["days_high"]
    if pd.notna(low):
        top = float(low if pd.isna(high) else high)
        said = f"{cells.between(low, high, labels.words, 1).text}: {publishers}"
        # Both ends of what is published, never something between.
        for value in dict.fromkeys((float(low), top)):
            yield Mark(series, name, value, float(low), top, "days", said)
    if pd.notna(claim["length_km"]):
        yield _km(series, name, claim["length_km"], publishers, labels)


def _km(series: str, name: str, km: float, of: str, labels: Labels) -> Mark:
    said = f"{labels.words.number(km, 0)} {labels.words('unit.km')}: {of}"
    return Mark(series, name, float(km), group="km", said=said)


def _publishers(source_ids: Any, labels: Labels) -> str:
    return ", ".join(link.label for link in labels.links(source_ids))


def _exposure(compared: dict[str, CorridorRoute], query: Query) -> Block:
    labels = query.labels
    shares = exposure({name: one.route for name, one in compared.items() if one.route})
    named = {str(code): labels.country(str(code)) for code in shares}
    named[ELSEWHERE] = query.text("elsewhere")
    rows = []
    for name, row in shares.rename(columns=named).iterrows():
        seen = row[row >= LEAST_SHARE].items()
        parts = (f"{country} {labels.words.number(100 * share, 1)}" for country, share in seen)
        rows.append(Row((str(name), "; ".join(parts))))
    chart = Chart(
        "stacked",
        tuple(_shares(shares, named, labels)),
        {"share": query.text("share_axis")},
        {query.text("other_countries"): "series_rest", named[ELSEWHERE]: "series_sea"},
    )
    return query.block("exposure", "corridor shares", rows, query.text("exposure_rule"), chart=chart)


def _shares(shares: pd.DataFrame, named: dict[str, str], labels: Labels) -> Iterator[Mark]:
    """Yield a mark per corridor and country; beyond the most exposed ones the rest are one mark."""
    words, countries = labels.words, [str(code) for code in shares if code != ELSEWHERE]
    rest = words("routes.other_countries")
    drawn = shares[countries[:MOST_COUNTRIES]].copy()
    drawn[rest] = shares[countries[MOST_COUNTRIES:]].sum(axis=1)
    drawn[ELSEWHERE] = shares[ELSEWHERE]
    for corridor, row in drawn.iterrows():
        for code, share in row.items():
            record = f"country:{code}"
            request = {"sel": record} if record in labels.context.vocabulary.records else {}
            said = str(cells.percent(share, words).text)
            yield Mark(
                named.get(str(code), rest), str(corridor), 100 * float(share), said=said, request=request
            )


def _spread(published: pd.DataFrame, query: Query) -> Block:
    words = query.words
    rows = tuple(
        Row(
            (
                *_pair(row, row["days_min"], row["days_max"], query),
                cells.span_in(row, "computed_days_", words),
                cells.number(row["claims"], words),
                cells.between(row["km_min"], row["km_max"], words),
                cells.number(row["computed_km"], words),
            )
        )
        for _, row in spread(published).reset_index().iterrows()
    )
    heads = "corridor days_claimed ends days_computed | claims km_claimed km_computed"
    rule = query.text("spread_rule")
    return query.block("spread", heads, rows, rule, count=len(rows))


def _claims(published: pd.DataFrame, query: Query) -> Block:
    words = query.words
    rows = tuple(
        Row(
            (
                *_pair(claim, claim["days_low"], claim["days_high"], query),
                cells.year(claim["year"], words),
                cells.between(claim["computed_days_low"], claim["computed_days_high"], words, 1),
                *(cells.number(claim[name], words) for name in _CLAIMED),
                cells.text(claim["note"]),
            ),
            links=query.labels.links(claim["source_ids"]),
        )
        for _, claim in published.iterrows()
    )
    heads = "corridor days_claimed ends year | days_computed km_claimed km_computed cost note"
    rule, title = query.text("claims_rule"), query.text("claims_title")
    return query.block("claims", heads, rows, rule, title=title, count=len(rows))


_CLAIMED = ("length_km", "computed_km", "cost_usd_per_feu")


def _pair(row: pd.Series[Any], low: float, high: float, query: Query) -> tuple[Shown, ...]:
    """Return of what something is claimed: corridor, days and ends."""
    days = cells.between(low, high, query.words, 1)
    return query.words(f"claimed.{row['corridor']}"), days, f"{row['origin']} → {row['destination']}"
