"""The catalogues hold the same keys and names in every language, and read well with numbers."""

import json
import re
from pathlib import Path

import pytest

import geodata
from dashboard.browser import bundle
from dashboard.state import LANGUAGES
from dashboard.text import catalogue, words_in
from dashboard.view.context import TABLES
from dashboard.view.names import Names
from dashboard.view.pages.overview import COLUMNS, PLEDGE_COLUMNS
from dashboard.view.record import HIDDEN
from geodata.filters import FILTERS

DICTIONARY = json.loads(
    (Path(geodata.__file__).parent / "facts/datapackage.json").read_text(encoding="utf-8")
)
FIELDS = {
    (table["name"], field["name"]): field
    for table in DICTIONARY["resources"]
    for field in table["schema"]["fields"]
}
# Coded columns that no page shows yet; sources, rates and statistics are shown without their codes.
UNSEEN = {("resources", "us_2022"), ("resources", "us_2025")}
CODED_TABLES = {*TABLES.values(), "resources", "lengths", "participants"}
CODES = [
    (table, column, category["value"])
    for (table, column), field in FIELDS.items()
    for category in field.get("categories", ())
    if table in CODED_TABLES and (table, column) not in UNSEEN
]
# Columns of the tables on the page, of the records, and of the list of what is covered.
SHOWN = sorted(
    {
        (TABLES[kind], column)
        for kind, columns in {**COLUMNS, "pledge": PLEDGE_COLUMNS}.items()
        for column in columns
    }
    | {
        (table, column)
        for table, column in FIELDS
        if table in TABLES.values() and column not in HIDDEN and not column.endswith(("source_ids", "_id"))
    }
    # The view of sources lists every column of every table but the ids and the sources themselves.
    | {
        (table["name"], field["name"])
        for table in DICTIONARY["resources"]
        for field in table["schema"]["fields"]
        if table["name"] not in ("sources", "retired")
        and field["name"] not in table["schema"]["primaryKey"]
        and "source_ids" not in field["name"]
    }
)
BROWSER = Path(bundle.__file__).parent
TRANSLATED = ("ja", "ru")
# Words that are the same in English: units and the name of a standard.
SAME = {("ja", "1,435 mm"), ("ja", "1,520 mm"), ("ja", "UN/LOCODE")}


def blanks(entry):
    forms = entry.values() if isinstance(entry, dict) else [entry]
    return [set(re.findall(r"{(\w+)}", form)) for form in forms]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_keys(lang):
    spoken = {key for key in catalogue(lang) if not key.startswith(("code.", "column."))}
    english = {key for key in catalogue("en") if not key.startswith(("code.", "column."))}
    assert spoken == english


def test_a_script_asks_for_no_sentence_that_it_is_not_given():
    scripts = "".join(path.read_text(encoding="utf-8") for path in BROWSER.rglob("*.mjs"))
    asked = {*re.findall(r'\bsay\("([\w.]+)"', scripts)}
    assert len(asked) > 50
    assert asked <= bundle.spoken("en").keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_has_the_same_blanks_in_every_language(lang):
    for key, entry in catalogue("en").items():
        expected = blanks(entry)[0]
        for found in blanks(catalogue(lang)[key]):
            assert found == expected, key


def test_plural_forms_follow_the_language():
    russian = words_in("ru")
    assert [russian("empty.sites", n=n) for n in (1, 2, 5, 21)] == [
        "1 объект", "2 объекта", "5 объектов", "21 объект",
    ]  # fmt: skip
    assert words_in("en")("empty.sites", n=1) == "1 site"
    assert words_in("en")("empty.sites", n=0) == "0 sites"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_filter_has_its_words(lang):
    for key, row in FILTERS.items():
        ends = [f"filter.{key}_{end}" for end in ("first", "last")] if row.is_range else []
        assert {f"filter.{key}", *ends} <= catalogue(lang).keys()


def test_a_date_keeps_its_own_precision():
    words = words_in("en")
    assert [words.day(text) for text in ("2025", "2025-12", "2025-12-20")] == [
        "2025", "December 2025", "20 December 2025",
    ]  # fmt: skip
    assert words_in("ja").day("2025-12-20") == "2025年12月20日"


def test_large_numbers_are_written_in_words():
    assert words_in("en").compact(3e12) == "3 trillion"
    assert words_in("ja").compact(3e12) == "3兆"


def test_a_key_that_nobody_wrote_is_an_error():
    with pytest.raises(KeyError):
        words_in("en")("no.such.key")


def check_translated(lang, found, english):
    assert found not in english or (lang, found) in SAME
    assert found[0] == found[0].upper()


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize(("table", "column", "value"), CODES)
def test_every_code_has_a_name_in_the_readers_language(facts, table, column, value, lang):
    english = Names(facts, words_in("en")).code(table, column, value)
    label = next(c["label"] for c in FIELDS[table, column]["categories"] if c["value"] == value)
    found = Names(facts, words_in(lang)).code(table, column, value)
    check_translated(lang, found, {english, label, value})


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize(("table", "column"), SHOWN)
def test_every_column_has_a_title_in_the_readers_language(facts, table, column, lang):
    english = Names(facts, words_in("en")).column(table, column)
    title = FIELDS.get((table, column), {}).get("title", column)
    check_translated(lang, Names(facts, words_in(lang)).column(table, column), {english, title, column})


@pytest.mark.parametrize(("table", "column", "value"), CODES)
def test_an_english_label_starts_with_a_capital(facts, table, column, value):
    found = Names(facts, words_in("en")).code(table, column, value)
    assert found[0] == found[0].upper()


@pytest.mark.parametrize(("table", "column"), SHOWN)
def test_an_english_title_of_a_column_is_not_its_code(facts, table, column):
    found = Names(facts, words_in("en")).column(table, column)
    assert found[0] == found[0].upper()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_catalogue_names_no_code_that_the_dictionary_does_not_know(lang):
    known = {f"code.{column}.{value}" for _, column, value in CODES}
    assert {key for key in catalogue(lang) if key.startswith("code.")} <= known


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_catalogue_names_no_column_that_no_reader_sees(lang):
    shown = {f"column.{column}" for _, column in SHOWN}
    assert {key for key in catalogue(lang) if key.startswith("column.")} <= shown
