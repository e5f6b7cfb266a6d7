"""The commands say what they found, and their exit code whether all is well."""

import json

import pytest

from geodata import load
from geodata.__main__ import main
from geodata.network import Network, Request, answer, as_json
from tests import real


@pytest.fixture(autouse=True)
def _at_hand(monkeypatch):
    """Commands on the real facts get those that are at hand; any other folder is read."""
    at_hand = lambda folder: load(folder) if folder else real.facts()  # noqa: E731 - short as it is
    monkeypatch.setattr("geodata.__main__.load", at_hand)
    monkeypatch.setattr(Network, "build", real.network_of)


def test_sound_facts_end_with_zero(facts_dir, capsys):
    assert main(["check", "--facts", str(facts_dir)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("22 tables, ")
    assert "- no bypass enters russia" in lines
    assert lines[-1] == "0 problems"


def test_notes_name_row_and_repair_and_are_no_problem(facts_dir, capsys):
    assert main(["check", "--notes", "--facts", str(facts_dir)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == "0 problems"
    (far,) = [line for line in printed if line.startswith('note: site "aqarkhar", column lat')]
    assert "km, in a straight line, from the nearest loading point" in far
    assert far.endswith("draw the railway or road that serves it")


def test_every_problem_is_printed(facts_dir, capsys):
    (facts_dir / "sites.csv").unlink()
    (facts_dir / "rates.csv").write_text("", encoding="utf-8")
    assert main(["check", "--facts", str(facts_dir)]) == 1
    printed = capsys.readouterr().out
    assert "sites.csv: the file is missing" in printed
    assert "rates.csv: it is empty" in printed
    assert printed.endswith("2 problems\n")


def test_facts_without_a_dictionary_are_one_problem(tmp_path, capsys):
    assert main(["check", "--facts", str(tmp_path)]) == 1
    assert capsys.readouterr().out.endswith("1 problem\n")


def test_a_route_is_printed_leg_by_leg_with_its_proof(facts_dir, capsys):
    assert main(["route", "inkai", "rotterdam", "--facts", str(facts_dir)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("inkai: loaded at shieli, ")
    assert "f-aktau-alat: aktau - alat, sea-ferry, operational, 549 km" in printed
    assert "In Russia: 0.0 km; nearest to it: " in printed


def test_a_route_as_json_is_what_the_library_says(network, capsys):
    options = ["--avoid", "rus~irn", "--closed", "aktau~r-shu-mointy", "--prefer", "distance", "--json"]
    assert main(["route", "altynkol", "istanbul", *options]) == 0
    printed = json.loads(capsys.readouterr().out)
    request = Request("altynkol", "istanbul", ("RUS", "IRN"), ("aktau", "r-shu-mointy"), "distance")
    found = answer(network, request)
    expected = json.loads(json.dumps(as_json(found.best)))
    assert {name: printed[name] for name in expected} == expected
    assert len(printed["alternatives"]) == len(found.alternatives)
    assert printed["proof"]["km_in_russia"] == 0


def test_russia_is_allowed_by_avoiding_none_and_plans_by_asking(capsys):
    assert main(["route", "xian", "duisburg", "--avoid", "none", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["proof"]["km_in_russia"] > 1000
    assert main(["route", "horadiz", "kars", "--planned"]) == 0
    assert "r-aghband-ordubad: aghband - ordubad, rail, planned" in capsys.readouterr().out


@pytest.mark.parametrize("json_", [[], ["--json"]])
def test_an_unknown_id_names_the_nearest_and_exits_with_two(capsys, json_):
    assert main(["route", "inkai", "roterdam", *json_]) == 2
    said = capsys.readouterr()
    assert "rotterdam" in (said.out if json_ else said.err)
    assert (said.err if json_ else said.out) == ""


def test_capital_letters_are_the_same_as_small_ones(capsys):
    assert main(["route", "Altynkol", "SITE:Inkai", "--closed", "AKTAU", "--prefer", "Time"]) == 0
    capital = capsys.readouterr().out
    assert main(["route", "altynkol", "site:inkai", "--closed", "aktau", "--prefer", "time"]) == 0
    assert capsys.readouterr().out == capital


def test_an_unknown_id_is_named_as_it_was_written(capsys):
    assert main(["route", "Roterdam", "POTI"]) == 2
    assert "Roterdam is no node and no site; name one of: rotterdam" in capsys.readouterr().err


def test_none_beside_countries_is_refused_in_words(capsys):
    assert main(["route", "altynkol", "poti", "--avoid", "none~RUS"]) == 2
    assert "none avoids no country and stands alone; write none, or the countries" in capsys.readouterr().err
    assert main(["route", "altynkol", "poti", "--avoid", "NONE"]) == 0


@pytest.mark.parametrize("json_", [[], ["--json"]])
def test_no_way_exits_with_one_and_says_what_would_open_one(capsys, json_):
    assert main(["route", "dushanbe", "duisburg", "--closed", "r-karshi-termez", *json_]) == 1
    assert "r-karshi-termez" in capsys.readouterr().out


def test_no_route_is_found_on_broken_facts(facts_dir, capsys):
    (facts_dir / "legs.geojson").unlink()
    assert main(["route", "inkai", "rotterdam", "--facts", str(facts_dir)]) == 1
    assert "legs.geojson: the file is missing" in capsys.readouterr().err


def test_a_command_is_needed(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "usage" in capsys.readouterr().err
