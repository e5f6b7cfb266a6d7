"""Terms that a reader meets, what they mean here, and the sources of those that are not our own."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.view.blocks import Block, Row, Table
from dashboard.view.pages.sources.query import Query

# What vouches for a meaning: sources by their ids; nothing for a term of our own, or one that all know.
_OURS, _COMMON = "ours", "common"
TERMS: Mapping[str, str | tuple[str, ...]] = {
    "caspian-route": _OURS,
    "middle-corridor": (
        "middlecorridor-com-166-the-growing-importance-o-5e7d",
        "messenger-com-ge-3743-econ-two-a01f",
    ),
    "btk": ("tabula-ge-125979-9a95",),
    "feeder": _OURS,
    "leg": _OURS,
    "access-line": _OURS,
    "as-drawn": _OURS,
    "in-russia": _OURS,
    "way-out": _OURS,
    "gauge": ("adycontainer-com-rails-c2e5",),
    "teu": _COMMON,
    "low-typical-high": _OURS,
    "published": _OURS,
    "claimed": _OURS,
    "modelled": _OURS,
    "wait": _OURS,
    "cpmm": ("cpmm-carecprogram-org-4a05",),
    "tonne-km": _COMMON,
    "co2e": ("gov-uk-greenhouse-gas-reporting-con-169c",),
    "well-to-wheel": ("gov-uk-greenhouse-gas-reporting-con-169c",),
    "summit": ("news-tj-250358-282d", "worldjpn-net-20251220-d1j-0c88"),
    "pledge": _OURS,
    "target": _OURS,
    "announced": _OURS,
    "signed": _OURS,
    "financed": _OURS,
    "completed": _OURS,
    "mou": _COMMON,
    "part-of": _OURS,
    "may-overlap": _OURS,
    "remainder": _OURS,
    "stock": _OURS,
    "converted": _OURS,
    "overdue": _OURS,
    "not-known": _OURS,
    "conflict": _OURS,
    "precision": _OURS,
    "not-drawn": _OURS,
    "reserves": _OURS,
    "t-u": ("world-nuclear-org-world-uranium-mining-product-55c3",),
    "critical-mineral": (
        "origin-iea-org-16639-international-resource-a5de",
        "eur-lex-europa-eu-oj-fe15",
        "federalregister-gov-2022-final-list-of-critical-0885",
    ),
    "offtake": _COMMON,
}


def blocks(query: Query) -> tuple[Block, ...]:
    """Return all terms, whatever the filters leave."""
    rows = tuple(_row(term, query) for term in TERMS)
    heads = query.labels.heads("term meaning basis", "glossary")
    title, rule = query.words("glossary.title", n=len(rows)), query.words("glossary.rule")
    return (Block("glossary", title, says=(rule,), table=Table(heads, rows)),)


def frame(query: Query) -> pd.DataFrame:
    """Return all terms as a table, with the ids of their sources."""
    rows = {
        term: {
            "term": query.words(f"glossary.{term}.name"),
            "meaning": query.words(f"glossary.{term}.means"),
            "source_ids": () if isinstance(basis, str) else basis,
        }
        for term, basis in TERMS.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("term_id")


def _row(term: str, query: Query) -> Row:
    basis, words = TERMS[term], query.words
    whose, links = (basis, ()) if isinstance(basis, str) else ("sourced", query.labels.links(basis))
    cells = (words(f"glossary.{term}.name"), words(f"glossary.{term}.means"), words(f"glossary.{whose}"))
    return Row(cells, links=links)
