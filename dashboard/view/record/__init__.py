"""The open record: every field with its unit and sources, what disagrees, what it hangs together with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.view import amounts, cells
from dashboard.view.blocks import Action
from dashboard.view.context import TABLES
from dashboard.view.labels import Labels
from dashboard.view.record import beside
from geodata import citations, conflicts

# A number and the columns that say what it is a number of.
UNITS = {"output": "output_unit", "reserves": "reserves_unit", "amount": "currency"}
YEARS = {"output": "output_year"}
FIXED_UNITS = {
    "gauge_mm": "mm",
    "amount_usd": "USD",
    "days_low": "days",
    "days_high": "days",
    "horizon_years": "years",
}
HIDDEN = {
    "geometry", "lat", "lon", "conflict", "part_of", "may_overlap", "places", "conversion", "amount_high",
    "title", "name", "name_en", "name_ja", "name_ru", "url",
    *UNITS.values(), *YEARS.values(), "from_node", "to_node", "commodity", "output_bound",
}  # fmt: skip
# What a record is, in the line beneath its title, and what stands there as figures.
SUMMARY: Mapping[str, tuple[str, ...]] = {
    "site": ("kind", "resource", "iso3", "status"),
    "pledge": ("donor", "beneficiaries", "status", "date"),
    "leg": ("mode", "corridor", "status"),
    "node": ("kind", "iso3"),
    "event": ("date",),
    "country": ("role",),
    "source": ("publisher", "published"),
}
LEADING = frozenset({"output", "reserves", "amount"})
YEAR_COLUMNS = {"opened_year", "year"}
DAY_COLUMNS = {"date", "published", "accessed"}


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a record; ``value`` is None where the fact is not known, ``leads`` one shown as a figure."""

    label: str
    value: str | None
    sources: tuple[int, ...] = ()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of a record, numbered as its fields cite it."""

    number: int
    publisher: str
    title: str | None
    published: str | None
    url: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says where the sources of a record disagree, and the numbers of the sources."""

    aspect: str
    value: str
    said_by: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """An open record in the reader's language.

    ``summary`` says in a line what it is, ``actions`` lead to what can be worked out for it; ``related``
    holds pairs of record id and label; ``is_placed``: the map can show where it is.
    """

    sel: str
    kind: str
    title: str
    summary: str
    fields: tuple[Field, ...]
    conflict: str | None
    claims: tuple[Claim, ...]
    sources: tuple[SourceLine, ...]
    publishers: int
    related: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]
    is_placed: bool


def build(sel: str, labels: Labels, currency: str = "USD", end: str = "") -> Record:
    """Return the record ``<kind>:<id>``, amounts also in ``currency``; ``KeyError`` if there is none.

    ``end`` is where a way from it leads to.
    """
    return _Builder(sel, labels, currency, end).record()


