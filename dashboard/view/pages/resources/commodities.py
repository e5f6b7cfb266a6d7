"""Commodity by commodity: how its sites could leave, in how many days, its output, what closings cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.state import LIST_SEPARATOR
from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Cell, Column, Row, Table
from dashboard.view.labels import Labels
from dashboard.view.pages.repairs import avoiding
from dashboard.view.pages.resources import published, sites
from dashboard.view.pages.resources.query import Query
from dashboard.view.pages.ways import MOST_ROWS, costs, picked
from geodata import supply

HEADS = "commodity sites days_low_high production world_share"
LOSSES = "item commodity sites cut_off_sites extra_km_mean extra_days_mean"
LOSSES += " | extra_km_max extra_days_max timed_sites"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return a line a commodity, with all counts behind it; of the one that is chosen its sites, too."""
    ways, one = query.ways, query.resource[0] if len(query.resource) == 1 else ""
    found = supply.by_resource(ways, query.facts)
    if query.resource:
        found = found[found.index.isin(query.resource)]
    if found.empty:
        return ()
    lines = Block(
        "commodities",
        query.text("commodities_title", end=query.end),
        table=_lines(query, found.sort_values("sites", ascending=False, kind="stable")),
        folded=query.reading("commodities", query.text("lines_rule")),
        actions=_around(query, one) if one else (),
    )
    every = published.behind(lines, (counts(query, ways), *outputs(query, ways)))
    return (every, sites.told(query, ways), *published.through(query, one)) if one else (every,)


def _lines(query: Query, found: pd.DataFrame) -> Table:
    heads = [Column(one.label, one.key, line=1 if one.key == "commodity" else 2) for one in _heads(query)]
    most = sites.axis_of(found)
    heads[2] = replace(heads[2], most=most)
    made = published.frame(query, "production")
    rows = (_line(query, str(code), row, made) for code, row in found.iterrows())
    return Table(tuple(heads), tuple(rows), searched=False, order="-sites")


def _heads(query: Query) -> tuple[Column, ...]:
    return query.labels.heads(HEADS, "resources")


def _line(query: Query, code: str, row: pd.Series[Any], made: pd.DataFrame) -> Row:
    """Return a commodity: a dot per site, days of all of them, and what is produced of it."""
    words = query.words
    seen = tuple((status, int(row[status])) for status in supply.STATUSES if row[status])
    said = "; ".join(f"{words(f'way_out.{status}')}: {n}" for status, n in seen)
    days = cells.between(row["days_low"], row["days_high"], words)
    shown = (
        query.labels.resource(code),
        replace(cells.number(row["sites"], words), dots=seen, note=said),
        sites.drawn(days, row["days_low"], row["days_high"]),
        *published.leading(query, made[made["resource"] == code]),
    )
    return Row(shown, {"resource": "" if code in query.resource else code, "sel": "", "part": ""})


def _around(query: Query, code: str) -> tuple[Action, ...]:
    """Return what leads from the chosen commodity to its profile, and back to all."""
    name = query.labels.resource(code)
    there = {"part": "profile", "resource": code, "country": ""}
    back = Action(query.text("all_commodities"), {"resource": "", "sel": ""})
    return Action(query.text("profile_of", name=name), there), back


def counts(query: Query, ways: pd.DataFrame) -> Block:
    """Return how many sites of each commodity leave in which way."""
    found = supply.by_resource(ways, query.facts)
    seen = [status for status in supply.STATUSES if found[status].any()]
    commodity, sites, main, on_lists = query.labels.heads("commodity sites main on_lists", "resources")
    statuses = (Column(query.words(f"way_out.{status}"), status, line=2) for status in seen)
    columns = (commodity, sites, main, *statuses, replace(on_lists, line=0))
    rows = tuple(_count(query, str(code), row, ("sites", "main", *seen)) for code, row in found.iterrows())
    rules = (query.text("commodities_rule"), query.text("lists_note"))
    title, reading = query.text("counts_title"), query.reading("counts", *rules)
    return Block("counts", title, table=Table(columns, rows), folded=reading)


def _count(query: Query, code: str, row: pd.Series[Any], columns: tuple[str, ...]) -> Row:
    in_short, _ = lists(query.labels)[code]
    numbers = (cells.number(row[column], query.words) for column in columns)
    return Row(
        (query.labels.resource(code), *numbers, in_short),
        {"resource": code, "country": "", "part": "profile"},
    )


def lists(labels: Labels) -> Mapping[str, tuple[str, Block]]:
    """Return what the lists say of each commodity, in a line and list by list: the same whatever is asked."""
    return labels.context.keep(_lists, labels)


def _lists(labels: Labels) -> dict[str, tuple[str, Block]]:
    return {str(code): _of(labels, supply.lists(labels.facts, code)) for code in labels.facts.resources.index}


