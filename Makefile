# The two commands are `make run` and `make test`; the rest is for daily work.
PYTHON ?= python3
DUKAN := .venv/bin/dukan
RUN_OPTIONS := $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

.PHONY: run test fast docs setup lint types doctor clean

run: ## Set everything up, start it, print where to click. PORT=9000 DATA=dir
	@$(PYTHON) -m app.setup.bootstrap
	@$(DUKAN) run $(RUN_OPTIONS)

test: ## Set up what tests need, then check style, types, imports, and run every test.
	@$(PYTHON) -m app.setup.bootstrap --dev
	@.venv/bin/python -m tests.all

fast: ## Style, types, imports, and the tests that start nothing: under a minute.
	@$(PYTHON) -m app.setup.bootstrap --dev
	@.venv/bin/python -m tests.all --fast

docs: ## The docs site, into .site/html.
	@$(PYTHON) -m app.setup.bootstrap --dev
	@.venv/bin/python -m docs.build

setup: ## Only the environments.
	@$(PYTHON) -m app.setup.bootstrap --dev

lint:
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports

types:
	@.venv/bin/mypy

doctor: ## Look at every part.
	@$(DUKAN) doctor $(if $(DATA),--data $(DATA))

clean: ## Forget environments, models and the data folder .data.
	rm -rf .venv .venv-rasa models .data .site
