"""``make notebooks``: run every notebook in place, keeping nothing that changes from run to run."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[1]
LANGUAGE = {"name": "python"}  # the full record would name the version of whoever ran it last


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
    nbformat.write(notebook, path)


def main() -> None:
    """Refresh the notebooks named on the command line, or all."""
    paths = [Path(name).resolve() for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb"))
    for path in paths:
        print(path.name, flush=True)
        refresh(path)


if __name__ == "__main__":
    main()
