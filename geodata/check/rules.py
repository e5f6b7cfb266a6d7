"""Rules about the rows of tables that the dictionary has no words for."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pandas as pd

from geodata.check.context import Context
from geodata.citations import used
from geodata.errors import FactError
from geodata.filters import KINDS
from geodata.sums.rates import is_date

_DATES = ("date", "due", "published", "accessed")
_YEARS_AHEAD = 10
_REGION = "REGION"
_BREAKS_A_LINK = re.compile(r'[\s<>"]')
# Precisions that claim no point.
_NO_POINT = frozenset(["country", "none"])
# Columns that hold countries, and the region as a whole beside them.
_COUNTRIES = (("pledges", "beneficiaries"), ("timeline", "countries"))
# Kinds of record that have an address of their own -> their table.
_KINDS = {**KINDS, "country": "countries"}


def every_date_is_real(facts: Context) -> Iterator[FactError]:
    """Check that dates exist in the calendar and lie at most ten years after the facts were put together."""
    limit = facts.created.year + _YEARS_AHEAD
    for table, frame in facts.tables.items():
        for column in frame.columns.intersection(list(_DATES)):
            for row, cell in frame[column].dropna().items():
                if not is_date(str(cell)):
                    yield facts.fault(table, row, column, f'"{cell}" is no date', "write it as 2025-12-20")
                elif int(str(cell)[:4]) > limit:
                    yield facts.fault(table, row, column, f"{cell} is after {limit}", "mend the year")


def every_address_can_be_linked(facts: Context) -> Iterator[FactError]:
    """Check that addresses are of the web, have a host and carry no password."""
    for row, url in facts["sources"]["url"].dropna().items():
        if not _is_web(str(url)):
            problem = f'"{str(url)[:60]}" is not a plain address of the web'
            yield facts.fault("sources", row, "url", problem, "write https:// and a host, without a password")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port refuses one that is no number.
        _ = parts.port
    except ValueError:
        return False
    plain = not _BREAKS_A_LINK.search(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and plain


def every_country_is_known(facts: Context) -> Iterator[FactError]:
    """Check that lists of countries name countries of the map, or the region as a whole."""
    if not facts.can_read("countries"):
        return
    known = {*facts["countries"].index, _REGION}
    for table, column in _COUNTRIES:
        for row, cell in facts[table][column].items():
            for code in sorted(set(cell) - known):
                problem = f'"{code}" is not in countries'
                yield facts.fault(table, row, column, problem, f"write an ISO alpha-3 code or {_REGION}")


def every_point_is_whole(facts: Context) -> Iterator[FactError]:
    """Check that a point has a latitude and a longitude, or neither."""
    for table in ("nodes", "sites", "pledges"):
        frame = facts[table]
        for row in frame.index[frame["lat"].isna() != frame["lon"].isna()]:
            yield facts.fault(table, row, "lat", "one of lat and lon is empty", "give both or neither")


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
    if facts.unread:
        return
    for row in facts["sources"].index.difference(list(used(facts.tables, facts.dictionary))):
        yield facts.fault("sources", row, None, "no row cites the source", "cite it or remove it")


def no_retired_id_is_in_use(facts: Context) -> Iterator[FactError]:
    """Check that a retired id is used by no row, and what replaced it is there."""
    live = {f"{kind}:{row}" for kind, table in _KINDS.items() for row in facts[table].index}
    for row, replaced_by in facts["retired"]["replaced_by"].items():
        if row in live:
            yield facts.fault("retired", row, None, "the id is in use", "give the row a new id")
        if not pd.isna(replaced_by) and replaced_by not in live and facts.can_read(*_KINDS.values()):
            problem = f'"{replaced_by}" is no record'
            yield facts.fault("retired", row, "replaced_by", problem, "write <kind>:<id> or leave it empty")
