"""Building the names of persons from their parts."""

from __future__ import annotations

from fpdata.importers.core.person_names import common_forenames, common_name, normalize, sort_name


def test_names_in_common_use() -> None:
    assert common_name("George Frost", "Kennan") == "George F. Kennan"
    assert common_name("Henry A. (Heinz Alfred)", "Kissinger") == "Henry A. Kissinger"
    assert common_name("William Averell", "Harriman", known_as="W. Averell Harriman") == "W. Averell Harriman"
    assert common_name("James Earl", "Carter", nickname="Jimmy") == "Jimmy Carter"
    assert common_forenames("deLesseps Story") == "deLesseps S."
    assert sort_name("James Addison", "Baker", "III") == "Baker, James Addison, III"
    assert normalize("Arthur Hartman, 3rd") == "Arthur Hartman III"
