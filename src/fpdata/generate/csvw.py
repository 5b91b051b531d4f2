"""CSV on the Web metadata of a package of CSV files: types, codes, keys and references for its validators and for RDF.

https://www.w3.org/TR/tabular-metadata/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fpdata.generate.descriptor import table_path
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from fpdata.model.titles import title_of

_TYPES = {"date": "date", "url": "anyURI"}


def csvw(about: Mapping[str, Any], address: str, released: str) -> dict[str, Any]:
    """Return the table group of all tables; `about` is the descriptor without its resources."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:identifier": about["id"],
        "dc:title": about["title"],
        "dc:description": about["description"],
        "dc:license": {"@id": about["licenses"][0]["path"]},
        "dc:creator": about["contributors"][0]["title"],
        "dc:source": {"@id": address},
        "dc:issued": {"@value": released, "@type": "xsd:date"},
        "schema:version": about["version"],
        "tables": [_table(table) for table in TABLES.values()],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "url": table_path(table.name),
        "dc:title": title_of(table.name),
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(column) for column in table.references],
        },
    }


def _foreign_key(column: Column) -> dict[str, Any]:
    target = TABLES[column.target_table]
    return {
        "columnReference": column.name,
        "reference": {"resource": table_path(target.name), "columnReference": target.key[0]},
    }


def _column(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title,
        "dc:description": column.description,
        "datatype": _datatype(column),
    }
    if not column.nullable:
        found["required"] = True
    return found


def _datatype(column: Column) -> str | dict[str, Any]:
    if column.codes:
        return {"base": "string", "format": "|".join(re.escape(code) for code in column.codes)}
    if column.kind == "integer":
        return {"base": "integer", "minimum": 1}
    return _TYPES.get(column.kind, "string")
