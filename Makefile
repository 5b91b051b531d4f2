# `make` installs into .venv, checks everything and builds the exports; `make test` runs the tests, `make test-slow` those
# that start and kill processes or search long, `make test-archives` those that import the whole sources (where their
# archives are next to the repository), `make lint` the linters, `make fuzz` a search for differences between the engines
# of the check, `make quality` writes docs/quality.md, `make how-to` what the pages of docs/how-to and the notebooks print.
# `make test-programs` and `make how-to` need R, Node.js and other programs, which .ci/run installs.
# `make site` writes the static site to build/site/ (it needs npm), `make site-test` tests it in a browser.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# One more than processors: some tests wait for commands that they kill, or for a terminal.
WORKERS ?= $(shell expr $$(nproc 2> /dev/null || getconf _NPROCESSORS_ONLN) + 1)

.PHONY: all test test-slow test-archives test-programs lint fuzz quality figures how-to site site-test clean

all: $(VENV)/.installed
	$(BIN)/fpdata build

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(PYTEST_OPTIONS)

test-slow: $(VENV)/.installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m slow

test-archives: $(VENV)/.installed
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m archives

test-programs: $(VENV)/.installed
	$(BIN)/python -m pytest -m programs tests/access/formats

lint: $(VENV)/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/typos
	$(BIN)/fpdata fmt --check
	$(BIN)/fpdata schema --check

fuzz: $(VENV)/.installed
	$(BIN)/python -m fuzz --runs 2000

quality: $(VENV)/.installed
	$(BIN)/fpdata quality > docs/quality.md.new
	mv docs/quality.md.new docs/quality.md

figures: $(VENV)/.installed
	sed -n 's|^fpdata plot .* -o docs/img/.*|$(BIN)/& --force|p' docs/plot.md docs/power.md | sh -e

how-to: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check nbclient '.[notebooks,spark]'
	$(BIN)/python tests/docs/page_code.py --write docs/how-to/*.md
	$(BIN)/python tests/docs/notebooks.py --write docs/examples/*.ipynb

site: all
	cd site && npm ci --no-audit --no-fund && npm run build
	$(BIN)/python -m fpdata.site

site-test:
	cd site && FPDATA=$(abspath $(BIN)/fpdata) npm test

# The scan in C makes the check several times as fast. Without a C compiler, everything works, slowly.
$(VENV)/.installed: pyproject.toml $(wildcard native/src/* native/fpdata_scan/*.py native/pyproject.toml)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	command -v cc > /dev/null && $(BIN)/python -m pip install --quiet --disable-pip-version-check ./native \
		|| echo "the scan in C is not built: checks will read every row with pydantic"
	touch $@

clean:
	rm -rf $(VENV) build dist site/dist site/node_modules
