"""The command says what it checked, and its exit code whether all is well."""

import pytest

from geodata.__main__ import main


def test_sound_facts_end_with_zero(facts_dir, capsys):
    assert main(["check", "--facts", str(facts_dir)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("20 tables, ")
    assert "- no bypass enters russia" in lines
    assert lines[-1] == "0 problems"


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


def test_a_command_is_needed(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "usage" in capsys.readouterr().err
