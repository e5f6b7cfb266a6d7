# What can be done here. Needs Python 3.11 or newer and make; all else goes into .venv and node_modules.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
NODE := $(BIN)/node
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

# The system's packages, on Debian as root or with sudo that asks for no password; else one sentence.
define install
{ command -v apt-get && { [ "$$(id -u)" = 0 ] || sudo -n true; }; } >/dev/null 2>&1 || \
{ echo "$(1) is missing: install it (on Debian: sudo apt-get install $(1)) and run make again."; exit 1; }; \
if [ "$$(id -u)" = 0 ]; then su=; else su=sudo; fi; \
$$su apt-get update -q && $$su env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $(1)
endef

.DEFAULT_GOAL := help
.PHONY: help run test check browser bench screenshots boundaries clean

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1 : /p' Makefile

run: .venv/installed ## the page at http://localhost:8501 (another port: make run PORT=8600)
	$(BIN)/streamlit run streamlit_app.py --server.port $(PORT)

test: browser check ## everything: style, types, import rules, facts, then all tests, those of the scripts in Node, the rest with a real browser
	$(NODE) --test "tests/**/*.test.mjs"
	$(BIN)/python -m pytest -n 3 --dist worksteal

check: .venv/installed-dev node_modules/installed ## style, types, import rules and facts: what to run while editing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m geodata check
	$(NODE) node_modules/.bin/biome check --error-on-warnings
	$(NODE) node_modules/.bin/tsc

browser: ## the browser of the tests: Chromium, installed if it is missing
	@for name in $$CHROMIUM $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; $(call install,chromium)

bench: browser .venv/installed-dev ## clicks, first load, bytes and memory beside a bare Streamlit page
	$(BIN)/python tests/benchmarks/bench.py

screenshots: browser .venv/installed-dev ## the pictures in docs/screenshots, taken anew
	$(BIN)/python -m tests.browser.screenshots

boundaries: .venv/installed-dev ## countries and borders made anew from Natural Earth (needs the network)
	$(BIN)/python -m geodata.boundaries

clean: ## removes what make has installed
	rm -rf .venv node_modules

# Each stands for what it installed, so a second run installs nothing.
.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call install,python3-venv); }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: requirements.txt | .venv/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-dev: pyproject.toml .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

node_modules/installed: package.json package-lock.json .npmrc .venv/installed-dev
	$(BIN)/npm ci --silent
	@touch $@
