# The only entry: everything a person or CI does here is one of these words.
# `make` alone lists them.

PYTHON ?= $(shell command -v python3 || command -v python3.11 || command -v python3.12 || command -v python3.13)
BIN := .venv/bin
# `make test ARGS="tests/kernel -k names"` narrows a run
ARGS ?=
# one worker a core, each with a database of its own
SIDE_BY_SIDE := -n auto --dist worksteal

# Each of the many processes of the suite would compile all modules anew where the machine keeps no compiled ones.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help python setup setup-dev demo test test-postgres test-browser check fmt messages lock bench pictures clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-15s %s\n", $$1, $$2}'

python:
	@test -n "$(PYTHON)" || { echo "Không thấy Python 3 / Python 3 was not found.  Debian, Ubuntu: apt install python3.11" >&2; exit 1; }

setup: python ## prepare .venv with the nongcot command in it
	@$(PYTHON) bootstrap.py

setup-dev: setup
	@$(PYTHON) bootstrap.py --dev

demo: setup ## fill an invented sample province and open the application on 127.0.0.1:8000
	@NONGCOT_HOME="$${NONGCOT_HOME:-$(CURDIR)/var/demo}" $(BIN)/nongcot demo $(ARGS)

# a browser starts only where a person names a file of its tests: `make test ARGS=tests/e2e/test_inbox.py`
test: setup-dev ## the suite without a browser, on SQLite (ARGS="..." narrows it)
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(if $(findstring tests/e2e,$(ARGS)),,-m "not browser") $(ARGS)

test-postgres: setup-dev ## what of it touches a database, on a private PostgreSQL that lives only as long as the run
	@$(BIN)/python tools/postgres.py run -- $(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not browser" --database-only $(ARGS)

test-browser: setup-dev ## only the tests that drive a real Chromium
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m browser --require-browser tests/e2e $(ARGS)

check: setup-dev ## what CI checks besides the suite: style, types, layers, migrations, translations
	@$(BIN)/python tools/check.py

fmt: setup-dev ## put the code into the one style
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

messages: setup-dev ## bring the English catalogue up to date with the sources
	@$(BIN)/python tools/messages.py extract
	@$(BIN)/python tools/messages.py compile

lock: setup-dev ## choose versions anew and write requirements/*.lock and package-lock.json
	@$(BIN)/python tools/lock.py

bench: setup-dev ## measure the budgets and write bench/RESULTS.md
	@$(BIN)/python -m bench $(ARGS)

pictures: setup-dev ## take the pictures of README and docs/howto anew (needs chromium)
	@$(BIN)/python tools/pictures.py

clean: ## remove what make setup made (the data in NONGCOT_HOME stays)
	rm -rf .venv node_modules nongcot/infra/ui/static/vendor build nongcot.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache
