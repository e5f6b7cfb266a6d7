"""What is published: stakes of Japan and others, and how commodities leave today."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view.blocks import Block, Row, Table
from dashboard.view.pages.resources.asked import Question, amount, heads, phrase, record_ask, text
from dashboard.view.record.site import holding_state
from geodata import supply


def stakes_of(question: Question) -> pd.DataFrame:
    """Return the stakes that the filters of country and commodity leave."""
    return narrowed(supply.stakes(question.say.context.facts), question)


def exports_of(question: Question) -> pd.DataFrame:
    """Return the published exports that the filters leave; rows that name no country stay."""
    return narrowed(supply.exports(question.say.context.facts), question)


def narrowed(frame: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Return the rows that the filters of country and commodity leave."""
    countries, goods = question.state.selection["country"], question.state.selection["resource"]
    kept = frame[frame["resource"].isin(goods)] if goods else frame
    if not countries:
        return pd.DataFrame(kept)
    named = [set(str(codes).split(";")) if text(codes) else None for codes in kept["iso3"]]
    return pd.DataFrame(kept[[codes is None or not codes.isdisjoint(countries) for codes in named]])


def japan(question: Question) -> tuple[Block, ...]:
    """Return Japan's stakes, and beside them those of others."""
    return stakes_blocks(stakes_of(question), question)


def stakes_blocks(found: pd.DataFrame, question: Question) -> tuple[Block, ...]:
    """Return Japan's stakes, those of others and of holders of unknown seat, and what is no stake."""
    japanese = found["is_japanese"].fillna(value=False).astype(bool)
    other = found["kind"] == "other"
    parts = (
        ("stakes_japan", found[japanese & ~other]),
        ("stakes_others", found[~japanese & ~other]),
        ("contracts_japan", found[japanese & other]),
        ("contracts_others", found[~japanese & other]),
    )
    return tuple(_stakes_block(key, rows, question) for key, rows in parts)


def _stakes_block(key: str, rows: pd.DataFrame, question: Question) -> Block:
    words = question.say.words
    title = words(f"resources.{key}", n=len(rows))
    if rows.empty:
        return Block(key, title, says=(words("resources.no_stakes"),))
    rule = words(f"resources.{key.partition('_')[0]}_rule")
    return Block(key, title, says=(rule,), table=_stakes(rows, question))


def _stakes(found: pd.DataFrame, question: Question) -> Table:
    labels = "holder stake commodity share value state site | country_of what seat date note"
    order = found["kind"].map(supply.KINDS.index)
    ranked = found.iloc[order.argsort(kind="stable")]
    rows = tuple(_stake(row, question) for _, row in ranked.iterrows())
    return Table(heads(question.say, labels, {3, 4}), rows)


def _stake(row: pd.Series[Any], question: Question) -> Row:
    say, words = question.say, question.say.words
    record, site = str(row["record"]), text(row["site_id"])
    is_pledge = record.startswith("pledge:")
    kind, state = str(row["kind"]), str(row["state"])
    date, seat = text(row["date"]), text(row["holder_code"])
    codes = text(row["iso3"])
    cells = (
        text(row["holder"]),
        say.code("pledges", "instrument", row["instrument"])
        if kind == "other"
        else words(f"resources.stake_{kind}"),
        say.names.resource(str(row["resource"])) if text(row["resource"]) else None,
        as_published(row["share_pct"], question),
        amount(say, row["value"], row["unit"]),
        say.code("pledges", "status", state) if is_pledge else holding_state(state, date, words),
        say.place(f"site:{site}") if site else None,
        say.listed(codes.split(";")) if codes else None,
        text(row["text"]),
        say.code("pledges", "donor", seat) if seat else None,
        words.day(date) if date else None,
        text(row["note"]) or "–",
    )
    known = say.context.vocabulary.records
    own = record_ask(record.replace("holding:", "pledge:"), known)
    ask = own or (record_ask(f"site:{site}", known) if site else None)
    return Row(cells, ask=ask, links=say.links(row["source_ids"]))


def as_published(value: float, question: Question) -> str | None:
    """Write a figure with all the digits that were published."""
    return None if pd.isna(value) else question.say.words.exact(float(value))


def exports(question: Question) -> tuple[Block, ...]:
    """Return how commodities leave today, as published."""
    return (exports_table(exports_of(question), question, question.say.words("resources.exports_title")),)


def exports_block(question: Question, resource: str, iso3: str) -> Block:
    """Return how a commodity of a country leaves today."""
    say = question.say
    found = supply.exports(say.context.facts, resource, iso3)
    title = say.words(
        "resources.exports_of", commodity=say.names.resource(resource), country=say.names.country(iso3)
    )
    return exports_table(found, question, title, f"exports_{resource}")


def exports_table(found: pd.DataFrame, question: Question, title: str, key: str = "exports") -> Block:
    """Return a table of published exports."""
    words = question.say.words
    if found.empty:
        return Block(key, title, says=(words("resources.no_exports"),))
    labels = (
        "commodity year way_by through_russia value share to_where | share_of country_of period kind note"
    )
    rows = tuple(_export(str(record), row, question) for record, row in found.iterrows())
    table = Table(heads(question.say, labels, {1, 4, 5}), rows)
    return Block(key, title, says=(words("resources.exports_rule"),), table=table)


def _export(record: str, row: pd.Series[Any], question: Question) -> Row:
    say, words = question.say, question.say.words
    kind, through, iso3 = text(row["kind"]), text(row["through_russia"]), text(row["iso3"])
    legs = row["leg_ids"]
    cells = (
        say.names.resource(str(row["resource"])),
        text(row["year"]),
        phrase(row["way"], say),
        words(f"resources.through_{through}") if through else None,
        amount(say, row["value"], row["unit"]),
        as_published(row["share_pct"], question),
        phrase(row["destination"], say),
        phrase(row["share_of"], say),
        say.names.country(iso3) if iso3 else None,
        phrase(row["period"], say)
        or (words("resources.whole_year") if record.startswith("export:") else None),
        words(f"resources.export_{kind}") if kind else None,
        text(row["note"]) or "–",
    )
    ask = {"sel": f"leg:{legs[0]}"} if legs else None
    return Row(cells, ask=ask, links=say.links(row["source_ids"]))
