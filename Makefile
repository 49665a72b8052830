# make site      sets everything up in .venv and publishes the site of this repository (as drafts) to site/
# make test      sets up what the tests need from PyPI and runs all that this machine can
# make test ALL=1  also installs the programs that the rest of the tests use; then a skip is a failure
# make test TESTERS=1  runs the tests in one process instead of two
# Each is safe to run again, and quick the second time.

PYTHON ?= python3
ALL ?=
TESTERS ?= 2
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
STAMPS := .venv/stamps

.PHONY: help site test safety-table check-table bench bench-large audit-table fuzz picture licences sbom advisories fix lock clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# make/make/p' Makefile

site: $(STAMPS)/site
	@$(BIN)/l10n publish --draft --out site || { echo "make site: the publication has findings, see above" >&2; exit 1; }
	@echo "The pages are in site/: open site/index.html, or run '$(BIN)/python -m http.server -d site' and visit http://localhost:8000/"

test: $(STAMPS)/test $(if $(ALL),$(STAMPS)/programs $(STAMPS)/weblate)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(if $(ALL),L10N_TEST_ALL=1) $(BIN)/python -m pytest --numprocesses $(TESTERS) --dist load

# Prints the table of the README's safety section.
safety-table: $(STAMPS)/site
	@$(BIN)/python tests/safety/safety_table.py

# Prints the table of what the checks catch, beside the other checkers that are installed.
check-table: $(STAMPS)/test
	@$(BIN)/python tests/checks/check_table.py

# Prints the table of the README's audit section, with all extras installed; takes some minutes.
audit-table: $(STAMPS)/test
	@$(BIN)/python tests/audit/audit_table.py

# Measures speed beside the peers that are installed, and writes docs/benchmarks.md: minutes. The large one writes another
# page, takes up to hours, and goes on where it was stopped: make bench-large PAGES="600 20000"
PAGES ?= 600 2000
bench: $(STAMPS)/bench
	@$(BIN)/python tests/benchmarks/bench.py
bench-large: $(STAMPS)/bench
	@$(BIN)/python tests/benchmarks/bench.py --pages $(PAGES) --folder .cache/bench --out docs/benchmarks-large.md

# Feeds each door from which data of outsiders come in with bytes that reach new code: make fuzz SECONDS=3600
SECONDS ?= 60
fuzz: $(STAMPS)/test
	@for target in article catalog exchange inline page; do \
		$(BIN)/python tests/fuzz/fuzz.py $$target --seconds $(SECONDS) --folder .cache/fuzz/$$target || exit 1; done

# Prints name, version and licence of what a user installs.
licences: $(STAMPS)/site
	@$(BIN)/python tests/supply/licences.py

# Writes the bill of materials (CycloneDX 1.6) of what is installed to sbom.json.
sbom: $(STAMPS)/test
	@$(BIN)/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json
	@echo "wrote sbom.json"

# Asks PyPI for known vulnerabilities of the locked packages; fails on one, and where one could not be asked for.
advisories: $(STAMPS)/venv
	@$(PYTHON) -m venv .venv/supply
	@.venv/supply/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/supply.lock
	@for lock in site test supply; do \
		.venv/supply/bin/pip-audit --strict --disable-pip --require-hashes -r requirements/$$lock.lock || exit 1; done

# Makes the picture of the README anew; needs what `make test ALL=1` installs.
picture: $(STAMPS)/test
	@$(BIN)/python tests/browser/picture.py

# Formats and mends what ruff can.
fix: $(STAMPS)/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Writes the lock files anew from pyproject.toml.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --upgrade
# Weblate draws text and reads images with these; they would have to be compiled, and no check needs them.
NOT_IN_WEBLATE := $(addprefix --no-emit-package ,borgbackup pycairo pygobject tesserocr)
lock: $(STAMPS)/venv
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) --group build pyproject.toml -o requirements/site.lock
	$(LOCK) --group build --group test --all-extras pyproject.toml -c requirements/site.lock -o requirements/test.lock
	$(LOCK) --group supply -o requirements/supply.lock
	$(LOCK) --group bench -c requirements/test.lock -o requirements/bench.lock
	$(LOCK) --group weblate pyproject.toml $(NOT_IN_WEBLATE) -o requirements/weblate.lock

clean:
	rm -rf .venv .venv-weblate .mypy_cache .pytest_cache .ruff_cache .hypothesis tests/browser/node_modules

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "'$(PYTHON) -m venv' failed: install the venv module of your system's Python" \
		"(Debian, Ubuntu: apt-get install python3-venv)" >&2; rm -rf .venv; exit 1; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/site: requirements/site.lock pyproject.toml | $(STAMPS)/venv
	@echo "Setting up .venv ..."
	@$(INSTALL) -r requirements/site.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/test: requirements/test.lock $(STAMPS)/site
	@echo "Setting up what the tests need ..."
	@$(INSTALL) -r requirements/test.lock
	@touch $@

# Peers that only benchmarks are compared with.
$(STAMPS)/bench: requirements/bench.lock $(STAMPS)/test
	@$(INSTALL) -r requirements/bench.lock
	@touch $@

$(STAMPS)/programs: tests/install-programs tests/browser/package-lock.json | $(STAMPS)/venv
	@echo "Installing the programs that the tests use ..."
	@tests/install-programs
	@touch $@

# Weblate has dependencies of its own, so it has an environment of its own, which only its test uses.
$(STAMPS)/weblate: requirements/weblate.lock | $(STAMPS)/venv
	@echo "Installing Weblate for its test ..."
	@$(PYTHON) -m venv .venv-weblate
	@.venv-weblate/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
		-r requirements/weblate.lock
	@touch $@
