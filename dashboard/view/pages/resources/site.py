"""The way out of one site: without Russia, with planned legs, with Russia; and the pipelines near a field."""

from __future__ import annotations

from dataclasses import replace

from dashboard.view.blocks import Action, Block, Row, Table
from dashboard.view.pages.resources import published, waits
from dashboard.view.pages.resources.asked import Question, heads
from dashboard.view.pages.resources.sites import days
from dashboard.view.pages.resources.waits import signed
from dashboard.view.pages.routes import Drawn, drawn
from dashboard.view.pages.routes.notes import caveats, passed_over
from dashboard.view.pages.routes.say import row_of
from dashboard.view.record.site import is_bare
from geodata import supply
from geodata.network import Difference, Request, Route, Span
from geodata.supply import PIPED, Found, WayOut

AT_END = "at-end"


def sentence(site_id: str, question: Question) -> str:
    """Say the way out of a site in one or two sentences; where there is none, why and what to do."""
    say, words, out = question.say, question.say.words, _out(site_id, question)
    ends = say.ends(f"site:{site_id}", question.request.destination)
    key = at_end(question) if out.status == AT_END else out.status
    said = [f"{ends}: {words(f'resources.site_{key}')}"]
    route = _shown(out)
    if route and not out.piped:
        said.append(
            words(
                "resources.site_way",
                km=words.number(route.totals.length_km, 0),
                days=say.span(route.totals.days),
                russia=words.number(route.km_inside("RUS"), 0),
            )
        )
        said += caveats(route, say)
    if out.start and not out.piped:
        said.append(passed_over(out.start, say))
    if out.status == "none" and out.no_access_because:
        said.append(words(f"resources.no_access_{out.no_access_because}"))
    return " ".join(filter(None, said))


def at_end(question: Question) -> str:
    """Return the key of how a site is loaded at the end: a site is none, but is loaded somewhere itself."""
    kind, _, plain = str(question.request.destination).rpartition(":")
    return AT_END if kind != "site" and plain in question.network.places else "at-end-too"


def drawn_way(site_id: str, question: Question) -> Drawn | None:
    """Return what the map draws of the way out, the best way through Russia beside it."""
    out = _out(site_id, question)
    route = _shown(out)
    if route is None or out.piped:
        return None
    offered = (
        (route, out.through_russia) if out.through_russia and out.through_russia is not route else (route,)
    )
    return drawn(f"site:{site_id}|{question.request.destination}", offered, route, question.say)


def blocks(site_id: str, question: Question) -> tuple[Block, ...]:
    """Return the answers with their differences; of a field first the exports known and its pipelines.

    What no pipeline carries, and oil beside it, may be loaded on rail: the answers then say so.
    """
    out = _out(site_id, question)
    held = _commodities(site_id, question)
    piped = [code for code in PIPED if code in held]
    site = row_of(question.say.context.facts.sites, site_id)
    exports = [published.exports_block(question, code, str(site["iso3"])) for code in piped]
    if not out.piped:
        return (_answers(site_id, question), *exports)
    railed = [code for code in held if code != "natural-gas"]
    return (*exports, _pipelines(site_id, piped, question), *_as_if_railed(site_id, railed, question))


def _commodities(site_id: str, question: Question) -> tuple[str, ...]:
    site = row_of(question.say.context.facts.sites, site_id)
    return (str(site["resource"]), *map(str, site["secondary_resources"]))


def _as_if_railed(site_id: str, railed: list[str], question: Question) -> tuple[Block, ...]:
    """Return the answers for what of a field may be loaded on rail."""
    if not railed:
        return ()
    say, words, block = question.say, question.say.words, _answers(site_id, question)
    goods = words.listed([say.names.resource(code) for code in railed])
    title = words("resources.railed_title", goods=goods, way=block.title)
    return (replace(block, title=title, says=(words("resources.railed"), *block.says)),)


def _out(site_id: str, question: Question) -> WayOut:
    return question.context.keep(supply.way_out, question.network, site_id, question.request)


def _shown(out: WayOut) -> Route | None:
    return out.without_russia.best or out.planned.best or out.with_russia.best


def _access(out: WayOut, question: Question) -> str:
    words, start = question.say.words, out.start
    if start is None:
        return ""
    site = row_of(question.say.context.facts.sites, out.site_id)
    node = question.say.place(f"node:{start.node_id}")
    km = words.number(start.access_km, 0)
    said = words("resources.access", node=node, km=km)
    if supply.is_far(start):
        said += " " + words("resources.far", km=km, most=words.number(supply.FAR_KM, 0))
    if site["precision"] in ("town-centre", "stand-in", "near", "approximate"):
        precision = question.say.code("sites", "precision", site["precision"])
        said += " " + words("resources.point", precision=precision)
    return f"{said} {words('record.bare')}" if is_bare(site) else said


def _answers(site_id: str, question: Question) -> Block:
    say, words, out = question.say, question.say.words, _out(site_id, question)
    rows = [
        _answer("without", out.without_russia, site_id, question, strong=True),
        _answer("with_planned", out.planned, site_id, question),
        _answer("allowed", out.with_russia, site_id, question),
        _through(out, question),
        *_differences(out, question),
    ]
    labels = "answer km days_range km_russia borders unknown_waits_of co2"
    notes = [words(f"resources.{key}") for key in ("access_rule", "difference_rule", "days_rule")]
    notes += _waits(out, question)
    return Block(
        "way_out",
        words("resources.way_out_title", ends=say.ends(f"site:{site_id}", question.request.destination)),
        says=tuple(filter(None, (_access(out, question),))),
        table=Table(heads(say, labels, range(1, 7)), tuple(rows)),
        notes=tuple(notes),
        actions=_nearby(site_id, question),
    )


