"""The line that describes a record in a list, and the source that a citation names."""

from __future__ import annotations

from pathlib import Path

import pytest

import fpdata
from fpdata.access.descriptions import RecordDescriptions
from fpdata.access.lookup_database import lookup_database
from fpdata.access.record_index import RecordIndex
from fpdata.access.record_labels import record_label, source_document
from tests.sample import exported, find, row, sample


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a long description, a state that ended, a second author and a claim of somebody else's view."""
    root = tmp_path_factory.mktemp("described")
    tables = sample()
    tables["topics"] = [row("topics", topic_id="talks", name="Talks", description="what they said " * 10 + "then")]
    find(tables, "countries", "ruritania").update(start="1800", end="1900")
    find(tables, "documents", "plan-7")["archive_file"] = "Central Files, 7"
    tables["contributions"] += [
        row("contributions", document_id="plan-7", actor_id="ada-lake", part="author", sequence="1")
    ]
    find(tables, "claims", "moor-supports")["holder_id"] = "ada-lake"
    exported(root, tables)
    return root / "export"


def test_a_record_is_described_by_what_tells_it_apart(data: Path) -> None:
    describe = RecordDescriptions(lookup_database(data))
    kind, text = describe("topics", "talks")
    assert text == "what they said " * 6 + "what they …"
    assert kind == "topic"
    assert describe("countries", "ruritania") == ("state", "1800 to 1900")
    assert describe("actors", "ada-lake") == ("person", "Envoy, from 1889-03-04")
    assert describe("offices", "envoy") == ("office", "last recorded: Ada Lake, from 1889-03-04")
    assert describe("claims", "lake-authored") == ("claim", None)


def test_a_citation_has_the_author_s_name_in_parts_and_the_archive(data: Path) -> None:
    assert "Lake, Ada" in fpdata.cite("plan-7", format="bibtex", path=data)
    assert "Central Files, 7." in fpdata.cite("plan-7", path=data)


def test_a_claim_names_whose_view_it_tells_and_a_document_is_its_own_source(data: Path) -> None:
    index = RecordIndex(path=data)
    claim = index.row("claims", "moor-supports")
    assert claim
    assert ", on the view of Ada Lake: " in str(record_label(index, "claims", claim))
    document = index.row("documents", "plan-7")
    assert document
    assert source_document(index, "documents", document) == "plan-7"
