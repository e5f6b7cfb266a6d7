"""The way out of one site: without Russia, with planned legs, with Russia; and the pipelines near a field."""

from __future__ import annotations

from dashboard.view.report import Action, Block, Row, Table
from dashboard.view.resources import asked, published
from dashboard.view.resources.asked import Question, heads
from dashboard.view.resources.sites import signed
from dashboard.view.routes import Drawn, drawn
from dashboard.view.routes.say import row_of
from geodata import supply
from geodata.network import Answer, Request, Route, Span
from geodata.supply import Difference, WayOut

# Commodities that leave by pipeline.
PIPED = ("oil", "natural-gas")


def sentence(site_id: str, question: Question) -> str:
    """Say the way out of a site in one or two sentences; where there is none, why and what to do."""
    say, words, out = question.say, question.say.words, _out(site_id, question)
    ends = say.ends(f"site:{site_id}", question.request.destination)
    said = [f"{ends}: {words(f'resources.site_{out.status}')}"]
    route = _shown(out)
    if route:
        said.append(
            words(
                "resources.site_way",
                km=words.number(route.totals.length_km, 0),
                days=say.span(route.totals.days),
                russia=words.number(route.km_inside("RUS"), 0),
            )
        )
    if out.status == "none" and out.access is None:
        said.append(words("resources.no_access"))
    return " ".join(said)


def drawn_way(site_id: str, question: Question) -> Drawn | None:
    """Return what the map draws of the way out, the best way through Russia beside it."""
    out = _out(site_id, question)
    route = _shown(out)
    if route is None:
        return None
    offered = (
        (route, out.through_russia) if out.through_russia and out.through_russia is not route else (route,)
    )
    return drawn(f"site:{site_id}|{question.request.destination}", offered, route, question.say)


def blocks(site_id: str, question: Question) -> tuple[Block, ...]:
    """Return the answers with their differences, the pipelines that begin near, and the exports known."""
    return (_answers(site_id, question), *_pipelines(site_id, question))


def _out(site_id: str, question: Question) -> WayOut:
    return asked.way_out(question.network, site_id, question.request)


def _shown(out: WayOut) -> Route | None:
    return out.without_russia.best or out.planned.best or out.with_russia.best


def _access(out: WayOut, question: Question) -> str:
    words, access = question.say.words, out.access
    if access is None:
        return ""
    node = question.say.place(f"node:{access.node_id}")
    km = words.number(access.length_km, 0)
    said = words("resources.access", node=node, km=km)
    if access.far:
        said += " " + words("resources.far", km=km, most=words.number(supply.FAR_KM, 0))
    if access.precision in ("town-centre", "stand-in", "near", "approximate"):
        precision = question.say.code("sites", "precision", access.precision)
        said += " " + words("resources.point", precision=precision)
    return said


def _answers(site_id: str, question: Question) -> Block:
    say, words, out = question.say, question.say.words, _out(site_id, question)
    rows = [
        _answer("without", out.without_russia, site_id, question, strong=True),
        _answer("with_planned", out.planned, site_id, question),
        _answer("allowed", out.with_russia, site_id, question),
        _through(out, question),
        *_differences(out, question),
    ]
    labels = "answer km km_russia days_low days_typical days_high unknown_waits_of borders co2"
    notes = [words("resources.access_rule"), words("resources.difference_rule")]
    return Block(
        "way_out",
        words("resources.way_out_title", ends=say.ends(f"site:{site_id}", question.request.destination)),
        says=tuple(filter(None, (_access(out, question),))),
        table=Table(heads(say, labels, range(1, 9)), tuple(rows)),
        notes=tuple(notes),
        actions=_nearby(site_id, question),
    )


def _nearby(site_id: str, question: Question) -> tuple[Action, ...]:
    words, say = question.say.words, question.say
    site = say.ground.facts.sites.loc[site_id]
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


def _answer(key: str, said: Answer, site_id: str, question: Question, *, strong: bool = False) -> Row:
    words = question.say.words
    label = words(f"resources.answer_{key}")
    if said.best is None:
        refusal = next(
            (words(f"resources.refused_{one.key}") for one in said.refusals if one.key in _KNOWN), ""
        )
        return Row((label, refusal or words("resources.no_way"), *["–"] * 7), strong=strong)
    return Row(
        (label, *_measures(said.best, question)),
        actions=_open(said.request, site_id, question),
        strong=strong,
    )


_KNOWN = ("no_place", "no_entry", "same_ends")


def _through(out: WayOut, question: Question) -> Row:
    label = question.say.words("resources.answer_through")
    if out.through_russia is None:
        return Row((label, question.say.words("resources.no_way"), *["–"] * 7))
    return Row((label, *_measures(out.through_russia, question)))


def _measures(route: Route, question: Question) -> tuple[str | None, ...]:
    say, totals = question.say, route.totals
    return (
        say.number(totals.length_km),
        say.number(route.km_inside("RUS")),
        *(say.number(value, 1) for value in (totals.days.low, totals.days.typical, totals.days.high)),
        str(len(route.gaps)),
        str(totals.border_crossings),
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
    alike = one.unknown_waits == 0
    days = (one.days.low, one.days.typical, one.days.high)
    return Row(
        (
            words(f"resources.less_{key}"),
            signed(one.length_km, question),
            "–",
            *(signed(value, question, 1) if alike else words("resources.not_alike") for value in days),
            signed(one.unknown_waits, question),
            signed(one.border_crossings, question),
            _span(one.co2, question),
        ),
        strong=key == "allowed",
    )


def _span(span: Span, question: Question) -> str | None:
    ends = [signed(value, question) for value in sorted((span.low, span.high))]
    return ends[0] if ends[0] == ends[1] else " … ".join(map(str, ends))


def _pipelines(site_id: str, question: Question) -> tuple[Block, ...]:
    say, words = question.say, question.say.words
    site, legs = say.ground.facts.sites.loc[site_id], say.ground.facts.legs
    held = {str(site["resource"]), *site["secondary_resources"]}.intersection(PIPED)
    if not held:
        return ()
    rows = tuple(
        Row(
            (
                say.names.resource(pipe.commodity),
                f"{say.place(f'node:{pipe.start}')} → {say.place(f'node:{pipe.end}')}",
                say.number(pipe.access_km),
                say.number(pipe.length_km),
                say.number(pipe.km_in_russia),
                words(f"way_out.{pipe.status}"),
            ),
            ask={"sel": f"leg:{pipe.leg_ids[0]}"},
            links=say.links(one for leg in pipe.leg_ids for one in row_of(legs, leg)["source_ids"]),
        )
        for pipe in supply.pipe_ways(question.network, site_id, question.request)
    )
    labels = "commodity pipeline access_km km km_russia way_out"
    says = (words("resources.pipes_rule" if rows else "resources.no_pipes"),)
    table = Table(heads(say, labels, {2, 3, 4}), rows) if rows else None
    pipes = Block("pipelines", words("resources.pipes_title"), says=says, table=table)
    return (pipes, *(published.exports_block(question, one, str(site["iso3"])) for one in sorted(held)))
