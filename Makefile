# Everything a new user needs: Python 3.11 or newer and make. No Docker, no root, no system packages.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test lint bench pictures venv clean

help: ## viser denne liste
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

demo: ## starter hele systemet med opdigtede data; Ctrl-C stopper
	@$(PYTHON) scripts/venv.py demo
	@.venv/bin/python manage.py run_demo

demo-reset: ## sletter demoens data og begynder forfra
	@$(PYTHON) scripts/venv.py demo
	@.venv/bin/python -m scripts.demo_reset
	@.venv/bin/python manage.py run_demo

test: ## alle kontroller og tests, også i browseren
	@$(PYTHON) scripts/venv.py test
	@.venv/bin/python -m scripts.check

lint: ## kun kontrollerne, uden tests
	@$(PYTHON) scripts/venv.py test
	@.venv/bin/python -m scripts.check lint

bench: ## måler hastigheden
	@$(PYTHON) scripts/venv.py test
	@for script in benchmarks/[a-z]*.py; do .venv/bin/python -m benchmarks.$$(basename $$script .py) || exit 1; done

pictures: ## fotograferer den kørende demo til docs/billeder
	@$(PYTHON) scripts/venv.py test
	@.venv/bin/python -m scripts.pictures $(BASE)

venv: ## laver .venv med alt til udvikling
	@$(PYTHON) scripts/venv.py test

clean: ## fjerner .venv og mellemresultater, men ikke demoens data
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles
	@rm -rf .local/test-postgresql .local/test-valkey .local/logs
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
