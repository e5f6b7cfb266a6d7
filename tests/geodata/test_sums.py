"""Nothing is counted twice, and what is left out has a reason."""

import pandas as pd

from geodata import sums


def pledges(*rows):
    columns = ["pledge_id", "amount", "flow", "status", "part_of"]
    frame = pd.DataFrame(rows, columns=columns).set_index("pledge_id")
    return frame.assign(currency="USD", amount_usd=frame["amount"])


def reasons(*rows):
    return sums.countable(pledges(*rows))["reason"].fillna("").to_dict()


def test_a_plain_pledge_may_be_added():
    assert reasons(("a", 1.0, "to-region", "signed", None)) == {"a": ""}


def test_a_part_is_never_added_to_its_whole():
    found = reasons(
        ("whole", 9.0, "to-region", "signed", None),
        ("part", 4.0, "to-region", "signed", "whole"),
        ("crumb", 1.0, "to-region", "signed", "part"),
    )
    assert found == {"whole": "", "part": "a part of another row", "crumb": "a part of another row"}


def test_a_part_counts_where_its_whole_has_no_amount_or_is_not_there():
    found = reasons(
        ("whole", None, "to-region", "signed", None),
        ("part", 4.0, "to-region", "signed", "whole"),
        ("lost", 4.0, "to-region", "signed", "elsewhere"),
    )
    assert found == {"whole": "no amount is known", "part": "", "lost": ""}


def test_targets_stocks_purchases_and_trade_are_left_out():
    found = reasons(
        ("target", 1.0, "to-region", "target", None),
        ("stock", 1.0, "stock", "signed", None),
        ("purchase", 1.0, "purchase-by-region", "signed", None),
        ("trade", 1.0, "trade", "signed", None),
        ("corridor", 1.0, "to-corridor", "signed", None),
    )
    assert found == {
        "target": "a target, not a contract",
        "stock": "a stock, not a new pledge",
        "purchase": "a purchase by the region",
        "trade": "a sale by the region",
        "corridor": "",
    }


def test_a_circle_comes_to_an_end():
    assert set(reasons(("a", 1.0, "to-region", "signed", "b"), ("b", 1.0, "to-region", "signed", "a"))) == {
        "a",
        "b",
    }


def test_real_rows_all_have_an_answer(facts):
    found = sums.countable(facts.pledges)
    assert found.index.equals(facts.pledges.index)
    assert found["reason"].isna().any()
    assert found.loc[found["reason"].isna(), "amount"].notna().all()
    assert "reason" not in facts.pledges
