"""Time a change of filters on the pledges, real and 10,000: ``python tests/benchmarks/pledges.py``.

A change is what the view of the pledges can work out at a choice: the rows shown and the counts per option
(``Index``), what a rule counts, the total with its reasons, each breakdown as a chart reads it, the stages
and the donors side by side. Prints the medians of each step and of the slowest choice, in milliseconds of
the processor, so that other work on the machine does not count; 1 if a change is too slow.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

import geodata
from geodata.selection import Index, Selection
from geodata.sums import Ledger, Total, breakdown, by_stage, compare, flows, resolve, total

SIZE = 10_000
PART = 0.22  # as among the real pledges
# Milliseconds that a change may take, on the real pledges and on the synthetic ones.
AIMS = (3.0, 300.0)
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


def read(cells: Iterable[Total]) -> list[object]:
    """Return what a chart reads of some totals."""
    return [(cell.rows, cell.counted, cell.converted, cell.undivided_converted) for cell in cells]


def change(index: Index, ledger: Ledger, chosen: Selection) -> dict[str, float]:
    """Make a choice of filters; return the milliseconds of each step."""
    taken: dict[str, float] = {}

    def step(name: str, run: Callable[[], object]) -> object:
        start = time.process_time()
        found = run()
        taken[name] = (time.process_time() - start) * 1000
        return found

    mask = step("rows shown", lambda: index.select(chosen))["pledge"]
    step("counts per option", lambda: index.counts(chosen))
    step("what to relax", lambda: index.relax(chosen))
    pledges = ledger.select(mask)
    made = step("what the rule counts", lambda: resolve(ledger, pledges))
    whole = total(made)
    step("total", lambda: (whole.declared, whole.converted, whole.undivided, whole.reasons, whole.rates))
    for name in DIMENSIONS:
        step(f"by {name}", lambda name=name: read(breakdown(made, name)))
    step("stages", lambda: [read(stages.values()) for stages in flows(by_stage(ledger, pledges)).values()])
    step("donors", lambda: [read(totals.values()) for totals in compare(ledger, pledges).panels.values()])
    return taken


def measure(facts: geodata.Facts, rounds: int) -> tuple[dict[str, float], float]:
    """Return the median milliseconds of each step, and those of all steps for the slowest choice."""
    index, ledger = Index.build(facts), Ledger.build(facts)
    gc.freeze()  # as the page does
    made = {chosen: [change(index, ledger, chosen) for _ in range(rounds + 1)][1:] for chosen in CHOICES}
    every = [taken for times in made.values() for taken in times]
    steps = {name: statistics.median(taken[name] for taken in every) for name in every[0]}
    slowest = max(statistics.median(sum(taken.values()) for taken in times) for times in made.values())
    return steps, slowest


def main() -> int:
    """Print the medians; 1 if an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="times each choice is made")
    parser.add_argument("--size", type=int, default=SIZE, help="synthetic pledges")
    options = parser.parse_args()
    facts = geodata.load()
    real, many = (measure(each, options.rounds) for each in (facts, synthetic(facts, options.size)))
    print(f"{'median ms':32}{len(facts.pledges):>10,}{options.size:>10,}")
    for step, taken in real[0].items():
        print(f"{step:32}{taken:10.3f}{many[0][step]:10.2f}")
    print(f"{'a change of filters, slowest':32}{real[1]:10.3f}{many[1]:10.2f}")
    print(f"{'at most':32}{AIMS[0]:10.3f}{AIMS[1]:10.2f}")
    return 0 if real[1] <= AIMS[0] and many[1] <= AIMS[1] else 1


if __name__ == "__main__":
    sys.exit(main())
