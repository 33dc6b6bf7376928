# Everything runs in .venv, made on first use from pyproject.toml. "make" alone lists the targets.
PYTHON ?= python3
BIN := .venv/bin
WITH_GROUPS := 'pip>=25.1'

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all lint types fix docs messages captures screenshots bench claims.db clean

help: ## list the targets
	@sed -n 's/^\([a-z.-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

.venv/.run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("factcheck needs Python 3.11 or newer: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade $(WITH_GROUPS)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: .venv/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

setup: .venv/.dev ## make .venv with the program and all tools

demo: .venv/.run ## build the worked example and its report in demo/
	@$(BIN)/factcheck demo demo --again

test: .venv/.dev ## run the tests, in under three minutes; prints what is skipped and why
	@$(BIN)/python -m pytest -q -n auto -m "not deep and not browser"

test-all: .venv/.dev ## run the slow tests too
	@$(BIN)/python -m pytest -q -n auto

lint: .venv/.dev ## check style, format and import arrows
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: .venv/.dev ## check types
	@$(BIN)/mypy

fix: .venv/.dev ## repair what ruff can repair
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: .venv/.dev ## write the generated pages of docs/ anew from the code
	@$(BIN)/python docs/generate.py

messages: .venv/.dev ## bring new words of the report into its translations
	@$(BIN)/python docs/messages.py

captures: .venv/.dev ## record the terminal pictures of docs/desk-work.md anew
	@$(BIN)/python docs/captures.py

screenshots: .venv/.dev ## take the pictures of the report anew; needs Chromium and its driver
	@$(BIN)/python docs/screenshots.py

bench: .venv/.dev ## measure start-up against bare programs
	@$(BIN)/python -m benchmarks.startup

claims.db: .venv/.run ## build the shipped example desk anew
	@$(BIN)/python examples/build.py claims.db

clean: ## remove everything that was made
	@rm -rf .venv build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
