"""A fault names the place and the repair; all faults come together."""

import pytest

from geodata import FactError, FactErrors


def test_a_fault_is_one_line():
    fault = FactError("sites.csv", "inkai", "lat", "95 is above 90", "write degrees between -90 and 90")
    assert str(fault) == (
        'sites.csv: row "inkai", column lat: 95 is above 90; write degrees between -90 and 90'
    )


@pytest.mark.parametrize(
    ("row", "column", "place"),
    [(None, None, "a.csv: "), ("x", None, 'a.csv: row "x": '), (None, "c", "a.csv: column c: ")],
)
def test_a_fault_without_row_or_column_says_what_it_knows(row, column, place):
    assert str(FactError("a.csv", row, column, "bad", "mend it")) == f"{place}bad; mend it"


def test_all_faults_are_listed():
    faults = [
        FactError("a.csv", None, None, "bad", "mend it"),
        FactError("b.csv", None, None, "ill", "heal it"),
    ]
    with pytest.raises(FactErrors) as caught:
        raise FactErrors(iter(faults))
    assert caught.value.problems == tuple(faults)
    assert str(caught.value).splitlines() == ["2 problems in the facts", *map(str, faults)]
