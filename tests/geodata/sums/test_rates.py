"""An amount is converted by the rate of its day, its month or its year, or not at all."""

from decimal import Decimal

import pandas as pd
import pytest

from geodata.sums import Ledger
from geodata.sums.rates import Rates, hundredths, to_decimal


@pytest.fixture
def convert(rates, pledges):
    """Converts an amount as the ledger of a table of one pledge does."""

    def made(amount, currency, day, into):
        table = pledges(a={"amount": amount, "currency": currency, "date": day})
        return Ledger.of(table, rates, (into,)).by_id["a"].conversions[into]

    return made


@pytest.mark.parametrize(
    ("currency", "day", "expected"),
    [
        ("EUR", "2025-05-02", ("eur-2025-05-02", "day", 0)),
        ("EUR", "2025-05-09", ("eur-2025-05-02", "day", 7)),
        ("EUR", "2025-05-10", ("eur-2025-05", "month", None)),
        ("EUR", "2025-05-01", ("eur-2025-05", "month", None)),
        ("EUR", "2025-06-02", ("eur-2025-05-02", "near", 31)),
        ("EUR", "2025-06-03", None),
        ("EUR", "2025-04-01", ("eur-2025-05-02", "near", -31)),
        ("EUR", "2025-03-31", None),
        ("EUR", "2024-02-29", ("eur-2024-avg", "year", None)),
        ("EUR", "2025-05", ("eur-2025-05", "month", None)),
        ("EUR", "2024", ("eur-2024-avg", "year", None)),
        ("EUR", "2025", None),
        ("JPY", "2025-05-02", ("jpy-2025-05-02-a", "day", 0)),
        ("JPY", "2025-04-30", ("jpy-2025-05-01", "near", -1)),
        ("KZT", "2025-05-02", None),
    ],
)
def test_the_nearest_rate_is_taken(rates, currency, day, expected):
    quote = rates.quote(currency, day)
    assert (quote and (quote.rate_id, quote.precision, quote.age_days)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((8.0, "EUR", "2025-05-02", "USD"), ("10.00", "day", None)),
        ((10.0, "USD", "2025-05-02", "EUR"), ("8.00", "day", None)),
        ((8.0, "EUR", "2025-05-02", "JPY"), ("1440.00", "day", None)),
        ((8.0, "EUR", "1999", "EUR"), ("8.00", "own", None)),
        ((0.0, "EUR", "2025-05-02", "USD"), ("0.00", "day", None)),
        ((1.0, "JPY", "2025-05-01", "USD"), ("0.00", "day", None)),
        ((None, "EUR", "2025-05-02", "USD"), (None, None, "no-amount")),
        ((8.0, None, "2025-05-02", "USD"), (None, None, "no-currency")),
        ((8.0, "EUR", None, "USD"), (None, None, "no-date")),
        ((8.0, "EUR", "2025-02-30", "USD"), (None, None, "no-date")),
        ((8.0, "EUR", "soon", "USD"), (None, None, "no-date")),
        ((8.0, "EUR", "1999-01-01", "USD"), (None, None, "no-rate")),
        ((8.0, "EUR", "2024-05-05", "JPY"), (None, None, "no-rate")),
    ],
)
def test_an_amount_is_converted_or_says_why_not(convert, given, expected):
    value, precision, reason = expected
    made = convert(*given)
    assert made.value == (None if value is None else Decimal(value))
    assert (made.currency, made.precision, made.reason) == (given[-1], precision, reason)


def test_a_cross_rate_names_both_rates_and_the_weaker_precision(convert):
    made = convert(1.0, "EUR", "2025-05-12", "JPY")
    assert [quote.rate_id for quote in made.quotes] == ["eur-2025-05", "jpy-2025-05-02-a"]
    assert made.precision == "near"


def test_rates_are_the_same_whatever_the_order_of_their_rows(facts):
    backwards = Rates.build(facts.rates.iloc[::-1])
    forwards = Rates.build(facts.rates)
    for _, row in facts.pledges.iterrows():
        if isinstance(row["date"], str) and isinstance(row["currency"], str):
            assert backwards.exchange(10**9, row["currency"], row["date"], "JPY") == forwards.exchange(
                10**9, row["currency"], row["date"], "JPY"
            )


def test_an_implied_rate_and_one_that_is_no_number_are_never_used(facts):
    rates = Rates.build(facts.rates)
    implied = set(facts.rates.index[facts.rates["kind"] == "implied"])
    used = {
        quote.rate_id
        for _, row in facts.pledges.dropna(subset=["currency", "date"]).iterrows()
        for quote in rates.exchange(10**9, row["currency"], row["date"], "JPY").quotes
    }
    assert used
    assert not used & implied
    broken = pd.DataFrame(
        [
            ("EUR", "2025-05-02", 0.0, "central-bank-daily", ("x",)),
            ("EUR", "2025-02-30", 1.0, "central-bank-daily", ("x",)),
            ("EUR", "2025", 1.0, "monthly-average", ("x",)),
        ],
        columns=["currency", "date", "per_usd", "kind", "source_ids"],
        index=["a", "b", "c"],
    )
    assert Rates.build(broken).quote("EUR", "2025-05-02") is None


def test_amounts_are_held_to_the_hundredth_without_drift():
    counts = [hundredths(amount) for amount in [0.1] * 10 + [1234.56, 3e12]]
    assert all(type(count) is int for count in counts)
    assert to_decimal(sum(counts)) == Decimal("3000000001235.56")


def test_amounts_beyond_64_bits_still_add_up():
    counts = [hundredths(amount) for amount in [9e17] * 3]
    assert to_decimal(sum(counts)) == Decimal("2700000000000000000.00")
