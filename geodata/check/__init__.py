"""Every check of the facts: tables against the dictionary, and the rules that a dictionary cannot say."""

from collections.abc import Callable, Iterable, Iterator

from geodata.check import assumptions, cells, geometry, money, records
from geodata.check import resources as goods
from geodata.check.context import Context
from geodata.check.tables import check_table
from geodata.errors import FactError
from geodata.model import TABLES, Dictionary, Tables, columns, references, resources, typed

__all__ = ["RULES", "check"]

_DICTIONARY = "datapackage.json"

Rule = Callable[[Context], Iterator[FactError]]

# What a module of rules calls ``every_...`` or ``no_...`` is one of them, in the order of the module.
RULES: tuple[Rule, ...] = tuple(
    made
    for module in (cells, money, records, assumptions, geometry, goods)
    for name, made in vars(module).items()
    if name.startswith(("every_", "no_"))
)

# Columns that the rules and the library rely on, beyond those that the dictionary happens to describe.
_NEEDED = {
    "sources": ("url", "published", "accessed"),
    "countries": ("name_en", "name_ja", "name_ru"),
    "participants": ("role",),
    "nodes": ("name", "kind", "iso3", "lat", "lon", "note"),
    "legs": (
        "from_node", "to_node", "corridor", "mode", "commodity", "status", "operator", "gauge_mm", "days_low",
        "days_high", "days_kind", "days_source_ids", "length_check_note", "note",
    ),
    "lengths": ("legs", "length_km", "kind"),
    "comparison": (
        "corridor", "origin", "origin_node", "destination", "destination_node", "length_km", "days_low",
        "days_high", "year",
    ),
    "assumptions": ("parameter", "applies_to", "low", "typical", "high", "unit", "kind", "use", "figure_of"),
    "emission_factors": ("mode", "low", "typical", "high", "scope", "year"),
    "resources": ("group", "letter"),
    "sites": (
        "iso3", "resource", "secondary_resources", "kind", "status", "operator", "output", "output_unit",
        "output_year", "reserves", "reserves_unit", "lat", "lon", "precision", "conflict",
        "source_ids",
    ),
    "production": ("iso3", "resource", "year", "value", "unit", "reserves", "reserves_unit"),
    "exports": (
        "iso3", "resource", "year", "kind", "way", "destination", "leg_ids", "value", "unit",
        "share_pct", "share_of", "through_russia",
    ),
    "holdings": (
        "site_id", "iso3", "resource", "kind", "venture", "holder", "holder_iso3", "share_pct", "value",
        "unit", "year", "state",
    ),
    "pledges": (
        "donor", "beneficiaries", "amount", "amount_high", "currency", "amount_usd", "conversion",
        "horizon_years", "due", "instrument", "status", "theme", "resources", "date", "places", "lat", "lon",
        "precision", "flow", "part_of", "may_overlap", "conflict", "source_ids",
    ),
    "claims": ("record", "column", "aspect", "value", "number", "unit", "said_by", "source_ids", "note"),
    "rates": ("currency", "date", "per_usd", "kind", "source_ids"),
    "timeline": ("date", "countries"),
    "unmapped": ("kind", "item", "countries", "resources", "reason", "settled_by"),
    "retired": ("replaced_by",),
}  # fmt: skip


def check(tables: Tables, dictionary: Dictionary, rules: Iterable[Rule] = RULES) -> list[FactError]:
    """Return every fault in the content of the tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Columns of text, as ``geodata.load.read`` gives them; a table that could not be read is left out.
    dictionary : mapping
        The data package.
    rules : iterable of functions
        Which of the rules to hold the tables to.
    """
    described = resources(dictionary)
    frames = {name: typed(raw, described[name]) for name, raw in tables.items() if name in described}
    ids = {name: frozenset(frame.index.dropna()) for name, frame in frames.items()}
    faults = [*_undescribed(dictionary)]
    for name, frame in frames.items():
        faults += check_table(tables[name], frame, described[name], ids)
    if any(fault.file == _DICTIONARY for fault in faults):
        return faults
    # A cell that the dictionary refuses is said once.
    refused = {(fault.file, fault.row, fault.column) for fault in faults}
    context = Context.build(frames, dictionary)
    found = [fault for rule in rules for fault in rule(context)]
    return faults + [fault for fault in found if (fault.file, fault.row, fault.column) not in refused]


def _undescribed(dictionary: Dictionary) -> Iterator[FactError]:
    described = resources(dictionary)
    for table in TABLES:
        if table not in described:
            yield FactError(_DICTIONARY, table, None, "the table is not described", "add it to the resources")
            continue
        for name in _NEEDED.get(table, ()):
            if name not in columns(described[table]):
                problem = "the column is not described"
                yield FactError(_DICTIONARY, table, name, problem, "add it to the fields of the table")
        for name, target in references(described[table]):
            if name not in columns(described[table]) or target not in described:
                problem = f"a foreign key leads from here to {target}, and one of the two is not described"
                yield FactError(_DICTIONARY, table, name, problem, "mend the foreign key")
