"""Rival corridors side by side: computed, published, and how exposed each is to each country."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from dashboard.view.blocks import Block, Chart, Mark, Row, Table
from dashboard.view.pages.routes import asked
from dashboard.view.pages.routes.say import Say, row_of
from geodata.network import FAR_ROUND, Rival, exposure, spread

PERCENT = 100
# Countries with a colour of their own; the rest are drawn as one.
MOST_COUNTRIES = 8
LEAST_SHARE = 0.005
ELSEWHERE = "elsewhere"


def blocks(question: asked.Question) -> tuple[Block, ...]:
    """Return the corridors as computed, their exposure, and every published claim with its spread."""
    compared = _compared(question)
    claims = asked.published(question.context)
    return (
        _table(compared, claims, question),
        _exposure(compared, question.say),
        _spread(claims, question.say),
        _claims(claims, question.say),
    )


def _compared(question: asked.Question) -> tuple[Rival, ...]:
    """Compare for the pair asked for; for each corridor's own ends where the reader has named none."""
    if question.is_example:
        return asked.rivals_of_own(question.context, question.request)
    return asked.rivals(question.context, question.request)


def _table(compared: tuple[Rival, ...], claims: pd.DataFrame, question: asked.Question) -> Block:
    say, words = question.say, question.say.words
    labels = "corridor km km_published days_range waits_unknown"
    labels += " borders mode_changes gauge_breaks co2 granted"
    names = _names(compared, say)
    rows = tuple(
        Row((names[rival.corridor.code], *_cells(rival, claims, question)), strong=_is_own(rival, question))
        for rival in compared
    )
    heads = say.heads(labels, range(1, 9))
    says = [words("routes.rivals_rule")]
    if question.is_example:
        says.append(words("routes.rivals_default"))
    elif any(_is_own(rival, question) for rival in compared):
        says.append(words("routes.rivals_own_ends"))
    titles = {"days": words("routes.days_axis"), "km": words("routes.km_axis")}
    chart = Chart("ranges", tuple(_marks(compared, claims, say)), titles)
    return Block(
        "rivals", words("routes.rivals_title"), says=tuple(says), table=Table(heads, rows), chart=chart
    )


def _names(compared: tuple[Rival, ...], say: Say) -> dict[str, str]:
    """Name the corridors, with their ends where those differ: then their figures do not compare."""
    codes = [rival.corridor.code for rival in compared]
    ends = [say.ends(rival.request.origin, rival.request.destination) for rival in compared]
    names = [say.words(f"rival.{code}") for code in codes]
    if len(set(ends)) > 1:
        names = [f"{name} ({of})" for name, of in zip(names, ends, strict=True)]
    return dict(zip(codes, names, strict=True))


def _is_own(rival: Rival, question: asked.Question) -> bool:
    """Whether a corridor is compared for its own ends though the reader has named others."""
    pair = (question.request.origin, question.request.destination)
    return not question.is_example and (rival.request.origin, rival.request.destination) != pair


def _cells(rival: Rival, claims: pd.DataFrame, question: asked.Question) -> tuple[str | None, ...]:
    route, say = rival.route, question.say
    if route is None:
        return (*[None] * 8, say.words("routes.not_joined"))
    totals = route.totals
    return (
        say.number(totals.length_km),
        say.between(*_published_km(rival, claims)),
        say.range(totals.days),
        str(len(route.gaps)),
        str(totals.border_crossings),
        str(totals.mode_changes),
        str(totals.gauge_breaks),
        say.between(totals.co2.low, totals.co2.high) if totals.co2_share else None,
        _granted(rival, question),
    )


def _published_km(rival: Rival, claims: pd.DataFrame) -> tuple[float, float]:
    """Lowest and highest published length of the whole way: claims on it, and chains that are all of it."""
    said = list(_same_ends(rival, claims)["length_km"].dropna())
    if rival.route is not None:
        chains = rival.route.published_lengths
        said += [
            km for km, legs in zip(chains["length_km"], chains["legs"], strict=True) if _is_all(rival, legs)
        ]
    return (min(said), max(said)) if said else (float("nan"), float("nan"))


def _is_all(rival: Rival, legs: Collection[str]) -> bool:
    return rival.route is not None and set(legs) == set(rival.route.legs.index)


def _granted(rival: Rival, question: asked.Question) -> str:
    say, corridor = question.say, rival.corridor
    words, allowed = say.words, [code for code in corridor.allows if code in question.request.avoid]
    parts = []
    if allowed:
        parts.append(words("routes.granted_countries", countries=say.listed(allowed)))
    if corridor.builds:
        parts.append(words("routes.granted_legs", n=len(corridor.builds)))
    granted = "; ".join(parts) or words("routes.granted_nothing")
    if rival.detour > FAR_ROUND:
        key = "routes.detour_by_sea" if corridor.by_sea else "routes.detour"
        return f"{granted}. {words(key, times=words.number(rival.detour, 1))}"
    return granted


