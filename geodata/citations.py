"""Which rows cite which sources, and which column of sources vouches for a cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from geodata.model import Dictionary, Facts, Tables, columns, references, resources

ROW = "source_ids"
# Columns that rest on sources of their own rather than on those of the row, where their table has them.
OWN: Mapping[str, str] = {
    "status": "status_source_ids",
    "gauge_mm": "gauge_source_ids",
    "operator": "operator_source_ids",
    "commodity": "commodity_source_ids",
    "output": "output_source_ids",
    "reserves": "reserves_source_ids",
    "days_low": "days_source_ids",
    "days_high": "days_source_ids",
    "days_kind": "days_source_ids",
    "lat": "coordinates_source_ids",
    "lon": "coordinates_source_ids",
    "capital_lat": "coordinates_source_ids",
    "capital_lon": "coordinates_source_ids",
    "geometry": "line_source_ids",
    "mode": "line_source_ids",
    "list_japan": "source_ids_japan",
    "list_eu": "source_ids_eu",
    "eu_level": "source_ids_eu",
    "list_us": "source_ids_us",
    "us_2022": "source_ids_us",
    "us_2025": "source_ids_us",
    "hs_codes": "source_ids_us",
}
# What a row says of itself, not of the world: its names in our three languages, signs, marks and remarks.
OURS = frozenset({
    "name_en", "name_ja", "name_ru", "group", "letter", "line_precision", "length_check_note", "note",
    "conflict", "conversion", "corridor", "from_node", "to_node", "precision", "use", "record", "column",
    "reason", "settled_by",
})  # fmt: skip


def vouching(resource: Mapping[str, Any], column: str) -> str | None:
    """Return the column of sources that vouches for a column of a table; None where none has to.

    Parameters
    ----------
    resource : mapping
        The dictionary's description of the table.
    column : str
        A column, or ``geometry``.

    Examples
    --------
    >>> import geodata
    >>> from geodata.model import resources
    >>> tables = resources(geodata.load().dictionary)
    >>> vouching(tables["legs"], "gauge_mm"), vouching(tables["sites"], "status")
    ('gauge_source_ids', 'source_ids')
    """
    held = columns(resource)
    if column in OURS:
        return None
    own = OWN.get(column, ROW)
    return next((name for name in (own, ROW) if name in held), None)


def cited(facts: Facts, ids: Iterable[str]) -> pd.DataFrame:
    """Return the rows of ``sources`` with some ids: each once, in the order first named.

    Raises
    ------
    KeyError
        If an id is not known.
    """
    return pd.DataFrame(facts.sources.loc[list(dict.fromkeys(ids))])


def used(tables: Tables, dictionary: Dictionary) -> dict[str, list[tuple[str, str]]]:
    """Return where each source is cited.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Typed tables, indexed by id (``Facts.tables()``).
    dictionary : mapping
        The data package, whose foreign keys say which columns hold sources.

    Returns
    -------
    dict of str to list of (table, row id)
        Per source id; a source that nothing cites has no entry.
    """
    found: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for source_id, table, row_id, _ in _named(tables, dictionary):
        found[source_id][table, row_id] = None
    return {source_id: list(rows) for source_id, rows in found.items()}


def uses(facts: Facts) -> pd.DataFrame:
    """Return every place where a source is named.

    Returns
    -------
    DataFrame
        ``source_id``, ``table``, ``row_id``, ``column`` (of sources) and ``place`` (number of the row in its
        table), in the order of the dictionary.

    Examples
    --------
    >>> import geodata
    >>> facts = geodata.load()
    >>> set(uses(facts)["source_id"]) <= set(facts.sources.index)
    True
    """
    named = _named(facts.tables(), facts.dictionary)
    made = pd.DataFrame(named, columns=["source_id", "table", "row_id", "column"])
    rows = {
        name: {str(row): at for at, row in enumerate(table.index)} for name, table in facts.tables().items()
    }
    places = [rows[table][row] for table, row in zip(made["table"], made["row_id"], strict=True)]
    return made.assign(place=places)


def _named(tables: Tables, dictionary: Dictionary) -> Iterator[tuple[str, str, str, str]]:
    for table, resource in resources(dictionary).items():
        for column, target in references(resource):
            if target == "sources" and table in tables:
                for row_id, source_ids in tables[table][column].items():
                    for source_id in source_ids:
                        yield source_id, table, str(row_id), column
