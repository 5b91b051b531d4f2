"""All generated files of a package: what they contain, which of them are stale, and writing those."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fpdata._version import RELEASED
from fpdata.generate.catalogs import datacite, dcat, zenodo
from fpdata.generate.croissant import croissant
from fpdata.generate.csvw import csvw
from fpdata.generate.data_dictionary import code_pages, data_dictionary
from fpdata.generate.descriptor import PACKAGE, dump_json
from fpdata.generate.issue_forms import issue_forms
from fpdata.generate.record_artifacts import own_metadata, record_artifacts
from fpdata.generate.repository_address import repository_address
from fpdata.generate.schemas import csv_sql_schema, json_schema, table_schema
from fpdata.model.tables import TABLES
from fpdata.package.files import differs
from fpdata.package.locate import find_package
from fpdata.package.transaction import replace_files, write_lock

#: What describes the data set to other programs, by path.
METADATA_FILES = {
    ".zenodo.json": zenodo,
    "croissant.json": croissant,
    "csv-metadata.json": csvw,
    "schema/datacite.json": datacite,
    "schema/dcat.jsonld": dcat,
}


def artifacts(root: Path, about: dict[str, Any] | None = None, released: str = RELEASED) -> dict[str, bytes]:
    """Return the content of every generated file of the package at `root`, by relative path.

    These are the descriptor of its CSV files, and the schemas; and, if it has a folder ``docs``, the documentation
    pages and the issue forms, and of this data set the metadata that other programs read. `about` is the metadata of
    the package and `released` the day of its release, by default as they are.
    """
    package = find_package(root)
    about = about or own_metadata(package)
    generated = record_artifacts(package, about=about) | _schemas()
    if not (root / "docs").is_dir():
        return generated
    if about.get("name") == PACKAGE["name"]:
        address = repository_address()
        generated |= {name: dump_json(describe(about, address, released)) for name, describe in METADATA_FILES.items()}
    return generated | _pages()


@cache
def _schemas() -> dict[str, bytes]:
    """Return the schemas, which are the same for every package."""
    generated = {}
    for name, table in TABLES.items():
        generated[f"schema/{name}.table.json"] = dump_json(table_schema(table))
        generated[f"schema/{name}.json"] = dump_json(json_schema(table))
    generated["schema/fpdata.sql"] = csv_sql_schema().encode()
    return generated


@cache
def _pages() -> dict[str, bytes]:
    """Return the documentation pages and the issue forms that are the same for every package."""
    pages = {"docs/data-dictionary.md": data_dictionary(), "docs/issue-codes.md": code_pages()}
    return {name: text.encode() for name, text in pages.items()} | issue_forms()


def stale(root: Path) -> dict[str, bytes]:
    """Return those `artifacts` whose file is missing or differs, by relative path."""
    return {name: content for name, content in artifacts(root).items() if differs(root / name, content)}


def write_artifacts(root: Path) -> list[str]:
    """Write every stale file, all or none, and return their paths."""
    with write_lock(root):
        changed = stale(root)
        replace_files(root, changed)
    return list(changed)
