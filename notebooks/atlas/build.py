"""``make book``: how is a site made that is never half a site?

It is built beside the last one, in ``_build/next``, and put in its place when it is whole. The notebooks
run first, two at a time, in a copy of the book, which is then built from their outputs. A build that fails
or is killed leaves the last site, and the next one needs no clean-up. One build at a time works in a folder.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("book", "data", "notebooks", "_toc.yml")
ROOM_MB = 100  # the copy, the next site and the last one while they change places


class BuildError(Exception):
    """The build cannot go on; the message is the one line that a reader needs."""


def build(root: Path = ROOT) -> None:
    """Build the site of the book in ``root`` as ``root/_build/html``.

    Raises :class:`BuildError` where a step fails, or the folder cannot be written; the last site is
    then as it was.
    """
    folder = root / "_build"
    try:
        folder.mkdir(exist_ok=True)
        with _alone(folder) as held:
            _put_back(folder)
            source = _copy(root, folder)
            environment = os.environ | {"PYTHONPATH": str(source / "notebooks")}
            for what, command in _steps(source, folder / "next").items():
                print(what, flush=True)
                # What is wrong goes to the other stream; the builder's last words name a folder that goes.
                quiet = {"stdout": subprocess.DEVNULL, "check": False}
                if subprocess.run(command, env=environment, pass_fds=(held,), **quiet).returncode:
                    raise BuildError(f"{what} failed, for the reason above")
            _exchange(folder)
    except OSError as error:
        raise BuildError(f"Cannot write into {folder}: {_reason(error)}") from None


@contextmanager
def _alone(folder: Path) -> Iterator[int]:
    """Wait until no other build works in ``folder``. Steps inherit the lock, which ends with the last."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is at work in this folder: waiting for it", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


def _put_back(folder: Path) -> None:
    """Undo what a kill between the two renames left."""
    if (folder / "last").exists() and not (folder / "html").exists():
        (folder / "last").rename(folder / "html")


def _copy(root: Path, folder: Path) -> Path:
    """A copy of the book to build from, whose notebooks are not run a second time."""
    _clear(folder)
    source = folder / "next" / "source"
    source.mkdir(parents=True)
    if shutil.disk_usage(folder).free < ROOM_MB * 1_000_000:
        raise OSError(errno.ENOSPC, f"less than {ROOM_MB} MB of the disk are free")
    for name in SOURCES:
        if (root / name).is_dir():
            shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(root / name, source / name)
    config = (root / "_config.yml").read_text(encoding="utf-8")
    config = config.replace("execute_notebooks: force", 'execute_notebooks: "off"')
    (source / "_config.yml").write_text(config, encoding="utf-8")
    return source


def _steps(source: Path, target: Path) -> dict[str, list[str]]:
    """What is run, in order. Tables go first: a bad cell is one clear line, and no trace of a notebook."""
    builder = str(Path(sys.executable).with_name("jupyter-book"))
    options = ["--path-output", str(target), "-W", "-n", "--keep-going"]
    return {
        "Checking the tables": [sys.executable, "-m", "atlas.check"],
        "Executing the notebooks": [sys.executable, "-m", "atlas.refresh"],
        "Building the pages": [builder, "build", str(source), *options],
    }


def _reason(error: OSError) -> str:
    """The words of the system; of many at once (``shutil.Error``), those of the first."""
    return error.strerror or error.args[0][0][2]


def _exchange(folder: Path) -> None:
    """Put the next site in the place of the last one."""
    if (folder / "html").exists():
        (folder / "html").rename(folder / "last")
    (folder / "next" / "_build" / "html").rename(folder / "html")
    _clear(folder)


def _clear(folder: Path) -> None:
    for name in ("next", "last"):
        shutil.rmtree(folder / name, ignore_errors=True)


if __name__ == "__main__":
    print("Making the site takes about a minute on two free cores", flush=True)
    try:
        build()
    except BuildError as error:
        sys.exit(f"{error}. The last site is as it was.")
    except KeyboardInterrupt:
        sys.exit("Stopped. The last site is as it was.")
    print("Open _build/html/index.html")
