"""The way that is shown: its figures, the other ways, its legs, stops and gaps, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.view.blocks import Action, Block, Column, Number, Row, Table
from dashboard.view.pages.routes import asked
from dashboard.view.pages.routes.notes import PERCENT, caveats, notes, passed_over
from dashboard.view.pages.routes.say import Say, row_of
from geodata.network import Request, Route, Span
from geodata.network.days import HOURS_PER_DAY
from geodata.network.legs import RANGE

# How many places tell one way from another before the list is cut.
MOST_PLACES = 4


def sentence(route: Route, request: Request, say: Say) -> str:
    """Say a way in one sentence."""
    totals, words = route.totals, say.words
    said = words(
        "routes.sentence",
        ends=say.ends(request.origin, request.destination),
        km=words.number(totals.length_km, 0),
        low=words.number(totals.days.low, 1),
        typical=words.number(totals.days.typical, 1),
        high=words.number(totals.days.high, 1),
        russia=words.number(route.km_inside("RUS"), 1),
    )
    said = " ".join([said, *caveats(route, say)])
    if route.totals.access_km:
        said += " " + words("routes.access", km=words.number(route.totals.access_km, 0))
    return " ".join([said, *filter(None, (passed_over(end, say) for end in (route.start, route.end)))])


def blocks(question: asked.Question) -> tuple[Block, ...]:
    """Return everything about the way that is shown; nothing where there is none."""
    route = question.route
    if route is None:
        return ()
    return (
        _figures(route, question.say),
        _kinds(route, question.say),
        _others(question),
        _legs(route, question),
        _stops(route, question),
        _gaps(route, question.say),
        _lengths(route, question.say),
        _factors(route, question.say),
    )


def _figures(route: Route, say: Say) -> Block:
    totals, words = route.totals, say.words

    def one(key: str, value: str | None) -> Number:
        return Number(words(f"routes.{key}"), value or words("record.unknown"), words(f"routes.{key}_note"))

    def part(span: Any) -> str | None:
        return say.span(span) if span.high else None

    co2 = say.between(totals.co2.low, totals.co2.high) if totals.co2_share else None
    numbers = (
        one("length", f"{say.number(totals.length_km)} {words('unit.km')}"),
        one("days", say.span(totals.days)),
        one("published", part(totals.days_published) or words("routes.nothing")),
        one("modelled_days", part(totals.days_modelled) or words("routes.nothing")),
        one("timed", f"{say.number(PERCENT * totals.timed_share)} %"),
        one("borders", str(totals.border_crossings)),
        one("mode_changes", str(totals.mode_changes)),
        one("gauge_breaks", str(totals.gauge_breaks)),
        one("co2", co2),
    )
    modes = [
        words(
            "routes.by_mode",
            mode=say.code("legs", "mode", mode),
            legs=count,
            km=say.number(totals.km_by_mode[mode]),
        )
        for mode, count in totals.legs_by_mode.items()
    ]
    return Block(
        "figures",
        words("routes.shown"),
        says=("; ".join(modes),),
        numbers=numbers,
        notes=tuple(notes(route, say)),
    )


def _kinds(route: Route, say: Say) -> Block:
    """Part the days by what they rest on, so that a timetable and a model are never one figure."""
    words = say.words
    rows = tuple(
        Row(
            (
                words(f"routes.basis_{row['basis']}"),
                say.kind(str(row["kind"])),
                *(say.number(row[part], 1) for part in ("low", "typical", "high")),
            )
        )
        for _, row in route.days_by_kind.reset_index().iterrows()
    )
    heads = say.heads("basis time_kind days_low days_typical days_high", {2, 3, 4})
    return Block("kinds", words("routes.kinds"), says=(words("routes.kinds_rule"),), table=Table(heads, rows))


def _others(question: asked.Question) -> Block:
    say, words = question.say, question.say.words
    said = question.answer
    offered, shown = asked.ways(said), asked.chosen(question.number, said)
    labels = "number ports unlike km days_range waits_unknown borders mode_changes gauge_breaks co2"
    table = Table(
        say.heads(labels, range(3, 10)),
        tuple(
            Row(
                (str(at), _ports(one, say), _unlike(one, offered[0], say), *_measures(one, say)),
                ask={"way": str(at) if at > 1 else ""},
                strong=one is shown,
            )
            for at, one in enumerate(offered, start=1)
        ),
    )
    return Block("ways", words("routes.ways"), says=(words("routes.ways_rule"),), table=table)


def _measures(route: Route, say: Say) -> tuple[str | None, ...]:
    totals = route.totals
    return (
        say.number(totals.length_km),
        say.range(totals.days),
        str(len(route.gaps)),
        str(totals.border_crossings),
        str(totals.mode_changes),
        str(totals.gauge_breaks),
        say.between(totals.co2.low, totals.co2.high) if totals.co2_share else None,
    )


def _ports(route: Route, say: Say) -> str:
    kinds = say.context.facts.nodes["kind"]
    return " – ".join(say.place(node) for node in route.nodes if kinds[node] == "port")


def _unlike(route: Route, best: Route, say: Say) -> str:
    new = [node for node in route.nodes if node not in best.nodes]
    step = max(1, len(new) // MOST_PLACES)
    return ", ".join(say.place(node) for node in new[::step][:MOST_PLACES])


def _legs(route: Route, question: asked.Question) -> Block:
    say, words = question.say, question.say.words
    labels = "leg mode km km_published days_range state time_kind gauge operator co2_leg countries"
    rows = [_leg(str(leg_id), leg, route, question) for leg_id, leg in route.legs.iterrows()]
    table = Table(say.heads(labels, {2, 3, 4, 9}, {7, 8, 9, 10}), tuple(rows))
    notes = (words("routes.leg_hint"), words("routes.kinds_apart"))
    return Block("legs", words("routes.legs"), table=table, notes=notes)


def _leg(leg_id: str, leg: pd.Series[Any], route: Route, question: asked.Question) -> Row:
    say = question.say
    ends = f"{say.place(leg['from_node'])} → {say.place(leg['to_node'])}"
    inside = route.km_by_country.loc[leg_id]
    km = [
        f"{say.names.country(code)} {say.number(inside[code])}"
        for code in dict.fromkeys(leg["countries"])
        if code in inside
    ]
    return Row(
        (
            ends,
            say.code("legs", "mode", leg["mode"]),
            say.number(leg["length_km"], 1),
            say.between(leg["published_km_low"], leg["published_km_high"], 1),
            say.range(Span(*(leg[f"days_{part}"] for part in RANGE)), 2),
            say.code("legs", "status", leg["status"]),
            say.kind(str(leg["days_kind"])),
            say.code("legs", "gauge_mm", leg["gauge_mm"]),
            None if pd.isna(leg["operator"]) else str(leg["operator"]),
            say.between(leg["co2_low"], leg["co2_high"]),
            ", ".join(km) or None,
        ),
        ask={"sel": f"leg:{leg_id}"},
        actions=(_close(leg_id, question),),
        details=rests_on(leg["assumption_ids"], leg["days_source_ids"], str(leg["days_kind"]), say),
    )


def _close(item: str, question: asked.Question) -> Action:
    closed = "~".join((*question.request.closed, item))
    return Action(question.say.words("routes.close"), {"closed": closed, "way": ""})


def rests_on(assumption_ids: Iterable[str], source_ids: Iterable[str], kind: str, say: Say) -> Table | None:
    """Return the rows of ``assumptions`` that a time was worked out from, and a published time's sources."""
    words, facts = say.words, say.context.facts
    rows = [_assumption(row_of(facts.assumptions, one), say) for one in dict.fromkeys(assumption_ids) if one]
    own = say.links(source_ids if isinstance(source_ids, tuple) else ())
    if own:
        rows.insert(0, Row((words("routes.own_days"), *[None] * 5, say.kind(kind), None, None), links=own))
    labels = "parameter applies_to low typical high unit time_kind period note"
    heads = say.heads(labels, {2, 3, 4})
    return Table(heads, tuple(rows), words("routes.rests_on")) if rows else None


