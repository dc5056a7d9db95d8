# regiongraf from a fresh machine: Python 3.11 or newer, git and make are all that is needed.
#   make demo   the main job end to end        make test   the whole test suite        make help   the rest
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.PHONY: help demo test check js format bench lock browser build clean

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
INSTALL := $(PIP) install --no-deps
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo "  Settings: PYTHON=python3.12 · ARGS='-k names' (test, bench) · UPGRADE=1 (lock)"

demo: .venv/.run ## build the graph of the real report, check it, ask it, draw it
	@$(BIN)/regiongraf demo

test: .venv/.dev browser ## install what the tests need, and run them all (ARGS=…)
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: .venv/.dev ## lint, format, types, imports
	@echo "ruff check"; $(BIN)/ruff check --quiet
	@echo "ruff format"; $(BIN)/ruff format --check --quiet || { $(BIN)/ruff format --check; exit 1; }
	@echo "mypy --strict"; $(BIN)/mypy --strict --no-error-summary
	@echo "import-linter"; $(BIN)/lint-imports --no-logo > .venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }
	@echo "All checks passed."

js: .ci/js/node_modules/.package-lock.json ## check the types of the page's JavaScript and lint it (needs Node and npm)
	@echo "tsc --checkJs"; npm --prefix .ci/js run --silent types
	@echo "eslint"; npm --prefix .ci/js run --silent lint

format: .venv/.dev ## put the code into its standard form
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format --quiet

bench: .venv/.dev ## measure times on ten times the report (ARGS=…)
	@$(BIN)/python -m pytest tests/benchmarks -o python_files='bench_*.py' -p no:randomly -s $(ARGS)

build: .venv/.dev ## build the wheel and the source archive into dist/
	@$(BIN)/python -m build --no-isolation > .venv/build.log 2>&1 || { cat .venv/build.log; exit 1; }
	@grep 'without the engine' .venv/build.log || true
	@tail -n 1 .venv/build.log

lock: $(BIN)/uv ## pin every dependency anew in lock/ (UPGRADE=1: to the newest releases)
	@$(COMPILE) pyproject.toml --output-file lock/run.txt
	@$(COMPILE) --group build --constraints lock/run.txt --output-file lock/build.txt
	@$(COMPILE) pyproject.toml --extra fast --extra owl --extra picture --group dev --constraints lock/run.txt --constraints lock/build.txt \
		--output-file lock/dev.txt
	@grep -c '^[a-zA-Z]' lock/run.txt lock/build.txt lock/dev.txt | sed 's/:/: /; s/$$/ packages/'

clean: ## remove the environment and everything that was made
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# --- the environment: each stamp is younger than what it was installed from -------------------------------------

.venv/.run: lock/run.txt lock/build.txt pyproject.toml | .venv/.made
	@echo "Installing regiongraf and the $$(grep -c '^[a-zA-Z]' lock/run.txt) packages of lock/run.txt …"
	@$(INSTALL) --require-hashes -r lock/run.txt -r lock/build.txt
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/.dev: lock/dev.txt pyproject.toml | .venv/.made
	@echo "Installing regiongraf and the $$(grep -c '^[a-zA-Z]' lock/dev.txt) packages of lock/dev.txt (tests and tools) …"
	@$(INSTALL) --require-hashes -r lock/dev.txt
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@ .venv/.run

# The versions that .ci/js/package-lock.json pins, with their hashes; nothing of them is shipped.
.ci/js/node_modules/.package-lock.json: .ci/js/package.json .ci/js/package-lock.json
	@command -v npm > /dev/null 2>&1 || { echo "make js needs Node and npm; regiongraf itself needs neither." >&2; exit 1; }
	@echo "Installing what checks the JavaScript …"
	@npm --prefix .ci/js ci --no-audit --no-fund --silent
	@touch $@

$(BIN)/uv: | .venv/.made
	@echo "Installing uv …"
	@$(PIP) install uv

# A Python of 3.11 or newer that can make environments: $(PYTHON) if given, else the first that will do.
.venv/.made:
	@for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python); do \
		command -v "$$python" > /dev/null 2>&1 || continue; \
		version=$$("$$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2> /dev/null) || continue; \
		if ! "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
			old="$$old $$python is $$version."; continue; \
		fi; \
		if ! "$$python" -c 'import ensurepip, venv' 2> /dev/null; then \
			bare="$$python"; continue; \
		fi; \
		echo "Making .venv with Python $$version …"; \
		"$$python" -m venv --clear .venv && touch $@ && exit 0; \
		echo "$$python could not make .venv: its own message stands above." >&2; exit 1; \
	done; \
	if [ -n "$$bare" ]; then \
		name=$$("$$bare" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		echo "$$bare comes without venv. On Debian or Ubuntu: sudo apt-get install $$name" >&2; \
		echo "On other systems install a complete Python, then run make again." >&2; \
	else \
		echo "regiongraf needs Python 3.11 or newer.$${old:+ Found:$$old}" >&2; \
		echo "Install one, or name it: make demo PYTHON=/path/to/python3.12" >&2; \
	fi; \
	exit 1

# A browser for the tests of the pages, and in CI the servers that stores and sites are tried on.
browser: | .venv/.made
	@sh tests/programs.sh .venv/programs.log
