"""The same sources give the same site, byte for byte, wherever and whenever they are built."""

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

SOURCES = ("book", "data", "notebooks", "_config.yml", "_toc.yml", "Makefile")
ELSEWHERE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "4242"}


def all_files(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_a_rebuild_elsewhere_is_byte_identical(site, tmp_path):
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, tmp_path / name)
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parents[1])
    command = ["make", "--old-file", ".venv/ready", "book"]  # with the environment as it is
    subprocess.run(command, cwd=tmp_path, env={**os.environ, **ELSEWHERE}, check=True, capture_output=True)
    again = tmp_path / "_build" / "html"
    assert all_files(again) == all_files(site)
    assert [
        name for name in sorted(all_files(site)) if not filecmp.cmp(site / name, again / name, False)
    ] == []
