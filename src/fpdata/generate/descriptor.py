"""The descriptor (Data Package v2) of a package of CSV files, and of a Parquet export.

https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fpdata._version import SCHEMA_VERSION, __version__
from fpdata.generate.schemas import table_schema
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.model.titles import title_of
from fpdata.package.files import file_hash
from fpdata.package.locate import TABLES_FOLDER, Package

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

#: The metadata of this data set: its descriptor without the resources.
PACKAGE: dict[str, Any] = {
    "$schema": PROFILE,
    "name": "fpdata",
    "id": "urn:uuid:ff371bf8-b612-56bf-96e0-a7f6a99f59ef",
    "title": "fpdata: who makes U.S. foreign policy, on the record",
    "description": (
        "Actors, roles, events, statements and outlets of U.S. foreign policy, with the claims that statements"
        " make: each with its claimant, source and date."
    ),
    "version": __version__,
    "schemaVersion": SCHEMA_VERSION,
    "keywords": ["foreign policy", "diplomacy", "political science", "United States"],
    "licenses": [
        {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "Creative Commons Attribution 4.0",
        }
    ],
    "sources": [
        {
            "title": "DC Urban Moms and Dads weblog, 26 November 2025",
            "path": "https://www.dcurbanmom.com/weblog/update112625",
        },
        {"title": "congress-legislators (CC0 1.0)", "path": "https://github.com/unitedstates/congress-legislators"},
        {
            "title": "Principal Officers and Chiefs of Mission, Office of the Historian (public domain, CC0 1.0)",
            "path": "https://github.com/HistoryAtState/pocom",
        },
        {
            "title": "Travels of Presidents and Secretaries of State, Office of the Historian (public domain, CC0 1.0)",
            "path": "https://github.com/HistoryAtState/travels",
        },
        {
            "title": "Visits by foreign leaders, Office of the Historian (public domain, CC0 1.0)",
            "path": "https://github.com/HistoryAtState/visits",
        },
        {"title": "Territories, Office of the Historian (CC0 1.0)", "path": "https://github.com/HistoryAtState/gsh"},
        {"title": "Country codes (PDDL 1.0)", "path": "https://github.com/datasets/country-codes"},
        {"title": "Every document that a record cites, in table documents", "path": "datasets/documents.csv"},
    ],
    "contributors": [{"title": "The fpdata contributors", "roles": ["creator", "maintainer"]}],
}


#: The property of an exported resource that says of which file it was built.
BUILT_FROM = "builtFrom"
#: The property of a descriptor that says with which command its folder was written, in the format of another program.
EXPORTED_BY = "exported_by"


def metadata_of(descriptor: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of a package: its descriptor without the resources."""
    return {name: value for name, value in descriptor.items() if name != "resources"}


def read_files(package: Package) -> dict[str, tuple[str, bytes]]:
    """Return path and content of every table's file by table name, from which to generate a descriptor."""
    return {name: (table_path(name), path.read_bytes()) for name, path in package.files.items()}


def package_descriptor(
    files: Mapping[str, tuple[str, bytes | Path]], about: dict[str, Any] = PACKAGE
) -> dict[str, Any]:
    """Return the descriptor of a package of CSV files.

    `files` has the relative path and the content of each table by name, the content itself or the file that has it;
    `about` is the metadata of the package.
    """
    return about | {"resources": [_csv_resource(TABLES[name], *files[name]) for name in TABLES if name in files]}


def _csv_resource(table: Table, path: str, content: bytes | Path) -> dict[str, Any]:
    return {
        **_resource(table, path, content),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(table),
    }


def export_descriptor(
    files: Iterable[tuple[Table, Path, int]], about: dict[str, Any], sources: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return the descriptor of a Parquet folder.

    `files` has each table and view with its file and its number of rows; `about` is the metadata of the package.
    `sources` has the description of the file of which a table was built (`built_from`), by table name.
    """
    resources = []
    for table, path, rows in files:
        resource = parquet_resource(table, path.name, path.read_bytes(), rows)
        if table.name in sources:
            resource[BUILT_FROM] = sources[table.name]
        resources.append(resource)
    return about | {"resources": resources}


def built_from(path: str, file: Path) -> dict[str, Any]:
    """Return the property of an exported resource that describes the file, at a relative path, of which it was built."""
    return {"path": path, "hash": _stated(file_hash(file)), "bytes": file.stat().st_size}


def parquet_resource(table: Table, path: str, content: bytes, rows: int) -> dict[str, Any]:
    """Return the resource of a Parquet file, with its number of rows."""
    return {
        **_resource(table, path, content),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": rows,
        "schema": table_schema(table, exported=True),
    }


def partitioned_resource(table: Table, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the resource of a table of several Parquet files, its `parts`: path, hash, bytes and rows of each."""
    whole = parquet_resource(table, "", b"", sum(part["rows"] for part in parts))
    del whole["hash"]
    return whole | {
        "path": [part["path"] for part in parts],
        "bytes": sum(part["bytes"] for part in parts),
        "parts": parts,
    }


def _resource(table: Table, path: str, content: bytes | Path) -> dict[str, Any]:
    if isinstance(content, Path):
        hash, size = _stated(file_hash(content)), content.stat().st_size
    else:
        hash, size = content_hash(content), len(content)
    return {
        "name": table.name,
        "type": "table",
        "path": path,
        "title": title_of(table.name),
        "description": table.description,
        "hash": hash,
        "bytes": size,
    }


def content_hash(content: bytes) -> str:
    """Return the hash of a file as the property `hash` of a resource states it."""
    return _stated(hashlib.sha256(content).hexdigest())


def _stated(sha256: str) -> str:
    return f"sha256:{sha256}"


def dump_json(value: dict[str, Any]) -> bytes:
    """Return JSON in the form of all generated files: indented, UTF-8, with a final newline."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def table_path(name: str) -> str:
    """Return the path of a table's file within a package."""
    return f"{TABLES_FOLDER}/{name}.csv"
