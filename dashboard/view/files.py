"""Files to take along: tables as CSV, written when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard.view.blocks import File
from geodata import export
from geodata.model import Facts

NAME = "caspian-route-atlas"
# Stands in a text for the address of the page without its query, which a view does not know.
HERE = "{page}"


def csv(label: str, name: str, made: Callable[[], pd.DataFrame], facts: Facts) -> File:
    """Return a table as a file.

    Parameters
    ----------
    label : str
        What its button says.
    name : str
        What is in it, for the name of the file, which holds the version of the facts too.
    made : callable
        Works out the table.
    """
    return File(label, f"{NAME}-{name}-{facts.version}.csv", "text/csv", lambda: export.to_csv(made()))
