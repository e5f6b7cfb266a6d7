"""How well the facts are covered: per table and column, per country and per commodity."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Cell, Column, Row, Table
from dashboard.view.pages.sources.query import Query
from geodata import coverage

# Gaps in the order in which they are shown.
GAPS = (
    "no-output", "no-operator", "no-reserves", "no-state", "no-place", "stand-in-point", "no-production",
    "no-list", "unmapped",
)  # fmt: skip
# Column of what is not known -> the filter of it, and the filter that a link to its profile drops.
_FILTERS = {"iso3": ("country", "resource"), "resource": ("resource", "country")}
_NEARLY_ALL, _MOST = 99, 99.9


def blocks(query: Query) -> tuple[Block, ...]:
    """Return a bar per table for what is known and for what has a source, and behind them what they are of.

    That is the tables with their columns, and what is not known by country and by commodity.
    """
    every = coverage.cells(query.facts, query.held)
    found = coverage.tables(query.facts, query.held, every)
    found = pd.DataFrame(found[found["rows"] > 0])
    behind = (_tables(found, every, query), *(_unknown(by, query) for by in _FILTERS))
    return (replace(_bars(found, query), folded=behind),)


def _bars(found: pd.DataFrame, query: Query) -> Block:
    rows = (
        Row(
            (
                query.text(f"table.{name}"),
                _share(row["known"], row["cells"], query, is_drawn=True),
                _share(row["sourced"], row["vouched"], query, is_drawn=True),
            )
        )
        for name, row in found[found[["cells", "vouched"]].fillna(0).gt(0).any(axis=1)].iterrows()
    )
    table = replace(query.table("of_table share_known share_cited", rows), searched=False)
    return Block("shares", query.text("shares_title"), table=table)


def _tables(found: pd.DataFrame, every: pd.DataFrame, query: Query) -> Block:
    rows = (
        _table(str(name), row, pd.DataFrame(every[every["table"] == name]), query)
        for name, row in found.iterrows()
    )
    heads = "of_table rows rows_cited cells cells_known share_known values values_cited share_cited"
    return Block(
        "coverage",
        query.text("coverage_title"),
        table=query.table(heads, rows, opens=query.text("columns")),
        folded=query.reading("coverage", *map(query.text, ("coverage_rule", "coverage_note", "filter_rule"))),
    )


def _table(name: str, row: pd.Series[Any], every: pd.DataFrame, query: Query) -> Row:
    title = query.text(f"table.{name}")
    found: tuple[Cell | str | None, ...] = (
        title,
        *(_number(row[key], query) for key in ("rows", "cited", "cells", "known")),
        _share(row["known"], row["cells"], query),
        *(_number(row[key], query) for key in ("vouched", "sourced")),
        _share(row["sourced"], row["vouched"], query),
    )
    heads = "column rows cells_known share_known empty values_cited share_cited"
    columns = query.table(heads, (_column(one, query) for _, one in every.iterrows()))
    return Row(found, details=(Block(f"columns_{name}", title, table=columns),))


def _column(row: pd.Series[Any], query: Query) -> Row:
    words, column = query.words, str(row["column"])
    named = query.labels.column(str(row["table"]), column)
    return Row(
        (
            query.text("geometry") if column == "geometry" else named,
            cells.number(row["rows"], words),
            cells.number(row["known"], words),
            _share(row["known"], row["rows"], query) if row["empty"] == "unknown" else cells.NONE,
            query.text(f"empty_{row['empty']}"),
            _number(row["sourced"], query),
            cells.NONE if pd.isna(row["sourced"]) else _share(row["sourced"], row["known"], query),
        )
    )


def _unknown(by: str, query: Query) -> Block:
    words, gaps, (facet, other) = query.words, query.gaps, _FILTERS[by]
    index = query.context.index
    kinds = [gap for gap in GAPS if (gaps["gap"] == gap).any() and not (by == "iso3" and gap == "no-list")]
    counts = pd.crosstab(gaps[by], gaps["gap"], values=gaps["record"], aggfunc="nunique")
    # A site counts under each of its commodities.
    counted = index.matches["site", facet].count(query.held["sites"])
    sites = dict(zip(index.options[facet], counted, strict=True))
    every = query.state.selection[facet] or index.options[facet]
    codes = [code for code in every if code in counts.index or sites.get(code)]
    title = query.text(f"unknown_{by}")
    if not codes:
        return Block(f"unknown_{by}", title, says=(query.text("no_unknown"),))
    counts = counts.reindex(index=codes, columns=kinds).fillna(0)
    heads = (
        *query.labels.heads(f"{by} sites", "sources"),
        *(Column(query.text(f"gap_{gap}"), str(gap)) for gap in kinds),
    )
    there = {"view": "resources", "part": "profile"}
    rows = (
        Row(
            (
                query.labels.option(facet, code),
                *(cells.number(n, words) for n in (sites.get(code, 0), *counts.loc[code])),
            ),
            {facet: code},
            actions=(Action(query.text("to_profile"), {**there, facet: code, other: ""}),),
        )
        for code in codes
    )
    reading = query.reading(f"unknown_{by}", query.text("unknown_rule"))
    return Block(f"unknown_{by}", title, table=Table(heads, tuple(rows)), folded=reading)


def _number(value: Any, query: Query) -> Cell:
    return cells.NONE if pd.isna(value) else cells.number(value, query.words)


def _share(part: Any, whole: Any, query: Query, *, is_drawn: bool = False) -> Cell:
    """Write a share, with a bar where it is drawn; a dash where there is nothing to share.

    What is not whole never reads as 100 %.
    """
    if pd.isna(whole) or not whole:
        return cells.NONE
    share = 100 * int(part) / int(whole)
    rounded = round(share, 1 if share > _NEARLY_ALL or share < 1 else 0)
    if part < whole:
        rounded = min(rounded, _MOST)
    bar = share / 100 if is_drawn else None
    return Cell(f"{query.words.number(rounded, 1)} %", "number", share, share=bar)
