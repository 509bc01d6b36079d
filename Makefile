# Every target is a line or two; the logic lives in grading_helpers/instructor.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LOCK ?= requirements.lock
READY := $(VENV)/.ready
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Browsers and kernels wait much: two workers take half the time on two cores, more gain nothing.
TWO_AT_A_TIME := -n 2 --dist loadfile

.PHONY: demo test quick lab build check lint lock test-binder

demo: $(READY)  ## grade a class of invented students, end to end
	$(BIN)/course demo

test: $(READY)  ## every test, the slow ones and the browser included
	$(BIN)/python -m pytest $(TWO_AT_A_TIME) $(PYTEST)

quick: $(READY)  ## the tests that take seconds
	$(BIN)/python -m pytest -m "not slow and not browser"

lab: $(READY)  ## open the course in JupyterLab
	$(BIN)/jupyter lab release

build: $(READY)  ## course/ -> source/ -> release/
	$(BIN)/course build

check: $(READY)  ## the five proofs
	$(BIN)/course check

lint: $(READY)  ## style, types, spelling of names
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# What hangs on the versions of libraries: the proofs, the graders, quizzes, every lesson in a
# browser. The rest takes minutes and runs on the newest versions alone.
NEWEST_ONLY := browser/test_quiz_in_*.py browser/test_report_in_browser.py grader/test_hostile.py grader/test_same_marks.py \
	authoring/test_build.py authoring/test_author_faults.py authoring/test_lesson_lint.py docs/* lms/* exports/* publishing/* report/* term/*

test-binder:  ## the tests on the versions of Binder's base image
	$(MAKE) test VENV=.venv-binder LOCK=requirements-binder.lock PYTEST="$(NEWEST_ONLY:%=--ignore-glob=tests/%)"

lock: $(READY)  ## renew both lock files from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --extra instructor --extra dask --extra postgres --extra similarity --group dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --extra instructor --extra dask --extra postgres --extra similarity --group dev -c constraints-binder.txt pyproject.toml -o requirements-binder.lock

$(READY): $(LOCK) pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes $(LOCK)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --editable .
	touch $(READY)