class _Builder:
    def __init__(self, sel: str, labels: Labels, currency: str, end: str) -> None:
        self.sel, self.names, self.currency, self.end = sel, labels, currency, end
        self.context, self.words = labels.context, labels.words
        self.kind, self.id = sel.split(":", 1)
        self.table = TABLES[self.kind]
        self.row = getattr(self.context.facts, self.table).loc[self.id]
        self.cited: dict[str, int] = {}

    def record(self) -> Record:
        fields, claims = tuple(self._fields()), tuple(self._claims())
        self._cite("source_ids")
        if self.kind == "source":
            self._number(self.id)
        sources = tuple(self._source(source_id, n) for source_id, n in self.cited.items())
        return Record(
            sel=self.sel,
            kind=self.words(f"kind.{self.kind}"),
            title=self.names.record_title(self.sel),
            summary=" · ".join(filter(None, self._summary())),
            fields=fields,
            conflict=cells.text(self.row.get("conflict")),
            claims=claims,
            sources=sources,
            publishers=len({line.publisher for line in sources}),
            related=tuple(dict.fromkeys(self._related())),
            actions=tuple(self._actions()),
            is_placed=self._is_placed(),
        )

    def _summary(self) -> Iterator[str | None]:
        for column in SUMMARY[self.kind]:
            yield self._shown(column, self.row[column])

    def _actions(self) -> Iterator[Action]:
        """Yield what leads on: a route from a place, the profile of a commodity or country."""
        words, sites = self.words, self.context.facts.sites
        if self.kind == "node":
            there = {"view": "routes", "part": "", "from": self.id, "way": "", "sel": ""}
            to = {"to": self.end} if self.end not in ("", self.id) else {}
            yield Action(words("record.way_node"), there | to)
        profile = {"view": "resources", "part": "profile", "sel": ""}
        if self.kind == "site":
            code = str(self.row["resource"])
            named = self.names.code("sites", "resource", code)
            yield Action(words("sentence.profile", name=named), {**profile, "resource": code, "country": ""})
        if self.kind == "country" and self.id in set(sites["iso3"]):
            named = self.names.country(self.id)
            yield Action(
                words("sentence.profile", name=named), {**profile, "country": self.id, "resource": ""}
            )

    def _fields(self) -> Iterator[Field]:
        for column in self.row.index:
            if column in HIDDEN or column.endswith(("source_ids", "_id")) or self._is_told(column):
                continue
            yield self._field(column)
            if column == "amount":
                yield self._converted()
        if self.kind == "site" and (share := beside.share(self.row, self.names)):
            label, said, sources = share
            yield Field(label, said, tuple(map(self._number, sources)), leads=True)
        if self.kind in beside.LINES:
            for label, said, sources in beside.LINES[self.kind](self.row, self.names):
                yield Field(label, said, tuple(map(self._number, sources)))
        if self.kind in ("site", "node", "pledge"):
            yield self._place()

    def _claims(self) -> Iterator[Claim]:
        if self.kind not in conflicts.TABLES:
            return
        for found in conflicts.disagreements(self.context.facts, self.kind, self.id):
            for claim in found.claims:
                numbers = tuple(self._number(source) for source in claim.source_ids)
                yield Claim(self.names.aspect(found.aspect), claim.value, claim.said_by, numbers)

    def _field(self, column: str) -> Field:
        value = self.row[column]
        own = citations.OWN.get(column, citations.ROW)
        sources = self._cite(own if own in self.row.index else citations.ROW)
        shown = self._shown(column, value)
        label = self.names.column(self.table, column)
        known = shown is not None
        leads = known and column in LEADING and not self._is_second(column)
        if leads and (scope := self._scope(column)):
            label = f"{label} ({scope})"
        return Field(label, shown, sources if known else (), leads)

    def _is_second(self, column: str) -> bool:
        # Where the output is known, the reserves stand among the other fields.
        return column == "reserves" and pd.notna(self.row["output"])

    def _scope(self, column: str) -> str | None:
        """Say what a figure covers that is not of the site alone."""
        scope = cells.text(self.row.get(f"{column}_scope"))
        return None if scope in (None, "site") else self.names.code(self.table, f"{column}_scope", scope)

    def _shown(self, column: str, value: object) -> str | None:
        if isinstance(value, tuple):
            named = [self.names.code(self.table, column, str(item)) for item in value]
            return self.words.listed(named) if named else None
        if pd.isna(value):  # type: ignore[call-overload]
            return None
        if column in DAY_COLUMNS:
            return self.words.day(str(value))
        if isinstance(value, int | float) and column not in YEAR_COLUMNS:
            return self._quantity(column, float(value))
        return self.names.code(self.table, column, str(value))

    def _quantity(self, column: str, value: float) -> str:
        if column == "amount" and amounts.is_range(self.row):
            return str(amounts.declared(self.row, self.words).text)
        number = self.words.exact(value)
        bound = cells.text(self.row.get(f"{column}_bound"))
        if bound:
            number = self.words(f"resources.bound_{bound}", value=number)
        unit = cells.text(self.row.get(UNITS.get(column, ""))) or FIXED_UNITS.get(column)
        if unit in ("km", "days", "years"):
            unit = self.words(f"unit.{unit}", n=value)
        parts = [number, self.names.measure(unit) if unit else unit]
        if column in ("amount", "amount_usd") and value >= cells.LARGE:
            parts = [f"{self.words.compact(value)} {unit} ({number})"]
        year = cells.text(self.row.get(YEARS.get(column, "")))
        if year:
            parts.append(f"({year})")
        return " ".join(part for part in parts if part)

    def _is_placed(self) -> bool:
        shape = self.row.get("geometry")
        return shape is not None and not shape.is_empty

    def _place(self) -> Field:
        label = self.words("record.coordinates")
        if not self._is_placed():
            return Field(label, None)
        point = self.row["geometry"]
        shown = f"{point.y:.5f}, {point.x:.5f} (EPSG:4326)"
        return Field(label, shown, self._cite(citations.OWN["lat"]))

    def _is_told(self, column: str) -> bool:
        # Dollars that no source gives beside another currency are told by the conversion.
        return column == "amount_usd" and (self.row["currency"] == "USD" or pd.isna(self.row[column]))

    def _converted(self) -> Field:
        made = self.context.ledger.by_id[self.id].conversions[self.currency]
        label = self.words("ledger.column.converted", currency=self.currency)
        shown, sources = amounts.sentence(made, self.row, self.words)
        cited = (*self._cite("source_ids"), *map(self._number, sources))
        return Field(label, shown, cited if shown else ())

    def _related(self) -> Iterator[tuple[str, str]]:
        for sel, key in self._linked():
            title = self.names.record_title(sel)
            if self.kind == "source":
                kind = sel.partition(":")[0]
                title = f"{self.words(f'kind.{kind}')}: {title}"
            yield sel, self.words(key, title=title) if key else title

    def _linked(self) -> Iterator[tuple[str, str]]:
        """Yield what this record hangs together with, and the key of how that is said; else its title is."""
        if not pd.isna(self.row.get("iso3")):
            yield f"country:{self.row['iso3']}", ""
        yield from {
            "pledge": self._of_pledge,
            "leg": lambda: ((f"node:{self.row[end]}", "") for end in ("from_node", "to_node")),
            "node": self._of_node,
            "country": self._of_country,
            "event": lambda: self._countries("countries"),
            "source": self._of_source,
        }.get(self.kind, lambda: iter(()))()
        # The pledges that name this place.
        for pledge in self.context.pledges_at.get(self.sel, ()):
            yield f"pledge:{pledge}", "record.named_at"

    def _of_pledge(self) -> Iterator[tuple[str, str]]:
        pledges = self.context.facts.pledges
        for column, key in (("part_of", "record.whole"), ("may_overlap", "record.maybe_whole")):
            if not pd.isna(self.row[column]):
                yield f"pledge:{self.row[column]}", key
        for column, key in (("part_of", "record.part"), ("may_overlap", "record.maybe_part")):
            for part in pledges.index[pledges[column] == self.id]:
                yield f"pledge:{part}", key
        for place in self.row["places"]:
            yield place, "record.names_place"
        yield from self._countries("beneficiaries")

    def _of_node(self) -> Iterator[tuple[str, str]]:
        legs = self.context.facts.legs
        for leg in legs.index[(legs["from_node"] == self.id) | (legs["to_node"] == self.id)]:
            yield f"leg:{leg}", ""

    def _of_country(self) -> Iterator[tuple[str, str]]:
        for pledge, codes in self.context.facts.pledges["beneficiaries"].items():
            if self.id in codes:
                yield f"pledge:{pledge}", ""

    def _of_source(self) -> Iterator[tuple[str, str]]:
        """Yield the records that rest on this source."""
        for table, row_id in self.context.cited.get(self.id, ()):
            if sel := self.names.record(table, row_id):
                yield sel, ""

    def _countries(self, column: str) -> Iterator[tuple[str, str]]:
        for code in self.row[column]:
            if code in self.context.facts.countries.index:
                yield f"country:{code}", ""

    def _cite(self, column: str) -> tuple[int, ...]:
        return tuple(self._number(source_id) for source_id in self.row.get(column) or ())

    def _number(self, source_id: str) -> int:
        return self.cited.setdefault(source_id, len(self.cited) + 1)

    def _source(self, source_id: str, number: int) -> SourceLine:
        row = self.context.facts.sources.loc[source_id]
        published = cells.text(row["published"])
        return SourceLine(
            number=number,
            publisher=cells.text(row["publisher"]) or str(row["url"]),
            title=cells.text(row["title"]),
            published=self.words.day(published) if published else None,
            url=str(row["url"]),
            note=cells.text(row["note"]),
        )
