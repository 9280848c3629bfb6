# The two commands: `make` builds everything, `make test` checks everything.
# Each sets up what it needs in .venv and node_modules; nothing outside this folder is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

TYPSTYLE := $(BIN)/node scripts/lint/typstyle.mjs
THEME := scripts/diglot/typeset/theme/*.typ

# Those of the benchmarks to run, all where none is named: `make bench SUITES=catalogs`.
SUITES ?=

# The code of a revision against the code here: `make same REVISION=HEAD~1`.
REVISION ?= HEAD

.PHONY: all test test-lowest test-newest bench same pictures lint format clean
all: $(VENV)/.ready
	$(BIN)/diglot build

test: $(VENV)/.ready-test lint
	$(BIN)/pytest -n auto

# The core of the tests with the lowest or the newest versions that pyproject.toml allows.
test-lowest test-newest: test-%: .venv-%/.ready
	.venv-$*/bin/pytest -n auto -m "not browser and not slow"

.venv-lowest/.ready: RESOLUTION := lowest-direct
.venv-newest/.ready: RESOLUTION := highest
.venv-%/.ready: pyproject.toml
	$(PYTHON) -m venv --clear .venv-$*
	.venv-$*/bin/python -m pip install --quiet uv
	.venv-$*/bin/uv pip install --quiet --python .venv-$*/bin/python --resolution $(RESOLUTION) \
		--editable . --group book --group test
	touch $@

# The pictures of README and guide, of what `make` has built; needs a Chromium.
pictures: $(VENV)/.ready-test all
	$(BIN)/python scripts/pictures.py

lint: $(VENV)/.ready-test node_modules/.package-lock.json
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/node node_modules/.bin/biome lint --error-on-warnings
	$(TYPSTYLE) --check $(THEME)

format: $(VENV)/.ready-test node_modules/.package-lock.json
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(TYPSTYLE) $(THEME)

bench: $(VENV)/.ready-test
	cd scripts && ../$(BIN)/python -m bench $(SUITES)

same: $(VENV)/.ready-test
	cd scripts && ../$(BIN)/python -m bench.same $(REVISION)

clean:
	rm -rf build

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.ready: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable . --group book
	touch $@

$(VENV)/.ready-test: pyproject.toml $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group test --group lint
	touch $@

# The linters of scripts, style sheets and the handouts' theme, by the Node.js that pip has put into .venv; npm writes this file.
node_modules/.package-lock.json: package-lock.json $(VENV)/.ready-test
	$(BIN)/npm ci --silent --ignore-scripts
	touch $@
