"""How well the facts are covered: per table and column, per country and per commodity."""

from __future__ import annotations

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


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the tables with their columns, then what is not known by country and by commodity."""
    return (_tables(query), *(_unknown(by, query) for by in ("iso3", "resource")))


def _tables(query: Query) -> Block:
    words, facts = query.words, query.context.facts
    every = coverage.cells(facts, query.held)
    found = coverage.tables(facts, query.held, every)
    rows = tuple(
        _table(str(name), row, pd.DataFrame(every[every["table"] == name]), query)
        for name, row in found.iterrows()
        if row["rows"]
    )
    labels = "of_table rows rows_cited cells cells_known share_known values values_cited share_cited"
    return Block(
        "coverage",
        words("sources.coverage_title"),
        says=(words("sources.coverage_rule"), words("sources.filter_rule")),
        table=Table(query.labels.heads(labels, "sources"), rows, opens=words("sources.columns")),
        notes=(words("sources.coverage_note"),),
    )


def _table(name: str, row: pd.Series[Any], every: pd.DataFrame, query: Query) -> Row:
    words = query.words
    title = words(f"sources.table.{name}")
    counts = [_number(row[key], query) for key in ("rows", "cited", "cells", "known")]
    found: tuple[Cell | str | None, ...] = (
        title,
        *counts,
        _share(row["known"], row["cells"], query),
        _number(row["vouched"], query),
        _number(row["sourced"], query),
        _share(row["sourced"], row["vouched"], query),
    )
    keys = "column rows cells_known share_known empty values_cited share_cited"
    columns = Table(
        query.labels.heads(keys, "sources"), tuple(_column(one, query) for _, one in every.iterrows())
    )
    return Row(found, details=(Block(f"columns_{name}", title, table=columns),))


def _column(row: pd.Series[Any], query: Query) -> Row:
    words, column = query.words, str(row["column"])
    named = query.labels.column(str(row["table"]), column)
    return Row(
        (
            words("sources.geometry") if column == "geometry" else named,
            cells.number(row["rows"], words),
            cells.number(row["known"], words),
            _share(row["known"], row["rows"], query) if row["empty"] == "unknown" else cells.NONE,
            words(f"sources.empty_{row['empty']}"),
            _number(row["sourced"], query),
            cells.NONE if pd.isna(row["sourced"]) else _share(row["sourced"], row["known"], query),
        )
    )


def _unknown(by: str, query: Query) -> Block:
    words, gaps = query.words, query.gaps
    kinds = [gap for gap in GAPS if (gaps["gap"] == gap).any() and not (by == "iso3" and gap == "no-list")]
    counts = pd.crosstab(gaps[by], gaps["gap"], values=gaps["record"], aggfunc="nunique")
    counts = counts.reindex(columns=kinds).fillna(0).astype(int)
    sites = _sites(by, query)
    codes = [code for code in _order(by, query) if code in counts.index or sites.get(code)]
    title = words(f"sources.unknown_{by}")
    if not codes:
        return Block(f"unknown_{by}", title, says=(words("sources.no_unknown"),))
    heads = (
        *query.labels.heads(f"{by} sites", "sources"),
        *(Column(query.words(f"sources.gap_{gap}")) for gap in kinds),
    )
    rows = tuple(_code(by, code, sites.get(code, 0), counts, query) for code in codes)
    return Block(f"unknown_{by}", title, says=(words("sources.unknown_rule"),), table=Table(heads, rows))


def _code(by: str, code: str, sites: int, counts: pd.DataFrame, query: Query) -> Row:
    names, words = query.labels, query.words
    here = counts.loc[code] if code in counts.index else pd.Series(0, index=counts.columns)
    facet, other = ("country", "resource") if by == "iso3" else ("resource", "country")
    return Row(
        (
            names.country(code) if by == "iso3" else names.resource(code),
            cells.number(sites, words),
            *(cells.number(n, words) for n in here.to_numpy()),
        ),
        request={facet: code},
        actions=(
            Action(
                words("sources.to_profile"),
                {"view": "resources", "part": "profile", facet: code, other: ""},
            ),
        ),
    )


def _sites(by: str, query: Query) -> dict[str, int]:
    """Count the sites that the filters leave; a site counts under each of its commodities."""
    sites = query.context.facts.sites[query.held["sites"]]
    if by == "iso3":
        return {str(code): int(n) for code, n in sites["iso3"].value_counts().items() if n}
    main = zip(sites["resource"], sites["secondary_resources"], strict=True)
    every = pd.Series([code for first, others in main for code in {first, *others}], dtype=object)
    return {str(code): int(n) for code, n in every.value_counts().items()}


def _order(by: str, query: Query) -> tuple[str, ...]:
    key = {"iso3": "country", "resource": "resource"}[by]
    return query.state.selection[key] or query.context.index.options[key]


def _number(value: Any, query: Query) -> Cell:
    return cells.NONE if pd.isna(value) else cells.number(value, query.words)


def _share(part: Any, whole: Any, query: Query) -> Cell:
    """Write a share; a dash where there is nothing to share. What is not whole never reads as 100 %."""
    if pd.isna(whole) or not whole:
        return cells.NONE
    share = 100 * int(part) / int(whole)
    rounded = round(share, 1 if share > _NEARLY_ALL or share < 1 else 0)
    if part < whole:
        rounded = min(rounded, _MOST)
    return Cell(f"{query.words.number(rounded, 1)} %", "number", share)


_NEARLY_ALL, _MOST = 99, 99.9
