"""What is said of the totals as a whole: their rules, and why the same rows come to another sum elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view.context import Context
from dashboard.view.pages.pledges.sums import LISTED, money
from geodata.sums import PLEDGED, TARGETS, Ledger, Tally, Total
from geodata.sums.groups import Mask
from geodata.sums.rates import to_decimal
from geodata.sums.tally import HELD


def rules(ledger: Ledger, words: Words) -> dict[str, str]:
    """Return the sentence of each rule, told by the reasons for which its code leaves a pledge out."""
    told = [words(f"pledges.not.{code}") for code in PLEDGED.reasons(ledger)]
    return {
        PLEDGED.key: words("pledges.rule.pledged", left="; ".join(told)),
        TARGETS.key: words("pledges.rule.targets"),
    }


def overlap(tallies: Mapping[str, Tally], totals: Mapping[str, Total], words: Words) -> str | None:
    """Say how much more two totals come to than both together, and which rows that is and why."""
    apart = tallies["named"].counted | tallies["region"].counted
    both = tallies["together"]
    twice = np.flatnonzero(apart & ~both.counted)
    if not len(twice):
        return None
    codes = both.reason_codes(twice)
    counts = {HELD[code - 1]: int((codes == code).sum()) for code in np.unique(codes).tolist()}
    told = [words(f"pledges.overlap_{code}", n=n) for code, n in counts.items()]
    named, region, whole = (totals[key].converted for key in ("named", "region", "together"))
    less = None if named is None or region is None or whole is None else named + region - whole
    value = money(less, both.rule.currency, words) or words("pledges.no_amount")
    return words("pledges.overlap", value=value, reasons=words.listed(told))


@dataclass(frozen=True, slots=True)
class Apart:
    """Why rows come to another sum by themselves than beside those that a filter leaves out."""

    text: str
    rows: tuple[int, ...]


def without(state: ViewState, context: Context, facets: tuple[str, ...]) -> Mask | None:
    """Return the pledges shown if some facets were not chosen; None if none of them is."""
    chosen = [facet for facet in facets if getattr(state, facet)]
    if not chosen:
        return None
    nothing: dict[str, Any] = {facet: None if facet == "years" else () for facet in chosen}
    dropped = replace(state.selection, **nothing)
    return context.index.select(dropped)["pledge"]


def apart(
    here: Tally, beside: Tally, facets: tuple[str, ...], state: ViewState, words: Words
) -> Apart | None:
    """Reconcile what the rows of ``here`` come to by themselves and beside those of a wider selection."""
    alone, among = (_brought(tally) for tally in (here, beside))
    rows = np.flatnonzero(here.selected & (alone != among))
    if not len(rows):
        return None
    currency = here.rule.currency
    sums = [to_decimal(brought[here.selected].sum()) for brought in (among, alone)]
    wide, own = (money(value, currency, words) for value in sums)
    filters = words.listed([words(f"filter.{facet}") for facet in facets if getattr(state, facet)])
    text = words("pledges.apart", n=len(rows), filters=filters, wide=wide, here=own)
    return Apart(text, tuple(rows[:LISTED].tolist()))


def _brought(tally: Tally) -> NDArray[Any]:
    """Hundredths that each row of the table brings into a breakdown, in the currency of the rule."""
    found = np.zeros(len(tally.selected), dtype=tally.converted.dtype)
    found[tally.inside] = tally.converted
    return found
