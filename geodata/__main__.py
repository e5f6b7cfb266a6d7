"""Commands on the facts: ``python -m geodata check``."""

import argparse
import sys
from pathlib import Path

from geodata.check import RULES, check
from geodata.load import read


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 if all is well, 1 if not."""
    parser = argparse.ArgumentParser(prog="python -m geodata", description="Commands on the facts.")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="check all tables and list every problem")
    checking.add_argument("--facts", type=Path, metavar="DIR", help="folder of the tables")
    return _check(parser.parse_args(arguments).facts)


def _check(folder: Path | None) -> int:
    tables, dictionary, problems = read(folder)
    if dictionary:
        problems += check(tables, dictionary)
    rows = sum(map(len, tables.values()))
    print(f"{len(tables)} tables, {rows:,} rows, {len(RULES)} rules:")
    for rule in RULES if dictionary else ():
        print(f"- {rule.__name__.replace('_', ' ')}")
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
