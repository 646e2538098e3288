# What one can do here. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .stamps
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard portal/translations/*/LC_MESSAGES/messages.po))
export PORTAL_DEMO ?= 1
# The tests' portals live in memory where there are 2 GB of it: waiting for the disk is all that they do less there.
export PYTEST_DEBUG_TEMPROOT ?= $(shell df -Pk /dev/shm 2>/dev/null | awk 'END { print ($$4 > 2000000 ? "/dev/shm" : "$(or $(TMPDIR),/tmp)") }')
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help run install test unit cover e2e check check-types check-content check-style bench translate browser clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: install ## install what is missing, make a demo database, serve on http://localhost:8000
	@python -m portal migrate && python -m portal seed && exec python -m portal run

install: $(STAMPS)/run $(STAMPS)/node $(TRANSLATIONS) ## install and build all the portal needs to run
	@python -m portal.web.asset_build

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV)

$(STAMPS)/run: requirements/run.txt | $(BIN)/python
	@python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/run
	@python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p $(STAMPS) && touch $@

# A machine without npm gets the one from PyPI, into the same environment.
$(STAMPS)/node: package-lock.json package.json | $(STAMPS)/run
	@command -v npm >/dev/null || python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
	@npm ci --silent
	@mkdir -p $(STAMPS) && touch $@

%.mo: %.po | $(STAMPS)/run
	@pybabel --quiet compile --use-fuzzy -i $< -o $@  # a catalogue without a header counts as fuzzy

test: check unit e2e ## install, then everything: checks, unit and page tests, browser stories

check: install $(STAMPS)/dev ## style, types, import contracts, templates, translations, content
	@$(MAKE) --no-print-directory --jobs 2 --output-sync check-types check-content check-style

check-types:
	@npx --no-install pyright

check-content:
	@python -m portal check-content
	@pytest -q -p no:randomly tests/test_translations.py tests/test_dead_content.py

check-style:
	@ruff check . && ruff format --check .
	@lint-imports --no-cache
	@djlint templates --lint --quiet

unit: install $(STAMPS)/dev ## rules, actions and pages, on SQLite and PostgreSQL
	@pytest tests -n 2 -q --ignore tests/test_translations.py --ignore tests/test_dead_content.py  # check has run them

cover: install $(STAMPS)/dev ## the same, and which lines of the portal no test has met
	@pytest tests -n 2 -q --cov --cov-report=term

e2e: install $(STAMPS)/dev browser ## stories told in Chromium
	@pytest e2e -n 3 -q --maxschedchunk 1  # three, for stories wait as well; one at a time, so that all are done at once

browser: # Chromium comes from Debian
	@command -v chromium-headless-shell >/dev/null || (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null) || command -v chromium >/dev/null

bench: install $(STAMPS)/dev browser ## measure what the README says
	@python -m bench

translate: install $(STAMPS)/dev ## bring the catalogues up to the templates
	@pybabel --quiet extract -F pyproject.toml -k _l -k N_ --no-location --omit-header -o /tmp/opgangen.pot portal templates
	@pybabel --quiet update -i /tmp/opgangen.pot -d portal/translations --no-fuzzy-matching --ignore-obsolete --omit-header

clean: ## remove what was installed, built and seeded
	@rm -rf $(VENV) $(STAMPS) node_modules static/built portal/easyread/dictionary portal/printing/fonts portal/pictograms/built var