def _nearby(site_id: str, question: Question) -> tuple[Action, ...]:
    words, say = question.say.words, question.say
    site = say.context.facts.sites.loc[site_id]
    country, resource = str(site["iso3"]), str(site["resource"])
    return (
        Action(
            words("resources.profile_of", name=say.names.resource(resource)),
            {"part": "profile", "resource": resource, "country": ""},
        ),
        Action(
            words("resources.profile_of", name=say.names.country(country)),
            {"part": "profile", "country": country, "resource": ""},
        ),
    )


def _answer(key: str, said: Found, site_id: str, question: Question, *, strong: bool = False) -> Row:
    words = question.say.words
    label = words(f"resources.answer_{key}")
    if said.best is None:
        refusal = next(
            (words(f"resources.refused_{one.key}") for one in said.refusals if one.key in _KNOWN), ""
        )
        return Row((label, refusal or words("resources.no_way"), *["–"] * 5), strong=strong)
    return Row(
        (label, *_measures(said.best, question)),
        actions=_open(said.request, site_id, question),
        strong=strong,
    )


_KNOWN = ("no_place", "no_entry", "same_ends")


def _through(out: WayOut, question: Question) -> Row:
    label = question.say.words("resources.answer_through")
    if out.through_russia is None:
        return Row((label, question.say.words("resources.no_way"), *["–"] * 5))
    return Row((label, *_measures(out.through_russia, question)))


def _measures(route: Route, question: Question) -> tuple[str | None, ...]:
    say, totals = question.say, route.totals
    return (
        say.number(totals.length_km),
        days((totals.days.low, totals.days.typical, totals.days.high), question),
        say.number(route.km_inside("RUS")),
        str(totals.border_crossings),
        str(len(route.gaps)),
        say.between(totals.co2.low, totals.co2.high) if totals.co2_share else None,
    )


def _open(request: Request, site_id: str, question: Question) -> tuple[Action, ...]:
    ask = {
        "view": "routes",
        "from": f"site:{site_id}",
        "to": str(request.destination),
        "avoid": "~".join(request.avoid) or "none",
        "planned": "yes" if request.planned else "",
        "part": "",
        "way": "",
    }
    return (Action(question.say.words("resources.open_route"), ask),)


def _differences(out: WayOut, question: Question) -> list[Row]:
    found = (("allowed", out.difference), ("through", out.through_difference))
    return [_difference(key, one, question) for key, one in found if one is not None]


def _difference(key: str, one: Difference, question: Question) -> Row:
    words = question.say.words
    return Row(
        (
            words(f"resources.less_{key}"),
            signed(one.length_km, question),
            waits.bounded((one.days.low, one.days.typical, one.days.high), one.days_kind, question),
            "–",
            signed(one.border_crossings, question),
            signed(one.unknown_waits, question),
            _span(one.co2, question),
        ),
        strong=key == "allowed",
    )


def _span(span: Span, question: Question) -> str | None:
    ends = [signed(value, question) for value in sorted((span.low, span.high))]
    return ends[0] if ends[0] == ends[1] else " … ".join(map(str, ends))


def _waits(out: WayOut, question: Question) -> list[str]:
    """Name the waits that each way leaves out."""
    routes = (out.without_russia.best, out.with_russia.best, out.through_russia)
    said = []
    for key, route in zip(("without", "allowed", "through"), routes, strict=True):
        if route is not None and len(route.gaps):
            label = question.say.words(f"resources.answer_{key}")
            rows = route.gaps.itertuples(index=False, name=None)
            named = [waits.wait(f"{parameter}@{node or leg}", question) for node, leg, parameter in rows]
            said.append(
                question.say.words("resources.left_out", way=label, waits="; ".join(dict.fromkeys(named)))
            )
    return said


def _pipelines(site_id: str, piped: list[str], question: Question) -> Block:
    """Return the pipelines near a field, commodity by commodity; one without says so."""
    say, words = question.say, question.say.words
    found = supply.pipe_ways(question.network, site_id, question.request)
    rows = [_pipeline(pipe, question) for pipe in found]
    carried = {pipe.commodity for pipe in found}
    unknown = (words("resources.no_pipes"), *["–"] * 3, words("resources.pipe_unknown"))
    rows += [Row((say.names.resource(code), *unknown)) for code in piped if code not in carried]
    labels = "commodity pipeline access_km km km_russia way_out"
    return Block(
        "pipelines",
        words("resources.pipes_title"),
        says=(words("resources.pipes_rule"),),
        table=Table(heads(say, labels, {2, 3, 4}), tuple(rows)),
        actions=_nearby(site_id, question),
    )


def _pipeline(pipe: supply.PipeWay, question: Question) -> Row:
    say, legs = question.say, question.say.context.facts.legs
    return Row(
        (
            say.names.resource(pipe.commodity),
            f"{say.place(f'node:{pipe.start}')} → {say.place(f'node:{pipe.end}')}",
            say.number(pipe.access_km),
            say.number(pipe.length_km),
            say.number(pipe.km_in_russia),
            say.words(f"way_out.{pipe.status}"),
        ),
        ask={"sel": f"leg:{pipe.leg_ids[0]}"},
        links=say.links(one for leg in pipe.leg_ids for one in row_of(legs, leg)["source_ids"]),
    )
