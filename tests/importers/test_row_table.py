"""The rows of a table on disk: read, changed, found by key, by a value, and in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fpdata.importers.core.row_table import RowTable, temporary_database
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict


@pytest.fixture
def names() -> Iterator[RowTable]:
    database = temporary_database()
    yield RowTable(database, TABLES["names"])
    database.close()


def name(actor: str, text: str, locator: str = "") -> RowDict:
    return dict.fromkeys(TABLES["names"].names) | {"actor_id": actor, "name": text, "source_id": locator or None}


def test_a_row_that_was_read_changes_only_when_it_is_assigned(names: RowTable) -> None:
    names["ada", "Ada"] = name("ada", "Ada")
    row = names["ada", "Ada"]
    row["source_id"] = "x"
    assert names["ada", "Ada"]["source_id"] is None
    names["ada", "Ada"] = row
    assert names["ada", "Ada"]["source_id"] == "x"
    assert len(names) == 1


def test_a_row_that_is_not_there_is_none_and_cannot_be_deleted(names: RowTable) -> None:
    assert names.get(("ada", "Ada")) is None
    assert ("ada", "Ada") not in names
    with pytest.raises(KeyError):
        names["ada", "Ada"]
    with pytest.raises(KeyError):
        del names["ada", "Ada"]


def test_rows_are_found_by_the_first_part_of_the_key_and_by_a_value(names: RowTable) -> None:
    names.load([name("ada", "Ada", "a/1"), name("ada-b", "B", "a/12"), name("ada", "Adá", "a/2")])
    assert [row["name"] for row in names.below("ada")] == ["Ada", "Adá"]
    assert [row["name"] for row in names.where("source_id", "a/1")] == ["Ada"]
    assert [row["name"] for row in names.starting_with("source_id", "a/1")] == ["Ada", "B"]
    assert names.where("source_id", "\udc80") == []


def test_keys_sort_part_by_part_and_in_the_file_in_nfc(names: RowTable) -> None:
    names.load([name("b", "Z"), name("a-b", "Z"), name("a", "e\u0301"), name("a", "f")])
    assert list(names) == [("a", "e\u0301"), ("a", "f"), ("a-b", "Z"), ("b", "Z")]
    assert [row["name"] for row in names.canonical_rows()] == ["f", "e\u0301", "Z", "Z"]
