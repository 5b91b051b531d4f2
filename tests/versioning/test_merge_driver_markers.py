"""A marker that an earlier merge left in a file is a conflict, though git merges the lines."""

from pathlib import Path

from fpdata.versioning.merge_driver import run_merge_driver


def test_a_marker_left_in_our_version_is_a_conflict(tmp_path: Path) -> None:
    versions = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(versions, ("id\n", "<<<<<<< x\nid\n", "id\n"), strict=True):
        path.write_text(text)
    (conflict,) = run_merge_driver("datasets/topics.csv", *versions)
    assert "<<<<<<<" in conflict
    versions[1].write_text("id\n")
    assert run_merge_driver("datasets/topics.csv", *versions) == ()
