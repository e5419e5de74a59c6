"""A build that fails or is killed leaves the last good site, and the next one needs no clean-up.

The recipe of `make book` runs here with stand-ins for Python and the builder, so that it can be stopped
at each of its steps. The real recipe was killed as well, with all its children: ten times while notebooks
ran, after 1, 2, 4, 7, 11, 16, 22, 29, 37 and 46 seconds, and once while pages were written. The site had the
same bytes after each kill, and the build after the tenth needed no clean-up.
"""

import os
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from atlas.refresh import refresh
from conftest import ROOT
from nbclient.exceptions import CellExecutionError

if shutil.which("make") is None:
    pytest.skip("no make on this machine", allow_module_level=True)

STEP = """#!/bin/sh
touch {name}-began
[ ! -e stop-{name} ] || sleep 60
[ ! -e fail-{name} ] || exit 1
{then}
"""
BUILD = "mkdir -p _build/next/_build/html && echo new > _build/next/_build/html/index.html"


@pytest.fixture
def project(tmp_path):
    """A tree with the real Makefile, a good site, and stand-ins for what it calls."""
    for name in ("book", "data", "notebooks", ".venv/bin", "_build/html"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("_toc.yml", "_config.yml", "requirements.txt"):
        (tmp_path / name).write_text("x\n")
    for name, then in (("python", "true"), ("jupyter-book", BUILD)):
        path = tmp_path / ".venv" / "bin" / name
        path.write_text(STEP.format(name=name, then=then))
        path.chmod(0o755)
    (tmp_path / ".venv" / "ready").touch()
    (tmp_path / "_build" / "html" / "index.html").write_text("old\n")
    return tmp_path


def make(project):
    return subprocess.run(["make", "book"], cwd=project, capture_output=True, text=True)


def site(project):
    return (project / "_build" / "html" / "index.html").read_text()


def left(project):
    return sorted(path.name for path in (project / "_build").iterdir())


def test_a_build_that_succeeds_takes_the_place_of_the_last(project):
    assert make(project).returncode == 0
    assert (site(project), left(project)) == ("new\n", ["html"])


@pytest.mark.parametrize("step", ["python", "jupyter-book"])
def test_a_build_that_fails_leaves_the_last_site(project, step):
    (project / f"fail-{step}").touch()
    assert make(project).returncode != 0
    assert site(project) == "old\n"
    (project / f"fail-{step}").unlink()
    assert make(project).returncode == 0
    assert (site(project), left(project)) == ("new\n", ["html"])


@pytest.mark.parametrize("step", ["python", "jupyter-book"])
def test_a_build_that_is_killed_leaves_the_last_site(project, step):
    (project / f"stop-{step}").touch()
    build = subprocess.Popen(["make", "book"], cwd=project, start_new_session=True, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not (project / f"{step}-began").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    assert site(project) == "old\n"
    (project / f"stop-{step}").unlink()
    assert make(project).returncode == 0
    assert (site(project), left(project)) == ("new\n", ["html"])


def test_a_kill_between_the_renames_is_mended_by_the_next_start(project):
    (project / "_build" / "html").rename(project / "_build" / "last")
    (project / "fail-python").touch()
    assert make(project).returncode != 0
    assert site(project) == "old\n"


def test_a_place_that_cannot_be_written_is_said_in_one_line(project):
    shutil.rmtree(project / "_build")
    (project / "_build").write_text("a file where the folder should be")
    run = make(project)
    assert run.returncode != 0
    said = [line for line in run.stderr.splitlines() if not line.startswith("make")]
    assert said == ["Cannot write into _build: is the folder writable, and the disk not full?"]


def test_a_notebook_that_fails_stays_as_it_was(tmp_path):
    path = tmp_path / "broken.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")]), path)
    before = path.read_bytes()
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        refresh(path)
    assert path.read_bytes() == before


def test_a_broken_table_stops_the_check_and_names_the_cell(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(
        ROOT / "notebooks" / "atlas",
        tmp_path / "notebooks" / "atlas",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    table = tmp_path / "data" / "zones.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("coastal", "inland", 1), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "atlas.check"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "notebooks")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 1
    assert "column kind, value 'inland': must be one of: coastal, border-gate" in run.stderr
