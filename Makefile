# The first of these that runs, is new enough and can make environments: `command -v` is not asked,
# since version managers leave commands behind that only complain.
PYTHON ?= python3.11 python3.12 python3.13 python3.14 python3

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve check test cover lint format lock soak bench mutants screenshots clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s  %s\n", $$1, $$2 }' Makefile

site: .venv/site.stamp ## build site_src/ to _site/, setting up .venv the first time
	$(BIN)/fcgen build
	@echo 'The site is in _site/. To read it in a browser: make serve, then open the address that it prints.'

serve: .venv/site.stamp ## show the site at a local address while you write
	$(BIN)/fcgen serve

check: .venv/site.stamp ## tell what is wrong with the content, building nothing
	$(BIN)/fcgen check

test: .venv/dev.stamp ## run the tests, in a browser too
	$(BIN)/python tests/browser.py
	$(BIN)/python -m pytest -n 3

cover: .venv/dev.stamp ## run the tests, slower, and fail where less than 95 % of the lines are covered
	$(BIN)/python tests/browser.py
	$(BIN)/python -m pytest -n 3 --cov --cov-fail-under=95

lint: .venv/dev.stamp ## check style, types and which module imports which
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: .venv/dev.stamp ## mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

soak: .venv/dev.stamp ## edit and build 10,000 times over, compare with clean builds; then edit a served site (15 minutes)
	$(BIN)/python tests/soak.py
	$(BIN)/python tests/soak_serving.py

bench: .venv/dev.stamp ## measure fcgen beside Hugo on the same 10,000 made-up entries (15 minutes)
	$(BIN)/python bench/run.py
	$(BIN)/python bench/live.py --chromium "$$($(BIN)/python tests/browser.py)"

screenshots: .venv/dev.stamp ## take the pictures of the documentation again
	$(BIN)/python tests/browser.py
	$(BIN)/python tests/screenshots.py

mutants: .venv/dev.stamp ## break the program on purpose and see that the tests notice
	$(BIN)/python tests/mutants.py

# Two passes, the second held to the versions of the first: both locks go into one .venv.
# uv does not read pip's settings, so the index that pip is told of is handed on.
lock: .venv/bin/pip ## take the newest versions into requirements.lock and requirements-dev.lock
	@set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	$(BIN)/python -m venv "$$tools"; \
	"$$tools/bin/python" -m pip --quiet --disable-pip-version-check install uv; \
	compile() { \
	  "$$tools/bin/uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	    $${PIP_INDEX_URL:+--default-index "$$PIP_INDEX_URL"} \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' "$$@"; \
	}; \
	compile --group build --output-file requirements.lock; \
	compile --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## remove the site, .venv and all that was cached
	rm -rf .venv _site .fcgen dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find fcgen tests -name __pycache__ -type d -prune -exec rm -rf {} +

# pip is the last thing that venv puts in place: an environment without it was cut short.
.venv/bin/pip:
	@for python in $(PYTHON); do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making .venv with $$("$$python" --version)"; \
	    exec "$$python" -m venv --clear .venv; \
	  fi; \
	done; \
	echo 'fcgen needs Python 3.11 or newer with its venv module (Debian: python3-venv); none of these will do: $(PYTHON).' >&2; \
	echo 'Install one, or name it: make site PYTHON=/path/to/python' >&2; \
	exit 1

# Without build isolation: the build backend is locked like everything else. Without looking for dependencies, all of
# which are in the locks: pip would take the newest of what is asked for with an extra, and then miss its hash.
.venv/site.stamp: requirements.lock pyproject.toml | .venv/bin/pip
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/site.stamp
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@
