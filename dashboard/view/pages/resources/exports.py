"""How commodities leave today, as published."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Row
from dashboard.view.pages.resources.query import Query
from geodata import supply

HEADS = "commodity country_of value year kind way_by through_russia to_where | share share_of period note"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return how commodities leave today."""
    return (table(query, exports_of(query)),)


def exports_of(query: Query) -> pd.DataFrame:
    """Return the published exports that the filters leave; rows that name no country stay."""
    return query.narrowed(supply.exports(query.facts))


def of(query: Query, resource: str, iso3: str) -> Block:
    """Return how a commodity of a country leaves today."""
    labels = query.labels
    ends = {"commodity": labels.resource(resource), "country": labels.country(iso3)}
    found = supply.exports(query.facts, resource, iso3)
    return table(query, found, query.text("exports_of", **ends), f"exports_{resource}")


def table(query: Query, found: pd.DataFrame, title: str = "", key: str = "exports") -> Block:
    """Return a table of published exports."""
    rows = tuple(_row(query, str(record), row) for record, row in found.iterrows())
    title = title or query.text("exports_title")
    return query.listed(key, title, HEADS, rows)


def _row(query: Query, record: str, row: pd.Series[Any]) -> Row:
    labels, words = query.labels, query.words
    kind, through, iso3 = (cells.text(row[name]) for name in ("kind", "through_russia", "iso3"))
    way, destination, share_of, period = (
        labels.phrased(row[name]) for name in ("way", "destination", "share_of", "period")
    )
    whole = query.text("whole_year") if record.startswith("export:") else None
    return Row(
        (
            labels.resource(row["resource"]),
            labels.country(iso3) if iso3 else None,
            labels.quantity(row["value"], row["unit"]),
            cells.day(row["year"], words),
            query.text(f"export_{kind}") if kind else None,
            way,
            query.text(f"through_{through}") if through else None,
            destination,
            cells.exact(row["share_pct"], words),
            share_of,
            period or whole,
            cells.text(row["note"]) or cells.NONE,
        ),
        {"sel": f"leg:{row['leg_ids'][0]}"} if row["leg_ids"] else None,
        labels.links(row["source_ids"]),
    )
