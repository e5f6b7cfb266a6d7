"""How long the ways out of all sites take: ``python -m tests.benchmarks.supply``.

A first call is timed on a network that has answered nothing yet, each time on another end; then the same
with more sites than there are, made by placing copies of them nearby. Medians of some rounds in milliseconds;
nothing is asserted.
"""

import argparse
import gc
import statistics
import time
from dataclasses import replace

import numpy as np
import pandas as pd

import geodata
from geodata import supply
from geodata.network import DESTINATIONS, Network, Request

COPIES = (1, 10, 60)


def milliseconds(work, arguments):
    """Median over some arguments, each used once, and what the last one gave."""
    times = []
    for argument in arguments:
        gc.collect()
        start = time.perf_counter()
        made = work(argument)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), made


def crowded(facts, copies):
    """Facts with each site so many times, a few kilometres apart."""
    generator = np.random.default_rng(7)
    made = pd.concat([facts.sites] * copies)
    made.index = pd.Index([f"{site}-{n}" for n, site in enumerate(made.index)], name="site_id")
    shaken = generator.uniform(-0.2, 0.2, (2, len(made)))
    return replace(facts, sites=made.assign(lon=made["lon"] + shaken[0], lat=made["lat"] + shaken[1]))


def main():
    """Print all times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, nargs="*", default=COPIES, help="how often each site is there")
    facts = geodata.load()
    requests = [Request(None, end) for end in DESTINATIONS]
    for copies in parser.parse_args().copies:
        more = crowded(facts, copies)
        start = time.perf_counter()
        network = Network.build(more)
        built = 1000 * (time.perf_counter() - start)
        whole, ways = milliseconds(lambda asked, net=network: supply.ways_out(net, asked), requests)
        taken, table = milliseconds(lambda asked, net=network: supply.disruptions(net, asked), requests)
        counted, _ = milliseconds(lambda _, w=ways, f=more: supply.by_resource(w, f), range(5))
        print(
            f"{len(ways):6d} sites x one end, with and without Russia: {whole:.0f} ms; "
            f"what each closing costs each commodity: {taken:.0f} ms, {len(table)} rows; "
            f"counts: {counted:.1f} ms; network built in {built:.0f} ms"
        )
    network = Network.build(facts)
    ways = supply.ways_out(network, requests[0])
    one, _ = milliseconds(lambda asked: supply.way_out(network, "inkai", asked), requests)
    country, _ = milliseconds(lambda code: supply.country_profile(facts, code, ways), ["KAZ", "UZB", "TJK"])
    commodity, _ = milliseconds(
        lambda code: supply.resource_profile(facts, code, ways), ["uranium", "copper"]
    )
    print(
        f"one site: {one:.0f} ms; profile of a country: {country:.0f} ms, of a commodity: {commodity:.0f} ms"
    )


if __name__ == "__main__":
    main()