def _assumption(row: pd.Series[Any], say: Say) -> Row:
    text = [
        None if pd.isna(row[name]) else str(row[name]) for name in ("applies_to", "unit", "period", "note")
    ]
    return Row(
        (
            say.words(f"parameter.{row['parameter']}"),
            text[0],
            *(say.number(row[part], 2) for part in ("low", "typical", "high")),
            text[1],
            say.kind(str(row["kind"])),
            *text[2:],
        ),
        links=say.links(row["source_ids"]),
    )


def _stops(route: Route, question: asked.Question) -> Block:
    say, words = question.say, question.say.words
    labels = "place waits_for hours_range time_kind figure_of"
    rows = tuple(
        Row(
            (
                say.place(stop["node_id"]),
                words(f"parameter.{stop['parameter']}"),
                say.range(Span(*(stop[f"hours_{part}"] for part in RANGE)), 1),
                say.kind(str(stop["kind"])),
                words(f"routes.figure_of_{stop['figure_of']}"),
            ),
            ask={"sel": f"node:{stop['node_id']}"},
            actions=(_close(stop["node_id"], question),),
            details=rests_on((stop["assumption_id"],), (), "", say),
        )
        for _, stop in route.stops.iterrows()
    )
    heads = say.heads(labels, {2})
    says = (words("routes.stops_rule"), *_taken_over(route, say))
    return Block("stops", words("routes.stops"), says=says, table=Table(heads, rows))


