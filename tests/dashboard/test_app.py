"""The page run without a browser: every filter changes the view and the address, and back."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata import load

PAGE = Path(__file__).parents[2] / "streamlit_app.py"
FACTS = load()


def page(**query):
    app = AppTest.from_file(PAGE, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def widget(app, kind, key):
    return next(element for element in app.get(kind) if element.key == key)


def address(app):
    # AppTest gives a value or the list of one.
    return {key: value[0] if isinstance(value, list) else value for key, value in app.query_params.items()}


def sentence(app):
    return next(block.value for block in app.markdown if "Altynkol" in block.value)


@pytest.mark.parametrize(
    ("kind", "facet", "code"),
    [
        ("multiselect", "country", "UZB"),
        ("multiselect", "resource", "copper"),
        ("multiselect", "donor", "EU"),
        ("button_group", "theme", "energy"),
        ("button_group", "status", "signed"),
    ],
)
def test_a_filter_writes_the_address_and_clearing_empties_it(kind, facet, code):
    app = page()
    plain = sentence(app)
    widget(app, kind, f"filter.{facet}").set_value([code]).run()
    assert address(app) == {facet: code}
    assert sentence(app) != plain
    widget(app, "button", "filter.clear").click().run()
    assert address(app) == {}
    assert sentence(app) == plain


def test_years_write_a_range():
    app = page()
    widget(app, "slider", "filter.years").set_value((2024, 2025)).run()
    assert address(app) == {"years": "2024..2025"}


def test_a_link_sets_every_filter():
    app = page(country="KAZ~UZB", theme="energy", status="signed", donor="JPN", years="2025")
    assert widget(app, "multiselect", "filter.country").value == ["KAZ", "UZB"]
    assert widget(app, "button_group", "filter.status").value == ["signed"]
    assert widget(app, "slider", "filter.years").value == (2025, 2025)
    assert not app.warning


@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_the_language_is_in_the_address_and_codes_stay(lang):
    app = page(country="KAZ")
    widget(app, "button_group", "choice.lang.en").set_value(lang).run()
    assert address(app) == {"country": "KAZ", "lang": lang}
    assert widget(app, "multiselect", "filter.country").value == ["KAZ"]


HOSTILE = [
    {"country": "<script>alert(1)</script>"},
    {"sel": "${alert(1)}"},
    {"resource": "`" * 500},
    {"years": "9999999999999999999999"},
    {"map": "nan/inf/-inf"},
    {"lang": "en\x00"},
    {"x" * 3000: "y"},
    {"country": "KAZ~" * 5000},
    {"sel": "site:../../etc/passwd"},
    {"__proto__": "1", "constructor": "2"},
    {"sel": "\u202emoc"},
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_address_breaks_the_page(query):
    app = page(**query)
    assert "Altynkol" in sentence(app)


def test_broken_facts_are_said_and_not_shown(facts_dir, monkeypatch):
    (facts_dir / "sites.csv").unlink()
    monkeypatch.setenv("GEODATA_FACTS", str(facts_dir))
    from dashboard import cache

    cache._stamp_at.cache_clear()
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    cache._stamp_at.cache_clear()
    assert not app.exception
    assert "python -m geodata check" in app.error[0].value
    assert "sites.csv" in app.text[0].value
