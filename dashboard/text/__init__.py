"""Every sentence that a reader sees, in each language, from one catalogue per language.

The catalogues ``en.toml``, ``ja.toml`` and ``ru.toml`` hold the same keys. A value is a sentence with
``{names}`` to fill, or a table of plural forms (``one``, ``few``, ``many``, ``other``: CLDR's names).
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import isnan
from typing import Any, Literal, cast

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal

DEFAULT_LANGUAGE = "en"
UNKNOWN = "?"
# Day before month, as the United Nations writes dates in English.
_LOCALES = {"en": "en_GB"}


# Plain caches: one thread fills them, while it works out the context that all others wait for.
@cache
def catalogue(lang: str) -> Mapping[str, Any]:
    """All entries of a language, flattened: ``section.key`` to a sentence or its plural forms."""
    text = files(__name__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    flat: dict[str, Any] = {}
    _flatten("", tomllib.loads(text), flat)
    return flat


@cache
def words_in(lang: str) -> "Words":
    """Return the words of a language; one object per language and process."""
    return Words(lang)


class Words:
    """The words of one language, with its way of writing numbers, dates and lists."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.locale = Locale.parse(_LOCALES.get(lang, lang))
        self._entries = catalogue(lang)

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence ``key`` with its names filled; numbers are written as the language does.

        A value called ``n`` chooses the plural form. Raises ``KeyError`` for an unknown key.
        """
        entry = self._entries[key]
        if isinstance(entry, Mapping):
            form = self.locale.plural_form(cast("float", values["n"]))
            entry = entry.get(form) or entry["other"]
        filled = {name: self._shown(value) for name, value in values.items()}
        return str(entry.format_map(filled)) if filled else str(entry)

    def get(self, key: str, default: str) -> str:
        """Return the sentence ``key``, or ``default`` where the catalogue has none."""
        return str(self._entries.get(key, default))

    def number(self, value: float, digits: int = 2) -> str:
        """Write a number with at most ``digits`` decimals; ``?`` where it is not known."""
        if isnan(value):
            return UNKNOWN
        return self.exact(round(value, digits))

    def exact(self, value: float) -> str:
        """Write a number of the facts with all its digits."""
        return format_decimal(Decimal(repr(float(value))), locale=self.locale, decimal_quantization=False)

    def compact(self, value: float) -> str:
        """Write a large number in words: ``3 trillion``."""
        # Babel has no plural forms for the long names of Russian; English and Japanese need none.
        form: Literal["long", "short"] = "long" if self.lang == "en" else "short"
        return format_compact_decimal(value, format_type=form, locale=self.locale, fraction_digits=3)

    def listed(self, items: list[str]) -> str:
        """Join items as the language does: ``a, b and c``."""
        return format_list(items, locale=self.locale)

    def day(self, text: str) -> str:
        """Write a date of the facts (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``), at its own precision."""
        year, _, rest = text.partition("-")
        if not rest:
            return year
        if "-" not in rest:
            return format_skeleton("yMMMM", date(int(year), int(rest), 1), locale=self.locale)
        return format_date(date.fromisoformat(text), format="long", locale=self.locale)

    def _shown(self, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return self.number(value)


def _flatten(prefix: str, entries: Mapping[str, Any], flat: dict[str, Any]) -> None:
    plural_forms = {"zero", "one", "two", "few", "many", "other"}
    for key, value in entries.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and not set(value) <= plural_forms:
            _flatten(f"{name}.", value, flat)
        else:
            flat[name] = value