def _of(labels: Labels, found: pd.DataFrame) -> tuple[str, Block]:
    words, heads = labels.words, labels.heads("list outcome", "resources")
    names = [words(f"resources.list_{name}") for name in found.index]
    said = [
        {
            "yes": name,
            "partly": words("resources.list_partly", list=name),
            None: words("resources.list_unknown", list=name),
        }.get(cells.text(named))
        for name, named in zip(names, found["named"], strict=True)
    ]
    rows = tuple(
        Row((name, _outcome(labels, row)), links=labels.links(row["source_ids"]))
        for name, (_, row) in zip(names, found.iterrows(), strict=True)
    )
    in_short = ", ".join(filter(None, said)) or words("resources.on_no_list")
    return in_short, Block("lists", words("resources.lists_title"), table=Table(heads, rows))


def _outcome(labels: Labels, row: pd.Series[Any]) -> str | None:
    """Say whether a list names a commodity, at which level, and the list's date."""
    words, named, date = labels.words, cells.text(row["named"]), cells.text(row["date"])
    if named is None:
        return None
    level = labels.coded("resources", "eu_level", row["level"]) if named != "no" else None
    when = words.day(date) if date else words("resources.no_date")
    return f"{level or words(f'code.list_japan.{named}')} ({when})"


def outputs(query: Query, ways: pd.DataFrame) -> tuple[Block, ...]:
    """Return the published output per way out, like with like only, and what is in no sum."""
    found = supply.outputs(ways, query.facts).reset_index()
    known = sum(map(len, found["sites"]))
    title, rule = query.text("outputs_title"), query.text("outputs_rule", known=known, n=len(ways))
    heads = "commodity output way_out year sites_in_it | stage"
    rows = (_output(query, row) for _, row in found.iterrows())
    summed = query.block("outputs", heads, rows, rule, title=title)
    return summed, _left_out(query, supply.left_out(ways, query.facts))


def _output(query: Query, row: pd.Series[Any]) -> Row:
    labels, sites = query.labels, query.facts.sites
    made = labels.quantity(round(float(row["output"]), 6), row["unit"])
    return Row(
        (
            labels.resource(row["resource"]),
            query.bounded(made, row["bound"]),
            query.words(f"way_out.{row['status']}"),
            cells.day(row["year"], query.words),
            query.words.listed([labels.place(f"site:{site}") for site in row["sites"]]),
            query.text(f"stage_{row['stage']}"),
        ),
        links=labels.links(one for site in row["sites"] for one in sites["output_source_ids"][site]),
    )


def _left_out(query: Query, found: pd.DataFrame) -> Block:
    title, rule = query.text("left_out_title", n=len(found)), query.text("left_out_rule")
    rows = (_unsummed(query, f"site:{site_id}", row) for site_id, row in found.iterrows())
    return query.block("left_out", "site output commodity covers", rows, rule, title=title)


def _unsummed(query: Query, sel: str, row: pd.Series[Any]) -> Row:
    labels, sources = query.labels, query.facts.sites["output_source_ids"]
    shown = (
        labels.place(sel),
        query.output(row),
        labels.resource(row["resource"]),
        query.words(f"code.output_scope.{row['output_scope']}"),
    )
    return Row(shown, {"sel": sel}, labels.links(sources[str(row.name)]))


def losses(query: Query) -> tuple[Block, ...]:
    """Return what each closed node or avoided country costs each commodity, the dearest first."""
    every = query.disruption
    if query.resource:
        every = every[every["resource"].isin(query.resource)]
    if every.empty:
        said = (query.text("no_disruption"),)
        return (Block("disruption", query.text("disruption_title"), says=said),)
    country, node = (
        _losses(query, f"disruption_{kind}", pd.DataFrame(every[every["kind"] == kind]))
        for kind in ("country", "node")
    )
    return (replace(country, folded=(node, *country.folded)),)


def _losses(query: Query, key: str, found: pd.DataFrame) -> Block:
    rows = (_loss(query, row) for _, row in found.head(MOST_ROWS).iterrows())
    title, rule = query.text(key, end=query.end), query.text("disruption_rule")
    return query.block(key, LOSSES, rows, rule, title=title, notes=(query.cut(found),))


def _loss(query: Query, row: pd.Series[Any]) -> Row:
    labels, request, item = query.labels, query.request, str(row["item"])
    sel, no_other_way = f"{row['kind']}:{item}", Cell(query.words("routes.no_other_way"), "number")
    if row["kind"] == "country":
        name = labels.country(item)
        close = Action(query.text("avoid"), {"avoid": avoiding((*request.avoid, item))})
    else:
        name, closed = labels.place(sel), LIST_SEPARATOR.join((*request.closed, item))
        close = Action(query.words("routes.close"), {"closed": closed})
    named = {"item": name, "commodity": labels.resource(row["resource"])}
    return Row(
        picked(LOSSES, {**named, **costs(row, "sites", no_other_way, query.words)}),
        {"sel": sel} if sel in query.context.vocabulary.records else None,
        actions=(close,),
    )
