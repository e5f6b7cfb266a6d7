"""All sites at once: a row per site with its way out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Block, Cell, Row, Table
from dashboard.view.pages.resources import waits
from dashboard.view.pages.resources.query import Query

HEADS = "site way_out commodity country_of days_range extra_days km extra_km"
HEADS += " | extra_days_are unknown_waits_of borders extra_borders co2 extra_co2 loaded_at access_km"
HEADS += " kind site_state operator output precision"
RULES = ("sites_rule", "extra_note")


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the table of the sites."""
    rules = (*map(query.text, RULES), *waits.notes(query))
    return (block(query, query.ways, *rules, query.text("piped_note"), query.text("places_note")),)


def block(query: Query, ways: pd.DataFrame, *rules: str) -> Block:
    """Return the ways out of some sites, with how to read them."""
    title = query.text("sites_title", end=query.end)
    return query.explained(Block("sites", title, table=_table(query, ways)), *rules)


def _table(query: Query, ways: pd.DataFrame) -> Table:
    order = {code: at for at, code in enumerate(query.facts.resources.index)}
    sites = query.facts.sites.loc[ways.index]
    ranked = sites.assign(_order=sites["resource"].map(order)).sort_values(["_order", "name"]).index
    rows = (_row(query, str(site_id), sites.loc[site_id], ways.loc[site_id]) for site_id in ranked)
    return query.table(HEADS, tuple(rows))


def _row(query: Query, site_id: str, site: pd.Series[Any], way: pd.Series[Any]) -> Row:
    labels = query.labels
    return Row(
        (
            str(site["name"]),
            query.words(f"way_out.{way['status']}"),
            labels.resource(site["resource"]),
            labels.country(site["iso3"]),
            *_figures(query, way),
            *_loaded(query, way),
            labels.coded("sites", "kind", site["kind"]),
            labels.coded("sites", "status", site["status"]),
            cells.text(site["operator"]),
            output(query, site),
            labels.coded("sites", "precision", site["precision"]),
        ),
        {"sel": f"site:{site_id}"},
    )


def _figures(query: Query, way: pd.Series[Any]) -> tuple[Cell | str, ...]:
    """Return days, extra days, km and extra km, then what opens beneath them; none where there is no way."""
    if pd.isna(way["length_km"]):
        return (cells.NONE,) * 10
    words, kind = query.words, cells.text(way["extra_days_kind"])
    typical = way["extra_days_typical"]
    extra_km, extra_borders, extra_co2 = (
        cells.NONE if pd.isna(way[name]) else cells.signed(way[name], words)
        for name in ("extra_length_km", "extra_border_crossings", "extra_co2_typical")
    )
    return (
        cells.span(way["days_low"], way["days_typical"], way["days_high"], words),
        waits.difference(typical, typical, typical, kind, query),
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


def output(query: Query, site: pd.Series[Any]) -> Cell:
    """Return the published output of a site, with what it is a figure of."""
    made = query.labels.quantity(site["output"], site["output_unit"])
    return query.bounded(made, site["output_bound"], site["output_year"])
