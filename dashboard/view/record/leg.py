"""What the record of a leg says beside its own cells: published lengths, and the time that routes take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.view.names import Names
from geodata.model import Facts

Line = tuple[str, str, tuple[str, ...]]


def lengths(facts: Facts, leg_id: str, names: Names) -> Iterator[Line]:
    """Yield label, km and sources of each published length of a leg, or of a chain that it is in."""
    words = names.words
    for _, row in facts.lengths[facts.lengths["legs"].map(lambda legs: leg_id in legs)].iterrows():
        kind = names.code("lengths", "kind", str(row["kind"]))
        shown = f"{words.number(row['length_km'], 1)} {words('unit.km')} ({kind})"
        yield words("record.length", n=len(row["legs"])), shown, row["source_ids"]


def sailing(facts: Facts, leg: pd.Series[Any], names: Names) -> Iterator[Line]:
    """Yield the published sailing time of a crossing, which routes take for its days."""
    words, table, ends = names.words, facts.assumptions, {leg["from_node"], leg["to_node"]}
    times = table[(table["parameter"] == "sailing-hours") & (table["use"] == "computing")]
    for _, row in times.iterrows():
        if set(str(row["applies_to"]).removeprefix("pair:").split("|")) == ends:
            hours = " – ".join(words.number(float(row[name]), 1) for name in ("low", "typical", "high"))
            kind = names.code("legs", "days_kind", str(row["kind"]))
            shown = words("record.sailing_time", hours=hours, kind=kind)
            yield words("record.sailing"), shown, row["source_ids"]
