"""Which places on the route the pledges name, and which pledges name a place."""

from collections import defaultdict

import pandas as pd

KINDS = ("node", "leg", "site")


def places(pledges: pd.DataFrame, pledge_id: str, kind: str = "") -> tuple[tuple[str, str], ...]:
    """Return what a pledge names.

    Parameters
    ----------
    pledges : DataFrame
        ``Facts.pledges``.
    pledge_id : str
        Id of the pledge.
    kind : {"", "node", "leg", "site"}
        Only places of this kind.

    Returns
    -------
    tuple of (kind, id)
        In the order of the row.

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
    records: tuple[str, ...] = pledges["places"].to_dict()[pledge_id]
    found = map(split, records)
    return tuple(place for place in found if kind in ("", place[0]))


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