def _marks(compared: tuple[Rival, ...], claims: pd.DataFrame, say: Say) -> Iterator[Mark]:
    computed, published = say.words("routes.computed"), say.words("routes.claimed")
    names = _names(compared, say)
    for rival in compared:
        if rival.route is None:
            continue
        name, totals = names[rival.corridor.code], rival.route.totals
        if len(rival.route.gaps):
            # Days that leave out waits never stand in a chart like days that leave out none.
            name += f" · {say.words('routes.waits_out', n=len(rival.route.gaps))}"
        days, ends = totals.days, say.ends(rival.request.origin, rival.request.destination)
        yield Mark(computed, name, days.typical, days.low, days.high, "days", ends)
        yield Mark(computed, name, totals.length_km, group="km", said=ends)
        claimed = _same_ends(rival, claims)
        for _, claim in claimed.iterrows():
            yield from _claimed(claim, name, published, say)
        chains = rival.route.published_lengths
        for length_id, chain in chains[[_is_all(rival, legs) for legs in chains["legs"]]].iterrows():
            if chain["length_km"] in set(claimed["length_km"]):
                continue  # one figure that two tables hold
            sources = row_of(say.context.facts.lengths, str(length_id))["source_ids"]
            who = ", ".join(link.label for link in say.links(sources))
            yield Mark(published, name, float(chain["length_km"]), group="km", said=who)


def _claimed(claim: pd.Series[Any], name: str, series: str, say: Say) -> Iterator[Mark]:
    who = ", ".join(link.label for link in say.links(claim["source_ids"]))
    low, high = claim["days_low"], claim["days_high"]
    if pd.notna(low):
        top = float(low if pd.isna(high) else high)
        # Both ends of what is published, never something between.
        for value in dict.fromkeys((float(low), top)):
            yield Mark(series, name, value, float(low), top, "days", who)
    if pd.notna(claim["length_km"]):
        yield Mark(series, name, float(claim["length_km"]), group="km", said=who)


def _same_ends(rival: Rival, claims: pd.DataFrame) -> pd.DataFrame:
    """Return published claims on a corridor for the same two ends, in either direction."""
    ends = {rival.request.origin, rival.request.destination}
    same = [
        code == rival.corridor.code and {one, other} == ends
        for code, one, other in zip(
            claims["corridor_code"], claims["origin_node"], claims["destination_node"], strict=True
        )
    ]
    return claims[same]


def _exposure(compared: tuple[Rival, ...], say: Say) -> Block:
    words = say.words
    names = _names(compared, say)
    shares = exposure({names[rival.corridor.code]: rival.route for rival in compared if rival.route})
    named = {
        code: words("routes.elsewhere") if code == ELSEWHERE else say.names.country(str(code))
        for code in shares
    }
    rows = []
    for code, row in shares.iterrows():
        parts = [
            f"{named[one]} {say.number(PERCENT * share, 1)}"
            for one, share in row.items()
            if share >= LEAST_SHARE
        ]
        rows.append(Row((str(code), "; ".join(parts))))
    heads = say.heads("corridor shares")
    chart = Chart("exposure", tuple(_shares(shares, named, say)), {"share": words("routes.share_axis")})
    return Block(
        "exposure",
        words("routes.exposure"),
        says=(words("routes.exposure_rule"),),
        table=Table(heads, tuple(rows)),
        chart=chart,
    )


def _shares(shares: pd.DataFrame, named: dict[Any, str], say: Say) -> Iterator[Mark]:
    """Yield a mark per corridor and country; beyond the most exposed ones the rest are one mark."""
    countries = [str(code) for code in shares if code != ELSEWHERE]
    own = countries[:MOST_COUNTRIES]
    for corridor, row in shares.iterrows():
        name = str(corridor)
        for country in own:
            yield Mark(named[country], name, PERCENT * float(row[country]))
        yield Mark(
            say.words("routes.other_countries"), name, PERCENT * float(row[countries[MOST_COUNTRIES:]].sum())
        )
        if ELSEWHERE in shares:
            yield Mark(named[ELSEWHERE], name, PERCENT * float(row[ELSEWHERE]))


def _spread(claims: pd.DataFrame, say: Say) -> Block:
    words = say.words
    rows = []
    for _, row in spread(claims).reset_index().iterrows():
        days = row[["computed_days_low", "computed_days_typical", "computed_days_high"]]
        rows.append(
            Row(
                (
                    _corridor(str(row["corridor"]), say),
                    f"{row['origin']} → {row['destination']}",
                    str(int(row["claims"])),
                    say.between(row["km_min"], row["km_max"]),
                    say.number(row["computed_km"]),
                    say.between(row["days_min"], row["days_max"], 1),
                    say.between(days.iloc[0], days.iloc[2], 1),
                    say.number(days.iloc[1], 1),
                )
            )
        )
    labels = "corridor ends claims km_claimed km_computed days_claimed days_computed days_typical"
    heads = say.heads(labels, range(2, 8))
    return Block(
        "spread", words("routes.spread"), says=(words("routes.spread_rule"),), table=Table(heads, tuple(rows))
    )


def _claims(claims: pd.DataFrame, say: Say) -> Block:
    words = say.words
    rows = []
    for _, claim in claims.iterrows():
        cells = (
            _corridor(str(claim["corridor"]), say),
            f"{claim['origin']} → {claim['destination']}",
            None if pd.isna(claim["year"]) else str(int(claim["year"])),
            say.number(claim["length_km"]),
            say.number(claim["computed_km"]),
            say.between(claim["days_low"], claim["days_high"], 1),
            say.between(claim["computed_days_low"], claim["computed_days_high"], 1),
            say.number(claim["cost_usd_per_feu"]),
            None if pd.isna(claim["note"]) else str(claim["note"]),
        )
        rows.append(Row(cells, links=say.links(claim["source_ids"])))
    labels = "corridor ends year km_claimed km_computed days_claimed days_computed cost note"
    heads = say.heads(labels, range(2, 8))
    return Block(
        "claims",
        words("routes.claims_title"),
        says=(words("routes.claims_rule"),),
        table=Table(heads, tuple(rows)),
    )


def _corridor(code: str, say: Say) -> str:
    return say.words(f"claimed.{code}")
