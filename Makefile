# Fazhi: `make sample` and `make test` each do all the set-up on a fresh machine (Python 3.11 with venv and pip, make).
# Every path is relative, so that the folder's own path may hold spaces.

PYTHON ?= python3
PY := .venv/bin/python
READY := .venv/fazhi-installed
TRIED := .venv/fazhi-provisioned

# Where `make sample` puts its corpus: apart from var/archive, which a live harvest fills.
SAMPLE_ARCHIVE := $(or $(FAZHI_ARCHIVE),var/sample)

CODE := archive crawler pipelines spiders tests

.DEFAULT_GOAL := help
.PHONY: help setup provision sample test check format bench lock clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | expand -t 12

setup: $(READY) ## the virtual environment from the lock, a browser, OCR
	@if [ -e $(TRIED) ]; then $(PY) -m crawler.provision --check; else $(PY) -m crawler.provision && touch $(TRIED); fi

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "set-up: Fazhi needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	@# Only an environment that runs is kept: one made elsewhere, or half made, is made anew.
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv || \
		{ echo "set-up: no virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PY) -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r requirements.lock
	@$(PY) -c 'import trafilatura, scrapy, scrapy_playwright'
	@touch $(READY)

provision: $(READY) ## try again to install a browser and OCR
	$(PY) -m crawler.provision

sample: setup ## serve the bundled portals on loopback, harvest them, print the coverage table
	@# Made anew each time; an archive of your own choice goes on where it was. The first round is the world on that day.
	@$(if $(FAZHI_ARCHIVE),,rm -rf var/sample)
	@FAZHI_ARCHIVE='$(SAMPLE_ARCHIVE)' $(PY) -m tests.sample run --round 1 -- $(PY) -m scrapy crawl portals -a today=2025-06-30

test: check ## all checks and the whole test suite
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile

check: setup ## lint, format, types, layers, dead code
	$(PY) -m ruff check $(CODE)
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m mypy
	$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(PY) -m vulture

format: setup ## put the code in the agreed form
	$(PY) -m ruff check --fix $(CODE)
	$(PY) -m ruff format $(CODE)

bench: setup ## the whole harvest against a spider that only downloads
	$(PY) -m tests.bench.harvest

lock: setup ## pin the newest versions that fit pyproject.toml
	$(PY) -m pip install --quiet uv
	$(PY) -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet -o requirements.lock

clean: ## remove caches and the sample's corpus; .venv and var/archive stay
	rm -rf var/sample .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find archive crawler pipelines spiders tests -name __pycache__ -type d -prune -exec rm -rf {} +
