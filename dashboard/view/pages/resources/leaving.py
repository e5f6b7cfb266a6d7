"""The way out of a site in short, for its record: the days, the way as a strip, what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.state import ViewState
from dashboard.view.blocks import Action, Figure, Link, Strip, Strips
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages import course, ways
from dashboard.view.pages.resources import site
from dashboard.view.pages.resources.query import Query, query_of
from geodata import supply
from geodata.network import Route

# Ports that a way is named by, at most.
MOST_PORTS = 4
# What the way depends on: all else, as filters, changes none.
ASKED = ("destination", "avoid", "closed", "prefer")


@dataclass(frozen=True, slots=True)
class Leaving:
    """How the goods of a site leave for the chosen end without Russia.

    ``days`` and ``strips`` are None where no way is told: ``says`` then says why. ``links`` are the sources
    that the days rest on, ``action`` opens the way in the view of routes, or the pipelines of a field.
    """

    days: Figure | None
    strips: Strips | None
    says: tuple[str, ...]
    links: tuple[Link, ...]
    action: Action | None


def leaving(state: ViewState, labels: Labels, site_id: str) -> Leaving:
    """Return the way out of a site, under what the reader has set."""
    is_beneath = state.view == "resources"
    return labels.context.keep(_leaving, query_of(state.only(ASKED), labels, ()), site_id, is_beneath)


def _leaving(query: Query, site_id: str, is_beneath: bool) -> Leaving:
    action, words = _open(query, site_id), query.words
    if supply.wrong(query.network, query.request):
        return Leaving(None, None, (), (), action)
    out = query.way_out(site_id)
    if out.piped:
        pipes = None if is_beneath else Action(words("record.pipes"), {"view": "resources"})
        return Leaving(None, None, (words("record.piped"),), (), pipes)
    route = None if supply.is_far(out.start) else out.without_russia.best
    if route is None:
        return Leaving(None, None, (site.sentence(query, site_id),), (), action)
    says = tuple(filter(None, _says(query, site_id, out)))
    labels = query.labels
    return Leaving(_days(query, route), _strips(route, labels), says, _sources(route, labels), action)


def _open(query: Query, site_id: str) -> Action:
    # Where a node has the id of the site, the site is meant.
    start = f"site:{site_id}" if site_id in query.facts.nodes.index else site_id
    there = {"view": "routes", "part": "", "from": start, "way": "", "sel": ""}
    end = str(query.request.destination)
    return Action(query.words("record.way_site"), there | ({"to": end} if end != start else {}))


def _days(query: Query, route: Route) -> Figure:
    words, days, closed = query.words, route.totals.days, query.request.closed
    key = "days_to_closed" if closed else "days_to"
    label = words(f"record.{key}", end=query.end, items=words.listed([*map(query.labels.item, closed)]))
    low, high = (ways.end_text(end, words) for end in (days.low, days.high))
    shown = low if low == high else f"{low}–{high}"
    return Figure(label, f"{shown} {words('unit.days', n=days.high)}", words("record.days_note"))


def _strips(route: Route, labels: Labels) -> Strips:
    found, days = tuple(course.pieces(route, labels)), route.totals.days
    ports = course.of_kind("port", route.nodes[1:-1], labels)[:MOST_PORTS]
    stops = dict.fromkeys((route.nodes[0], *ports, route.nodes[-1]))
    named = " · ".join(course.short(node, labels) for node in stops)
    strip = Strip(found, note=named, low=days.low, high=days.high)
    return Strips((strip,), days.high, kinds=course.kinds_of(found, labels))


def _says(query: Query, site_id: str, out: supply.WayOut) -> Iterator[str]:
    """Yield where it is loaded, and what the days leave out."""
    if out.start:
        yield site.access(query, site_id, out.start)
        yield ways.passed_over(out.start, query.labels)
    if out.without_russia.best:
        yield from ways.caveats(out.without_russia.best, query.labels)


def _sources(route: Route, labels: Labels) -> tuple[Link, ...]:
    """Return the sources of the times that the days are made of."""
    legs, table = route.legs, labels.facts.assumptions
    rows = dict.fromkeys([*legs["assumption_ids"].explode().dropna(), *route.stops["assumption_id"]])
    own = legs["days_source_ids"].explode().dropna()
    given = (source for row in rows if row for source in row_of(table, row)["source_ids"])
    return labels.links([*own, *given])
