"""Which amounts may be added up: nothing twice, and nothing that is not money for the region."""

import pandas as pd

# A flow that is not money pledged to the region or its corridor, and why it is left out of a sum.
_OTHER_FLOWS = {
    "stock": "a stock, not a new pledge",
    "purchase-by-region": "a purchase by the region",
    "from-region": "money from the region",
    "trade": "a sale by the region",
    "two-way": "money in both directions",
}


def countable(pledges: pd.DataFrame) -> pd.DataFrame:
    """Return which amounts may be added to one another.

    Parameters
    ----------
    pledges : DataFrame
        Pledges, indexed by id.

    Returns
    -------
    DataFrame
        ``amount``, ``currency``, ``amount_usd`` and ``reason``: why the amount must be left out of a sum,
        missing where it may be added to others of its currency. Index of ``pledges``.
    """
    made = pledges[["amount", "currency", "amount_usd"]].copy()
    made["reason"] = _reasons(pledges)
    return pd.DataFrame(made)


def _reasons(pledges: pd.DataFrame) -> "pd.Series[str]":
    reasons = pledges["flow"].astype("str").map(_OTHER_FLOWS).astype("str")
    # The last to apply is the one that is said.
    reasons = reasons.mask(pledges["status"] == "target", "a target, not a contract")
    # A part counts where its whole is not among the rows or has no amount of its own.
    priced = pledges.index[pledges["amount"].notna()]
    reasons = reasons.mask(_has_priced_whole(pledges, set(priced)), "a part of another row")
    return reasons.mask(pledges["amount"].isna(), "no amount is known")


def _has_priced_whole(pledges: pd.DataFrame, priced: set[str]) -> "pd.Series[bool]":
    whole = pledges["part_of"].dropna().to_dict()

    def is_inside(pledge_id: str) -> bool:
        seen = set()
        while pledge_id in whole and pledge_id not in seen:
            seen.add(pledge_id)
            pledge_id = whole[pledge_id]
            if pledge_id in priced:
                return True
        return False

    return pd.Series([is_inside(str(pledge_id)) for pledge_id in pledges.index], index=pledges.index)
