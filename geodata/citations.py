"""Which rows cite which sources."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from geodata.model import Dictionary, Facts, Tables, references, resources


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
    for table, resource in resources(dictionary).items():
        for column, target in references(resource):
            if target == "sources" and table in tables:
                for row_id, source_ids in tables[table][column].items():
                    for source_id in source_ids:
                        found[source_id][table, str(row_id)] = None
    return {source_id: list(rows) for source_id, rows in found.items()}
