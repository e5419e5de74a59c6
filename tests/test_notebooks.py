"""The notebooks as stored: executed, small, and free of anything that changes from run to run."""

import json
import statistics

import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def code_cells(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 6


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_is_executed_in_order_and_none_failed(path):
    cells = code_cells(path)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [out for cell in cells for out in cell["outputs"] if out["output_type"] in ("error", "stream")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_stored_names_a_time_a_version_or_a_skipped_comparison(path):
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["metadata"]["language_info"] == {"name": "python"}
    assert all(cell["metadata"] == {} for cell in stored["cells"])
    text = path.read_text(encoding="utf-8")
    assert "NBVAL" not in text.upper() and "object at 0x" not in text


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_are_short_and_define_nothing(path):
    sources = ["".join(cell["source"]) for cell in code_cells(path)]
    assert statistics.median(len(source.splitlines()) for source in sources) <= 3
    assert not [source for source in sources if "def " in source or "class " in source]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_question_data_method_limits_and_what_it_feeds(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    words = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    for part in ("**Question.**", "**Data.**", "**Method.**", "## Limits", "**Feeds.**"):
        assert part in words, part


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_stored_notebook_is_at_most_half_a_megabyte(path):
    assert path.stat().st_size <= 500_000
