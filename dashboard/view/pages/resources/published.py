"""What is published of commodities, row by row: production, reserves, exports and stakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Block, Cell, Chart, Mark, Request, Row
from dashboard.view.pages.resources.query import Query
from dashboard.view.pages.ways import Shown, picked, with_rows
from dashboard.view.record.beside import holding_state
from geodata import supply
from geodata.model import Facts

FRAMES: Mapping[str, Callable[[Facts], pd.DataFrame]] = {
    "production": supply.production,
    "reserves": supply.reserves,
    "exports": supply.exports,
    "stakes": supply.stakes,
}
_STAKES = "holder stake commodity share value state site | country_of what seat date note"
# Heads by the first word of a block's key.
HEADS = {
    "production": "commodity value country_of year world_share | world_rank note",
    "reserves": "commodity reserves country_of of_what year covers | note",
    "exports": "commodity country_of value year way_by"
    " | kind through_russia to_where share share_of period note",
    "stakes": _STAKES,
    "contracts": _STAKES,
}
# Blocks whose title does not say how much is in them.
_COUNTED = frozenset({"production", "reserves", "exports", "sites", "outputs"})


def frame(query: Query, key: str) -> pd.DataFrame:
    """Return the published rows of a kind that the filters of country and commodity leave."""
    return query.narrowed(FRAMES[key](query.facts))


def leading(query: Query, found: pd.DataFrame) -> tuple[Cell, Cell]:
    """Return the production of a commodity that leads, and its share of the world's.

    That is the newest figure of the greatest share; without shares the only figure there is. Of several none
    leads: they are counted, for they are never added up.
    """
    newest = pd.DataFrame(found[found["newest"]])
    shares = newest["world_share_pct"].dropna()
    if shares.empty and len(newest) > 1:
        return Cell(query.text("figures", n=len(newest))), cells.NONE
    if newest.empty:
        return UNKNOWN, cells.NONE
    row = newest.loc[str(shares.idxmax())] if len(shares) else newest.iloc[0]
    made = query.labels.quantity(row["value"], row["unit"])
    where = query.text("made_in", country=query.labels.country(str(row["iso3"])), year=str(row["year"]))
    said = query.labels.publishers(row["source_ids"])
    share = cells.exact(row["world_share_pct"], query.words)
    return replace(made, text=f"{made.text} ({where})", note=said), share


def production(query: Query) -> tuple[Block, ...]:
    """Return the newest production, the largest shares of the world's first, all years and reserves behind.

    Of one commodity it is drawn through the years, its table behind it.
    """
    reserves = _folded(table(query, "reserves", frame(query, "reserves")))
    if len(query.resource) == 1:
        *charts, last = through(query, query.resource[0])
        return (*charts, replace(last, folded=(*last.folded, reserves)))
    found = frame(query, "production")
    newest = found[found["newest"]].sort_values("world_share_pct", ascending=False, kind="stable")
    # All of them are the newest, so that none is set apart.
    newest = newest.assign(newest=False)
    first = table(query, "production_newest", newest, query.text("production_newest"))
    return (behind(first, (table(query, "production", found), reserves)),)


def through(query: Query, resource: str) -> tuple[Block, ...]:
    """Return the production of a commodity through the years, a chart per unit, its table behind the last."""
    found = frame(query, "production")
    found = pd.DataFrame(found[found["resource"] == resource])
    made = table(query, "production", found)
    units = found.groupby("unit", sort=False)
    charts = [_chart(query, str(unit), rows) for unit, rows in units if len(set(rows["year"])) > 1]
    if not charts:
        return (made,)
    title = query.text("production_of", commodity=query.labels.resource(resource))
    titles = [title, *[""] * (len(charts) - 1)]
    *every, last = (Block(f"years_{at}", titles[at], chart=chart) for at, chart in enumerate(charts))
    return (*every, behind(last, (made,)))


def _chart(query: Query, unit: str, found: pd.DataFrame) -> Chart:
    labels = query.labels
    marks = tuple(_mark(query, unit, row) for _, row in found.sort_values("year").iterrows())
    return Chart("years", marks, {"value": labels.measure(unit)})


def _mark(query: Query, unit: str, row: pd.Series[Any]) -> Mark:
    """Make a mark whose series is one country of one source, so no line joins unlike figures."""
    labels = query.labels
    country, publishers = labels.country(row["iso3"]), labels.publishers(row["source_ids"])
    said = f"{labels.quantity(row['value'], unit).text} ({publishers})"
    return Mark(f"{country}: {publishers}", str(row["year"]), float(row["value"]), group=country, said=said)


def _folded(block: Block) -> Block:
    """Let a block say beside its title, which opens it, how much is in it, where the title does not."""
    return replace(block, count=len(block.table.rows)) if block.table and block.key in _COUNTED else block


def behind(block: Block, others: Iterable[Block]) -> Block:
    """Return a block with others folded behind it."""
    return replace(block, folded=(*map(_folded, with_rows(others)), *block.folded))


def exports(query: Query) -> tuple[Block, ...]:
    """Return how commodities leave today: the newest year of each country and commodity, all behind."""
    found = frame(query, "exports")
    last = found.groupby(["resource", "iso3"], dropna=False)["year"].transform("max")
    newest = pd.DataFrame(found[found["year"] == last])
    every = table(query, "exports", found)
    if len(newest) == len(found):
        return (every,)
    first = table(query, "exports_newest", newest, query.text("exports_newest"))
    return (behind(first, (every,)),)


def exports_of(query: Query, resource: str, iso3: str) -> Block:
    """Return how a commodity of a country leaves today."""
    ends = {"commodity": query.labels.resource(resource), "country": query.labels.country(iso3)}
    found = supply.exports(query.facts, resource, iso3)
    return table(query, f"exports_{resource}", found, query.text("exports_of", **ends))


def stakes(query: Query, found: pd.DataFrame | None = None) -> tuple[Block, ...]:
    """Return Japan's stakes, those of others and of holders of unknown seat, and what is no stake."""
    every = frame(query, "stakes") if found is None else found
    ranked = every.iloc[every["kind"].map(supply.KINDS.index).argsort(kind="stable")]
    japanese = ranked["is_japanese"].fillna(value=False).astype(bool)
    other = ranked["kind"] == "other"
    parts = {
        "stakes_japan": japanese & ~other,
        "stakes_others": ~japanese & ~other,
        "contracts_japan": japanese & other,
        "contracts_others": ~japanese & other,
    }
    return tuple(
        table(query, key, pd.DataFrame(ranked[chosen]), query.text(key, n=int(chosen.sum())))
        for key, chosen in parts.items()
    )


