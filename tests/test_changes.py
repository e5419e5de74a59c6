"""``make diff`` says in words which cells, verdicts and glued figures moved."""

import subprocess

import pandas as pd
import pytest
from atlas import changes
from atlas.claims import ledger
from atlas.data import read_raw
from atlas.schemas import TABLES


def edited(name, row, column, value):
    frame = read_raw(TABLES[name])
    frame.loc[frame[TABLES[name].key[0]] == row, column] = value
    return frame


def lines(name, new):
    return list(changes.table_changes(TABLES[name], read_raw(TABLES[name]), new))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_did_not_move_has_no_line(name):
    assert lines(name, read_raw(TABLES[name])) == []


def test_a_changed_cell_is_named_by_table_row_column_and_both_values():
    old = read_raw(TABLES["parks"]).set_index("park_id").at["song-khoai", "area_planned_ha"]
    said = lines("parks", edited("parks", "song-khoai", "area_planned_ha", "777"))
    assert said == [f"parks.csv, song-khoai, area_planned_ha: {old} -> 777"]


def test_an_emptied_cell_is_said_to_be_empty():
    said = lines("parks", edited("parks", "song-khoai", "area_planned_ha", None))
    assert said[0].endswith("-> (empty)")


def test_rows_and_columns_that_come_and_go_are_named():
    frame = read_raw(TABLES["zones"])
    assert lines("zones", frame.iloc[1:]) == [f"zones.csv, {frame['zone_id'].iloc[0]}: row is gone"]
    assert "zones.csv: new column extra" in lines("zones", frame.assign(extra="x"))
    assert "zones.csv: column kind is gone" in lines("zones", frame.drop(columns="kind"))


def test_a_figure_that_is_part_of_its_key_is_changed_and_not_replaced():
    frame = read_raw(TABLES["series"])
    row = frame.index[frame["indicator_id"] == "expressway-length"][0]
    frame.loc[row, "value"] = "199"
    assert [line.partition(", value: ")[2] for line in lines("series", frame)] == ["176 -> 199"]


def test_a_moved_shape_is_named():
    frame = read_raw(TABLES["corridor_edges"])
    frame.at[frame.index[0], "geometry"] = frame.at[frame.index[1], "geometry"]
    assert lines("corridor_edges", frame) == [
        f"corridor_edges.geojson, {frame['edge_id'].iloc[0]}: the shape differs"
    ]


def test_a_verdict_that_turns_is_named_with_its_figure():
    before, after = ledger(), ledger()
    chosen = after["claim_id"] == "S5-02"
    unit, was = (after.loc[chosen, column].iloc[0] for column in ("found_unit", "verdict"))
    before.loc[chosen, ["verdict", "found_value"]] = ["untestable", 23]
    after.loc[chosen, "found_value"] = 21.0
    assert list(changes.verdict_changes(before, after)) == [
        f"S5-02: untestable -> {was} (found 23 -> 21 {unit})"
    ]
    before.loc[chosen, "verdict"] = was
    assert list(changes.verdict_changes(before, after)) == [f"S5-02: still {was}, found 23 -> 21 {unit}"]


def test_a_claim_that_comes_or_goes_is_named():
    frame = ledger()
    assert list(changes.verdict_changes(frame, frame.iloc[1:])) == [f"{frame['claim_id'][0]}: claim is gone"]
    assert "new claim" in list(changes.verdict_changes(frame.iloc[1:], frame))[0]


def test_a_glued_figure_is_named_with_its_notebook():
    path = changes.ROOT / "notebooks" / "02-parks.ipynb"
    now = changes.glued(path.read_text(encoding="utf-8"))
    assert {"planned_ha", "map-parks"} <= set(now)
    said = list(changes.glue_changes("02-parks", now | {"planned_ha": "1", "map-parks": "{}"}, now))
    assert f"02-parks planned_ha: 1 -> {now['planned_ha']}" in said
    assert "02-parks map-parks: the drawing differs" in said
    assert list(changes.glue_changes("02-parks", now, now)) == []


def test_a_commit_that_does_not_exist_is_one_clear_line():
    with pytest.raises(SystemExit, match="make diff needs git and a commit 'no-such'"):
        list(changes.changes("no-such"))


def test_the_whole_is_put_together_from_a_commit(monkeypatch):
    if subprocess.run(["git", "-C", str(changes.ROOT), "rev-parse"], capture_output=True).returncode:
        pytest.skip("not a clone of the repository")
    frame = pd.DataFrame({"claim_id": [], "verdict": []})
    monkeypatch.setattr(changes, "_ledger", lambda root: frame)
    monkeypatch.setattr(changes, "read_raw", _moved)
    monkeypatch.setattr(changes, "TABLES", {"zones": TABLES["zones"]})
    assert [line for line in changes.changes() if line.startswith("zones.csv") and "777" in line]


def _moved(table, folder=None):
    frame = read_raw(table)
    if folder is None:
        frame.loc[frame.index[0], "area_ha"] = "777"
    return frame
