"""Croissant metadata of a package of CSV files: what loaders for machine learning read, and a schema.org Dataset.

https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fpdata.generate.descriptor import table_path
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from fpdata.model.titles import title_of

_TYPES = {"integer": "sc:Integer", "date": "sc:Date", "url": "sc:URL"}
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(about: Mapping[str, Any], address: str, released: str) -> dict[str, Any]:
    """Return the Croissant metadata of the tables; `about` is the descriptor without its resources."""
    names = ", ".join(person["title"] for person in about["contributors"])
    creators = [{"@type": "Organization", "name": person["title"]} for person in about["contributors"]]
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "identifier": about["id"],
        "name": about["name"],
        "alternateName": about["title"],
        "description": about["description"],
        "version": about["version"],
        "datePublished": released,
        "citeAs": f"{names} ({released[:4]}). {about['title']} (version {about['version']}) [Data set].",
        "license": [license["path"] for license in about["licenses"]],
        "keywords": about["keywords"],
        "creator": creators,
        "publisher": creators,
        "url": address,
        "inLanguage": "en",
        "isBasedOn": [source["path"] for source in about["sources"] if source["path"].startswith("https:")],
        # The tables change with each commit; datapackage.json has the hash of each file.
        "isLiveDataset": True,
        "distribution": [_file(table) for table in TABLES.values()],
        "recordSet": [_records(table) for table in TABLES.values()],
    }


def _file(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{table.name}.csv",
        "name": f"{table.name}.csv",
        "description": table.description,
        "contentUrl": table_path(table.name),
        "encodingFormat": "text/csv",
    }


def _records(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": title_of(table.name),
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES.get(column.kind, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
    }
    if column.example:
        field["examples"] = [column.example]
    return field
