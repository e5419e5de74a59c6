"""A build that fails or is killed leaves the last good site, and the next one needs no clean-up.

`make book` runs here as it is, with stand-ins for its steps, so that it can be stopped at each of them.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from atlas import build
from atlas.refresh import refresh
from conftest import ROOT
from nbclient.exceptions import CellExecutionError

if shutil.which("make") is None:
    pytest.skip("no make on this machine", allow_module_level=True)

# Says that it began; waits or fails where a file asks for it.
STEP = """
import pathlib, sys, time
pathlib.Path("{name}-began").touch()
while pathlib.Path("stop-{name}").exists():
    time.sleep(0.02)
if pathlib.Path("fail-{name}").exists():
    sys.exit("{name}: a reason")
{then}
"""
PAGES = """
page = pathlib.Path("_build/next/_build/html/index.html")
page.parent.mkdir(parents=True)
page.write_text("new")
"""
STEPS = ["check", "refresh", "jupyter-book"]


@pytest.fixture
def project(tmp_path):
    """A tree with the real Makefile and `atlas.build`, a good site, and stand-ins for the steps."""
    for name in ("book", "data", "notebooks/atlas", ".venv/bin", "_build/html"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("__init__.py", "build.py"):
        shutil.copy(ROOT / "notebooks" / "atlas" / name, tmp_path / "notebooks" / "atlas")
    for name in ("_toc.yml", "_config.yml", "requirements.txt"):
        (tmp_path / name).write_text("x")
    for name in STEPS[:2]:
        (tmp_path / "notebooks" / "atlas" / f"{name}.py").write_text(STEP.format(name=name, then=""))
    programs = tmp_path / ".venv" / "bin"
    (programs / "python").symlink_to(sys.executable)
    (programs / "jupyter-book").write_text(f"#!{sys.executable}" + STEP.format(name=STEPS[2], then=PAGES))
    (programs / "jupyter-book").chmod(0o755)
    (tmp_path / ".venv" / "ready").touch()
    (tmp_path / "_build" / "html" / "index.html").write_text("old")
    return tmp_path


def make(project):
    return subprocess.run(["make", "book"], cwd=project, capture_output=True, text=True)


def start(project, step):
    """A build that waits at ``step``."""
    (project / f"stop-{step}").touch()
    began = project / f"{step}-began"
    began.unlink(missing_ok=True)
    build = subprocess.Popen(
        ["make", "book"], cwd=project, start_new_session=True, stdout=subprocess.PIPE, text=True
    )
    wait_for(began)
    return build


def wait_for(path):
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} did not come"
        time.sleep(0.02)


def site(project):
    return (project / "_build" / "html" / "index.html").read_text()


def left(project):
    return sorted(path.name for path in (project / "_build").iterdir())


def is_whole(project):
    """A build succeeds, the site is its own, and nothing is left beside it."""
    assert make(project).returncode == 0
    return site(project) == "new" and left(project) == ["html", "lock"]


def waits(build):
    """Whether a build says, among its first lines, that it waits for another."""
    return any(
        "Another build is at work in this folder: waiting" in build.stdout.readline() for _ in range(4)
    )


def said(run):
    """What a build says of its failure, without what make adds."""
    return [line for line in run.stderr.splitlines() if not line.startswith("make")]


def test_a_build_that_succeeds_takes_the_place_of_the_last(project):
    assert is_whole(project) and is_whole(project)


def test_the_first_build_finds_no_last_site(project):
    shutil.rmtree(project / "_build")
    assert is_whole(project)


@pytest.mark.parametrize("step", STEPS)
def test_a_build_that_fails_leaves_the_last_site(project, step):
    (project / f"fail-{step}").touch()
    run = make(project)
    assert run.returncode != 0 and said(run)[0] == f"{step}: a reason"
    assert said(run)[1].endswith("failed, for the reason above. The last site is as it was.")
    assert site(project) == "old"
    (project / f"fail-{step}").unlink()
    assert is_whole(project)


@pytest.mark.parametrize("step", STEPS)
def test_a_build_that_is_killed_leaves_the_last_site(project, step):
    build = start(project, step)
    os.killpg(build.pid, signal.SIGKILL)
    build.communicate()
    assert site(project) == "old"
    (project / f"stop-{step}").unlink()
    assert is_whole(project)


def test_a_build_that_is_stopped_by_its_user_says_so(project):
    build = start(project, "refresh")
    os.killpg(build.pid, signal.SIGINT)
    build.communicate()
    assert build.returncode != 0 and site(project) == "old"
    (project / "stop-refresh").unlink()
    assert is_whole(project)


def test_a_kill_between_the_renames_is_mended_by_the_next_start(project):
    (project / "_build" / "html").rename(project / "_build" / "last")
    (project / "fail-check").touch()
    assert make(project).returncode != 0
    assert site(project) == "old"


def test_a_second_build_waits_for_the_first(project):
    first = start(project, "refresh")
    second = subprocess.Popen(["make", "book"], cwd=project, stdout=subprocess.PIPE, text=True)
    assert waits(second) and second.poll() is None
    (project / "stop-refresh").unlink()
    assert [run.communicate() and run.returncode for run in (first, second)] == [0, 0]
    assert (site(project), left(project)) == ("new", ["html", "lock"])


def test_steps_that_outlive_a_killed_build_are_waited_for(project):
    """Else they would write into the folder of the next build."""
    build = start(project, "refresh")
    command = ["pkill", "-KILL", "-g", str(build.pid), "-f", "atlas.build"]
    subprocess.run(command, check=True)
    second = subprocess.Popen(["make", "book"], cwd=project, stdout=subprocess.PIPE, text=True)
    assert waits(second)
    (project / "stop-refresh").unlink()
    second.communicate()
    build.communicate()
    assert (second.returncode, site(project)) == (0, "new")


def test_a_folder_that_cannot_be_made_is_said_in_one_line(project):
    shutil.rmtree(project / "_build")
    (project / "_build").write_text("a file where the folder should be")
    run = make(project)
    assert run.returncode != 0
    assert len(said(run)) == 1 and "_build: File exists. The last site is as it was." in said(run)[0]


@pytest.fixture
def tiny_disk(project):
    """The project's `_build` on a disk of its own, of one megabyte."""
    folder = project / "_build"
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can be mounted by root only")
    (folder / "html").mkdir()
    (folder / "html" / "index.html").write_text("old")
    yield project
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_small_disk_is_said_in_one_line_before_the_work_begins(tiny_disk):
    run = make(tiny_disk)
    assert run.returncode != 0 and site(tiny_disk) == "old"
    assert len(said(run)) == 1 and "MB of the disk are free. The last site is as it was." in said(run)[0]


def test_a_disk_that_fills_up_is_said_in_one_line(tiny_disk, monkeypatch):
    (tiny_disk / "book" / "long.md").write_text("x" * 2_000_000)
    monkeypatch.setattr(build, "ROOM_MB", 0)
    with pytest.raises(build.BuildError, match="No space left on device"):
        build.build(tiny_disk)
    assert site(tiny_disk) == "old"


def test_a_disk_that_is_read_only_is_said_in_one_line(tiny_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk / "_build")], check=True)
    run = make(tiny_disk)
    assert run.returncode != 0 and site(tiny_disk) == "old"
    assert len(said(run)) == 1 and "Read-only file system" in said(run)[0]


def test_a_notebook_that_fails_stays_as_it_was(tmp_path):
    path = tmp_path / "broken.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")]), path)
    before = path.read_bytes()
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        refresh(path)
    assert path.read_bytes() == before


def test_a_notebook_is_stored_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "good.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), path)
    before = path.read_bytes()

    def full(self, text, **how):
        self.write_bytes(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        refresh(path)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


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
