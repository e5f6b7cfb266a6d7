"""Rules about cells that name a record as kind:id."""

from collections.abc import Iterator

from geodata.check.context import Context
from geodata.conflicts import COLUMN, TABLES
from geodata.errors import FactError
from geodata.filters import KINDS
from geodata.links import split
from geodata.model import columns, resources

_PLACES = {kind: KINDS[kind] for kind in ("node", "leg", "site")}


def every_place_is_a_record(facts: Context) -> Iterator[FactError]:
    """Check that the places that a pledge names are nodes, legs and sites of the facts."""
    for row, records in facts["pledges"]["places"].items():
        for kind, place in map(split, records):
            table = _PLACES.get(kind)
            if table and facts.can_read(table) and place not in facts[table].index:
                problem = f'"{place}" is not in {table}'
                yield facts.fault("pledges", row, "places", problem, f"mend the id or add it to {table}")


def every_claim_has_its_record(facts: Context) -> Iterator[FactError]:
    """Check that a claim is about a row that says its sources disagree, a column of it, and its sources."""
    for row, claim in facts["claims"].iterrows():
        kind, row_id = split(str(claim["record"]))
        table = TABLES.get(kind, "")
        if not table or not facts.can_read(table):
            continue
        if row_id not in facts[table].index:
            problem = f'"{row_id}" is not in {table}'
            yield facts.fault("claims", row, "record", problem, "mend the id or remove the claim")
            continue
        record = facts[table].loc[row_id]
        if not isinstance(record[COLUMN], str):
            repair = f"say in {COLUMN} of the record what the sources disagree on"
            yield facts.fault("claims", row, "record", "the record names no disagreement", repair)
        known = columns(resources(facts.dictionary)[table])
        if isinstance(claim["column"], str) and claim["column"] not in known:
            problem = f'"{claim["column"]}" is no column of {table}'
            yield facts.fault("claims", row, "column", problem, "mend it or leave it empty")
        for source in sorted(set(claim["source_ids"]) - set(record["source_ids"])):
            problem = f'"{source}" is no source of the record'
            yield facts.fault("claims", row, "source_ids", problem, "add it to the record or mend the id")


def every_claim_stands_beside_another(facts: Context) -> Iterator[FactError]:
    """Check that there are two different values of what the sources disagree on."""
    claims = facts["claims"]
    values = claims.groupby(["record", "aspect"], observed=True)["value"].transform("nunique")
    for row in claims.index[values < 2]:  # noqa: PLR2004 - it takes two to disagree
        problem = "no other claim on the same record and aspect has another value"
        yield facts.fault("claims", row, "aspect", problem, "add the other claim or remove this one")
