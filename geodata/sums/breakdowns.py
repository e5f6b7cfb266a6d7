"""A total by donor, country, theme, resource, status, flow or year."""

from dataclasses import dataclass

import pandas as pd

from geodata.sums.tally import Tally
from geodata.sums.totals import Total, total, totals


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """A total and its groups.

    Attributes
    ----------
    by : tuple of str
        Dimensions.
    additive : bool
        Whether the groups add up to the total. They do not by ``resource``, where one row can name several.
    cells : tuple of Total
        Groups with a row in the selection, in the order of the codes. A part that can be taken out of its
        whole stands in its own group, and the whole's group keeps the remainder.
    """

    by: tuple[str, ...]
    additive: bool
    cells: tuple[Total, ...]
    _tally: Tally

    @property
    def whole(self) -> Total:
        """The total of the selection."""
        return total(self._tally)

    def frame(self) -> pd.DataFrame:
        """Return the groups as a table.

        Returns
        -------
        DataFrame
            A column per dimension, ``rows``, ``counted``, ``value`` and ``undivided`` (float, in the rule's
            currency, NaN where nothing could be converted).
        """
        keys = pd.DataFrame([cell.key for cell in self.cells], columns=list(self.by), dtype="str")
        numbers: dict[str, list[int] | list[float]] = {
            "rows": [cell.rows for cell in self.cells],
            "counted": [cell.counted for cell in self.cells],
            "value": [_number(cell.converted) for cell in self.cells],
            "undivided": [_number(cell.undivided_converted) for cell in self.cells],
        }
        return pd.concat([keys, pd.DataFrame(numbers)], axis=1)

    def cell(self, *key: str) -> Total | None:
        """Return the total of a group; None if the selection has no row in it."""
        return next((cell for cell in self.cells if cell.key == key), None)


def breakdown(tally: Tally, *by: str) -> Breakdown:
    """Return a total by one dimension or by several together.

    Parameters
    ----------
    tally : Tally
        What is counted.
    *by : str
        ``donor``, ``group`` (of donors), ``country`` (a beneficiary; ``SEVERAL`` for a row with several,
        which is never split; ``REGION``), ``theme``, ``resource``, ``status``, ``flow``, ``year``. ``NONE``
        stands for no value.

    Examples
    --------
    >>> import geodata, numpy as np
    >>> from geodata.sums.ledger import Ledger
    >>> ledger = Ledger.build(geodata.load())
    >>> found = breakdown(Tally.build(ledger, np.ones(len(ledger.ids), dtype=bool)), "donor")
    >>> sum(cell.converted or 0 for cell in found.cells) == found.whole.converted
    True
    """
    grouping = tally.ledger.grouping(by)
    cells = totals(tally, grouping)
    return Breakdown(by, grouping.additive, tuple(cells), tally)


def _number(value: object) -> float:
    return float("nan") if value is None else float(str(value))
