# `make` installs into .venv, checks everything and builds the exports; `make test` runs the tests.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: all test lint clean

all: $(VENV)/.installed
	$(BIN)/fpdata build

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

lint: $(VENV)/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/fpdata fmt --check
	$(BIN)/fpdata schema --check

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist
