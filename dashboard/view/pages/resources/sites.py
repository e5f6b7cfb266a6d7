"""All sites at once: a row per site with its way out, and what its differences of days are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from dashboard.text import UNKNOWN as UNSAID
from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Block, Cell, Row, Table
from dashboard.view.pages.resources.query import Query
from geodata.network import Span

HEADS = "site way_out commodity days_range extra_days"
HEADS += " | country_of km extra_km extra_days_are unknown_waits_of borders extra_borders co2 extra_co2"
HEADS += " loaded_at access_km kind site_state operator output precision"
# More kinds of waits than this are counted, not named.
MOST_NAMED = 4
# The axis of days ends at a multiple of this.
AXIS_STEP = 10
# Rows that fit a column of the usual height before more are asked for.
FIRST = 20


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the table of the sites."""
    return (told(query, query.ways),)


def told(query: Query, ways: pd.DataFrame) -> Block:
    """Return the ways out of some sites with all that is to be known to read them."""
    rules = (*map(query.text, ("sites_rule", "extra_note")), *_waits(query))
    return block(query, ways, *rules, query.text("piped_note"), query.text("places_note"))


def drawn(days: Cell, low: Any, high: Any) -> Cell:
    """Let a cell of days, written close, have its line from low to high; a dash where there are none."""
    if pd.isna(low) or pd.isna(high):
        return cells.NONE
    close = (days.text or "").replace(cells.RANGE_SIGN, "–")
    return replace(days, text=close, span=(float(low), float(high)))


def axis_of(found: pd.DataFrame) -> float:
    """Return where an axis ends that has room for the days of all rows."""
    longest = np.nanmax([*found["days_high"], 1])
    return float(ceil(longest / AXIS_STEP) * AXIS_STEP)


def block(query: Query, ways: pd.DataFrame, *rules: str) -> Block:
    """Return the ways out of some sites, with how to read them."""
    sites = query.facts.sites.loc[ways.index]
    # The main commodity first of what is chosen, then as the table of commodities has them.
    order = {code: at for at, code in enumerate(query.facts.resources.index)}
    order |= dict.fromkeys(query.resource, -1)
    ranked = sites.assign(_order=sites["resource"].map(order)).sort_values(["_order", "name"]).index
    rows = (_row(query, str(site_id), sites.loc[site_id], ways.loc[site_id]) for site_id in ranked)
    made = query.block("sites", HEADS, rows, *rules, title=query.text("sites_title", end=query.end))
    return replace(made, table=_with_axis(made.table, axis_of(ways))) if made.table else made


def _with_axis(table: Table, most: float) -> Table:
    heads = (replace(head, most=most) if head.key == "days_range" else head for head in table.columns)
    return replace(table, columns=tuple(heads), first=FIRST)


def _row(query: Query, site_id: str, site: pd.Series[Any], way: pd.Series[Any]) -> Row:
    labels, figures = query.labels, _figures(query, way)
    return Row(
        (
            str(site["name"]),
            query.words(f"way_out.{way['status']}"),
            labels.resource(site["resource"]),
            *figures[:2],
            labels.country(site["iso3"]),
            *figures[2:],
            *_loaded(query, way),
            labels.coded("sites", "kind", site["kind"]),
            labels.coded("sites", "status", site["status"]),
            cells.text(site["operator"]),
            query.output(site),
            labels.coded("sites", "precision", site["precision"]),
        ),
        {"sel": f"site:{site_id}"},
    )


def _figures(query: Query, way: pd.Series[Any]) -> tuple[Cell | str, ...]:
    """Return days, extra days, km and extra km, then what opens beneath them; none where there is no way."""
    if pd.isna(way["length_km"]):
        return (cells.NONE,) * 10
    words, kind = query.words, cells.text(way["extra_days_kind"])
    days = cells.span(way["days_low"], way["days_typical"], way["days_high"], words)
    extra_days = Span(*[float(way["extra_days_typical"])] * 3)
    extra_km, extra_borders, extra_co2 = (
        cells.NONE if pd.isna(way[name]) else cells.signed(way[name], words)
        for name in ("extra_length_km", "extra_border_crossings", "extra_co2_typical")
    )
    return (
        drawn(days, way["days_low"], way["days_high"]),
        difference(extra_days, kind, query),
        cells.number(way["length_km"], words),
        extra_km,
        query.text(f"comparability_{kind}") if kind else cells.NONE,
        cells.number(way["unknown_waits"], words),
        cells.number(way["border_crossings"], words),
        extra_borders,
        cells.between(way["co2_low"], way["co2_high"], words) if way["co2_km"] else UNKNOWN,
        extra_co2,
    )


def _loaded(query: Query, way: pd.Series[Any]) -> tuple[Cell | str | None, Cell]:
    """Name where a site is loaded, and how far that is; unknown where its own place is."""
    if way["status"] == "piped":
        return cells.NONE, cells.NONE
    node, because = cells.text(way["node_id"]), cells.text(way["no_access_because"])
    km = cells.number(way["access_km"], query.words)
    if node:
        return query.labels.place(f"node:{node}"), km
    return query.text(f"unloaded_{because}") if because else None, km


def difference(days: Span, kind: str | None, query: Query) -> Cell:
    """Write a difference of days, one figure or low, typical and high, with what it is.

    ``kind`` is one of ``supply.COMPARABILITY``, or None where there is nothing to compare.
    """
    if kind is None:
        return cells.NONE
    if kind == "not-alike":
        return Cell(query.text("not_alike"), "number")
    signed = [
        cells.signed(value, query.words, 1).text or UNSAID for value in (days.low, days.typical, days.high)
    ]
    shown = signed[0] if len(set(signed)) == 1 else cells.RANGE_SIGN.join(signed)
    if shown != UNSAID and kind != "exact":
        shown = query.text(f"days_{kind}", days=shown)
    return Cell(shown, "number", None if pd.isna(days.typical) else days.typical)


def _waits(query: Query) -> tuple[str, ...]:
    """Return the rule, and which waits one of the two ways leaves out and the other does not."""
    ways = query.ways
    compared = ways.loc[ways["extra_days_kind"].map(cells.text).notna(), ["unknown", "russia_unknown"]]
    pairs = [(set(here), set(there)) for here, there in compared.itertuples(index=False)]
    sides = {
        "allowed": Counter(wait for here, there in pairs for wait in sorted(there - here)),
        "without": Counter(wait for here, there in pairs for wait in sorted(here - there)),
    }
    said = (
        query.text(f"waits_{side}", waits=_named(counts, query), end=query.end)
        for side, counts in sides.items()
        if counts
    )
    return query.text("days_rule"), *said


def _named(counts: Counter[str], query: Query) -> str:
    """Name waits and in how many sites' ways they are."""
    shown = counts.most_common(MOST_NAMED)
    items = [query.text("wait_of", wait=wait(one, query), n=n) for one, n in shown]
    if len(counts) > len(shown):
        items.append(query.text("waits_more", n=len(counts) - len(shown)))
    return query.words.listed(items)


def wait(unknown: str, query: Query) -> str:
    """Name a wait of unknown length, ``parameter@place``."""
    parameter, _, place = unknown.partition("@")
    return f"{query.words(f'parameter.{parameter}')}, {query.labels.item(place)}"
