# The project's commands, one line each: `make` lists them.
export PYTHON ?= python3
QUALITY ?= h
python := .venv/bin/python
how = --quality $(QUALITY) $(if $(JOBS),--jobs $(JOBS))

.DEFAULT_GOAL := help
.PHONY: help film films stills test mutants bench setup lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

film: setup ## render a film: FILM=linear, or its file; QUALITY=h (l for a quick look); JOBS=processes
	$(python) -m studio.film "$(or $(FILM),linear)" $(how)

films: setup ## render every film, one after the other
	$(python) -m studio.film $(how)

stills: setup ## make the README's pictures again (of all films, or of FILM)
	$(python) -m studio.stills $(FILM)

test: setup ## run every check: ruff, mypy, pytest
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	$(python) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

mutants: setup ## make mistakes, one by one, and print which no test finds (takes a while)
	$(python) -m tests.mutants $(if $(WORKERS),--workers $(WORKERS))

bench: setup ## measure how fast films are drawn: the two main ones, or FILM; FULL=1 for longer
	$(python) -m studio.bench $(or $(FILM),linear logistic) $(if $(FULL),--full)

setup: ## install what is missing, then make .venv from requirements.lock
	@sh studio/setup.sh

lock: ## pin every package again (delete requirements.lock first to move to the newest)
	@$(python) -m uv --version >/dev/null 2>&1 || { echo "Descent: make lock needs uv, which make setup installs" >&2; exit 1; }
	$(python) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
		--all-extras --group dev --output-file requirements.lock pyproject.toml

clean: ## remove rendered films and caches, keep .venv
	rm -rf media build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find mlcore scenes studio tests -type d -name __pycache__ -prune -exec rm -rf {} +
