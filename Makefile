# make demo   index the sample corpus and serve it at http://127.0.0.1:8000
# make torture  build over 20,000 mutated files (FILES=2000 SEED=8): each is read or skipped, in time
# make exact  compare 12,000 substrings and 5,000 queries with a scan of the real texts (SEED=8)
#             and 5,000 answers with those recorded and with the oracle
# make fuzz   put 200,000 mutated queries to the whole site (QUERIES=2000 SEED=8): none raises, none is slow
# make quality  measure relevance, suggestions and did-you-mean on ../shared/data
# make bench  build and search with five engines, print the tables (SIZES=100k OUT=file.json KEEP=folder)
# make test   every check: ruff, mypy, unit, conformance and browser tests (BROWSER=no leaves the browser out)

PYTHON ?= python3
BROWSER ?= yes
FILES ?= 20000
QUERIES ?= 200000
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
PYTEST_ARGS := $(if $(filter no,$(BROWSER)),-m "not browser",)

.DEFAULT_GOAL := help
.PHONY: help demo test torture exact fuzz quality bench lint types chromium clean

help:
	@sed -n 's/^# //p' Makefile

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Fangzhi needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/ready-dev: .venv/ready
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

.venv/ready-bench: .venv/ready
	$(PIP) install --constraint constraints.txt --editable '.[bench]'
	@touch $@

demo: .venv/ready
	$(PY) -m indexer demo

test: lint types chromium
	$(PY) -m pytest $(PYTEST_ARGS)

torture: .venv/ready-dev
	$(PY) -m tests.torture.run $(FILES)

exact: .venv/ready-dev
	$(PY) -m tests.exactness.run
	$(PY) -m tests.exactness.same

fuzz: .venv/ready-dev
	$(PY) -m tests.fuzz.run $(QUERIES)

quality: .venv/ready-dev
	$(PY) -m benchmarks.relevance
	$(PY) -m benchmarks.suggestions
	$(PY) -m benchmarks.spelling

bench: .venv/ready-bench
	$(PY) -m benchmarks.speed $(SIZES) $(if $(OUT),--out $(OUT)) $(if $(KEEP),--keep $(KEEP))

lint: .venv/ready-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: .venv/ready-dev
	$(PY) -m mypy

chromium:
	@BROWSER=$(BROWSER) sh tests/browser/chromium.sh

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .hypothesis
