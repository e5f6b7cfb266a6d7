"""Time a change of filters on the pledges, real and 100,000: ``python tests/benchmarks/pledges.py``.

A change is what the view of the pledges works out at each choice: the rows shown and the counts per option
(``Index``), the tally, the total with its reasons, each breakdown as the table that a chart reads, the stages
and the donors side by side. Takes turns between many choices; prints medians and the ratio of both sizes.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

import geodata
from geodata.selection import Index, Selection
from geodata.sums import PLEDGED, Ledger, Tally, breakdown, compare, flows, total

SIZE = 100_000
PART = 0.22  # as among the real pledges
AIM = 3.0
DIMENSIONS = ("donor", "country", "theme", "resource", "status", "year")
CHOICES = (
    Selection(),
    Selection(country=("KAZ",)),
    Selection(country=("KAZ", "UZB"), years=(2024, 2026)),
    Selection(theme=("logistics", "energy")),
    Selection(donor=("JPN",), status=("signed", "financed")),
    Selection(resource=("uranium",)),
)


def synthetic(facts: geodata.Facts, size: int) -> geodata.Facts:
    """Return facts whose pledges have each column drawn by itself from the real ones, parts among them."""
    random = np.random.default_rng(0)
    real = facts.pledges
    ids = [f"pledge-{number:06d}" for number in range(size)]
    index = pd.Index(ids, name=real.index.name)
    money = real.take(random.integers(0, len(real), size))
    made = {name: real[name].array.take(random.integers(0, len(real), size)) for name in real.columns}
    for name in ("amount", "amount_high", "currency", "amount_usd", "conversion"):
        made[name] = money[name].array
    holders = [
        ids[random.integers(0, row)] if row and random.random() < PART else None for row in range(size)
    ]
    made |= {"part_of": pd.array(holders, dtype="str"), "may_overlap": pd.array([None] * size, dtype="str")}
    return replace(facts, pledges=type(real)(made, index=index, crs=real.crs))


class Change:
    """The steps of a change of filters on some facts."""

    def __init__(self, facts: geodata.Facts) -> None:
        self.index, self.ledger = Index.build(facts), Ledger.build(facts)
        self.steps: dict[str, Callable[[Selection], object]] = {
            "rows shown": self.index.select,
            "counts per option": self.index.counts,
            "what to relax": self.index.relax,
            "tally": self.tally,
            "total, reasons, rates": self.total,
            **{f"by {name}": lambda chosen, name=name: self.breakdown(chosen, name) for name in DIMENSIONS},
            "stages": lambda chosen: [
                cell.converted
                for flow in flows(self.ledger, self.mask(chosen))
                for cell in flow.stages.values()
            ],
            "donors": lambda chosen: [
                cell.converted
                for panel in compare(self.ledger, self.mask(chosen)).panels
                for cell in panel.totals.values()
            ],
        }
        self._masks: dict[Selection, np.ndarray] = {}
        self._tallies: dict[Selection, Tally] = {}

    def mask(self, chosen: Selection) -> np.ndarray:
        """Return the rows of a choice, worked out once so that other steps are timed without it."""
        if chosen not in self._masks:
            self._masks[chosen] = self.index.select(chosen)["pledge"]
        return self._masks[chosen]

    def tally(self, chosen: Selection) -> Tally:
        """Return the tally of a choice anew."""
        self._tallies[chosen] = Tally.build(self.ledger, self.mask(chosen), PLEDGED)
        return self._tallies[chosen]

    def total(self, chosen: Selection) -> tuple[object, ...]:
        """Return what the page says of the total."""
        found = total(self._tallies[chosen])
        return found.declared, found.converted, found.undivided, found.left_out, found.rates, found.precision

    def breakdown(self, chosen: Selection, name: str) -> pd.DataFrame:
        """Return the table that a chart reads."""
        return breakdown(self._tallies[chosen], name).frame()


def measure(changes: dict[str, Change], rounds: int) -> dict[str, dict[str, float]]:
    """Return the median milliseconds of each step, per size."""
    times: dict[str, dict[str, list[float]]] = {
        size: {step: [] for step in change.steps} for size, change in changes.items()
    }
    for _ in range(rounds + 1):
        for chosen in CHOICES:
            for size, change in changes.items():
                for step, run in change.steps.items():
                    start = time.perf_counter()
                    run(chosen)
                    times[size][step].append((time.perf_counter() - start) * 1000)
    warm = len(CHOICES)
    return {
        size: {step: statistics.median(taken[warm:]) for step, taken in steps.items()}
        for size, steps in times.items()
    }


def main() -> int:
    """Print the medians; 1 if the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="times each choice is made")
    parser.add_argument("--size", type=int, default=SIZE, help="synthetic pledges")
    options = parser.parse_args()
    facts = geodata.load()
    many = synthetic(facts, options.size)
    start = time.perf_counter()
    changes = {"real": Change(facts), "many": Change(many)}
    print(f"index and ledger of both built in {time.perf_counter() - start:.1f} s")
    found = measure(changes, options.rounds)
    print(f"{'median ms':24}{len(facts.pledges):>10,}{options.size:>10,}{'ratio':>8}")
    for step, real in found["real"].items():
        print(f"{step:24}{real:10.3f}{found['many'][step]:10.3f}{found['many'][step] / real:8.1f}")
    whole = {size: sum(steps.values()) for size, steps in found.items()}
    ratio = whole["many"] / whole["real"]
    print(f"{'a change of filters':24}{whole['real']:10.3f}{whole['many']:10.3f}{ratio:8.1f}  aim {AIM:g}")
    return 0 if ratio <= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
