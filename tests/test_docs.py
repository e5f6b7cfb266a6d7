"""The documents say what is there: keys, commands, modules, pins, tables."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from dashboard.state import address
from geodata.filters import FILTERS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("geodata", "dashboard")
# Homes and folders that exist on one machine only; /srv and /etc in deploy/ are examples for any.
MACHINE_PATH = re.compile(rb"(?<![\w.~/>])(?:/(?:home|root|Users|work|tmp)/[\w.]|[A-Z]:\\\\?Users)")


def _codes_in_table(text: str) -> set[str]:
    """Codes in the first cells of the tables of a text."""
    cells = re.findall(r"^\| (`[^|]*`) \|", text, flags=re.MULTILINE)
    return {code for cell in cells for code in re.findall(r"`([^`]+)`", cell)}


def _section(path: str, heading: str) -> str:
    text = (ROOT / path).read_text(encoding="utf-8")
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def _modules(package: str) -> set[str]:
    """Modules and packages directly in a package, by name."""
    folder = ROOT / package
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return files | {path.parent.name for path in folder.glob("*/__init__.py")}


def _pins(path: str) -> set[str]:
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines} - {""}


def _tracked() -> list[Path]:
    """Files that git tracks; none in a copy without its repository."""
    try:
        made = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [path for name in made.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_readme_names_exactly_the_keys_of_the_address() -> None:
    assert _codes_in_table(_section("README.md", "The address")) == {*address._READERS, *FILTERS}


def test_readme_names_every_target_of_make() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=`|\s+#)", README)) == targets


@pytest.mark.parametrize("package", PACKAGES)
def test_architecture_names_exactly_the_modules(package: str) -> None:
    assert _codes_in_table(_section("ARCHITECTURE.md", package)) == _modules(package)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_has_a_layer(package: str) -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    (layers,) = (rule["layers"] for rule in contracts if rule.get("containers") == [package])
    assert {name for layer in layers for name in re.findall(r"\w+", layer)} == _modules(package)


def test_requirements_equal_the_dependencies_of_the_project() -> None:
    assert _pins("requirements.txt") == set(PROJECT["project"]["dependencies"])


def test_every_pin_is_exact() -> None:
    groups = PROJECT["dependency-groups"].values()
    named = [pin for group in groups for pin in group if isinstance(pin, str)]
    loose = [
        pin
        for pin in [*PROJECT["project"]["dependencies"], *named]
        if not re.search(r"^[\w-]+==[\d.]+$", pin)
    ]
    assert not loose


def test_tools_of_the_scripts_are_pinned_and_come_from_no_named_host() -> None:
    pins = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert not [pin for pin in pins.values() if not re.fullmatch(r"[\d.]+", pin)]
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_one_version_everywhere() -> None:
    package = json.loads((ROOT / "geodata/facts/datapackage.json").read_text(encoding="utf-8"))
    cited = re.search(r'^version: "(.+)"$', (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited is not None
    assert {package["version"], cited[1]} == {PROJECT["project"]["version"]}
    assert f"version {package['version']}" in README


def test_readme_names_exactly_the_tables_of_the_facts() -> None:
    package = json.loads((ROOT / "geodata/facts/datapackage.json").read_text(encoding="utf-8"))
    named = _codes_in_table(_section("README.md", "The facts"))
    assert named == {resource["name"] for resource in package["resources"]}


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), ROOT / "deploy/README.md"]:
        links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
        missing = [link for link in links if not (path.parent / link).exists()]
        assert not missing, f"{path.name} links to {missing}"


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    found = {
        str(path.relative_to(ROOT)): match[0].decode()
        for path in _tracked()
        if path != Path(__file__) and (match := MACHINE_PATH.search(path.read_bytes()))
    }
    assert not found


@pytest.mark.parametrize("text", [b'"/home/me/x"', b"see /root/x", b"C:\\Users\\me", b"in /tmp/x"])
def test_a_path_of_one_machine_is_recognised(text: bytes) -> None:
    assert MACHINE_PATH.search(text)
