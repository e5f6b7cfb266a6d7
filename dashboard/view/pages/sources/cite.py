"""How to cite, and under which licence each table stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.text import Words
from dashboard.view.blocks import Block, Link, Row, Table
from dashboard.view.context import Context, as_of
from dashboard.view.pages.sources.asked import DASH, Question
from geodata.model import resources


def blocks(question: Question) -> tuple[Block, ...]:
    """Return each table with what a row of it is, its size, licence and credit."""
    words, facts = question.words, question.context.facts
    rows = tuple(
        _row(name, resource, len(getattr(facts, name)), question)
        for name, resource in resources(facts.dictionary).items()
    )
    return (
        Block(
            "licences",
            words("sources.licences_title"),
            says=(words("sources.licences_rule"),),
            table=Table(
                question.heads("of_table all_rows licence credit", {1}),
                rows,
                linked=words("sources.licence_text"),
            ),
            notes=(words("footer.borders"),),
        ),
    )


def citations(
    context: Context, words: Words, page: str, record: tuple[str, str] | None = None
) -> Mapping[str, str]:
    """Return how to cite the page at the address ``page``, the dataset, and a record by title and address."""
    edition = {"version": context.facts.version, "year": str(as_of(context.facts).year)}
    made = {
        "page": words("sources.cite_page", url=page, **edition),
        "dataset": words("sources.cite_dataset", **edition),
    }
    if record:
        made["record"] = words("sources.cite_record", title=record[0], url=record[1], **edition)
    return made


def _row(name: str, resource: Mapping[str, Any], rows: int, question: Question) -> Row:
    words = question.words
    licences = resource.get("licenses") or question.context.facts.dictionary["licenses"]
    named = ", ".join(str(one["title"]) for one in licences)
    credit = [str(source["title"]) for source in resource.get("sources", ())]
    if all(one["name"] != "public-domain" for one in licences):
        credit.append(words("sources.our_credit"))
    cells = (words(f"sources.table.{name}"), question.number(rows), named, "; ".join(credit) or DASH)
    return Row(cells, links=tuple(Link(str(one["name"]), str(one["path"])) for one in licences))
