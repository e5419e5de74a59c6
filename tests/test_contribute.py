"""The page on how to carry the book on is true: its examples, applied to a copy, are accepted and shown."""

import re
import shutil
import statistics
import sys

import atlas.data
import nbformat
import pytest
import yaml
from atlas import cards, governance
from atlas.claims import CHECKS, ledger, s5_land
from atlas.claims.evidence import Evidence
from atlas.data import DATA, read_raw, validate
from atlas.schemas import TABLES
from conftest import ROOT, forget
from mutations import write
from nbclient import NotebookClient

sys.path.insert(0, str(ROOT / "book" / "_ext"))
sys.path.insert(0, str(ROOT / "tests" / "claims"))

import atlas_claims
import atlas_parks
import atlas_site
import cases

PAGE = (ROOT / "book" / "contribute.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(`{3,})\{code-block\} (\w+)\n:caption: (.*?)\n(.*?)^\1$", re.S | re.M)
BLOCKS = [found.groups()[1:] for found in BLOCK.finditer(PAGE)]


def rows():
    """The example rows of the page: table, cells as text."""
    return [
        (re.search(r"data/(\w+)\.csv", caption)[1], yaml.load(text, Loader=yaml.BaseLoader))
        for _, caption, text in BLOCKS
        if caption.startswith("new row in data/")
    ]


def block(start):
    """The one block of the page whose caption starts so."""
    (text,) = (text for _, caption, text in BLOCKS if caption.startswith(start))
    return text


@pytest.fixture
def carried_on(tmp_path, monkeypatch):
    """A copy of the tables with every example row of the page added, and the check of its claim."""
    folder = shutil.copytree(DATA, tmp_path / "data")
    for name, cells in rows():
        assert set(cells) <= set(TABLES[name].columns), name
        frame = read_raw(TABLES[name], folder)
        frame.loc[frame.index.max() + 1] = {column: cells.get(column) for column in frame}
        write(name, frame, folder)
    forget()
    monkeypatch.setattr(atlas.data, "DATA", folder)
    known = dict(CHECKS)
    exec(block("new check in notebooks/atlas/claims/s5_land.py"), dict(vars(s5_land)))
    yield folder
    CHECKS.clear()
    CHECKS.update(known)
    monkeypatch.undo()
    forget()


def test_the_page_has_an_example_for_each_thing_that_can_be_added():
    assert {name for name, _ in rows()} == {"sources", "parks", "park_facts", "series", "claims"}
    assert any(caption.startswith("new file book/parks/") for _, caption, _ in BLOCKS)
    assert any(caption.startswith("cell of notebooks/") for _, caption, _ in BLOCKS)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_accepted_with_the_examples(carried_on, name):
    assert len(validate(TABLES[name], carried_on)) == len(read_raw(TABLES[name])) + sum(
        table == name for table, _ in rows()
    )


def test_the_park_has_a_card_and_stands_in_the_list(carried_on):
    (park,) = (cells for name, cells in rows() if name == "parks")
    land = next(group for group in cards.card(park["park_id"]) if group.key == "land")
    assert "about 120 ha" in [line.words for line in land.lines]
    (occupancy,) = (line for line in land.lines if line.words == "40 %")
    assert park["occupancy_of"] in occupancy.note
    assert park["name_vi"] in atlas_parks.ParkList.run(None)[0].astext()


def test_the_page_of_the_park_is_as_the_others_are():
    ((_, caption, text),) = (found for found in BLOCKS if found[1].startswith("new file book/parks/"))
    other = (ROOT / "book" / "parks" / "song-khoai.md").read_text(encoding="utf-8")
    park_id = re.search(r"parks/(.*)\.md", caption)[1]
    assert text == other.replace("Sông Khoai", "Ví Dụ").replace("song-khoai", park_id)


def test_the_source_is_listed(carried_on):
    (source,) = (cells for name, cells in rows() if name == "sources")
    assert f'id="source-{source["source_id"]}"' in atlas_site.SourceList.run(None)[0].astext()


def test_the_year_is_the_last_of_its_history(carried_on):
    (figure,) = (cells for name, cells in rows() if name == "series")
    history = Evidence().history(figure["indicator_id"])
    assert (history["period"].iloc[-1], history["value"].iloc[-1]) == (
        figure["period"],
        float(figure["value"]),
    )


