"""The way that is shown: its figures, each with what it is made of, the other ways, and leg by leg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Figure, Row, Table
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.repairs import close_or_open
from dashboard.view.pages.routes.notes import notes
from dashboard.view.pages.routes.question import Question
from dashboard.view.pages.ways import caveats, co2, passed_over, rests_on, span, span_text
from geodata.network import Route, Span
from geodata.network.days import HOURS_PER_DAY

# How many places tell one way from another before the list is cut.
MOST_PLACES = 4


def sentence(route: Route, question: Question) -> str:
    """Say a way in one sentence."""
    totals, labels, words = route.totals, question.labels, question.labels.words
    said = [
        words(
            "routes.sentence",
            ends=question.ends,
            km=words.number(totals.length_km, 0),
            low=words.number(totals.days.low, 1),
            typical=words.number(totals.days.typical, 1),
            high=words.number(totals.days.high, 1),
            russia=words.number(route.km_inside("RUS"), 1),
        ),
        *caveats(route, labels),
    ]
    if totals.access_km:
        said.append(words("routes.access", km=words.number(totals.access_km, 0)))
    return " ".join([*said, *filter(None, (passed_over(end, labels) for end in (route.start, route.end)))])


def blocks(question: Question) -> tuple[Block, ...]:
    """Return everything about the way that is shown; nothing where there is none."""
    route = question.route
    if route is None:
        return ()
    return (_figures(route, question), _ways(question), _legs(route, question))


def _figures(route: Route, question: Question) -> Block:
    totals, labels, words = route.totals, question.labels, question.labels.words
    values = {
        "length": f"{words.number(totals.length_km, 0)} {words('unit.km')}",
        "days": span_text(totals.days, words),
        "published": _part(totals.days_published, words),
        "modelled_days": _part(totals.days_modelled, words),
        "timed": cells.percent(totals.timed_share, words, 0).text,
        "borders": str(totals.border_crossings),
        "mode_changes": str(totals.mode_changes),
        "gauge_breaks": str(totals.gauge_breaks),
        "co2": co2(route, words).text,
    }
    details = {
        "length": (_lengths(route, labels),),
        "days": (_kinds(route, labels), _stops(route, question), _gaps(route, labels)),
        "co2": (_factors(route, labels),),
    }
    figures = tuple(
        Figure(
            words(f"routes.{key}"),
            value or words("record.unknown"),
            words(f"routes.{key}_note"),
            details=tuple(block for block in details.get(key, ()) if block.table and block.table.rows),
        )
        for key, value in values.items()
    )
    says = ("; ".join(_modes(route, labels)),)
    return Block("figures", words("routes.shown"), says, figures=figures, notes=tuple(notes(route, labels)))


def _part(days: Span, words: Words) -> str:
    return span_text(days, words) if days.high else words("routes.nothing")


def _modes(route: Route, labels: Labels) -> Iterator[str]:
    totals, words = route.totals, labels.words
    for mode, legs in totals.legs_by_mode.items():
        named, km = labels.code("legs", "mode", mode), words.number(totals.km_by_mode[mode], 0)
        yield words("routes.by_mode", mode=named, legs=legs, km=km)


def _kinds(route: Route, labels: Labels) -> Block:
    """Part the days by what they rest on, so that a timetable and a model are never one figure."""
    words = labels.words
    rows = tuple(
        Row(
            (
                words(f"routes.basis_{row['basis']}"),
                cells.span_in(row, "", words),
                labels.time_kind(str(row["kind"])),
            )
        )
        for _, row in route.days_by_kind.reset_index().iterrows()
    )
    table = Table(labels.heads("basis days_range time_kind"), rows)
    return Block("kinds", words("routes.kinds"), (words("routes.kinds_rule"),), table=table)


def _ways(question: Question) -> Block:
    labels, words = question.labels, question.labels.words
    best = question.answer.best
    rows = tuple(
        Row(
            _way(at, one, best, labels),
            {"way": str(at) if at > 1 else ""},
            strong=one is question.route,
        )
        for at, one in enumerate(question.ways, start=1)
    )
    heads = labels.heads("number days_range unlike km waits_unknown borders mode_changes gauge_breaks co2")
    return Block("ways", words("routes.ways"), (words("routes.ways_rule"),), table=Table(heads, rows))


def _way(number: int, route: Route, best: Route | None, labels: Labels) -> tuple[Cell | str | None, ...]:
    words, totals, kinds = labels.words, route.totals, labels.facts.nodes["kind"]
    ports = " – ".join(labels.place(node) for node in route.nodes if kinds[node] == "port")
    new = [node for node in route.nodes if best and node not in best.nodes]
    some = new[:: max(1, len(new) // MOST_PLACES)][:MOST_PLACES]
    return (
        Cell(f"{number} · {ports}" if ports else words("routes.way_number", n=number), key=float(number)),
        span(totals.days, words),
        ", ".join(map(labels.place, some)) or cells.NONE,
        cells.number(totals.length_km, words),
        cells.number(len(route.gaps), words),
        cells.number(totals.border_crossings, words),
        cells.number(totals.mode_changes, words),
        cells.number(totals.gauge_breaks, words),
        co2(route, words),
    )


def _legs(route: Route, question: Question) -> Block:
    labels, words = question.labels, question.labels.words
    rows = tuple(_leg(str(leg_id), leg, route, question) for leg_id, leg in route.legs.iterrows())
    heads = labels.heads("leg days_range mode km state km_published | gauge operator co2_leg countries")
    says = (words("routes.leg_hint"), words("routes.kinds_apart"))
    return Block("legs", words("routes.legs"), table=Table(heads, rows), notes=says)


def _leg(leg_id: str, leg: pd.Series[Any], route: Route, question: Question) -> Row:
    labels, words, kind = question.labels, question.labels.words, str(leg["days_kind"])
    inside = route.km_by_country.loc[leg_id]
    km = (
        f"{labels.country(code)} {words.number(float(inside[code]), 0)}"
        for code in dict.fromkeys(leg["countries"])
        if code in inside
    )
    return Row(
        (
            f"{labels.place(leg['from_node'])} → {labels.place(leg['to_node'])}",
            _of_kind(cells.span_in(leg, "days_", words, 2), kind, labels),
            labels.coded("legs", "mode", leg["mode"]),
            cells.number(leg["length_km"], words, 1),
            labels.coded("legs", "status", leg["status"]),
            cells.between(leg["published_km_low"], leg["published_km_high"], words, 1),
            labels.coded("legs", "gauge_mm", leg["gauge_mm"]),
            cells.text(leg["operator"]),
            cells.between(leg["co2_low"], leg["co2_high"], words),
            ", ".join(km) or None,
        ),
        {"sel": f"leg:{leg_id}"},
        actions=(close_or_open(leg_id, question.request, labels),),
        details=rests_on(leg["assumption_ids"], leg["days_source_ids"], kind, labels),
    )


def _of_kind(time: Cell, kind: str, labels: Labels) -> Cell:
    """Mark a time with its kind: a timetable, a measurement, a claim, or modelled by us."""
    named = labels.time_kind(kind)
    return replace(time, tags=(named,)) if named and time.text else time


def _stops(route: Route, question: Question) -> Block:
    labels, words = question.labels, question.labels.words
    rows = tuple(
        Row(
            (
                labels.place(stop["node_id"]),
                _of_kind(cells.span_in(stop, "hours_", words), str(stop["kind"]), labels),
                words(f"parameter.{stop['parameter']}"),
                words(f"routes.figure_of_{stop['figure_of']}"),
            ),
            {"sel": f"node:{stop['node_id']}"},
            actions=(close_or_open(stop["node_id"], question.request, labels),),
            details=rests_on((stop["assumption_id"],), (), "", labels),
        )
        for _, stop in route.stops.iterrows()
    )
    table = Table(labels.heads("place hours_range waits_for figure_of"), rows)
    says = (words("routes.stops_rule"), *_taken_over(route, words))
    return Block("stops", words("routes.stops"), says, table=table, count=len(rows))


def _taken_over(route: Route, words: Words) -> Iterator[str]:
    """Say which part of the waits is no figure of the place itself."""
    days = route.stops.groupby("figure_of")["hours_typical"].sum() / HOURS_PER_DAY
    if days.drop("place", errors="ignore").sum():
        parts = {of: words.number(float(days.get(of, 0.0)), 1) for of in ("place", "group", "elsewhere")}
        yield words("routes.stops_of", **parts)


def _gaps(route: Route, labels: Labels) -> Block:
    words = labels.words
    rows = tuple(
        Row(
            (labels.item(gap["node_id"] or gap["leg_id"]), words(f"parameter.{gap['parameter']}")),
            {"sel": f"node:{gap['node_id']}" if gap["node_id"] else f"leg:{gap['leg_id']}"},
        )
        for _, gap in route.gaps.iterrows()
    )
    table = Table(labels.heads("place lacking"), rows)
    return Block("gaps", words("routes.gaps"), (words("routes.gaps_rule"),), table=table, count=len(rows))


def _lengths(route: Route, labels: Labels) -> Block:
    words, lengths = labels.words, labels.facts.lengths
    rows = tuple(
        Row(
            (
                _chain(row["legs"], route, labels),
                cells.number(row["length_km"], words, 1),
                cells.number(row["computed_km"], words, 1),
                cells.signed(100 * (row["computed_km"] / row["length_km"] - 1), words, 1),
                cells.number(len(row["legs"]), words),
                labels.coded("lengths", "kind", row["kind"]),
            ),
            links=labels.links(row_of(lengths, str(length_id))["source_ids"]),
        )
        for length_id, row in route.published_lengths.iterrows()
    )
    table = Table(labels.heads("chain km_published km difference leg_count length_kind"), rows)
    says = (words("routes.lengths_rule"),)
    return Block("lengths", words("routes.lengths"), says, table=table, count=len(rows))


def _chain(legs: tuple[str, ...], route: Route, labels: Labels) -> str:
    """Name what published legs cover: from the first to the last as travelled."""
    on_way = route.legs.loc[[leg for leg in route.legs.index if leg in set(legs)]]
    return f"{labels.place(on_way['from_node'].iloc[0])} → {labels.place(on_way['to_node'].iloc[-1])}"


def _factors(route: Route, labels: Labels) -> Block:
    words, used = labels.words, route.legs.groupby("factor_id", sort=False)["mode"].unique()
    rows = tuple(
        _factor(row_of(labels.facts.emission_factors, str(factor_id)), modes, labels)
        for factor_id, modes in used.items()
        if factor_id
    )
    table = Table(labels.heads("mode range unit scope region year note"), rows)
    return Block("factors", words("routes.factors"), (words("routes.factors_rule"),), table=table)


def _factor(row: pd.Series[Any], modes: Any, labels: Labels) -> Row:
    named = ", ".join(labels.code("legs", "mode", mode) for mode in modes)
    shown = (
        named,
        cells.span_in(row, "", labels.words, 2),
        *(cells.text(row[name]) for name in ("unit", "scope", "region", "year", "note")),
    )
    return Row(shown, links=labels.links(row["source_ids"]))
