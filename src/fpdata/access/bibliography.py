"""What to cite: the data set, and the documents behind a record, each with what a bibliography needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from fpdata.access.about import about_data_set
from fpdata.access.locate import read_exported
from fpdata.access.lookup_database import lookup_database
from fpdata.access.resolver import ResolvedName, resolve_name


@dataclass(frozen=True)
class CitedAuthor:
    """An author: a person by the parts of the name, anybody else by the whole of it."""

    name: str
    family: str = ""
    given: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class BibliographyItem:
    """A document or a data set in a bibliography; dates are EDTF, and what is not recorded is None."""

    id: str
    kind: str
    title: str
    authors: tuple[CitedAuthor, ...] = ()
    outlet: str | None = None
    outlet_kind: str | None = None
    date: str | None = None
    url: str | None = None
    accessed: str | None = None
    language: str | None = None
    number: str | None = None
    archive: str | None = None
    version: str | None = None
    license: str | None = None
    note: str | None = None


class LookUpRows(Protocol):
    """Rows of a table by id, and by what a column holds."""

    def row(self, id: str) -> dict[str, Any] | None:
        """Return the row with an id, or None."""

    def rows_with(self, column: str, value: str) -> Sequence[dict[str, Any]]:
        """Return the rows in which a column has a value."""


class LookUpTables(Protocol):
    """Tables by name, as a lookup database has them."""

    def __getitem__(self, table: str) -> LookUpRows: ...


def data_set_item(version: str | None, note: str | None = None) -> BibliographyItem:
    """Return the data set in a version, by default the installed one."""
    about = about_data_set(version)
    return BibliographyItem(
        id=f"fpdata-{about.version}",
        kind="dataset",
        title=about.title,
        authors=tuple(map(CitedAuthor, about.authors)),
        date=about.released,
        url=about.address or None,
        version=about.version,
        license=about.license,
        note=note,
    )


def bibliography(id: str | ResolvedName | None, path: Path | str | None) -> list[BibliographyItem]:
    """Return the data set or, with an id or name, the sources of that record and the data set with the record's id.

    A record that is a document is cited itself. Raises as `resolve_name` does.
    """
    version = _version(path)
    if id is None:
        return [data_set_item(version)]
    resolved = ResolvedName(resolve_name("record", id, path)) if isinstance(id, str) else id
    return cited_records(_rows(resolved, path), lookup_database(path), version)


def cited_records(
    records: Iterable[tuple[str, dict[str, Any]]], tables: LookUpTables, version: str | None
) -> list[BibliographyItem]:
    """Return the sources of records, each a table and a row, and the data set with their ids; a document itself."""
    items: dict[str, BibliographyItem] = {}
    cited = []
    for table, row in records:
        document, locator = _source(table, row, tables)
        if document is not None:
            note = f"See {locator}" if locator else None
            items.setdefault(document, _document_item(document, note, tables))
        if table != "documents":
            cited.append(f"{row[_key(table)]} in the table {table}")
    if cited:
        items[""] = data_set_item(version, f"Record {' and '.join(cited)}")
    return [*items.values()]


def _version(path: Path | str | None) -> str | None:
    """Return the version that the data state; None if they state none."""
    metadata = read_exported("topics", path, []).schema.metadata or {}
    return metadata.get(b"version", b"").decode("utf-8", "replace") or None


def _rows(resolved: ResolvedName, path: Path | str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the table and the row of every record that is meant."""
    from fpdata.model.tables import TABLES

    for table in TABLES.values():
        is_meant = len(table.key) == 1 and table.name in (resolved.tables or TABLES)
        if is_meant and (row := lookup_database(path)[table.name].row(resolved.id)):
            yield table.name, row


def _row(table: str, id: str | None, tables: LookUpTables) -> dict[str, Any] | None:
    return None if id is None else tables[table].row(id)


def _key(table: str) -> str:
    from fpdata.model.tables import TABLES

    return TABLES[table].key[0]


def _source(table: str, row: dict[str, Any], tables: LookUpTables) -> tuple[str | None, str | None]:
    """Return the document that a record rests on, and where in it; a statement and its claims: where it can be read."""
    if table == "claims":
        row = _row("statements", row["statement_id"], tables) or {}
    # Of an event, `document_id` is what it is about.
    if table not in ("documents", "events") and "document_id" in row:
        return row["document_id"], row.get("locator") or row.get("source_locator")
    if table == "documents":
        return row["document_id"], None
    return row.get("source_id"), row.get("source_locator")


def _document_item(id: str, note: str | None, tables: LookUpTables) -> BibliographyItem:
    row = _row("documents", id, tables) or {"kind": "page", "title": id}
    outlet = _row("outlets", row.get("outlet_id"), tables) or {}
    volume = _row("documents", row.get("part_of_id"), tables) or {}
    notes = [f"In: {volume['title']}" if volume else None, note]
    return BibliographyItem(
        id=id,
        kind=row["kind"],
        title=row["title"],
        authors=tuple(_authors(id, row.get("author_id"), tables)),
        outlet=outlet.get("name"),
        outlet_kind=outlet.get("kind"),
        date=row.get("date"),
        url=row.get("url"),
        accessed=row.get("accessed"),
        language=row.get("language"),
        number=row.get("number"),
        archive=row.get("archive_file"),
        license=row.get("license"),
        note=". ".join(filter(None, notes)) or None,
    )


def _authors(document: str, author: str | None, tables: LookUpTables) -> Iterator[CitedAuthor]:
    rows = tables["contributions"].rows_with("document_id", document)
    wrote = sorted((row for row in rows if row["part"] == "author"), key=lambda row: int(row["sequence"] or 0))
    for id in dict.fromkeys([*filter(None, [author]), *(row["actor_id"] for row in wrote)]):
        actor = _row("actors", id, tables)
        if actor is None:
            yield CitedAuthor(id)
            continue
        family, *rest = [part.strip() for part in (actor["sort_name"] or "").split(",")]
        if actor["kind"] == "person" and len(rest) in (1, 2) and family and all(rest):
            yield CitedAuthor(actor["name"], family, *rest)
        else:
            yield CitedAuthor(actor["name"])
