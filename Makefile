# lumbar: everything from a fresh clone.
#   make run      build it, start it, open http://127.0.0.1:8700
#   make test     all tests: Python, front end, browser
#   make check    what a change must pass: format, lint, types, rooms, tests
# A step is done again only when what it depends on has changed.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh
# Bodies are posed by many small products of matrices: shared among threads, each takes twice as long.
export OPENBLAS_NUM_THREADS := 1

# The first of these that is new enough; `make PYTHON=/path/to/python3.12 run` overrides.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && exit; done; \
	command -v python3)

BIN := .venv/bin
VENV := .venv/.installed
NODE := frontend/node_modules/.installed
STATIC := src/lumbar/web/static
SITE := $(STATIC)/index.html
FRONT := $(shell find frontend \( -path frontend/node_modules -o -path frontend/public/device \
	-o -path frontend/public/figure \) -prune \
	-o -type f ! -name openapi.json ! -name device-pack.json -print 2>/dev/null)
# What a device needs to answer without the server: Python for the browser, and the rooms that run in it.
PACK := frontend/device-pack.json
ROOMS := $(shell find $(addprefix src/lumbar/,vocabulary signals library tracking care services views device) \
	\( -name '*.py' -o -name '*.toml' \) 2>/dev/null)
# The figures: every movement's postures, solved for every body.
FIGURES := src/lumbar/figure/baked/.baked
# And as a camera sees them, to compare a person with.
TEMPLATES := src/lumbar/library/solved
POSTURES := $(shell find src/lumbar/figure src/lumbar/library/movements -maxdepth 1 -name '*.py' -o -name '*.toml' \
	-o -name '*.npz' 2>/dev/null)
# What finds a person in a picture, made from what the front end's packages bring.
MODELS := src/lumbar/vision/models/pose_full.task
NPM := npm --prefix frontend --no-update-notifier

.PHONY: help
help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

.PHONY: run
run: setup build ## Build the app, start it, open it in the browser
	$(BIN)/lumbar

.PHONY: setup
setup: $(VENV) $(MODELS) ## Make .venv; afterwards .venv/bin/lumbar works

$(VENV): requirements-dev.txt pyproject.toml
	@tools/need python "$(PYTHON)"
	test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(NODE): frontend/package.json frontend/package-lock.json
	@tools/need node
	$(NPM) ci --loglevel=error
	@touch $@

.PHONY: build
build: $(SITE) ## Build the front end into the Python package

$(SITE): $(NODE) $(FRONT) $(PACK) $(FIGURES)
	rm -rf frontend/public/figure && cp -R src/lumbar/figure/baked frontend/public/figure
	$(NPM) run --silent build
	@touch $@

$(FIGURES): $(VENV) tools/bake_figures.py $(POSTURES)
	$(BIN)/python -m tools.bake_figures src/lumbar/figure/baked $(TEMPLATES)
	@touch $@

$(MODELS): $(VENV) $(NODE) tools/pose_models.py tools/flat.py
	$(BIN)/python -m tools.pose_models frontend/node_modules/@mediapipe/pose $(dir $@)
	@touch $@

$(PACK): $(VENV) $(NODE) $(FIGURES) tools/device_wheel.py tools/device_pack.mjs src/lumbar/__init__.py $(ROOMS)
	$(BIN)/python -m tools.device_wheel build/device
	node tools/device_pack.mjs build/device/lumbar_device.whl frontend/public/device $@

.PHONY: test
test: setup build test-front test-python ## Run all tests

.PHONY: test-front
test-front: $(NODE)
	$(NPM) run --silent test

.PHONY: test-python
test-python: setup build
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: check
check: setup build ## Everything a change must pass
	$(MAKE) --no-print-directory -j 2 --output-sync=target lint-python lint-types lint-rooms lint-front check-types
	$(MAKE) --no-print-directory test

.PHONY: lint-python lint-types lint-rooms lint-front
lint-python: setup
	$(BIN)/ruff format --check
	$(BIN)/ruff check

lint-types: setup
	$(BIN)/mypy

lint-rooms: setup
	$(BIN)/lint-imports

lint-front: $(NODE)
	$(NPM) run --silent check

.PHONY: format
format: setup ## Put Python into the one format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# The front end's picture of the API is generated from the server's, and kept so that a change shows in review.
.PHONY: types
types: setup $(NODE) ## Write frontend/src/lib/api/schema.d.ts from the server's OpenAPI
	$(BIN)/python -m lumbar.web.openapi > frontend/openapi.json
	$(NPM) run --silent types -- --output src/lib/api/schema.d.ts