def _taken_over(route: Route, say: Say) -> Iterable[str]:
    """Say which part of the waits is no figure of the place itself."""
    days = route.stops.groupby("figure_of")["hours_typical"].sum() / HOURS_PER_DAY
    if days.drop("place", errors="ignore").sum():
        parts = {of: say.words.number(float(days.get(of, 0.0)), 1) for of in ("place", "group", "elsewhere")}
        yield say.words("routes.stops_of", **parts)


def _gaps(route: Route, say: Say) -> Block:
    words = say.words
    rows = tuple(
        Row(
            (
                say.place(gap["node_id"]) if gap["node_id"] else say.leg(gap["leg_id"]),
                words(f"parameter.{gap['parameter']}"),
            ),
            ask={"sel": f"node:{gap['node_id']}" if gap["node_id"] else f"leg:{gap['leg_id']}"},
        )
        for _, gap in route.gaps.iterrows()
    )
    heads = say.heads("place lacking")
    return Block("gaps", words("routes.gaps"), says=(words("routes.gaps_rule"),), table=Table(heads, rows))


def _lengths(route: Route, say: Say) -> Block:
    words, lengths = say.words, say.context.facts.lengths
    rows = tuple(
        Row(
            (
                _chain(row["legs"], route, say),
                str(len(row["legs"])),
                say.number(row["length_km"], 1),
                say.number(row["computed_km"], 1),
                say.change(row["computed_km"] / row["length_km"] - 1),
                say.code("lengths", "kind", row["kind"]),
            ),
            links=say.links(row_of(lengths, str(length_id))["source_ids"]),
        )
        for length_id, row in route.published_lengths.iterrows()
    )
    labels = "stretch leg_count km_published km difference length_kind"
    heads = say.heads(labels, {1, 2, 3, 4})
    return Block(
        "lengths", words("routes.lengths"), says=(words("routes.lengths_rule"),), table=Table(heads, rows)
    )


def _chain(legs: tuple[str, ...], route: Route, say: Say) -> str:
    """Name the stretch that published legs cover: from the first to the last as travelled."""
    on_way = route.legs.loc[[leg for leg in route.legs.index if leg in set(legs)]]
    return f"{say.place(on_way['from_node'].iloc[0])} → {say.place(on_way['to_node'].iloc[-1])}"


def _factors(route: Route, say: Say) -> Block:
    words, factors = say.words, say.context.facts.emission_factors
    labels = "mode low typical high unit scope region year note"
    rows = []
    for factor_id in dict.fromkeys(route.legs["factor_id"]):
        if not factor_id:
            continue
        row = factors.loc[factor_id]
        on = route.legs.loc[route.legs["factor_id"] == factor_id, "mode"].unique()
        text = [
            None if pd.isna(row[name]) else str(row[name])
            for name in ("unit", "scope", "region", "year", "note")
        ]
        numbers = (say.number(row[part], 2) for part in ("low", "typical", "high"))
        modes = ", ".join(str(say.code("legs", "mode", mode)) for mode in on)
        rows.append(Row((modes, *numbers, *text), links=say.links(row["source_ids"])))
    heads: tuple[Column, ...] = say.heads(labels, {1, 2, 3})
    return Block(
        "factors",
        words("routes.factors"),
        says=(words("routes.factors_rule"),),
        table=Table(heads, tuple(rows)),
    )
