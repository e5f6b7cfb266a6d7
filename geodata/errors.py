"""What is wrong with the facts: where it stands, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactError:
    """One fault in the facts.

    Attributes
    ----------
    file : str
        Path below the folder of facts.
    row, column : str or None
        Id of the row and name of the column, where the fault has one.
    problem, repair : str
        What is wrong and how to mend it.

    Examples
    --------
    >>> print(FactError("sites.csv", "inkai", "lat", "95 is above 90", "write degrees between -90 and 90"))
    sites.csv: row "inkai", column lat: 95 is above 90; write degrees between -90 and 90
    """

    file: str
    row: str | None
    column: str | None
    problem: str
    repair: str

    def __str__(self) -> str:
        place = [f'row "{self.row}"'] if self.row is not None else []
        place += [f"column {self.column}"] if self.column is not None else []
        where = f"{self.file}: {', '.join(place)}" if place else self.file
        return f"{where}: {self.problem}; {self.repair}"


class FactErrors(Exception):  # noqa: N818 - it is a collection of FactError
    """Raised when the facts cannot be used; ``problems`` holds every fault found.

    Examples
    --------
    >>> print(FactErrors([FactError("sites.csv", None, None, "the file is missing", "restore it")]))
    1 problem in the facts
    sites.csv: the file is missing; restore it
    """

    def __init__(self, problems: Iterable[FactError]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the facts"
        return "\n".join([head, *map(str, self.problems)])
