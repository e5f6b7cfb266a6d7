"""Stakes of Japan and others in commodities and sites, as published."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Request, Row
from dashboard.view.pages.resources.query import Query
from dashboard.view.record.beside import holding_state
from geodata import supply

HEADS = "holder stake commodity share value state site | country_of what seat date note"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the stakes that the filters of country and commodity leave."""
    return of(query, stakes_of(query))


def stakes_of(query: Query) -> pd.DataFrame:
    """Return the stakes that the filters of country and commodity leave."""
    return query.narrowed(supply.stakes(query.facts))


def of(query: Query, found: pd.DataFrame) -> tuple[Block, ...]:
    """Return Japan's stakes, those of others and of holders of unknown seat, and what is no stake."""
    japanese = found["is_japanese"].fillna(value=False).astype(bool)
    other = found["kind"] == "other"
    parts = (
        ("stakes_japan", found[japanese & ~other]),
        ("stakes_others", found[~japanese & ~other]),
        ("contracts_japan", found[japanese & other]),
        ("contracts_others", found[~japanese & other]),
    )
    return tuple(_block(query, key, pd.DataFrame(rows)) for key, rows in parts)


def _block(query: Query, key: str, found: pd.DataFrame) -> Block:
    ranked = found.iloc[found["kind"].map(supply.KINDS.index).argsort(kind="stable")]
    rows = tuple(_row(query, row) for _, row in ranked.iterrows())
    return query.listed(key, query.text(key, n=len(rows)), HEADS, rows)


def _row(query: Query, row: pd.Series[Any]) -> Row:
    labels, words = query.labels, query.words
    named = {name: cells.text(row[name]) for name in ("resource", "site_id", "iso3", "date")}
    site, codes = named["site_id"], named["iso3"]
    return Row(
        (
            cells.text(row["holder"]),
            _kind(query, row),
            labels.resource(named["resource"]) if named["resource"] else None,
            cells.exact(row["share_pct"], words),
            labels.quantity(row["value"], row["unit"], _dollars(query, str(row["record"]))),
            _state(query, row, named["date"]),
            labels.place(f"site:{site}") if site else None,
            labels.countries(codes.split(";")) if codes else None,
            cells.text(row["text"]),
            labels.coded("pledges", "donor", row["holder_code"]),
            cells.day(named["date"], words),
            cells.text(row["note"]) or cells.NONE,
        ),
        _request(query, str(row["record"]), site),
        labels.links(row["source_ids"]),
    )


def _kind(query: Query, row: pd.Series[Any]) -> str | None:
    if row["kind"] == "other":
        return query.labels.coded("pledges", "instrument", row["instrument"])
    return query.text(f"stake_{row['kind']}")


def _state(query: Query, row: pd.Series[Any], date: str | None) -> str | None:
    if str(row["record"]).startswith("pledge:"):
        return query.labels.coded("pledges", "status", row["state"])
    return holding_state(str(row["state"]), date, query.words)


def _dollars(query: Query, record: str) -> Any:
    """Return what a pledge is worth; None for a holding, whose amounts are in dollars."""
    kind, _, pledge = record.partition(":")
    return query.context.ledger.by_id[pledge].conversions["USD"].value if kind == "pledge" else None


def _request(query: Query, record: str, site: str | None) -> Request | None:
    """Return what a click asks for: the pledge, also where a holding took its place, else the site."""
    records = (record.replace("holding:", "pledge:"), f"site:{site}")
    known = [sel for sel in records if sel in query.context.vocabulary.records]
    return {"sel": known[0]} if known else None
