"""What holds for the blocks of every view: cells that can be ordered, names, what goes over the wire."""

import json
import re

import pytest

from dashboard.page.blocks import grouped, told
from dashboard.state import LANGUAGES, PARTS_OF, Notice, ViewState, parse
from dashboard.text import words_in
from dashboard.view import build
from dashboard.view.blocks import Cell
from tests.dashboard.states import state_of

PARTS = [(view, part) for view, parts in PARTS_OF.items() for part in parts]
NUMBER = re.compile(r"[+−-]?[\d.,\s\u00a0\u202f]+( ?[–-] ?[\d.,\s\u00a0\u202f]+)*( ?%)?")
YEAR = re.compile(r"\d{4}([–-]\d{4})?")
SELECTIONS = [{}, {"country": ("KAZ",)}, {"resource": ("uranium",)}]


def every(blocks):
    """All blocks, those within others too."""
    for block in blocks:
        yield block
        yield from every(block.folded)
        for figure in block.figures:
            yield from every(figure.details)
        for row in block.table.rows if block.table else ():
            yield from every(row.details)


def tables(blocks):
    return [block.table for block in every(blocks) if block.table]


@pytest.fixture(scope="module", params=PARTS, ids=".".join)
def pages(request, context):
    view, part = request.param
    return [
        build(state_of(view=view, part=part, **chosen), context, words_in("en")).page for chosen in SELECTIONS
    ]


def test_each_row_has_a_cell_for_each_column(pages):
    for page in pages:
        for table in tables(page.blocks):
            assert {len(row.cells) for row in table.rows} <= {len(table.columns)}


def bare_numbers(cells):
    plain = [cell for cell in cells if isinstance(cell, str)]
    plain += [cell.text or "" for cell in cells if isinstance(cell, Cell) and cell.kind == "text"]
    return [text for text in plain if NUMBER.fullmatch(text) and not YEAR.fullmatch(text)]


def test_a_number_is_never_ordered_as_text(pages):
    for page in pages:
        for table in tables(page.blocks):
            for at, column in enumerate(table.columns):
                assert not bare_numbers([row.cells[at] for row in table.rows]), column.label


def test_the_keys_of_a_column_can_be_compared(pages):
    for page in pages:
        for table in tables(page.blocks):
            for at, column in enumerate(table.columns):
                keys = [row.cells[at].key for row in table.rows if isinstance(row.cells[at], Cell)]
                assert len({type(key) for key in keys if key is not None}) <= 1, column.label


def test_a_table_can_stand_in_two_lines(pages):
    for page in pages:
        for table in tables(page.blocks):
            assert 1 in {column.line for column in table.columns if not column.detail}, table.columns


def test_columns_of_an_address_are_told_apart(pages):
    for page in pages:
        for table in tables(page.blocks):
            keys = [column.key for column in table.columns if column.key]
            assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("view", "part"), PARTS)
def test_an_order_in_an_address_is_that_of_a_column_or_named(context, view, part):
    made = build(state_of(view=view, part=part), context, words_in("en"))
    ordered = [table for table in tables(made.page.blocks) if table.is_ordered]
    keys = {column.key for table in ordered for column in table.columns if column.key}
    assert made.notices == ()
    for order in (*keys, *(f"-{key}" for key in keys)):
        state, notices = parse({"view": view, "part": part, "sort": order}, context.vocabulary)
        assert (state.sort, notices) == (order, ())
        assert build(state_of(view=view, part=part, sort=order), context, words_in("en")).notices == ()
    wrong = build(state_of(view=view, part=part, sort="-zzz"), context, words_in("en"))
    assert wrong.notices == (Notice("sort", "-zzz", "unknown_value" if keys else "unused"),)


def test_blocks_go_over_the_wire_as_plain_data(pages):
    for page in pages:
        for group in grouped(page.blocks):
            json.dumps([told(block) for block in group], allow_nan=False)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("view", "part"), PARTS)
def test_no_text_is_left_without_its_words(view, part, lang, context):
    page = build(ViewState(view=view, part=part, lang=lang), context, words_in(lang)).page
    missing = re.compile(r"\b[a-z_]+\.[a-z_]+\.?[a-z_]*\b$")
    heads = [column.label for table in tables(page.blocks) for column in table.columns]
    assert not [head for head in heads if missing.fullmatch(head)]
    assert not [head for head in heads if "_" in head]