def japan(query: Query) -> tuple[Block, ...]:
    """Return Japan's stakes, the others behind them."""
    first, *others = stakes(query)
    return (replace(first, folded=(*others, *first.folded)),)


def table(query: Query, key: str, found: pd.DataFrame, title: str = "") -> Block:
    """Return published rows of the kind that the first word of the key names."""
    heads = HEADS[key.partition("_")[0]]
    rows = tuple(_row(query, heads, row) for _, row in found.reset_index().iterrows())
    return query.listed(key, title or query.text(f"{key}_title"), heads, rows)


def _row(query: Query, heads: str, row: pd.Series[Any]) -> Row:
    shown = {head: _CELLS[head](query, row) for head in heads.replace("|", "").split()}
    links, is_newest = query.labels.links(row["source_ids"]), bool(row.get("newest", default=False))
    return Row(picked(heads, shown), _request(query, row), links, strong=is_newest)


def _request(query: Query, row: pd.Series[Any]) -> Request | None:
    """Return what a click asks for: the pledge, also where a holding took its place, else the site or leg."""
    record = str(row.get("record")).replace("holding:", "pledge:")
    named = (record, f"site:{row.get('site_id')}", *(f"leg:{leg}" for leg in row.get("leg_ids", ())))
    known = [sel for sel in named if sel in query.context.vocabulary.records]
    return {"sel": known[0]} if known else None


def _stake(query: Query, row: Any) -> str | None:
    if row["kind"] == "other":
        return query.labels.coded("pledges", "instrument", row["instrument"])
    return query.text(f"stake_{row['kind']}")


def _state(query: Query, row: Any) -> str | None:
    if str(row["record"]).startswith("pledge:"):
        return query.labels.coded("pledges", "status", row["state"])
    return holding_state(str(row["state"]), cells.text(row["date"]), query.words)


def _value(query: Query, row: Any) -> Shown:
    """Write a value; money of a pledge is sorted by what it is worth in dollars, all other is in dollars."""
    kind, _, pledge = str(row.get("record")).partition(":")
    by_id = query.context.ledger.by_id
    dollars = by_id[pledge].conversions["USD"].value if kind == "pledge" else None
    return query.labels.quantity(row["value"], row["unit"], dollars)


def _said(query: Query, key: str, code: Any) -> str | None:
    return None if pd.isna(code) else query.text(f"{key}_{code}")


def _exact(query: Query, row: Any, name: str) -> Cell:
    """Write a share in per cent, with a bar of its length."""
    cell = cells.exact(row[name], query.words)
    return cell if cell.text is None else replace(cell, share=float(row[name]) / 100)


def _countries(query: Query, row: Any) -> str | None:
    return None if pd.isna(row["iso3"]) else query.labels.countries(row["iso3"].split(";"))


def _site(query: Query, row: Any) -> str | None:
    return None if pd.isna(row["site_id"]) else query.labels.place(f"site:{row['site_id']}")


def _of_what(query: Query, row: Any) -> str:
    return query.labels.place(row["record"]) if row["scope"] == "site" else query.text("whole_country")


def _period(query: Query, row: Any) -> str | None:
    whole = query.text("whole_year") if row["record"].startswith("export:") else None
    return query.labels.phrased(row["period"]) or whole


# How the cell beneath each head is written.
_CELLS: Mapping[str, Callable[[Query, Any], Shown]] = {
    "commodity": lambda query, row: query.labels.coded("sites", "resource", row["resource"]),
    "country_of": _countries,
    "value": _value,
    "reserves": lambda query, row: query.labels.quantity(row["reserves"], row["unit"]),
    "of_what": _of_what,
    "covers": lambda query, row: query.words(f"code.output_scope.{row['covers']}"),
    "year": lambda query, row: cells.day(row["year"], query.words),
    "world_share": lambda query, row: _exact(query, row, "world_share_pct"),
    "world_rank": lambda query, row: cells.number(row["world_rank"], query.words),
    "kind": lambda query, row: _said(query, "export", row["kind"]),
    "way_by": lambda query, row: query.labels.phrased(row["way"]),
    "through_russia": lambda query, row: _said(query, "through", row["through_russia"]),
    "to_where": lambda query, row: query.labels.phrased(row["destination"]),
    "share": lambda query, row: cells.exact(row["share_pct"], query.words),
    "share_of": lambda query, row: query.labels.phrased(row["share_of"]),
    "period": _period,
    "holder": lambda _, row: cells.text(row["holder"]),
    "stake": _stake,
    "state": _state,
    "site": _site,
    "what": lambda _, row: cells.text(row["text"]),
    "seat": lambda query, row: query.labels.coded("pledges", "donor", row["holder_code"]),
    "date": lambda query, row: cells.day(row["date"], query.words),
    "note": lambda _, row: cells.text(row["note"]) or cells.NONE,
}
