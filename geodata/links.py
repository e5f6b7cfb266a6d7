"""Which places on the route the pledges name, and which pledges name a place."""

from collections import defaultdict

import pandas as pd


def places(pledges: pd.DataFrame, pledge_id: str) -> tuple[tuple[str, str], ...]:
    """Return what a pledge names.

    Parameters
    ----------
    pledges : DataFrame
        ``Facts.pledges``.

    Returns
    -------
    tuple of (kind, id)
        Nodes, legs and sites, in the order of the row.

    Raises
    ------
    KeyError
        If the pledge is not known.

    Examples
    --------
    >>> import geodata
    >>> places(geodata.load().pledges, "jpn-kaz-aktau-customs-xray")
    (('node', 'aktau'),)
    """
    records: tuple[str, ...] = pledges["places"][pledge_id]
    return tuple(map(split, records))


def pledges_at(pledges: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the pledges that name each place.

    Parameters
    ----------
    pledges : DataFrame
        ``Facts.pledges``.

    Returns
    -------
    dict of str to tuple of str
        Ids of pledges, in the order of the table, by ``kind:id`` of the place; a place that no pledge names
        has no entry.

    Examples
    --------
    >>> import geodata
    >>> pledges_at(geodata.load().pledges)["site:pavlodar-alumina-gallium"]
    ('jpn-kaz-gallium-offtake',)
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for pledge_id, records in pledges["places"].items():
        for record in records:
            found[record].append(str(pledge_id))
    return {record: tuple(ids) for record, ids in found.items()}


def split(record: str) -> tuple[str, str]:
    """Return kind and id of a record written as ``kind:id``.

    Examples
    --------
    >>> split("node:aktau")
    ('node', 'aktau')
    """
    kind, _, row_id = record.partition(":")
    return kind, row_id
