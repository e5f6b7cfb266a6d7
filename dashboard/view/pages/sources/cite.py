"""How to cite, and under which licence each table stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from dashboard.state import ViewState, query_string
from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import Block, File, Link, Quote, Row
from dashboard.view.context import edition
from dashboard.view.files import HERE, NAME, csv
from dashboard.view.labels import Labels
from dashboard.view.pages.sources.query import Query
from geodata import export
from geodata.model import resources


def blocks(query: Query) -> tuple[Block, ...]:
    """Return each table with what a row of it is, its size, licence and credit."""
    tables = resources(query.facts.dictionary)
    rows = (_row(name, resource, query) for name, resource in tables.items())
    return (
        Block(
            "licences",
            query.text("licences_title"),
            says=(query.text("licences_rule"),),
            table=query.table("of_table all_rows licence credit", rows, linked=query.text("licence_text")),
            notes=(query.words("footer.borders"),),
        ),
    )


def citations(state: ViewState, labels: Labels) -> Block:
    """Return how to cite the page as it is, the dataset, and the open record."""
    words, facts = labels.words, labels.context.facts
    made = {
        "page": words("sources.cite_page", url=HERE + query_string(state), **edition(facts)),
        "dataset": words("sources.cite_dataset", **edition(facts)),
    }
    if state.sel:
        alone = HERE + query_string(ViewState(sel=state.sel, lang=state.lang))
        title = labels.record_title(state.sel)
        made["record"] = words("sources.cite_record", title=title, url=alone, **edition(facts))
    return Block(
        "citations",
        quotes=tuple(Quote(words(f"sources.cite_{key}_label"), text) for key, text in made.items()),
        notes=() if state.sel else (words("sources.cite_no_record"),),
    )


def downloads(words: Words) -> Block:
    """Say what the files beneath are."""
    return Block("downloads", words("sources.downloads_title"), says=(words("sources.downloads_rule"),))


def files(labels: Labels) -> tuple[File, ...]:
    """Return all tables in one file, their dictionary, and each table in each of its formats."""
    words, facts = labels.words, labels.context.facts
    whole = (
        File(
            words("sources.package"),
            f"{NAME}-{facts.version}.zip",
            "application/zip",
            partial(export.package, facts),
        ),
        File(
            words("sources.dictionary"),
            f"{NAME}-datapackage-{facts.version}.json",
            "application/json",
            partial(export.to_json, facts.dictionary),
        ),
    )
    return (*whole, *(file for table in resources(facts.dictionary) for file in _of_table(table, labels)))


def _of_table(table: str, labels: Labels) -> Iterator[File]:
    words, facts = labels.words, labels.context.facts
    frame, name = getattr(facts, table), words(f"sources.table.{table}")
    yield csv(words("share.file", table=name, format="CSV"), table, lambda: frame, facts)
    if "geometry" in frame:
        terms = export.terms(table, facts.version, facts.dictionary)
        yield File(
            words("share.file", table=name, format="GEOJSON"),
            f"{NAME}-{table}-{facts.version}.geojson",
            "application/geo+json",
            partial(export.to_geojson, frame, *terms),
        )


def _row(name: str, resource: Mapping[str, Any], query: Query) -> Row:
    facts = query.facts
    licences = resource.get("licenses") or facts.dictionary["licenses"]
    credit = [str(source["title"]) for source in resource.get("sources", ())]
    if all(one["name"] != "public-domain" for one in licences):
        credit.append(query.text("our_credit"))
    found = (
        query.text(f"table.{name}"),
        cells.number(len(getattr(facts, name)), query.words),
        ", ".join(str(one["title"]) for one in licences),
        "; ".join(credit) or cells.NONE,
    )
    return Row(found, links=tuple(Link(str(one["name"]), str(one["path"])) for one in licences))
