"""What Find looks through: records, commodities and terms by their names, with what opens each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.text import DEFAULT_LANGUAGE, words_in
from dashboard.view import cells
from dashboard.view.blocks import Request
from dashboard.view.context import Context
from dashboard.view.labels import Labels, labels_of
from dashboard.view.pages.sources import glossary

# Only bends a line at sea: nobody looks for it.
_WAYPOINT = "sea-waypoint"


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: its name, other names of it, what tells it from others, and what opens it."""

    name: str
    also: tuple[str, ...]
    note: str
    request: Request


def index(context: Context, lang: str) -> dict[str, tuple[Entry, ...]]:
    """Return all that can be found, by kind, each kind in the order of names.

    Parameters
    ----------
    context : Context
        Facts with what derives from them.
    lang : str
        The reader's language; names in English are there beside those in it.
    """
    labels, english = (labels_of(context, words_in(code)) for code in (lang, DEFAULT_LANGUAGE))
    # Where two kinds have names as near, the one that stands first here goes first.
    made = {
        "node": _nodes(labels),
        "country": _countries(labels, english),
        "resource": _resources(labels, english),
        "site": _sites(labels),
        "pledge": _pledges(labels),
        "leg": _legs(labels, english),
        "event": _events(labels),
        "term": _terms(labels, english),
        "source": _sources(labels),
    }
    return {
        kind: tuple(sorted(found, key=lambda entry: entry.name.casefold())) for kind, found in made.items()
    }


def _entry(names: tuple[str, ...], note: str | None, request: Request) -> Entry:
    name, *also = dict.fromkeys(names)
    return Entry(name, tuple(also), note or "", request)


def _record(kind: str, row_id: object) -> Request:
    return {"sel": f"{kind}:{row_id}"}


def _nodes(labels: Labels) -> Iterator[Entry]:
    for row_id, row in labels.facts.nodes.iterrows():
        if row["kind"] != _WAYPOINT:
            names = (labels.node(str(row_id)), str(row["name"]))
            yield _entry(names, _what(labels, "nodes", row, "kind"), _record("node", row_id))


def _sites(labels: Labels) -> Iterator[Entry]:
    for row_id, row in labels.facts.sites.iterrows():
        note = _what(labels, "sites", row, "resource")
        yield _entry((str(row["name"]),), note, _record("site", row_id))


def _what(labels: Labels, table: str, row: Any, column: str) -> str:
    """Say what a place is, and in which country."""
    return labels.joined([labels.coded(table, column, row[column]), labels.coded(table, "iso3", row["iso3"])])


def _countries(labels: Labels, english: Labels) -> Iterator[Entry]:
    facts = labels.facts
    # Of the others no row says anything.
    named = {*facts.nodes["iso3"], *facts.sites["iso3"], *facts.pledges["donor"]}
    for iso3, role in facts.countries["role"].items():
        code, is_other = str(iso3), role == "other"
        if not is_other or code in named:
            note = None if is_other else labels.coded("countries", "role", role)
            yield _entry((labels.country(code), english.country(code)), note, _record("country", code))


def _resources(labels: Labels, english: Labels) -> Iterator[Entry]:
    for code in labels.facts.resources.index.astype(str):
        names = (labels.resource(code), english.resource(code))
        yield _entry(names, None, {"view": "resources", "part": "", "resource": code})


def _pledges(labels: Labels) -> Iterator[Entry]:
    for row_id, row in labels.facts.pledges.iterrows():
        note = labels.joined([row["donor_name"], labels.coded("pledges", "status", row["status"])])
        yield _entry((str(row["title"]),), note, _record("pledge", row_id))


def _legs(labels: Labels, english: Labels) -> Iterator[Entry]:
    for row_id, row in labels.facts.legs.iterrows():
        note = labels.coded("legs", "mode", row["mode"])
        names = (labels.leg(str(row_id)), english.leg(str(row_id)))
        yield _entry(names, note, _record("leg", row_id))


def _events(labels: Labels) -> Iterator[Entry]:
    for row_id, row in labels.facts.timeline.iterrows():
        yield _entry((str(row["title"]),), labels.words.day(row["date"]), _record("event", row_id))


def _terms(labels: Labels, english: Labels) -> Iterator[Entry]:
    for term in glossary.TERMS:
        name, *others = (each.words(f"glossary.{term}.name") for each in (labels, english))
        # Of a name like “Middle Corridor, TITR” the second half is looked for too.
        halves = [half for one in (name, *others) for half in re.split(r"[,（）()、]\s*", one)[1:] if half]
        request = {"view": "sources", "part": "glossary", "q": name}
        yield _entry((name, *others, *halves), None, request)


def _sources(labels: Labels) -> Iterator[Entry]:
    for row_id, row in labels.facts.sources.iterrows():
        title, publisher = cells.text(row["title"]), str(row["publisher"])
        # Many a publisher has several sources without a title: only the address tells them apart.
        note = publisher if title else re.sub(r"^https?://(www\.)?", "", str(row["url"]))
        yield _entry((title or publisher,), note, _record("source", row_id))
