"""Cells: how amounts, quantities and dates are written, by what they are sorted, what a column holds."""

from dashboard.page.blocks import told
from dashboard.text import words_in
from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Column, Row, Table
from dashboard.view.labels import labels_of

ENGLISH = words_in("en")


def sent(*column):
    """What the browser is told of a column of cells."""
    table = Table((Column("Head"),), tuple(Row((cell,)) for cell in column))
    return [row["cells"][0] for row in told(Block("key", table=table))["table"]["rows"]]


def test_what_is_not_there_has_no_place_in_any_order_and_says_nothing_of_its_column():
    assert sent(cells.NONE, Cell(None), "text", Cell("named", tags=("part",)), cells.number(0, ENGLISH)) == [
        {"t": "–"}, None, "text", {"t": "named", "k": "named", "tags": ("part",)}, {"t": "0", "k": 0.0},
    ]  # fmt: skip
    assert cells.kind_of((cells.NONE, "text")) == "text"
    assert cells.kind_of((cells.NONE, cells.number(1, ENGLISH))) == "number"


def test_money_is_written_one_way_whatever_its_unit_and_sorted_by_its_value_in_dollars(context):
    labels = labels_of(context, ENGLISH)
    assert labels.quantity(636.4, "million USD") == Cell("636.4 million USD", "amount", ("USD", 636.4e6))
    assert labels.quantity(636_400_000, "USD") == labels.quantity(636.4, "million USD")
    tenge = labels.quantity(20_700_000_000, "KZT", dollars=44_000_000)
    assert tenge == Cell("20.7 billion KZT", "amount", ("USD", 44e6))
    assert labels.quantity(20_700_000_000, "KZT").key is None, "what cannot be converted stands last"
    assert labels.quantity(2000, "t U") == Cell("2,000 t U", "quantity", ("t U", 2000.0))
    assert labels.quantity(12, "TEU").kind == "quantity", "three capitals are not yet a currency"
    assert labels.quantity(None, "million USD") == Cell(None)


def test_a_column_is_mixed_where_its_units_are_unlike(context):
    labels = labels_of(context, ENGLISH)
    dollars, tonnes = labels.quantity(1, "billion USD"), labels.quantity(1, "t U")
    assert cells.is_mixed((dollars, tonnes, cells.NONE))
    assert not cells.is_mixed((dollars, labels.quantity(5, "million USD"), cells.NONE))
