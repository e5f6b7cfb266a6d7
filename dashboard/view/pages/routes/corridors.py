"""Competing corridors side by side: computed, published, and how exposed each is to each country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Block, Cell, Chart, Mark, Row
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import co2, span
from geodata.network import FAR_ROUND, CorridorRoute, Route, claims, compare, exposure, spread

# Countries with a colour of their own; the rest are drawn as one.
MOST_COUNTRIES = 8
LEAST_SHARE = 0.005
ELSEWHERE = "elsewhere"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the corridors as computed, their exposure, and every published claim with its spread."""
    compared, published = _compared(query), query.context.keep(claims, query.network)
    return (
        _side_by_side(compared, published, query),
        _exposure(compared, query),
        _spread(published, query),
        _claims(published, query),
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
        names = [f"{name} ({of})" for name, of in zip(names, ends, strict=True)]
    return dict(zip(names, found, strict=True))


def _has_own_ends(one: CorridorRoute, query: Query) -> bool:
    """Whether a corridor is compared for its own ends though the reader has named others."""
    pair = (query.request.origin, query.request.destination)
    return not query.is_example and (one.request.origin, one.request.destination) != pair


def _side_by_side(compared: dict[str, CorridorRoute], published: pd.DataFrame, query: Query) -> Block:
    rows = tuple(
        Row((name, *_cells(one, published, query)), strong=_has_own_ends(one, query))
        for name, one in compared.items()
    )
    heads = "corridor days_range km waits_unknown granted km_published borders mode_changes gauge_breaks co2"
    says: tuple[str, ...] = ()
    if query.is_example:
        says = (query.text("corridors_default"),)
    elif any(row.strong for row in rows):
        says = (query.text("corridors_own_ends"),)
    marks = tuple(
        mark for name, one in compared.items() for mark in _marks(name, one, published, query.labels)
    )
    chart = Chart("ranges", marks, {"days": query.text("days"), "km": query.text("km_axis")})
    block = replace(query.block("corridors", heads, rows, *says), chart=chart)
    return query.explained(block, query.text("corridors_rule"))


def _cells(one: CorridorRoute, published: pd.DataFrame, query: Query) -> tuple[Cell | str, ...]:
    route, words = one.route, query.words
    if route is None:
        return (*(UNKNOWN,) * 3, query.text("not_joined"), *(UNKNOWN,) * 5)
    totals = route.totals
    return (
        span(totals.days, words),
        cells.number(totals.length_km, words),
        cells.number(len(route.gaps), words),
        _granted(one, query),
        cells.between(*_published_km(one, route, published), words),
        cells.number(totals.border_crossings, words),
        cells.number(totals.mode_changes, words),
        cells.number(totals.gauge_breaks, words),
        co2(route, words),
    )


def _published_km(one: CorridorRoute, route: Route, published: pd.DataFrame) -> tuple[float, float]:
    """Lowest and highest published length of the whole way: claims on it, and chains that are all of it."""
    found = pd.concat([_same_ends(one, published)["length_km"], _whole_chains(route)["length_km"]])
    return float(found.min()), float(found.max())


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
        name = f"{name} · {words('routes.waits_out', n=len(route.gaps))}"
    days, ends = route.totals.days, labels.ends(one.request.origin, one.request.destination)
    said = f"{span(days, words).text}: {ends}"
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
    rows = tuple(
        Row((str(name), "; ".join(_listed(row.rename(named), labels)))) for name, row in shares.iterrows()
    )
    chart = Chart(
        "stacked",
        tuple(_shares(shares, named, labels)),
        {"share": query.text("share_axis")},
        {query.text("other_countries"): "series_rest", named[ELSEWHERE]: "series_sea"},
    )
    block = replace(query.block("exposure", "corridor shares", rows), chart=chart)
    return query.explained(block, query.text("exposure_rule"))


def _listed(shares: pd.Series[float], labels: Labels) -> Iterator[str]:
    for name, share in shares[shares >= LEAST_SHARE].items():
        yield f"{name} {labels.words.number(100 * share, 1)}"


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
                words(f"claimed.{row['corridor']}"),
                cells.between(row["days_min"], row["days_max"], words, 1),
                f"{row['origin']} → {row['destination']}",
                cells.span_in(row, "computed_days_", words),
                cells.number(row["claims"], words),
                cells.between(row["km_min"], row["km_max"], words),
                cells.number(row["computed_km"], words),
            )
        )
        for _, row in spread(published).reset_index().iterrows()
    )
    heads = "corridor days_claimed ends days_computed claims km_claimed km_computed"
    return query.explained(query.block("spread", heads, rows), query.text("spread_rule"))


def _claims(published: pd.DataFrame, query: Query) -> Block:
    words = query.words
    rows = tuple(
        Row(
            (
                words(f"claimed.{claim['corridor']}"),
                cells.between(claim["days_low"], claim["days_high"], words, 1),
                f"{claim['origin']} → {claim['destination']}",
                cells.year(claim["year"], words),
                cells.between(claim["computed_days_low"], claim["computed_days_high"], words, 1),
                cells.number(claim["length_km"], words),
                cells.number(claim["computed_km"], words),
                cells.number(claim["cost_usd_per_feu"], words),
                cells.text(claim["note"]),
            ),
            links=query.labels.links(claim["source_ids"]),
        )
        for _, claim in published.iterrows()
    )
    heads = "corridor days_claimed ends year days_computed km_claimed km_computed cost note"
    block = Block("claims", query.text("claims_title"), table=query.table(heads, rows))
    return query.explained(block, query.text("claims_rule"))
