"""All sites at once: a table of the ways out, and how each commodity could leave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.view.blocks import Block, Column, Row, Table
from dashboard.view.pages.resources import waits
from dashboard.view.pages.resources.asked import Question, amount, heads, text
from dashboard.view.pages.resources.waits import signed
from dashboard.view.pages.routes.say import row_of
from geodata import supply

LISTS = ("japan", "eu", "us-2022", "us-2025")


def blocks(question: Question) -> tuple[Block, ...]:
    """Return the table of the sites."""
    words = question.say.words
    title = words("resources.sites_title", end=question.end)
    notes = (words("resources.extra_note"), *waits.notes(question.ways, question))
    notes += (words("resources.piped_note"), words("resources.places_note"))
    return (
        Block(
            "sites",
            title,
            says=(words("resources.sites_rule"),),
            table=table(question.ways, question),
            notes=notes,
        ),
    )


def table(ways: pd.DataFrame, question: Question) -> Table:
    """Return a row per site: what it is, and its way out with and without Russia."""
    labels = "site way_out days_range extra_days km extra_km commodity country_of"
    labels += " | extra_days_are unknown_waits_of borders extra_borders co2 extra_co2 loaded_at access_km"
    labels += " kind site_state operator output precision"
    facts = question.say.context.facts
    order = {code: at for at, code in enumerate(facts.resources.index)}
    sites = facts.sites.loc[ways.index]
    ranked = sites.assign(_order=sites["resource"].map(order)).sort_values(["_order", "name"])
    rows = tuple(
        _row(str(site_id), facts.sites.loc[site_id], ways.loc[site_id], question) for site_id in ranked.index
    )
    return Table(heads(question.say, labels, {2, 3, 4, 5, 9, 10, 11, 12, 13, 15}), rows)


def _row(site_id: str, site: pd.Series[Any], way: pd.Series[Any], question: Question) -> Row:
    say, names, figures = question.say, question.say.names, _figures(way, question)
    return Row(
        (
            str(site["name"]),
            say.words(f"way_out.{way['status']}"),
            *figures[:4],
            names.resource(str(site["resource"])),
            names.country(str(site["iso3"])),
            *figures[4:],
            _loaded_at(way, question),
            "–" if way["status"] == "piped" else say.number(way["access_km"]),
            say.code("sites", "kind", site["kind"]),
            say.code("sites", "status", site["status"]),
            text(site["operator"]),
            _output(site, question),
            say.code("sites", "precision", site["precision"]),
        ),
        ask={"sel": f"site:{site_id}"},
        strong=question.state.sel == f"site:{site_id}",
    )


def _loaded_at(way: pd.Series[Any], question: Question) -> str | None:
    """Name where a site is loaded; None where its place is not known."""
    if way["status"] == "piped":
        return "–"
    if text(way["node_id"]):
        return question.say.place(f"node:{way['node_id']}")
    because = text(way["no_access_because"])
    return question.say.words(f"resources.unloaded_{because}") if because else None


def _figures(way: pd.Series[Any], question: Question) -> tuple[str | None, ...]:
    say = question.say
    if pd.isna(way["length_km"]):
        return ("–",) * 10
    extra = {name: signed(way[f"extra_{name}"], question) or "–" for name in _EXTRA}
    kind = text(way["extra_days_kind"])
    return (
        days([way[f"days_{part}"] for part in ("low", "typical", "high")], question),
        waits.bounded([way["extra_days_typical"]], kind, question) or "–",
        say.number(way["length_km"]),
        extra["length_km"],
        waits.likeness(kind, question),
        say.number(way["unknown_waits"]),
        say.number(way["border_crossings"]),
        extra["border_crossings"],
        say.between(way["co2_low"], way["co2_high"]) if way["co2_km"] else None,
        extra["co2_typical"],
    )


_EXTRA = ("length_km", "border_crossings", "co2_typical")


def days(values: Iterable[float], question: Question) -> str:
    """Write days low, typical and high in one cell."""
    return " – ".join(question.say.number(value, 1) or "?" for value in values)


def _output(site: pd.Series[Any], question: Question) -> str | None:
    shown = bounded(amount(question.say, site["output"], site["output_unit"]), site["output_bound"], question)
    year = "" if pd.isna(site["output_year"]) else f" ({int(site['output_year'])})"
    return f"{shown}{year}" if shown else None


def bounded(shown: str | None, bound: object, question: Question) -> str | None:
    """Write a figure with what it is: more than that, or an estimate."""
    kind = text(bound)
    return question.say.words(f"resources.bound_{kind}", value=shown) if shown and kind else shown


def commodities(question: Question) -> tuple[Block, ...]:
    """Return the counts per commodity with the lists that name it, and the published output per way out."""
    return (by_resource(question.ways, question), *outputs(question.ways, question))


def by_resource(ways: pd.DataFrame, question: Question) -> Block:
    """Return how many sites of each commodity leave in which way."""
    say, words = question.say, question.say.words
    facts = say.context.facts
    counts = supply.by_resource(ways, facts)
    seen = [status for status in supply.STATUSES if counts[status].any()]
    columns = (
        *heads(say, "commodity sites main", {1, 2}),
        *(Column(words(f"way_out.{status}"), number=True) for status in seen),
        *heads(say, "on_lists"),
    )
    rows = []
    for code, row in counts.iterrows():
        named = supply.lists(facts, str(code))
        rows.append(
            Row(
                (
                    say.names.resource(str(code)),
                    str(int(row["sites"])),
                    str(int(row["main"])),
                    *(str(int(row[status])) for status in seen),
                    on_lists(named, question),
                ),
                ask={"resource": str(code), "country": "", "part": "profile"},
                details=lists_table(named, question),
            )
        )
    return Block(
        "commodities",
        words("resources.commodities_title", end=question.end),
        says=(words("resources.commodities_rule"),),
        table=Table(columns, tuple(rows)),
        notes=(words("resources.lists_note"),),
    )


def on_lists(named: pd.DataFrame, question: Question) -> str:
    """Say in a line which lists name a commodity, wholly or in part, and of which that is not known."""
    words = question.say.words
    said = []
    for name in LISTS:
        outcome = text(row_of(named, name)["named"])
        label = words(f"resources.list_{name}")
        if outcome is None:
            said.append(words("resources.list_unknown", list=label))
        elif outcome != "no":
            said.append(label if outcome == "yes" else words("resources.list_partly", list=label))
    return ", ".join(said) or words("resources.on_no_list")


def lists_table(named: pd.DataFrame, question: Question) -> Table:
    """Return what each list says of a commodity, with its sources."""
    say, words = question.say, question.say.words
    rows = tuple(
        Row(
            (words(f"resources.list_{name}"), listed(row_of(named, name), question)),
            links=say.links(row_of(named, name)["source_ids"]),
        )
        for name in LISTS
    )
    return Table(heads(say, "list outcome"), rows, words("resources.lists_title"))


def listed(row: pd.Series[Any], question: Question) -> str | None:
    """Say whether a list names a commodity, at which level, and the list's date."""
    say, words = question.say, question.say.words
    if text(row["named"]) is None:
        return None
    named = words(f"code.list_japan.{row['named']}")
    level = say.code("resources", "eu_level", row["level"]) if row["named"] != "no" else None
    date = text(row["date"])
    when = words.day(date) if date else words("resources.no_date")
    return f"{level or named} ({when})"


def outputs(ways: pd.DataFrame, question: Question) -> tuple[Block, ...]:
    """Return the published output per way out, like with like only, and what is in no sum."""
    say, words = question.say, question.say.words
    facts, rows = say.context.facts, []
    for _, row in supply.outputs(ways, facts).reset_index().iterrows():
        names = [say.place(f"site:{site}") for site in row["sites"]]
        sources = [one for site in row["sites"] for one in row_of(facts.sites, site)["output_source_ids"]]
        cells = (
            say.names.resource(str(row["resource"])),
            bounded(say.words.exact(round(float(row["output"]), 6)), row["bound"], question),
            say.names.measure(str(row["unit"])),
            str(row["year"]),
            words(f"way_out.{row['status']}"),
            words.listed(names),
            words(f"resources.stage_{row['stage']}"),
        )
        rows.append(Row(cells, links=say.links(sources)))
    labels = "commodity output unit year way_out sites_in_it | stage"
    says = (words("resources.outputs_rule", known=_known(ways, question), n=len(ways)),)
    table = Table(heads(say, labels, {1}), tuple(rows))
    return (
        Block("outputs", words("resources.outputs_title"), says=says, table=table),
        _left_out(ways, question),
    )


def _left_out(ways: pd.DataFrame, question: Question) -> Block:
    say, words = question.say, question.say.words
    facts = say.context.facts
    rows = tuple(
        Row(
            (
                say.place(f"site:{site}"),
                say.names.resource(str(row["resource"])),
                _output(row, question),
                words(f"code.output_scope.{row['output_scope']}"),
            ),
            ask={"sel": f"site:{site}"},
            links=say.links(row_of(facts.sites, str(site))["output_source_ids"]),
        )
        for site, row in supply.left_out(ways, facts).iterrows()
    )
    title = words("resources.left_out_title", n=len(rows))
    says = (words("resources.left_out_rule"),)
    return Block("left_out", title, says, table=Table(heads(say, "site commodity output covers"), rows))


def _known(ways: pd.DataFrame, question: Question) -> int:
    return sum(len(sites) for sites in supply.outputs(ways, question.say.context.facts)["sites"])
