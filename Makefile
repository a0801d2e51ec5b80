# `make` alone lists the targets. PYTHON chooses the interpreter: make setup PYTHON=python3.13

PYTHON = python3
RUN = .venv/bin/python -m
PIP = $(RUN) pip install --quiet --disable-pip-version-check
PYTEST_WORKERS = 2

.DELETE_ON_ERROR:
.PHONY: help setup demo test bench bench-pdf lock expected docs clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-17s%s\n", $$1, $$2 }'

setup: .venv/installed ## make .venv with everything locked; again only when the lock changes

.venv/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "raingan needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name a newer one: make setup PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Installing the locked dependencies into .venv ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

# The installation lists the packages there are, so a new one needs it again.
.venv/installed: .venv/locked pyproject.toml $(wildcard */__init__.py)
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# Exit status 1 says "done, with findings", and the samples hold some on purpose.
demo: setup ## read the samples into demo-out and show what came out
	rm -rf demo-out
	.venv/bin/raingan ingest samples --out demo-out || [ $$? -eq 1 ]
	@echo
	@$(RUN) audit.preview demo-out
	@echo
	.venv/bin/raingan status demo-out || [ $$? -eq 1 ]

test: setup ## lint, format, types and tests, as continuous integration runs them
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) pytest -n $(PYTEST_WORKERS) --dist loadgroup

.venv/bench: requirements-bench.lock .venv/installed
	@echo "Installing what the benchmarks compare with ..."
	@$(PIP) --require-hashes --requirement requirements-bench.lock
	@touch $@

bench: .venv/bench ## measure speed, memory and growth: a table (BENCH=--quick in some minutes, BENCH=--write for docs/performance.md)
	$(RUN) tests.bench $(BENCH)

bench-pdf: .venv/bench ## measure readers of PDFs against programs that write them, in several fonts
	$(RUN) tests.pdf.matrix $(BENCH)

LOCK = .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" --quiet $(UPGRADE)

lock: setup ## renew the requirements files from pyproject.toml; everything newer with UPGRADE=--upgrade
	$(LOCK) --extra dev --output-file requirements.lock
	$(LOCK) --extra bench --constraint requirements.lock --output-file requirements-bench.lock

expected: setup ## write the expected files that samples lack, to be read by eye
	$(RUN) tests.expected

docs: setup ## write the generated pages of docs/ anew
	$(RUN) tests.documents

clean: ## remove everything made, but for .venv
	rm -rf demo-out build ./*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ ! -path './.venv/*' -prune -exec rm -rf {} +
