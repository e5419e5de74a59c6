"""``make notebooks``: run every notebook in place, keeping nothing that changes from run to run.

The book is built the same way, from a copy: two notebooks at a time, so that both cores work.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = Path(__file__).resolve().parents[1]
LANGUAGE = {"name": "python"}  # the full record would name the version of whoever ran it last
AT_ONCE = 2


def refresh(path: Path) -> None:
    """Execute the notebook at ``path`` in its folder and store its outputs, without times.

    Raises ``nbclient.exceptions.CellExecutionError`` for a cell that fails; the file then stays
    as it was.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, record_timing=False, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    notebook.metadata["language_info"] = LANGUAGE
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    _replace(path, nbformat.writes(notebook) + "\n")


def _replace(path: Path, content: str) -> None:
    """Write the file whole or not at all."""
    part = path.with_suffix(".part")
    try:
        part.write_text(content, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def main() -> int:
    """Refresh the notebooks named on the command line, or all; name those that fail; return the exit code."""
    paths = [Path(name).resolve() for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb"))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        failed = [line for line in pool.map(_refreshed, paths) if line]
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    return 1 if failed else 0


def _refreshed(path: Path) -> str:
    """Refresh one notebook; what went wrong, or nothing."""
    try:
        refresh(path)
    except CellExecutionError as error:
        return f"{error.traceback}\n{path.name} stopped: {error.ename}: {error.evalue}"
    print(path.name, file=sys.stderr, flush=True)
    return ""


if __name__ == "__main__":
    sys.exit(main())
