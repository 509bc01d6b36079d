# Every target is a line or two; the logic lives in grading_helpers/instructor.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LOCK ?= requirements.lock
READY := $(VENV)/.ready
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Images of containers often set it; then every process compiles our modules again.
unexport PYTHONDONTWRITEBYTECODE

# Browsers, kernels and sandboxes wait much, so two cores keep four workers busy; what only computes, two.
BY_FILE := --dist loadfile --no-loadscope-reorder

.PHONY: help demo test quick lab build check lint format lock test-binder test-lite test-corpus lite-fixture

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY)  ## grade a class of invented students, end to end
	$(BIN)/course demo

test: $(READY)  ## every test, including those with sandboxes, nbgrader and a browser
	$(BIN)/python -m pytest -n 4 $(BY_FILE) $(PYTEST)

quick: $(READY)  ## the tests that take milliseconds; prints what it left out
	$(BIN)/python -m pytest -n 2 $(BY_FILE) -m "not integration and not browser"

lab: $(READY)  ## open the course in JupyterLab
	$(BIN)/jupyter lab release

build: $(READY)  ## build the notebooks: course/ -> source/ -> release/
	$(BIN)/course build

check: $(READY)  ## prove the graders of all lessons
	$(BIN)/course check

lint: $(READY)  ## check style and types, and the files for GitHub
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(BIN)/biome ci
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema custom.github-workflows-require-timeout .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

format: $(READY)  ## format Python and JavaScript
	$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .
	$(BIN)/biome check --write

# What does not depend on the versions in constraints-binder.txt runs on the newest versions alone. Left
# are the proofs, a class that is graded, the commands of nbgrader, and every lesson in a browser.
# Pyodide has its own versions, and its results equal those of the proofs on either set.
ON_BOTH_IN_GRADER := judging rebuild values
ONLY_IN_GRADER := $(filter-out $(ON_BOTH_IN_GRADER:%=test_%.py),$(notdir $(wildcard tests/grader/test_*.py)))
NEWEST_ONLY := authoring/* browser/test_accessibility.py browser/test_feedback_page.py \
	browser/test_marking_*.py browser/test_quiz_in_*.py browser/test_report_in_browser.py docs/* \
	exports/* facts/* figures/* $(ONLY_IN_GRADER:%=grader/%) lite/* lms/* marking/* \
	proving/test_contract*.py proving/test_mutants.py proving/test_name_proofs.py \
	proving/test_proof_cache.py publishing/* report/* term/* test_command_line.py test_jupyterhub.py

test-binder:  ## the tests on the versions of Binder's base image
	$(MAKE) test VENV=.venv-binder LOCK=requirements-binder.lock PYTEST="$(NEWEST_ONLY:%=--ignore-glob=tests/%)"

# The course in a browser, without a network: a Pyodide and the JupyterLite that goes with it.
LITE_VENV ?= .venv-lite
LITE_READY := $(LITE_VENV)/.ready

test-lite: $(READY) $(LITE_READY)  ## the course under Pyodide: all answers, and a real browser
	ALL_ANSWERS=1 $(BIN)/python -m pytest tests/lite

test-corpus: $(READY)  ## the marks of every answer of the corpus, of which `make test` grades a quarter
	ALL_ANSWERS=1 $(BIN)/python -m pytest tests/grader/test_same_marks.py

lite-fixture: $(LITE_READY)  ## what test-lite needs and no one else: 80 MB

$(LITE_READY): requirements-lite.lock | $(READY)
	$(PYTHON) -m venv $(LITE_VENV)
	$(BIN)/uv pip sync --quiet --python $(LITE_VENV)/bin/python --require-hashes requirements-lite.lock
	touch $(LITE_READY)

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade
ALL_EXTRAS := --extra instructor --extra dask --extra postgres --extra similarity --group dev

lock: $(READY)  ## update the lock files from pyproject.toml
	$(COMPILE) $(ALL_EXTRAS) pyproject.toml -o requirements.lock
	$(COMPILE) $(ALL_EXTRAS) -c constraints-binder.txt pyproject.toml -o requirements-binder.lock
	$(COMPILE) --group pyproject.toml:lite-fixture -o requirements-lite.lock

$(READY): $(LOCK) pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes $(LOCK)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --editable .
	touch $(READY)
