"""The real tables with single cells changed, and what the check then says of them."""

import copy
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from unittest.mock import patch

from geodata import model
from geodata.check import RULES, check
from geodata.check.context import Context
from geodata.check.tables import check_table as check_cells
from geodata.model import primary_key, resources
from tests import real


class Watched(Mapping):
    """Tables that note which of them are looked at."""

    def __init__(self, tables):
        self._tables, self.seen = tables, set()

    def __getitem__(self, name):
        self.seen.add(name)
        return self._tables[name]

    def __iter__(self):
        return iter(self._tables)

    def __len__(self):
        return len(self._tables)


@cache
def looked_at():
    """Which of the real tables each rule looks at; none of the rules finds a fault in them."""
    tables, dictionary = real.text()
    context = Context.build({name: columns_of(name) for name in tables}, dictionary)
    found = {}
    for rule in RULES:
        watched = Watched(context.tables)
        assert list(rule(replace(context, tables=watched))) == []
        found[rule] = watched.seen
    return found


@cache
def columns_of(name):
    """A real table as the check reads it."""
    tables, dictionary = real.text()
    return model.typed(tables[name], resources(dictionary)[name])


@cache
def real_ids():
    """The ids of each real table."""
    return {name: frozenset(columns_of(name).index.dropna()) for name in real.text()[0]}


def typed(raw, resource):
    """Return a table in its kinds; one of the real ones is read once."""
    name = resource["name"]
    unchanged = raw is real.text()[0].get(name) and resource == resources(real.text()[1])[name]
    return columns_of(name) if unchanged else model.typed(raw, resource)


def check_table(raw, frame, resource, ids):
    """Check a table; a real one has no fault of its own while all ids are there that it may point to."""
    if frame is columns_of(resource["name"]) and ids == real_ids():
        return []
    return check_cells(raw, frame, resource, ids)


class Breaker:
    """Tables of text of which single cells are changed."""

    def __init__(self):
        tables, dictionary = real.text()
        self.tables, self.dictionary = dict(tables), copy.deepcopy(dictionary)

    def key(self, table):
        return primary_key(resources(self.dictionary)[table])

    def rows(self, table, **wanted):
        frame = self.tables[table]
        for column, value in wanted.items():
            frame = frame[frame[column] == value] if value is not None else frame[frame[column].notna()]
        return frame[self.key(table)].tolist()

    def set(self, table, row, **cells):
        frame = self.tables[table].copy()
        place = frame.index[frame[self.key(table)] == row][0]
        for column, value in cells.items():
            frame.at[place, column] = value
        self.tables[table] = frame
        return row

    def get(self, table, row, column):
        frame = self.tables[table].set_index(self.key(table))
        return frame.loc[row, column]

    def faults(self):
        """What the check says.

        What finds nothing in the real tables finds nothing either where all that it looks at is as it was: it
        is not asked again.
        """
        tables, dictionary = real.text()
        if self.tables.keys() != tables.keys() or self.dictionary != dictionary:
            return check(self.tables, self.dictionary)
        changed = {name for name in tables if self.tables[name] is not tables[name]}
        # What looks at no table looks at the shapes.
        asked = [rule for rule, seen in looked_at().items() if not seen or seen & changed]
        with patch.multiple("geodata.check", typed=typed, check_table=check_table):
            return check(self.tables, self.dictionary, asked)

    def found(self):
        """The first fault of each cell."""
        return {(fault.file, fault.row, fault.column): fault for fault in reversed(self.faults())}

    def expect(self, table, row, column, problem):
        fault = self.found().get((resources(self.dictionary)[table]["path"], row, column))
        assert fault is not None, "the fault was not found"
        assert problem in fault.problem
        assert fault.repair
