"""What a code is called in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.text import Words
from geodata.filters import FILTERS, Codes, named
from geodata.model import REGION, Facts, unit_of, units
from geodata.selection import Selection


@dataclass(frozen=True)
class Names:
    """Names of codes: from the facts where they carry names, else from the catalogue."""

    facts: Facts
    words: Words

    def country(self, iso3: str) -> str:
        """Name of a country, or of the region as a whole."""
        if iso3 == REGION:
            return self.words("name.region")
        return self._countries.get(iso3, iso3)

    def resource(self, code: str) -> str:
        """Name of a commodity."""
        return self._resources.get(code, code)

    def code(self, table: str, column: str, value: str) -> str:
        """Name of a code of a table's column."""
        if column in ("iso3", "beneficiaries", "countries"):
            return self.country(value)
        if column in ("resource", "resources", "secondary_resources"):
            return self.resource(value)
        if column == "donor" and value in self._countries:
            return self.country(value)
        label = self._labels.get((table, column, value), value)
        return self.words.get(f"code.{column}.{value}", label)

    def aspect(self, text: str) -> str:
        """Name of what a claim is about: a fact, in English, but for the words that many claims use."""
        return self.words.get(f"aspect.{text.lower().replace(' ', '-')}", text)

    def measure(self, unit: str) -> str:
        """Name of a published unit: its unit of the dictionary, and its scope where that has a name."""
        known = unit_of(unit, self._units)
        if known is None:
            return unit
        scope = unit[len(known) :]
        head = self.words.get(f"measure.{known}", known)
        named = self.phrase(scope.strip())
        return f"{head}{'' if named.startswith((',', '（')) else ' '}{named}" if scope else head

    def phrase(self, text: str) -> str:
        """Name of a phrase that stands in the facts in place of a code; as published where it has none."""
        return self.words.get(f"published.{text}", text)

    def option(self, key: str, code: str) -> str:
        """Name of a filter's option."""
        return self.code(*FILTERS[key].first, code)

    def selection(self, selection: Selection) -> str:
        """Name what the filters leave, for the beginning of a sentence."""
        parts = [self._chosen(key, codes) for key, codes in selection.items()]
        return self.words("sentence.join").join(parts) or self.words("sentence.everything")

    def _chosen(self, key: str, codes: Codes) -> str:
        names = [self.option(key, code) for code in codes]
        return "–".join(dict.fromkeys(names)) if FILTERS[key].is_range else self.words.listed(names)

    def column(self, table: str, column: str) -> str:
        """Title of a column: the catalogue's, else the dictionary's."""
        return self.words.get(f"column.{column}", self._titles.get((table, column), column))

    @cached_property
    def _units(self) -> tuple[str, ...]:
        return units(self.facts.dictionary)

    @cached_property
    def _countries(self) -> dict[str, str]:
        return _texts(self.facts.countries[f"name_{self.words.lang}"])

    @cached_property
    def _resources(self) -> dict[str, str]:
        return _texts(self.facts.resources[f"name_{self.words.lang}"])

    @cached_property
    def _labels(self) -> dict[tuple[str, str, str], str]:
        described = {
            (table, column["name"], category["value"]): category["label"]
            for table, column in _columns(self.facts.dictionary)
            for category in column.get("categories", ())
        }
        written = [row for row in FILTERS.values() if row.read is named]
        return described | {
            (*row.first, code): name for row in written for code, name in row.names(self.facts).items()
        }

    @cached_property
    def _titles(self) -> dict[tuple[str, str], str]:
        return {
            (table, column["name"]): column.get("title", column["name"])
            for table, column in _columns(self.facts.dictionary)
        }


def _texts(column: "pd.Series[Any]") -> dict[str, str]:
    return {str(key): str(name) for key, name in column.dropna().items()}


def _columns(dictionary: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [
        (resource["name"], column)
        for resource in dictionary["resources"]
        for column in resource["schema"]["fields"]
    ]
