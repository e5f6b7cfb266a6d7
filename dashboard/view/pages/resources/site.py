"""The way out of one site: without Russia, with planned legs, with Russia; and the pipelines near a field."""

from dataclasses import replace

from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Action, Block, Cell, Drawn, Row
from dashboard.view.labels import row_of
from dashboard.view.pages import ways
from dashboard.view.pages.repairs import avoiding
from dashboard.view.pages.resources import published, sites
from dashboard.view.pages.resources.query import Query
from dashboard.view.record.beside import is_bare
from geodata import supply
from geodata.model import RUSSIA
from geodata.network import Difference, End, Request, Route, Span
from geodata.supply import PIPED, Found, PipeWay, WayOut

AT_END = "at-end"
HEADS = "answer days_range km km_russia borders unknown_waits_of co2"
PIPES = "pipeline way_out commodity access_km km km_russia"
# Refusals that say why a site itself cannot be loaded.
_KNOWN = ("no_place", "no_entry", "same_ends")
# A point of this precision does not show the site itself.
_ROUGH = ("town-centre", "stand-in", "near", "approximate")


def sentence(query: Query, site_id: str) -> str:
    """Say the way out of a site in one or two sentences; where there is none, why and what to do."""
    words, out = query.words, query.way_out(site_id)
    key = at_end(query) if out.status == AT_END else out.status
    said = [f"{_ends(query, site_id)}: {query.text(f'site_{key}')}"]
    route = _shown(out)
    if route:
        km, russia = (words.number(one, 0) for one in (route.totals.length_km, route.km_inside(RUSSIA)))
        days = ways.span_text(route.totals.days, words)
        said += [query.text("site_way", km=km, days=days, russia=russia)]
        said += ways.caveats(route, query.labels)
    if out.start and not out.piped:
        said.append(ways.passed_over(out.start, query.labels))
    if out.status == "none" and out.no_access_because:
        said.append(query.text(f"no_access_{out.no_access_because}"))
    return " ".join(filter(None, said))


def at_end(query: Query) -> str:
    """Return the key of how a site is loaded at the end: a site is none, but is loaded somewhere itself."""
    kind, _, plain = str(query.request.destination).rpartition(":")
    return AT_END if kind != "site" and plain in query.network.places else "at-end-too"


def drawn_way(query: Query, site_id: str) -> Drawn | None:
    """Return what the map draws of the way out, the best way through Russia beside it."""
    out = query.way_out(site_id)
    route, through = _shown(out), out.through_russia
    if route is None:
        return None
    offered = (route, through) if through and through is not route else (route,)
    return ways.drawn(f"site:{site_id}|{query.request.destination}", offered, route, query.labels)


def blocks(query: Query, site_id: str) -> tuple[Block, ...]:
    """Return the answers with their differences; of a field first the exports known and its pipelines.

    What no pipeline carries, and oil beside it, may be loaded on rail: the answers then say so.
    """
    site = row_of(query.facts.sites, site_id)
    held = (str(site["resource"]), *map(str, site["secondary_resources"]))
    piped = [code for code in PIPED if code in held]
    known = [published.exports_of(query, code, str(site["iso3"])) for code in piped]
    if not query.way_out(site_id).piped:
        return (_answers(query, site_id), *known)
    railed = [query.labels.resource(code) for code in held if code != "natural-gas"]
    block, goods = _answers(query, site_id), query.words.listed(railed)
    title = query.text("railed_title", goods=goods, way=block.title)
    on_rail = replace(block, title=title, says=(query.text("railed"), *block.says))
    return (*known, _pipelines(query, site_id, piped), *([on_rail] if railed else []))


def _ends(query: Query, site_id: str) -> str:
    return query.labels.ends(f"site:{site_id}", query.request.destination)


def _shown(out: WayOut) -> Route | None:
    """Return the way that is told; none where pipelines, or lines too far away, leave it open."""
    if out.piped or supply.is_far(out.start):
        return None
    return out.without_russia.best or out.planned.best or out.with_russia.best


def access(query: Query, site_id: str, start: End) -> str:
    """Say where a site is loaded, and how well its place is known."""
    words, labels = query.words, query.labels
    site, km = row_of(query.facts.sites, site_id), words.number(start.access_km, 0)
    said = [query.text("access", node=labels.place(f"node:{start.node_id}"), km=km)]
    if supply.is_far(start):
        said.append(query.text("far", km=km, most=words.number(supply.FAR_KM, 0)))
    if site["precision"] in _ROUGH:
        said.append(query.text("point", precision=labels.coded("sites", "precision", site["precision"])))
    if is_bare(site):
        said.append(words("record.bare"))
    return " ".join(said)


