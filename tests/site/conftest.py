"""The site of the sample package, with the docs of this checkout."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fpdata.access.database import write_database
from fpdata.export.parquet import build
from fpdata.site.build import build_site
from fpdata.site.store import RecordStore
from tests.helpers import ROOT
from tests.power_sample import claim
from tests.sample import find, row, sample, write_tables


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the sample package, with a name that HTML would take for a tag and a volume with a letter."""
    tables = sample()
    find(tables, "actors", "ben-moor")["name"] = "Ben <i>Moor</i> & Son"
    find(tables, "documents", "plan-7")["title"] = "[Seven-point plan]"
    tables["documents"].append(row("documents", document_id="letter-1", kind="letter", title="Letter", date="1890-01-05", part_of_id="register"))  # fmt: skip
    for actor, part in (("ada-lake", "sender"), ("ben-moor", "recipient")):
        tables["contributions"].append(row("contributions", document_id="letter-1", actor_id=actor, part=part))
        tables["participations"].append(row("participations", event_id="1890-talks-dinner", actor_id=actor, part="member", presence="confirmed", source_id="register"))  # fmt: skip
    tables["offices"].append(row("offices", office_id="minister-to-ruritania", title="Minister to Ruritania", kind="chief-of-mission", seats="one", country_id="ruritania", source_id="register"))  # fmt: skip
    tables["roles"].append(row("roles", role_id="ben-moor-minister-1892", actor_id="ben-moor", office_id="minister-to-ruritania", title="Minister", basis="appointed", start="1892-01-01", end="1893-02-03", source_id="register"))  # fmt: skip
    tables["redirects"].append(
        row("redirects", table="events", old_id="1890-ball", date="1901", reason="It never was.")
    )
    led = {"about_actor_id": "ada-lake", "object_event_id": "1890-talks", "topic_id": "talks"}
    tables["claims"].append(claim("lake-led", "gazette-reports", "leads", **led))
    folder = tmp_path_factory.mktemp("site-data")
    write_tables(folder / "package", tables)
    build(folder / "package", folder / "export")
    write_database(folder / "fpdata.sqlite", folder / "export")
    return folder / "fpdata.sqlite"


@pytest.fixture(scope="session")
def store(database: Path) -> RecordStore:
    """The sample's records as the site reads them."""
    return RecordStore(database)


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the docs of this checkout, outside git."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "docs", folder / "docs")
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="session")
def site(database: Path, clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample."""
    folder = tmp_path_factory.mktemp("site")
    build_site(database, clone, folder, address="https://site.example/fp", processes=1)
    return folder
