# make book · test · check · diff · notebooks · bench · pdf · serve · lock · upgrade · audit · licences · clean
PYTHON ?= python3
BIN := .venv/bin
SITE := _build/html/index.html
SOURCES := $(shell find book notebooks data _config.yml _toc.yml -type f -not -path '*/.*' -not -name '*.pyc')

.PHONY: book test check diff notebooks bench pdf serve lock upgrade audit licences clean

book: .venv/ready
	@PYTHONPATH=notebooks $(BIN)/python -m atlas.build

$(SITE): $(SOURCES) .venv/ready
	@$(MAKE) --no-print-directory book

test: $(SITE)
	@echo "Running every test (about eight minutes)"
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder  # else the rebuild comes last, alone

check: .venv/ready
	@PYTHONPATH=notebooks $(BIN)/python -m atlas.check

diff: .venv/ready
	@PYTHONPATH=notebooks $(BIN)/python -m atlas.changes $(REF)

notebooks: .venv/ready
	@echo "Executing the notebooks in place"
	@PYTHONPATH=notebooks $(BIN)/python -m atlas.refresh

bench: $(SITE)
	@echo "Measuring reach (about half a minute)"
	@PYTHONPATH=notebooks $(BIN)/python -m atlas.bench
	@echo "Weighing the site and timing its pages (about a minute)"
	@PYTHONPATH=notebooks $(BIN)/python -m atlas.weigh _build/html

pdf: $(SITE)
	@echo "Printing the book as one PDF (about a minute)"
	@PYTHONPATH=notebooks $(BIN)/python -m atlas.pdf _build/html _build/quang-ninh-atlas.pdf

serve: $(SITE)
	@echo "Open http://localhost:8000/ (stop with Ctrl+C)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html 8000

# What the project stands on: lock keeps what fits, upgrade renews all that is not pinned directly.
# They need no environment: a new name in requirements.txt could not be installed before it is locked.
lock upgrade audit:
	@$(PYTHON) .ci/supply.py $@

licences: .venv/ready
	@$(BIN)/python .ci/supply.py $@

clean:
	rm -rf _build .venv .pytest_cache .ruff_cache

# A half-made environment is removed, so that the next call starts afresh.
.venv/ready: requirements.txt
	@echo "Creating the environment from requirements.txt (one to two minutes)"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11.5 or newer is needed") if sys.version_info < (3, 11, 5) else None'
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@
