"""The lock: every file is known by its hash, every direct dependency by its reason, every licence by name."""

import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / ".ci"))

import supply

TEXT = supply.FILE.read_text(encoding="utf-8")
HEAD, PINS = supply.parse(TEXT)
HASH = "sha256:" + "0" * 64


def test_every_package_has_an_exact_version_and_hashes():
    assert len(PINS) > 100
    assert [pin.name for pin in PINS if not pin.version or not pin.hashes] == []
    assert all(len(value) == 71 and value.startswith("sha256:") for pin in PINS for value in pin.hashes)


def test_no_package_stands_twice():
    assert len({pin.name for pin in PINS}) == len(PINS)


def test_direct_dependencies_come_first_each_with_its_reason():
    direct = TEXT.split(supply.NEEDED)[0].split("\n\n", 1)[1].strip().splitlines()
    assert all(line.startswith("#") for line in direct[::2])
    assert [line.split("==")[0] for line in direct[1::2]] == [pin.name for pin in PINS if pin.reason]


def test_the_file_is_as_make_lock_would_write_it():
    assert supply.render(HEAD, PINS) == TEXT


def test_make_installs_nothing_whose_hash_is_not_known():
    assert "--require-hashes -r requirements.txt" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_a_new_dependency_is_a_reason_and_a_name():
    text = TEXT.replace(f"\n\n{supply.NEEDED}", f"\n# reads PDF\npypdf-new\n\n{supply.NEEDED}")
    new = next(pin for pin in supply.parse(text)[1] if pin.name == "pypdf-new")
    assert (new.version, new.reason, new.requirement) == ("", "reads PDF", "pypdf-new")


def test_what_moved_is_said_and_files_exchanged_under_a_version_stand_out():
    one, two = supply.Pin("a", "1", hashes=(HASH,)), supply.Pin("b", "1", hashes=(HASH,))
    after = [supply.Pin("a", "2"), supply.Pin("b", "1", hashes=("sha256:other",)), supply.Pin("c", "1")]
    assert supply.moved([one, two, supply.Pin("d", "1")], after) == [
        "gone: d",
        "a: 1 -> 2",
        "b 1: THE SAME VERSION HAS OTHER FILES THAN BEFORE",
        "new: c 1",
    ]
    assert supply.moved([one], [one]) == []


def test_a_vulnerability_is_named_and_fails(capsys):
    results = [{"vulns": [{"id": "X-1"}]} if pin.name == "pandas" else {} for pin in PINS]
    assert supply.audit(lambda query: {"results": results}) == 1
    version = next(pin.version for pin in PINS if pin.name == "pandas")
    assert capsys.readouterr().out == f"pandas {version}: X-1\n"


def test_no_vulnerability_is_said(capsys):
    assert supply.audit(lambda query: {"results": [{}] * len(query["queries"])}) == 0
    assert "No known vulnerability" in capsys.readouterr().out


def test_without_network_the_audit_says_so_and_does_not_fail(capsys):
    def offline(query):
        raise OSError("no network")

    assert supply.audit(offline) == 0
    assert capsys.readouterr().out.startswith("Not audited: ")


@pytest.mark.parametrize("name", sorted(supply.licences()))
def test_every_installed_package_names_its_licence(name):
    assert supply.licence(name)
