"""Rules about single cells that the dictionary has no words for: dates, addresses, countries."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from geodata.check.context import Context
from geodata.errors import FactError
from geodata.model import REGION
from geodata.sums.rates import is_date

_DATES = ["date", "due", "published", "accessed"]
_YEARS_AHEAD = 10
_BREAKS_A_LINK = re.compile(r'[\s<>"]')


def every_date_is_real(facts: Context) -> Iterator[FactError]:
    """Check that dates exist in the calendar and lie at most ten years after the facts were put together."""
    limit = facts.created.year + _YEARS_AHEAD
    for table, frame in facts.tables.items():
        for column in frame.columns.intersection(_DATES):
            for row, cell in frame[column].dropna().items():
                if not is_date(str(cell)):
                    yield facts.fault(table, row, column, f'"{cell}" is no date', "write it as 2025-12-20")
                elif int(str(cell)[:4]) > limit:
                    yield facts.fault(table, row, column, f"{cell} is after {limit}", "mend the year")


def every_address_can_be_linked(facts: Context) -> Iterator[FactError]:
    """Check that addresses are of the web, have a host and carry no password."""
    for row, url in facts["sources"]["url"].dropna().items():
        if not _is_web(str(url)):
            problem = f'"{str(url)[:60]}" is not a plain address of the web'
            yield facts.fault("sources", row, "url", problem, "write https:// and a host, without a password")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port refuses one that is no number.
        _ = parts.port
    except ValueError:
        return False
    plain = not _BREAKS_A_LINK.search(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and plain


def every_country_is_known(facts: Context) -> Iterator[FactError]:
    """Check that lists of countries name countries of the map, or the region as a whole."""
    known = {*facts["countries"].index, REGION}
    lists = (("pledges", "beneficiaries"), ("timeline", "countries"))
    for table, column in lists if facts.can_read("countries") else ():
        for row, cell in facts[table][column].items():
            for code in sorted(set(cell) - known):
                problem = f'"{code}" is not in countries'
                yield facts.fault(table, row, column, problem, f"write an ISO alpha-3 code or {REGION}")
