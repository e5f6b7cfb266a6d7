"""Ledgers for the tests: that of the real facts, and small ones made of a few rows."""

import pandas as pd
import pytest

from geodata.sums import Ledger, Rates

RATES = pd.DataFrame(
    [
        ("eur-2024-avg", "EUR", "2024", 0.9, "annual-average", ("bank",)),
        ("eur-2025-05", "EUR", "2025-05", 0.88, "monthly-average", ("bank",)),
        ("eur-2025-05-02", "EUR", "2025-05-02", 0.8, "central-bank-daily", ("bank",)),
        ("eur-2025-05-02-implied", "EUR", "2025-05-02", 0.5, "implied", ("press",)),
        ("jpy-2025-05-01", "JPY", "2025-05-01", 150.0, "central-bank-daily", ("bank",)),
        ("jpy-2025-05-02-b", "JPY", "2025-05-02", 145.0, "central-bank-daily", ("other",)),
        ("jpy-2025-05-02-a", "JPY", "2025-05-02", 144.0, "central-bank-daily", ("bank",)),
    ],
    columns=["rate_id", "currency", "date", "per_usd", "kind", "source_ids"],
).set_index("rate_id")

PLAIN = {
    "donor": "JPN",
    "beneficiaries": ("KAZ",),
    "amount": 1.0,
    "currency": "USD",
    "amount_usd": None,
    "amount_high": None,
    "conversion": None,
    "may_overlap": None,
    "horizon_years": None,
    "instrument": "other",
    "status": "signed",
    "theme": "energy",
    "resources": (),
    "date": "2025-05-02",
    "flow": "to-region",
    "part_of": None,
}


def _pledges(**rows):
    frame = pd.DataFrame([PLAIN | row for row in rows.values()], index=pd.Index(rows, name="pledge_id"))
    return frame.astype({"amount": float, "amount_usd": float, "amount_high": float, "horizon_years": float})


@pytest.fixture(scope="session")
def pledges():
    """Makes pledges by id, each a dict of what differs from one dollar signed for Kazakhstan."""
    return _pledges


@pytest.fixture(scope="session")
def rates():
    """A few rates."""
    return Rates.build(RATES)


@pytest.fixture(scope="session")
def ledger(rates):
    """Makes a ledger of such pledges."""
    return lambda **rows: Ledger.of(_pledges(**rows), rates, ("USD", "JPY"))


@pytest.fixture(scope="session")
def real(facts):
    """The ledger of the real facts."""
    return Ledger.build(facts)
