"""What is said of the totals as a whole: their rules, and why the same rows come to another sum elsewhere."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view.context import Context, Mask
from dashboard.view.pages.pledges.sums import LISTED, money
from geodata.sums import PLEDGED, TARGETS, Ledger, Resolution, Total
from geodata.sums.rates import to_decimal
from geodata.sums.resolution import HELD


def rules(ledger: Ledger, words: Words) -> dict[str, str]:
    """Return the sentence of each rule, told by the reasons for which its code leaves a pledge out."""
    told = [words(f"pledges.not.{code}") for code in PLEDGED.reasons(ledger)]
    return {
        PLEDGED.key: words("pledges.rule.pledged", left="; ".join(told)),
        TARGETS.key: words("pledges.rule.targets"),
    }


def overlap(totals: Mapping[str, Total], words: Words) -> str | None:
    """Say how much more two totals come to than both together, and which rows that is and why."""
    out = totals["together"].excluded
    apart = (row for key in ("named", "region") for row in totals[key].included)
    twice = Counter(out[row] for row in apart if row in out)
    if not twice:
        return None
    told = [words(f"pledges.overlap_{code}", n=twice[code]) for code in HELD if code in twice]
    named, region, whole = (totals[key].converted for key in ("named", "region", "together"))
    less = None if named is None or region is None or whole is None else named + region - whole
    value = money(less, totals["together"].currency, words) or words("pledges.no_amount")
    return words("pledges.overlap", value=value, reasons=words.listed(told))


@dataclass(frozen=True, slots=True)
class Apart:
    """Why rows come to another sum by themselves than beside those that a filter leaves out."""

    text: str
    rows: tuple[int, ...]


def without(state: ViewState, context: Context, filters: tuple[str, ...]) -> Mask | None:
    """Return the pledges shown if some filters were not set; None if none of them is."""
    wider = state.selection.but(**dict.fromkeys(filters, ()))
    return None if wider == state.selection else context.index.select(wider)["pledge"]


def apart(
    here: Resolution, beside: Resolution, filters: tuple[str, ...], state: ViewState, words: Words
) -> Apart | None:
    """Reconcile what the rows of ``here`` come to by themselves and beside those of a wider selection."""
    among, alone = (_brought(resolution) for resolution in (beside, here))
    chosen = [pledge.row for pledge in here.pledges]
    rows = [row for row in chosen if alone.get(row, 0) != among.get(row, 0)]
    if not rows:
        return None
    sums = [to_decimal(sum(brought.get(row, 0) for row in chosen)) for brought in (among, alone)]
    wide, own = (money(value, here.rule.currency, words) for value in sums)
    named = words.listed([words(f"filter.{key}") for key in filters if key in state.selection])
    text = words("pledges.apart", n=len(rows), filters=named, wide=wide, here=own)
    return Apart(text, tuple(rows[:LISTED]))


def _brought(resolution: Resolution) -> dict[int, int]:
    """Hundredths that each row brings into a breakdown, in the currency of the rule."""
    return {entry.pledge.row: entry.converted or 0 for entry in resolution.shown}
