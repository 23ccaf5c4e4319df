# Rongguang: `make run` serves the site, `make test` proves it.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
export RONGGUANG_VAR ?= $(CURDIR)/var
# Where changes are checked, tests of the cluster are not to be skipped.
ifeq ($(CI),true)
export ELASTICSEARCH_REQUIRED ?= True
endif

VENV := .venv
BIN := $(VENV)/bin

.PHONY: help install install-dev run test lint format lock messages vendor elasticsearch clean

help:
	@echo "make run      set up what is missing and serve on http://$(HOST):$(PORT)"
	@echo "make test     set up what the tests need and run all of them"
	@echo "make lint     style, layers, migrations, translations"
	@echo "make install  only the set-up"
	@echo "make format   rewrite the code in its own style"
	@echo "make lock     pin the dependencies of pyproject.toml anew"
	@echo "make messages collect the words of the interface for translation"
	@echo "make elasticsearch start a real Elasticsearch on this machine for trying and testing"
	@echo "make vendor   fetch the front-end files of cms/static/vendor anew"

install:
	@$(PYTHON) .ci/install.py requirements.lock

install-dev:
	@$(PYTHON) .ci/install.py requirements-dev.lock

run: install
	@HOST=$(HOST) PORT=$(PORT) exec $(BIN)/python -m cms.run

# All of them side by side; those in a browser come after, each process with a site of its own.
test: install-dev
	@.ci/test-needs
ifdef ARGS
	@$(BIN)/python -m pytest $(ARGS)
else
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not browser"
	@$(BIN)/python -m pytest -n auto --dist loadfile -m browser
endif

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --check --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python .ci/translations.py

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint templates --reformat --quiet

lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --group dev pyproject.toml -o requirements-dev.lock

messages: install-dev
	$(BIN)/python .ci/translations.py --update

# `python3 .ci/elasticsearch.py stop` ends it.
elasticsearch: install-dev
	@$(BIN)/python .ci/elasticsearch.py start

vendor:
	$(PYTHON) .ci/vendor.py

clean:
	rm -rf $(VENV)
