"""One country or one commodity: facts, sites, ways out, production, exports, stakes, pledges, gaps."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view.blocks import Action, Block, Row, Table
from dashboard.view.pages.resources import produced, published, sites
from dashboard.view.pages.resources.asked import Question, amount, heads, text
from geodata import supply
from geodata.supply import Profile


def blocks(question: Question) -> tuple[Block, ...]:
    """Return the profile that the filters of country and commodity name, or what to choose."""
    found = _profile(question)
    if found is None:
        return (_choose(question),)
    sited = bool(len(found.ways))
    return (
        _head(found, question),
        *([_lists(found, question)] if found.kind == "resource" else []),
        *([sites.by_resource(found.ways, question)] if sited else []),
        *([_sites(found, question)] if sited else []),
        *(sites.outputs(found.ways, question) if sited else ()),
        produced.production(found.production, question),
        produced.reserves(found.reserves, question),
        *_exports(found, question),
        *published.stakes_blocks(_stakes(found, question), question),
        _pledges("pledges", found.pledges, question),
        *([_given(found, question)] if found.kind == "country" else []),
        _pledges("regional", found.regional_pledges, question),
        *([_pledges("unnamed", found.unnamed_pledges, question)] if found.kind == "resource" else []),
        _gaps(found, question),
    )


def _profile(question: Question) -> Profile | None:
    chosen, facts = question.state.selection, question.say.context.facts
    countries, resources = chosen["country"], chosen["resource"]
    if len(countries) == 1 and not resources:
        return supply.country_profile(facts, countries[0], question.all_ways)
    if len(resources) == 1 and not countries:
        return supply.resource_profile(facts, resources[0], question.all_ways)
    return None


def _choose(question: Question) -> Block:
    say, chosen = question.say, question.state.selection
    facts, several = say.context.facts, bool(chosen["country"] or chosen["resource"])
    countries = chosen["country"] or tuple(facts.participants.index)
    resources = chosen["resource"] or tuple(facts.resources.index)
    actions = [
        *(Action(say.names.country(code), {"country": code, "resource": ""}) for code in countries),
        *(Action(say.names.resource(code), {"resource": code, "country": ""}) for code in resources),
    ]
    key = "several" if several else "choose"
    return Block(
        "choose",
        say.words("resources.profile_title"),
        says=(say.words(f"resources.{key}"),),
        actions=tuple(actions),
    )


def _name(found: Profile, question: Question) -> str:
    names = question.say.names
    return names.country(found.code) if found.kind == "country" else names.resource(found.code)


def _head(found: Profile, question: Question) -> Block:
    words, fact = question.say.words, found.fact
    says = [words("resources.profile_counts", sites=len(found.sites), pledges=len(found.pledges))]
    if found.kind == "country" and fact is not None:
        says.append(
            f"{fact['title']} {fact['leader']}; {fact['capital']}; "
            f"{question.say.code('participants', 'role', fact['role'])}"
        )
    if found.kind == "resource" and fact is not None:
        says += _of_resource(fact, question)
    if found.sites.empty:
        says.append(words("resources.profile_no_sites"))
    return Block("profile", _name(found, question), says=tuple(says), printed=True)


def _of_resource(fact: pd.Series[Any], question: Question) -> list[str]:
    """Return the customs codes, in the reader's language, and what else the row notes."""
    said = (text(fact["note"]) or "").replace(_CUSTOMS, "").strip()
    codes = question.say.words("resources.customs", codes=", ".join(fact["hs_codes"]))
    return [one for one in (said, codes if fact["hs_codes"] else "") if one]


# Which edition the customs codes are of; said with the codes, in each language.
_CUSTOMS = "Customs codes: HS 2022."


def _lists(found: Profile, question: Question) -> Block:
    words = question.say.words
    table = sites.lists_table(found.lists, question)
    return Block("lists", words("resources.lists_title"), table=table, notes=(words("resources.lists_note"),))


def _sites(found: Profile, question: Question) -> Block:
    words = question.say.words
    return Block(
        "sites",
        words("resources.sites_title", end=question.end),
        says=(words("resources.sites_rule"),),
        table=sites.table(found.ways, question),
        notes=(words("resources.places_note"),),
    )


def _exports(found: Profile, question: Question) -> tuple[Block, ...]:
    title = question.say.words("resources.exports_title")
    return (published.exports_table(found.exports, question, title),)


def _stakes(found: Profile, question: Question) -> pd.DataFrame:
    """Return the stakes in a country and those held from it, or those in a commodity."""
    if found.kind == "resource":
        return found.stakes
    held = supply.stakes(question.say.context.facts)
    return pd.DataFrame(held[held.index.isin(found.stakes.index) | (held["holder_code"] == found.code)])


def _given(found: Profile, question: Question) -> Block:
    pledges = question.say.context.facts.pledges
    return _pledges("given", pd.DataFrame(pledges[pledges["donor"] == found.code]), question)


def _pledges(key: str, found: pd.DataFrame, question: Question) -> Block:
    say, words = question.say, question.say.words
    rows = tuple(
        Row(
            (
                str(row["title"]),
                say.code("pledges", "donor", row["donor"]),
                say.listed(row["beneficiaries"]),
                amount(say, row["amount"], row["currency"]),
                say.code("pledges", "status", row["status"]),
                words.day(str(row["date"])) if text(row["date"]) else None,
            ),
            ask={"sel": f"pledge:{record}"},
            links=say.links(row["source_ids"]),
        )
        for record, row in found.sort_values("date", ascending=False).iterrows()
    )
    title = words(f"resources.{key}_title", n=len(rows))
    if not rows:
        return Block(key, title, says=(words("resources.no_pledges"),))
    table = Table(heads(say, "what donor beneficiaries value state date", {3}), rows)
    return Block(key, title, says=(words("resources.pledges_rule"),), table=table)


def _gaps(found: Profile, question: Question) -> Block:
    say, words = question.say, question.say.words
    rows = tuple(_gap(row, question) for _, row in found.gaps.iterrows())
    title = words("resources.gaps_title", n=len(rows))
    if not rows:
        return Block("gaps", title, says=(words("resources.no_gaps"),))
    table = Table(heads(say, "record_of gap reason settled_by"), rows)
    return Block("gaps", title, says=(words("resources.gaps_rule"),), table=table)


def _gap(row: pd.Series[Any], question: Question) -> Row:
    say, record = question.say, str(row["record"])
    known = record in say.context.vocabulary.records
    kind, _, code = record.partition(":")
    label = text(row["item"]) or (say.place(record) if kind == "site" else _of(kind, code, question))
    cells = (
        label,
        say.words(f"resources.gap_{row['gap']}"),
        text(row["reason"]) or say.words(f"resources.why_{row['gap']}"),
        text(row["settled_by"]) or say.words(f"resources.settled_{row['gap']}"),
    )
    return Row(cells, ask={"sel": record} if known else None)


def _of(kind: str, code: str, question: Question) -> str:
    """Name what a gap is of: a commodity, or the output of a commodity in a country."""
    names = question.say.names
    if kind == "resource":
        return names.resource(code)
    iso3, _, resource = code.partition("-")
    return f"{names.resource(resource)}, {names.country(iso3.upper())}"
