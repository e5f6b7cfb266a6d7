"""Time a change of filters in the view of the pledges: ``python tests/benchmarks/pledges_view.py``.

On the real pledges and on 10,000 synthetic ones, per tab: the script of the page on the server (``page``),
and of it what the view works out and sends (``view``). Medians in ms over many choices.
"""

import argparse
import json
import logging
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from streamlit.testing.v1 import AppTest

import geodata
from dashboard import app, cache
from dashboard.page.pledges import ledger_message, message
from dashboard.state import PARTS_OF, ViewState, to_query
from dashboard.text import words_in
from dashboard.view import Context, build, prepare
from tests.benchmarks.pledges import CHOICES, SIZE, synthetic


def timed(run: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def work_out(context: Context, state: ViewState) -> None:
    """Do what the view does for a state."""
    view = build(state, context, words_in(state.lang))
    json.dumps([message(view), ledger_message(view)])


def states(tab: str) -> list[ViewState]:
    """Return a state per choice of filters."""
    plain = ViewState(view="pledges", part=tab)
    return [replace(plain, selection=choice) for choice in CHOICES]


def of_view(context: Context, tab: str, rounds: int) -> float:
    """Return the median of the view alone."""
    times = [
        timed(lambda state=state: work_out(context, state)) for _ in range(rounds) for state in states(tab)
    ]
    return statistics.median(times[len(CHOICES) :])


def of_page(context: Context, tab: str, rounds: int) -> float:
    """Return the median of the page's script, every state worked out anew."""
    times: list[float] = []
    plain_main = app.main
    app.main = lambda: times.append(timed(plain_main))
    cache.context = lambda: context
    cache.view = lambda state: build(state, context, words_in(state.lang))
    reader = AppTest.from_file(str(Path(__file__).parents[2] / "streamlit_app.py"), default_timeout=120)
    for _ in range(rounds):
        for state in states(tab):
            reader.query_params.clear()
            for key, value in to_query(state).items():
                reader.query_params[key] = value
            reader.run()
            assert not reader.exception
    app.main = plain_main
    return statistics.median(times[len(CHOICES) :])


def main() -> None:
    """Print a line per tab."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help="synthetic pledges")
    parser.add_argument("--rounds", type=int, default=7, help="times each choice is made")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    facts = geodata.load()
    files = cache.files()
    cache.files = lambda: files
    both = (facts, synthetic(facts, options.size))
    contexts = [prepare(each, cache.Memo(cache.MOST)) for each in both]
    print(f"{'median ms':18}{len(facts.pledges):>10}{options.size:>10,}")
    for tab in PARTS_OF["pledges"]:
        for name, measure in (("view", of_view), ("page", of_page)):
            real, many = (measure(context, tab, options.rounds) for context in contexts)
            print(f"{tab:12}{name:6}{real:10.1f}{many:10.1f}")


if __name__ == "__main__":
    main()
