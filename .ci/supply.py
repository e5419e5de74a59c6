"""What the project stands on: `make lock`, `make audit` and `make licences`.

requirements.txt is input and output at once. Above the line "Needed by the packages above" stand the
direct dependencies, a reason above each; to add one, write its reason as a comment and its name below,
then run `make lock`. Everything else in the file is written here.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "requirements.txt"
OLDEST = "3.11.5"  # soupsieve needs it
UV = "uv==0.13.9"
NEEDED = "# Needed by the packages above"
ADVISORIES = "https://api.osv.dev/v1/querybatch"


@dataclass(frozen=True)
class Pin:
    """A package of the lock: name, version (empty for a new one), marker, hashes, reason if direct."""

    name: str
    version: str = ""
    marker: str = ""
    hashes: tuple[str, ...] = ()
    reason: str = ""

    @property
    def requirement(self) -> str:
        """As uv and pip read it, without hashes."""
        version = f"=={self.version}" if self.version else ""
        return f"{self.name}{version}" + (f" ; {self.marker}" if self.marker else "")

    def line(self) -> str:
        """As it stands in the file: one line, the hashes to the right."""
        hashes = "".join(f" --hash={value}" for value in self.hashes)
        return (f"# {self.reason}\n" if self.reason else "") + self.requirement + hashes


def parse(text: str) -> tuple[str, list[Pin]]:
    """The head of the file and its pins."""
    head, _, rest = text.partition("\n\n")
    pins, reason = [], ""
    for line in rest.replace("\\\n", " ").splitlines():
        if line.startswith("#"):
            reason = "" if line == NEEDED else line.removeprefix("#").strip()
        elif line.strip():
            pins.append(replace(_pin(line), reason=reason))
            reason = ""
    return head, pins


def _pin(line: str) -> Pin:
    words = line.split(" --hash=")
    requirement, _, marker = words[0].partition(";")
    name, _, version = requirement.strip().partition("==")
    return Pin(name, version, marker.strip(), tuple(word.strip() for word in words[1:]))


def render(head: str, pins: list[Pin]) -> str:
    """The file: head, direct dependencies in their order, what they need by name."""
    direct = "\n".join(pin.line() for pin in pins if pin.reason)
    needed = "\n".join(pin.line() for pin in sorted(pins, key=lambda pin: pin.name) if not pin.reason)
    return f"{head}\n\n{direct}\n\n{NEEDED}\n{needed}\n"


def resolve(pins: list[Pin], upgrade: bool) -> list[Pin]:
    """Versions and hashes for all of `pins` and what they need, on every platform.

    What is pinned directly stays; the rest stays where it fits, or is renewed with `upgrade`.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install = ["install", "--quiet", "--disable-pip-version-check", "--target", str(folder), UV]
        subprocess.run([sys.executable, "-m", "pip", *install], check=True)
        asked, found = folder / "direct.in", folder / "lock.txt"
        asked.write_text("\n".join(pin.requirement for pin in pins if pin.reason), encoding="utf-8")
        if not upgrade:  # uv keeps what stands in the file that it writes
            held = "\n".join(pin.requirement for pin in pins if pin.version)
            found.write_text(held, encoding="utf-8")
        options = ["--universal", "--python-version", OLDEST, "--generate-hashes", "--no-annotate"]
        options += ["--no-header", "--no-config", "--quiet", "--output-file", str(found)]
        subprocess.run([folder / "bin" / "uv", "pip", "compile", *options, asked], check=True)
        _, resolved = parse("\n\n" + found.read_text(encoding="utf-8"))
    reasons = {pin.name: pin.reason for pin in pins}
    order = [pin.name for pin in pins if pin.reason]
    resolved = [
        replace(pin, reason=reasons.get(pin.name, "")) for pin in resolved if "pypy" not in pin.marker
    ]
    return sorted(resolved, key=lambda pin: order.index(pin.name) if pin.reason else len(order))


