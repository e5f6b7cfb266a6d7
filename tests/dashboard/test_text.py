"""The catalogues hold the same keys and names in every language, and read well with numbers."""

import re

import pytest

from dashboard.state import LANGUAGES
from dashboard.text import catalogue, words_in


def blanks(entry):
    forms = entry.values() if isinstance(entry, dict) else [entry]
    return [set(re.findall(r"{(\w+)}", form)) for form in forms]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_keys(lang):
    spoken = {key for key in catalogue(lang) if not key.startswith(("code.", "column."))}
    english = {key for key in catalogue("en") if not key.startswith(("code.", "column."))}
    assert spoken == english


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