def _answers(query: Query, site_id: str) -> Block:
    out, title = query.way_out(site_id), query.text("way_out_title", ends=_ends(query, site_id))
    says = (access(query, site_id, out.start),) if out.start else ()
    if supply.is_far(out.start):
        return Block("way_out", title, says=says, actions=_profiles(query, site_id))
    allowed, through = out.difference, out.through_difference
    rows = (
        _answer(query, site_id, "without", out.without_russia, strong=True),
        _answer(query, site_id, "with_planned", out.planned),
        _answer(query, site_id, "allowed", out.with_russia),
        _route(query, "through", out.through_russia),
        *([_difference(query, "less_allowed", allowed, strong=True)] if allowed else []),
        *([_difference(query, "less_through", through)] if through else []),
    )
    return query.block(
        "way_out",
        HEADS,
        rows,
        *map(query.text, ("access_rule", "difference_rule", "days_rule")),
        title=title,
        says=says,
        actions=_profiles(query, site_id),
    )


def _profiles(query: Query, site_id: str) -> tuple[Action, ...]:
    """Return what leads to the profiles of a site's commodity and country."""
    labels, site = query.labels, row_of(query.facts.sites, site_id)
    there = {
        labels.resource(site["resource"]): {"resource": str(site["resource"]), "country": ""},
        labels.country(site["iso3"]): {"country": str(site["iso3"]), "resource": ""},
    }
    return tuple(
        Action(query.text("profile_of", name=name), {"part": "profile", **chosen})
        for name, chosen in there.items()
    )


def _answer(query: Query, site_id: str, key: str, found: Found, *, strong: bool = False) -> Row:
    refused = [one.key for one in found.refusals if one.key in _KNOWN]
    reason = f"refused_{refused[0]}" if refused else "no_way"
    row = _route(query, key, found.best, reason)
    actions = (_open(query, site_id, found.request),) if found.best else ()
    return replace(row, actions=actions, strong=strong)


def _route(query: Query, key: str, route: Route | None, reason: str = "no_way") -> Row:
    """Return the figures of a way, with the waits that its days leave out; or why there is none."""
    label = query.text(f"answer_{key}")
    if route is None:
        why_not = Cell(query.text(reason), "number")
        return Row(ways.picked(HEADS, {"answer": label, "days_range": why_not}))
    shown = ways.picked(HEADS, {"answer": label, **ways.figures(route, query.words)})
    return Row(shown, details=_left_out(query, label, route))


def _left_out(query: Query, label: str, route: Route) -> tuple[Block, ...]:
    """Name the waits that a way leaves out."""
    gaps = route.gaps.itertuples(index=False, name=None)
    named = dict.fromkeys(sites.wait(f"{parameter}@{node or leg}", query) for node, leg, parameter in gaps)
    said = query.text("left_out", way=label, waits="; ".join(named))
    return (Block("waits", says=(said,)),) if named else ()


def _open(query: Query, site_id: str, request: Request) -> Action:
    """Return what opens an answer in the view of routes."""
    there = {
        "view": "routes",
        "from": f"site:{site_id}",
        "to": str(request.destination),
        "avoid": avoiding(request.avoid),
        "planned": "yes" if request.planned else "",
        "part": "",
        "way": "",
    }
    return Action(query.text("open_route"), there)


def _difference(query: Query, key: str, one: Difference, *, strong: bool = False) -> Row:
    words = query.words
    shown = {
        "days_range": sites.difference(one.days, one.days_kind, query),
        "km": cells.signed(one.length_km, words),
        "borders": cells.signed(one.border_crossings, words),
        "unknown_waits_of": cells.signed(one.unknown_waits, words),
        "co2": _signed_span(query, one.co2),
    }
    return Row(ways.picked(HEADS, {"answer": query.text(key), **shown}), strong=strong)


def _signed_span(query: Query, span: Span) -> Cell:
    ends = [cells.signed(value, query.words) for value in sorted((span.low, span.high))]
    if None in (ends[0].text, ends[1].text):
        return UNKNOWN
    shown = dict.fromkeys(str(end.text) for end in ends)
    return Cell(" … ".join(shown), "number", span.typical)


def _pipelines(query: Query, site_id: str, piped: list[str]) -> Block:
    """Return the pipelines near a field; a commodity without one says so."""
    found = supply.pipe_ways(query.network, site_id, query.request)
    carried = {pipe.commodity for pipe in found}
    unknown = {"pipeline": query.text("no_pipes"), "way_out": query.text("pipe_unknown")}
    rows = [_pipeline(query, pipe) for pipe in found] + [
        Row(ways.picked(PIPES, {**unknown, "commodity": query.labels.resource(code)}))
        for code in piped
        if code not in carried
    ]
    title, says = query.text("pipes_title"), (query.text("pipes_rule"),)
    return query.block("pipelines", PIPES, rows, title=title, says=says, actions=_profiles(query, site_id))


def _pipeline(query: Query, pipe: PipeWay) -> Row:
    labels, words, legs = query.labels, query.words, query.facts.legs
    return Row(
        (
            labels.ends(f"node:{pipe.start}", f"node:{pipe.end}"),
            words(f"way_out.{pipe.status}"),
            labels.resource(pipe.commodity),
            *(cells.number(km, words) for km in (pipe.access_km, pipe.length_km, pipe.km_in_russia)),
        ),
        {"sel": f"leg:{pipe.leg_ids[0]}"},
        labels.links(one for leg in pipe.leg_ids for one in row_of(legs, leg)["source_ids"]),
    )
