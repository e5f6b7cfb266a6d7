"""Commands on the facts: ``python -m geodata check`` and ``python -m geodata route``."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from geodata.check import RULES, check
from geodata.errors import FactErrors
from geodata.load import load, read
from geodata.model import Facts, facts
from geodata.network import NOBODY, PREFERENCES, Answer, Network, Request, answer, as_json, as_text
from geodata.supply import notes

LISTED = "~"
NO_WAY = 1
BAD_REQUEST = 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 if all is well, 1 if not, 2 if it was asked wrongly."""
    asked = _parser().parse_args(arguments)
    return _check(asked.facts, asked.notes) if asked.command == "check" else _route(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geodata", description="Commands on the facts.")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="check all tables and list every problem")
    checking.add_argument(
        "--notes", action="store_true", help="list also what is no problem but worth mending"
    )
    routing = commands.add_parser("route", help="find the best way between two nodes or sites")
    routing.add_argument("origin", metavar="FROM", help="node or site id; site:ID where both have it")
    routing.add_argument("destination", metavar="TO", help="node or site id")
    routing.add_argument("--avoid", default="RUS", metavar="RUS~IRN", help="countries (default RUS), or none")
    routing.add_argument("--closed", default="", metavar="ID~ID", help="nodes and legs that are closed")
    routing.add_argument("--prefer", default="time", metavar="|".join(PREFERENCES), help="default: time")
    routing.add_argument("--planned", action="store_true", help="use legs that are not built, too")
    routing.add_argument("--json", action="store_true", help="print JSON, with the alternatives")
    for command in (checking, routing):
        command.add_argument("--facts", type=Path, metavar="DIR", help="folder of the tables")
    return parser


def _check(folder: Path | None, with_notes: bool) -> int:
    tables, dictionary, problems = read(folder)
    if dictionary:
        problems += check(tables, dictionary)
    rows = sum(map(len, tables.values()))
    print(f"{len(tables)} tables, {rows:,} rows, {len(RULES)} rules:")
    for rule in RULES if dictionary else ():
        print(f"- {rule.__name__.replace('_', ' ')}")
    for note in _notes(facts(tables, dictionary)) if with_notes and not problems else ():
        print(note)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def _notes(sound: Facts) -> Iterator[str]:
    found = notes(Network.build(sound))
    for record, column, note, repair in found.itertuples(index=False):
        table, _, row = record.partition(":")
        yield f'note: {table} "{row}", column {column}: {note}; {repair}'


def _route(asked: argparse.Namespace) -> int:
    try:
        network = Network.build(load(asked.facts))
    except FactErrors as broken:
        print(broken, file=sys.stderr)
        return 1
    found = answer(network, _request(asked, network))
    if asked.json:
        print(json.dumps(_plain(found), ensure_ascii=False, indent=2))
    else:
        _print(found)
    return BAD_REQUEST if found.refusals else 0 if found.best else NO_WAY


def _request(asked: argparse.Namespace, network: Network) -> Request:
    """Read what is asked as an address is read: capital or small letters are the same."""
    ends = _end(asked.origin, network), _end(asked.destination, network)
    # Only "none" avoids nobody, and an empty list is the default.
    avoid = _codes(asked.avoid.upper()) or Request().avoid
    avoid = () if avoid == (NOBODY.upper(),) else avoid
    return Request(*ends, avoid, _codes(asked.closed.casefold()), asked.prefer.casefold(), asked.planned)


def _end(text: str, network: Network) -> str:
    """Return an id in small letters if it is one; else the text, which the answer names as it was written."""
    folded = text.casefold()
    plain = folded.rpartition(":")[2]
    return folded if plain in network.places or plain in network.facts.sites.index else text


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, text.split(LISTED))))


def _print(found: Answer) -> None:
    for refusal in found.refusals:
        print(refusal, file=sys.stderr)
    if found.best:
        print(as_text(found.best))
    elif not found.refusals:
        print("There is no way.", _openings(found), sep="\n")


def _openings(found: Answer) -> str:
    said = {"country": "allow {}", "closed": "open {}", "planned": "use legs that are not built"}
    lines = [said[one.kind].format(one.value) for one in found.permissions]
    opening = f"One of these alone opens one: {', '.join(lines)}."
    return opening if lines else "No single permission opens one."


def _plain(found: Answer) -> dict[str, Any]:
    asked = asdict(found.request)
    if found.refusals:
        wrong = [
            {"key": one.key, "problem": one.problem, "repair": one.repair, "nearest": list(one.nearest)}
            for one in found.refusals
        ]
        return {"request": asked, "refusals": wrong}
    if found.best is None:
        openings = [{"kind": one.kind, "value": one.value} for one in found.permissions]
        return {"request": asked, "legs": None, "permissions": openings}
    others = [as_json(route) for route in found.alternatives]
    return {"request": asked, **as_json(found.best), "alternatives": others}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader of a pipe has had enough; what is left must not be flushed into it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
