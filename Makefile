# `make` installs into .venv, checks everything and builds the exports; `make test` runs the tests, `make lint` the
# linters, `make fuzz` a search for differences between the engines of the check.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: all test lint fuzz clean

all: $(VENV)/.installed
	$(BIN)/fpdata build

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto --dist loadgroup $(PYTEST_OPTIONS)

lint: $(VENV)/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/typos
	$(BIN)/fpdata fmt --check
	$(BIN)/fpdata schema --check

fuzz: $(VENV)/.installed
	$(BIN)/python -m fuzz --runs 2000

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist
