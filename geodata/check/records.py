"""Rules about records: their points, their sources, and cells that name a record as kind:id."""

from collections.abc import Iterator

import pandas as pd

from geodata.check.context import Context
from geodata.citations import used
from geodata.conflicts import COLUMN, TABLES
from geodata.errors import FactError
from geodata.filters import KINDS
from geodata.links import split
from geodata.model import columns, resources

_PLACES = ("node", "leg", "site")
# Precisions that claim no point.
_NO_POINT = frozenset(["country", "none"])
# Kinds of record that have an address of their own -> their table.
_KINDS = {**KINDS, "country": "countries"}


def every_place_is_a_record(facts: Context) -> Iterator[FactError]:
    """Check that the places that a pledge names are nodes, legs and sites of the facts."""
    for row, records in facts["pledges"]["places"].items():
        for kind, place in map(split, records):
            table = KINDS[kind] if kind in _PLACES else ""
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
    problem = "no other claim on the same record and aspect has another value"
    alone = claims.index[values < 2]  # noqa: PLR2004 - it takes two to disagree
    return facts.faults("claims", alone, "aspect", problem, "add the other claim or remove this one")


def every_point_is_whole(facts: Context) -> Iterator[FactError]:
    """Check that a point has a latitude and a longitude, or neither."""
    for table in ("nodes", "sites", "pledges"):
        frame = facts[table]
        half = frame.index[frame["lat"].isna() != frame["lon"].isna()]
        yield from facts.faults(table, half, "lat", "one of lat and lon is empty", "give both or neither")


def every_precision_fits_its_point(facts: Context) -> Iterator[FactError]:
    """Check that what claims a point has one, and that what is known by its country only has none."""
    for table in ("sites", "pledges"):
        for row, precision, lat, lon in facts[table][["precision", "lat", "lon"]].itertuples():
            bare = pd.isna(lat) and pd.isna(lon)
            if pd.isna(precision) or bare == (precision in _NO_POINT):
                continue
            problem = f"{precision} claims a point, and there is none" if bare else f"{precision} has a point"
            repair = "give the point or mend precision" if bare else "empty lat and lon or mend precision"
            yield facts.fault(table, row, "precision", problem, repair)


def every_source_is_used(facts: Context) -> Iterator[FactError]:
    """Check that a source is there because some row cites it."""
    if not facts.unread:
        idle = facts["sources"].index.difference(list(used(facts.tables, facts.dictionary)))
        yield from facts.faults("sources", idle, None, "no row cites the source", "cite it or remove it")


def no_retired_id_is_in_use(facts: Context) -> Iterator[FactError]:
    """Check that a retired id is used by no row, and what replaced it is there."""
    live = {f"{kind}:{row}" for kind, table in _KINDS.items() for row in facts[table].index}
    for row, replaced_by in facts["retired"]["replaced_by"].items():
        if row in live:
            yield facts.fault("retired", row, None, "the id is in use", "give the row a new id")
        if not pd.isna(replaced_by) and replaced_by not in live and facts.can_read(*_KINDS.values()):
            problem = f'"{replaced_by}" is no record'
            yield facts.fault("retired", row, "replaced_by", problem, "write <kind>:<id> or leave it empty")
