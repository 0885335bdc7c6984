# Every command of the project. `make` lists them.
# Stamps in .venv/.done say what is up to date, so a second run costs nothing.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell tools/choose_python.sh)
BIN := $(CURDIR)/.venv/bin
DONE := .venv/.done
UV := UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 $(BIN)/uv pip
# Whoever only wants to run it needs no tools of tests.
FOR_USE := $(if $(filter-out run setup assets messages lock,$(MAKECMDGOALS)),,yes)
NODE_SET := $(if $(FOR_USE),--omit=dev,--include=dev)
NPM := --ignore-scripts --no-audit --no-fund --loglevel=error
export PATH := $(BIN):$(PATH)
# Some machines say that no bytecode be kept: then every command takes twice as long to start.
unexport PYTHONDONTWRITEBYTECODE

OURS := src tests tools benchmarks faults
# Where class names stand: the style sheet keeps only the rules that are used.
MARKUP := $(shell find src/lianxin -path '*/templates/*.html' -o -path '*/base/ui/*.py' -o -name 'forms.py' 2>/dev/null)
STATIC := $(shell find src/lianxin -path '*/static/*' -type f 2>/dev/null)
CATALOGS := $(shell find src/lianxin -name '*.po' 2>/dev/null)
ASSETS := package.json package-lock.json .npmrc $(wildcard tools/assets/*)

.PHONY: help setup run test check fmt lock messages assets bench faults clean dev \
	check-types check-texts check-style test-sqlite test-postgresql test-journeys test-kills \
	kills-of-parts kills-of-ballots

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: $(DONE)/run $(DONE)/static $(DONE)/messages ## make .venv and the built assets, nothing else

run: setup ## serve a demo on http://127.0.0.1:8000
	@LIANXIN_DEMO=1 exec $(BIN)/lianxin run --migrate --demo

test: check test-sqlite test-postgresql test-journeys test-kills ## everything that must pass: linters, types, tests, browser journeys

check: setup dev ## all linters, types and import contracts
	@$(MAKE) --jobs 2 --output-sync=target check-types check-texts check-style

check-types:
	$(BIN)/mypy

check-texts:
	$(BIN)/python tools/check_text.py
	LIANXIN_DATA=$$(mktemp -d) $(BIN)/lianxin makemigrations --check --dry-run

check-style:
	$(BIN)/ruff check $(OURS)
	$(BIN)/ruff format --check $(OURS)
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --lint --quiet src/lianxin
	$(BIN)/yamllint --strict src/lianxin/rulebook docs

test-sqlite: setup dev ## tests on SQLite
	DATABASE_URL= $(BIN)/pytest -n 2 --dist loadgroup -m 'not journey'

test-postgresql: setup dev ## tests on PostgreSQL, where DATABASE_URL_PG names a server
	@if [ -n "$${DATABASE_URL_PG:-}" ]; then \
	  DATABASE_URL="$$DATABASE_URL_PG" $(BIN)/pytest -n 2 --dist loadgroup -m 'not journey and not no_database' \
	    --ignore tests/kernel --ignore tests/architecture; \
	elif [ -n "$${CI:-}" ]; then echo 'DATABASE_URL_PG is not set: in CI that fails'; exit 1; \
	else echo 'Tests on PostgreSQL skipped: set DATABASE_URL_PG to a server that may make databases.'; fi

test-journeys: setup dev ## stories in a real browser, with axe
	DATABASE_URL= $(BIN)/pytest -n 2 --maxschedchunk 1 -m journey tests/journeys

test-kills: setup dev ## five kills of each kind: nothing is lost
	@$(MAKE) --jobs 2 --output-sync=target kills-of-parts kills-of-ballots

kills-of-parts:
	$(BIN)/python faults/kills.py --rounds 5

kills-of-ballots:
	$(BIN)/python faults/ballots.py --rounds 5

fmt: setup dev ## put the code into its form
	$(BIN)/ruff check --fix-only --quiet $(OURS)
	$(BIN)/ruff format $(OURS)

lock: setup ## lock the requirements anew, with hashes
	for set in bootstrap run dev; do \
	  $(UV) compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header \
	    --python-version 3.11 $$([ $$set = dev ] && echo --constraint requirements/run.txt) \
	    requirements/$$set.in --output-file requirements/$$set.txt; \
	done
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

messages: setup ## collect the texts to translate (needs Debian's gettext)
	mkdir -p src/lianxin/site/locale
	cd src/lianxin && LIANXIN_DATA=$$(mktemp -d) $(BIN)/lianxin makemessages \
	  --locale zh_Hans --locale zh_Hant \
	  --add-location file --no-obsolete --no-wrap

assets: $(DONE)/static ## build style sheets, scripts and icons, and collect them

bench: setup dev ## measure: pages under load on both databases, a plan issued to 6,000 branches, duties of 60,000 units, sixteen who record at once, Lighthouse of five pages, the outline reader, ballots beside belenios-tool, 2,000 ballots cast through the web, a register of 200,000 people taken in, an organisation of 1,000,000
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/issue.py
	$(BIN)/python benchmarks/duties.py
	$(BIN)/python benchmarks/writers.py
	$(BIN)/python benchmarks/lighthouse.py
	$(BIN)/python benchmarks/outline.py
	$(BIN)/python benchmarks/ballots.py
	$(BIN)/python benchmarks/polls.py
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/organisation.py

faults: setup dev ## kill and starve the running site and see that nothing is lost
	$(BIN)/python faults/kills.py --rounds 50
	$(BIN)/python faults/ballots.py --rounds 50
	$(BIN)/python faults/outline.py

clean: ## remove all that was made, but the data in var/
	rm -rf .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src -name '*.mo' -delete
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

dev: $(DONE)/dev

$(DONE)/bootstrap: requirements/bootstrap.txt
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Lianxin needs Python 3.11 or later"'
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p $(DONE) && touch $@

$(DONE)/run: $(DONE)/bootstrap requirements/run.txt pyproject.toml
	$(UV) install --quiet --require-hashes -r requirements/run.txt
	$(UV) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DONE)/dev: $(DONE)/run $(DONE)/node $(DONE)/node-dev requirements/dev.txt
	$(UV) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(DONE)/node: $(DONE)/run package.json package-lock.json .npmrc
	npm ci $(NODE_SET) $(NPM)
	@touch $@ $(if $(FOR_USE),,$(DONE)/node-dev)

# After the other one, which installs these too where they are wanted from the start.
$(DONE)/node-dev: $(DONE)/node
	{ [ -e $@ ] && ! [ $< -nt $@ ]; } || npm ci --include=dev $(NPM)
	@touch $@

$(DONE)/static: $(DONE)/node $(ASSETS) $(STATIC) $(MARKUP)
	npm run --silent build
	LIANXIN_DATA=$$(mktemp -d) $(BIN)/lianxin collectstatic --noinput --clear --verbosity 0
	@touch $@

$(DONE)/messages: $(DONE)/run tools/compile_messages.py $(CATALOGS)
	$(BIN)/python tools/compile_messages.py
	@touch $@