def moved(old: list[Pin], new: list[Pin]) -> list[str]:
    """What differs between two locks, a line a package."""
    before, after = ({pin.name: pin for pin in pins} for pins in (old, new))
    lines = [f"gone: {name}" for name in before if name not in after]
    for name, pin in after.items():
        if name not in before:
            lines.append(f"new: {name} {pin.version}")
        elif before[name].version != pin.version:
            lines.append(f"{name}: {before[name].version or 'no version'} -> {pin.version}")
        elif before[name].hashes and set(before[name].hashes) - set(pin.hashes):
            lines.append(f"{name} {pin.version}: THE SAME VERSION HAS OTHER FILES THAN BEFORE")
    return lines


def lock(upgrade: bool = False) -> int:
    """Renew requirements.txt and say what moved."""
    head, old = parse(FILE.read_text(encoding="utf-8"))
    new = resolve(old, upgrade)
    FILE.write_text(render(head, new), encoding="utf-8")
    print("\n".join(moved(old, new)) or "Nothing moved")
    return 0


def audit(ask=None) -> int:
    """Print known vulnerabilities of the locked versions; 1 if there is one, 0 if nobody can be asked."""
    _, pins = parse(FILE.read_text(encoding="utf-8"))
    queries = [{"package": {"name": pin.name, "ecosystem": "PyPI"}, "version": pin.version} for pin in pins]
    try:
        answers = (ask or _ask)({"queries": queries})["results"]
    except (OSError, urllib.error.URLError, ValueError, KeyError) as error:
        print(f"Not audited: the list of vulnerabilities at {ADVISORIES} cannot be read ({error})")
        return 0
    found = [
        f"{pin.name} {pin.version}: {entry['id']}"
        for pin, answer in zip(pins, answers, strict=True)
        for entry in answer.get("vulns", [])
    ]
    print("\n".join(found) or f"No known vulnerability in {len(pins)} packages")
    return 1 if found else 0


def _ask(query: dict) -> dict:
    body = json.dumps(query).encode()
    request = urllib.request.Request(ADVISORIES, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def licence(name: str) -> str:
    """The licence that an installed package states; empty where it states none."""
    data = importlib.metadata.metadata(name)
    if data.get("License-Expression"):
        return data["License-Expression"]
    classes = [words for words in data.get_all("Classifier", []) if words.startswith("License ::")]
    names = [words.split(" :: ")[-1] for words in classes if words.count("::") > 1]
    if names:
        return ", ".join(names)
    words = (data.get("License") or "").strip()
    if words and words.upper() != "UNKNOWN":
        return re.split(r"\s*\n", words)[0][:60]
    return _first_line_of_licence(name)


def _first_line_of_licence(name: str) -> str:
    """The heading of the licence that a package carries as a file, such as ``MIT License``."""
    named = importlib.metadata.metadata(name).get_all("License-File", [])
    for path in importlib.metadata.files(name) or []:
        if path.name in named:
            return path.read_text(encoding="utf-8").strip().splitlines()[0].strip()[:60]
    return ""


def licences() -> dict[str, str]:
    """Licence by package, for what is installed of the lock."""
    _, pins = parse(FILE.read_text(encoding="utf-8"))
    here = {
        re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower() for found in importlib.metadata.distributions()
    }
    return {pin.name: licence(pin.name) for pin in pins if pin.name in here}


def show_licences() -> int:
    """Print the licences; 1 if one is unknown."""
    found = licences()
    for name, words in sorted(found.items()):
        print(f"{name:32} {words or 'UNKNOWN'}")
    return 0 if all(found.values()) else 1


if __name__ == "__main__":
    commands = {
        "lock": lock,
        "upgrade": lambda: lock(upgrade=True),
        "audit": audit,
        "licences": show_licences,
    }
    sys.exit(commands[sys.argv[1]]())