def test_the_notebook_on_indices_takes_the_new_year(carried_on, monkeypatch):
    """A score alone, with no rank and no rival yet, must not stop what needs all three."""
    (figure,) = (cells for name, cells in rows() if name == "series")
    series = atlas.data.load("series")
    facts = governance.pci_facts(series)
    assert float(governance.yearly(series, "pci-score")[int(figure["year"])]) == float(figure["value"])
    assert facts["pci_newest_year"] < figure["year"]
    notebook = nbformat.read(ROOT / "notebooks" / "09-governance.ipynb", as_version=4)
    names: dict = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)


def test_every_notebook_is_listed_with_what_it_asks():
    listed = re.findall(
        r"\(\.\./(notebooks/[^)]*)\.ipynb\)", (ROOT / "book" / "evidence.md").read_text("utf-8")
    )
    assert listed == [
        path.relative_to(ROOT).as_posix()[:-6] for path in sorted(ROOT.glob("notebooks/*.ipynb"))
    ]


def test_the_claims_stand_in_the_ledger_and_on_the_page_of_their_section(carried_on):
    documented, computed = (cells for name, cells in rows() if name == "claims")
    found = ledger().set_index("claim_id").loc[[documented["claim_id"], computed["claim_id"]]]
    assert list(found["verdict"]) == [documented["verdict"], "supported"]
    assert list(found["page"]) == ["book/s5-land"] * 2
    table = atlas_claims._table("S5", atlas_claims.claims().query("section_id == 'S5'"))
    assert documented["finding_en"] in table
    assert "The plan for 2030 names 23 parks." in table


def test_the_cases_of_the_computed_claim_hold(carried_on):
    case, edge = eval(f"[{block('new cases in tests/claims/test_s5_land.py')}]", dict(vars(cases)))
    assert {type(case), type(edge)} == {cases.Case, cases.Edge}
    assert case.claim_id == edge.claim_id == "S5-98"
    case.holds()
    edge.holds()


def test_the_notebook_runs_and_has_its_parts(tmp_path):
    parts = [(kind, text) for kind, caption, text in BLOCKS if caption.startswith("cell of notebooks/")]
    make = {"markdown": nbformat.v4.new_markdown_cell, "python": nbformat.v4.new_code_cell}
    notebook = nbformat.v4.new_notebook(cells=[make[kind](text.strip()) for kind, text in parts])
    NotebookClient(notebook, resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    words = "\n".join(cell["source"] for cell in notebook.cells)
    for part in ("**Question.**", "**Data.**", "**Method.**", "## Limits", "**Feeds.**"):
        assert part in words
    code = [cell for cell in notebook.cells if cell["cell_type"] == "code"]
    assert statistics.median(len(cell["source"].splitlines()) for cell in code) <= 4
    assert str(len(read_raw(TABLES["parks"]))) in str(code[-1]["outputs"])


def test_an_example_with_a_mistake_is_refused(tmp_path):
    folder = shutil.copytree(DATA, tmp_path / "data")
    (cells,) = (cells for name, cells in rows() if name == "parks")
    frame = read_raw(TABLES["parks"], folder)
    frame.loc[frame.index.max() + 1] = {column: cells.get(column) for column in frame}
    write("parks", frame, folder)
    with pytest.raises(atlas.data.DataError, match="must be a source_id of sources"):
        validate(TABLES["parks"], folder)


def test_every_module_says_which_question_it_answers():
    words = atlas_site.module_words()
    assert len(words) > 40 and [name for name, text in words.items() if len(text) < 10] == []


def test_what_the_other_pages_tell_to_run_exists():
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", make, re.M)[1].split())
    for path in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".github/workflows/book.yml"):
        text = (ROOT / path).read_text(encoding="utf-8")
        asked = set(re.findall(r"(?:`|run: |^)make ([a-z]+)", text, re.M))
        assert asked <= targets, path
    assert set(re.findall(r"`make ([a-z]+)`", PAGE)) <= targets


def test_the_workflow_and_the_hooks_are_well_formed():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "book.yml").read_text(encoding="utf-8"))
    assert {"build", "publish"} == set(workflow["jobs"]) and "schedule" in workflow[True]
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name) for name in used)
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == ["format", "lint", "tables"]
