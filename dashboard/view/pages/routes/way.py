"""The way that is shown: its sentence, the ways that were found, leg by leg, its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

from dashboard.view import cells
from dashboard.view.blocks import Block, Figure
from dashboard.view.pages.routes.details import details, notes
from dashboard.view.pages.routes.legs import legs
from dashboard.view.pages.routes.offered import side_by_side, ways
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import caveats, end_text, figures, passed_over, span_text
from geodata.model import RUSSIA
from geodata.network import Route
from geodata.network.measure import EXACT, difference


def sentence(route: Route, query: Query) -> str:
    """Say a way in one sentence, and in another what it costs that places are closed."""
    days, number = route.totals.days, query.words.number
    inside = route.km_inside(RUSSIA)
    said = {
        "ends": query.ends,
        "km": number(route.totals.length_km, 0),
        # A tenth counts only where there is next to nothing.
        "russia": number(inside, 0 if inside >= 1 else 1),
    }
    far = [
        query.text("far", site=query.labels.place(f"site:{end.site_id}"), km=number(end.access_km, 0))
        for end in (route.start, route.end)
        if end.is_far
    ]
    if far:
        return query.text("sentence_far", **said, far=query.words.listed(far))
    low, high = (end_text(end, query.words) for end in (days.low, days.high))
    told = query.text("sentence", **said, low=low, typical=number(days.typical, 1), high=high)
    return " ".join((told, *_cost(route, query)))


def says(route: Route, query: Query) -> str:
    """Say what must be known beside it: what is not confirmed, how near Russia is, what is loaded where."""
    words, near = query.words, route.nearest
    parts = list(caveats(route, query.labels))
    if not route.km_inside(RUSSIA) and not isnan(near["distance_km"]):
        km, leg = words.number(float(near["distance_km"]), 0), query.labels.leg(str(near.name))
        parts.append(query.text("nearest", km=km, leg=leg))
    if route.totals.access_km:
        parts.append(query.text("access", km=words.number(route.totals.access_km, 0)))
    parts += [passed_over(end, query.labels) for end in (route.start, route.end)]
    return " ".join(filter(None, parts))


def _cost(route: Route, query: Query) -> Iterator[str]:
    """Say what the way costs against the best before places were closed."""
    if query.former is None:
        return
    words, more = query.words, difference(route.totals, query.former.totals)
    km, days = cells.signed(more.length_km, words).text, cells.signed(more.days.typical, words, 1).text
    items = words.listed([*map(query.labels.item, query.request.closed)])
    is_exact = more.days_kind == EXACT and days is not None
    key = "cost_exact" if is_exact else "cost_km" if isnan(more.days.high) else "cost_unlike"
    yield query.text(key, items=items, km=km, days=days)


def blocks(query: Query) -> tuple[Block, ...]:
    """Return everything about the way that is shown; nothing where there is none."""
    route = query.route
    if route is None:
        return ()
    course = replace(legs(route, query), folded=(_figures(route, query),))
    return (ways(query), *(side_by_side(course, query) or (course,)))


def _figures(route: Route, query: Query) -> Block:
    totals, words, nothing = route.totals, query.words, query.text("nothing")
    written = figures(route, words)
    values = {
        "length": f"{words.number(totals.length_km, 0)} {words('unit.km')}",
        "days": span_text(totals.days, words),
        "published": span_text(totals.days_published, words) if totals.days_published.high else nothing,
        "modelled_days": span_text(totals.days_modelled, words) if totals.days_modelled.high else nothing,
        "timed": cells.percent(totals.timed_share, words, 0).text,
        **{key: written[key].text for key in ("borders", "mode_changes", "gauge_breaks", "co2")},
    }
    made_of = details(route, query)
    made = tuple(
        Figure(
            query.text(key),
            value or words("record.unknown"),
            query.text(f"{key}_note"),
            details=made_of.get(key, ()),
        )
        for key, value in values.items()
    )
    by_mode, more = ("; ".join(_modes(route, query)),), tuple(notes(route, query.labels))
    return Block("figures", query.text("shown"), by_mode, figures=made, notes=more)


def _modes(route: Route, query: Query) -> Iterator[str]:
    for mode, count in route.totals.legs_by_mode.items():
        named, km = query.labels.code("legs", "mode", mode), route.totals.km_by_mode[mode]
        yield query.text("by_mode", mode=named, legs=count, km=query.words.number(km, 0))