.PHONY: check-types
check-types: setup $(NODE)
	@$(BIN)/python -m lumbar.web.openapi > frontend/openapi.json
	@$(NPM) run --silent types -- --check --output src/lib/api/schema.d.ts >/dev/null || { \
		echo "frontend/src/lib/api/schema.d.ts is not what the server says: run make types" >&2; exit 1; }

.PHONY: bench
bench: bench-speed bench-screen bench-clips bench-timing ## Measure everything; takes half an hour

.PHONY: bench-speed
bench-speed: setup build ## Print the speed table
	$(BIN)/python -m benchmarks.speed

.PHONY: bench-screen
bench-screen: setup build ## Measure what a frame of the figure costs, and how much it is to fetch
	$(BIN)/python -m benchmarks.screen

.PHONY: bench-timing
bench-timing: setup build ## Listen to the player for thirty minutes
	$(BIN)/python -m benchmarks.timing

.PHONY: bench-handouts
bench-handouts: setup build ## Print a hundred plans on paper
	$(BIN)/python -m benchmarks.handouts

.PHONY: bench-clips
bench-clips: setup ## Measure how fast clips and landmarks are made
	$(BIN)/python -m benchmarks.clips

MODEL := full

.PHONY: bench-figure
bench-figure: setup ## Show the figure to the pose model (MODEL=lite, full, or a .task file)
	$(BIN)/python -m benchmarks.figure_pose $(MODEL)

.PHONY: bench-photos
bench-photos: setup ## Compare the figure with photos of people (MODEL=, and LUMBAR_EXTERNAL_DATA)
	$(BIN)/python -m benchmarks.photos $(MODEL)

.PHONY: bench-repcount
bench-repcount: setup ## Count repetitions in recordings of people (LUMBAR_EXTERNAL_DATA=)
	$(BIN)/python -m benchmarks.repcount

.PHONY: bench-keraal
bench-keraal: setup ## Hold the trunk's bend and turn against motion capture (LUMBAR_EXTERNAL_DATA=)
	$(BIN)/python -m benchmarks.keraal

.PHONY: bench-unreliable
bench-unreliable: setup ## Show the tracker bodies that are none (LUMBAR_EXTERNAL_DATA=)
	$(BIN)/python -m benchmarks.unreliable

.PHONY: bench-cameras
bench-cameras: setup ## Compare what four cameras say of one hold (LUMBAR_EXTERNAL_DATA=)
	$(BIN)/python -m benchmarks.cameras

.PHONY: bench-photo-pairs
bench-photo-pairs: setup ## Tell start from end in photos of people (MODEL=, and LUMBAR_EXTERNAL_DATA)
	$(BIN)/python -m benchmarks.photo_pairs $(MODEL)

.PHONY: bench-plank
bench-plank: setup build ## Tell hips high and hips low in planks (LUMBAR_EXTERNAL_DATA=)
	$(BIN)/python -m benchmarks.plank

.PHONY: bench-closed-loop
bench-closed-loop: setup build ## Coach sixty films of the figure, and compare with what is true of them
	$(BIN)/python -m benchmarks.closed_loop

.PHONY: bench-coach
bench-coach: bench-closed-loop bench-photo-pairs bench-repcount bench-plank bench-keraal bench-unreliable bench-cameras ## Measure the coach

.PHONY: contact-sheet
contact-sheet: setup ## Draw every movement's start, middle and end into docs/figure
	$(BIN)/python -m tools.contact_sheet docs/figure

.PHONY: test-clips
test-clips: setup ## Film the short clips that tests read, into tests/clips
	$(BIN)/python -m tools.test_clips tests/clips

.PHONY: screenshots
screenshots: setup build ## Take the README's pictures from the running app
	$(BIN)/python -m tools.screenshots

LOCK := uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: lock
lock: ## Write the lock files again (needs uv)
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv (pip install uv)" >&2; exit 1; }
	$(LOCK) --quiet requirements.in -o requirements.txt
	$(LOCK) --quiet -c requirements.txt requirements-dev.in -o requirements-dev.txt
	@! grep -nE '://|^--(extra-)?index-url|^--find-links' requirements.txt requirements-dev.txt

.PHONY: wheel
wheel: setup build ## Build the wheel, front end included
	$(BIN)/python -m hatchling build -t wheel

.PHONY: clean
clean: ## Remove everything make made; never a person's data
	rm -rf .venv dist build frontend/node_modules frontend/public/device frontend/public/figure $(PACK) \
		src/lumbar/figure/baked $(TEMPLATES) $(dir $(MODELS)) $(STATIC) \
		.mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
