"""Print a record for a person: what it says, then the records that refer to it, by what they say of it, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from fpdata.access.days import short_date
from fpdata.access.record_index import UNDATED, Backlink, RecordIndex, RecordView
from fpdata.cli.columns import SourcedLine, host, print_columns, print_sourced
from fpdata.cli.output import out, print_line
from fpdata.cli.turns_view import count_periods
from fpdata.model.escape import markdown_cell
from fpdata.model.titles import title_of

#: So many records of a group are listed unless all are asked for.
_LISTED = 8
_HEADINGS = {
    ("roles", "actor_id"): "Offices and roles",
    ("roles", "office_id"): "Holders",
    ("participations", "actor_id"): "Took part in",
    ("participations", "event_id"): "Who took part",
    ("statements", "speaker_id"): "Said",
    ("statements", "document_id"): "Said in it",
    ("statements", "event_id"): "Said at it",
    ("statements", "within_id"): "Said within it",
    ("statement_links", "from_id"): "Responds to",
    ("statement_links", "to_id"): "Responses",
    ("addressees", "actor_id"): "Was told",
    ("addressees", "statement_id"): "Said to",
    ("claims", "statement_id"): "Claims",
    ("claims", "holder_id"): "Views reported by others",
    ("contributions", "actor_id"): "Documents",
    ("contributions", "document_id"): "Who wrote and received it",
    ("documents", "author_id"): "Wrote",
    ("events", "part_of_id"): "Parts",
    ("relationships", "actor_id"): "Relationships",
    ("relationships", "other_id"): "Relationships of others",
    ("names", "actor_id"): "Other names",
    ("identifiers", "actor_id"): "In other data sets",
    ("citations", "record_id"): "Sources",
    ("citations", "document_id"): "Cited for",
}
#: Fields that the heading shows.
_IN_HEADING = ("name", "sort_name", "title", "kind", "description", "summary")
_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&*+,;=%'-]+", re.ASCII)


class _ReferringRecords(NamedTuple):
    """The records that refer to one in the same way: how many, those that are listed, and how many are not."""

    heading: str
    counted: str
    listed: list[Backlink]
    rest: str


def print_record(record: RecordView, index: RecordIndex, others: str = "", *, everything: bool = False) -> None:
    """Print a record and what refers to it, to the width of the terminal; `others` says what else may be meant."""
    heading = [_name(record), *_kind(record), record.id, *([f"({others})"] if others else [])]
    print_columns(["  ".join(dict.fromkeys(heading))], [out.width - 1], "bold", indent=0)
    for text in _descriptions(record):
        print_columns([text], [out.width - 1], indent=0)
    if lines := [SourcedLine((name,), value, (), address) for name, value, address in _fields(record, index)]:
        out.print()
        print_sourced(lines, indent=1)
    for group in _groups(record, everything):
        print_line(f"\n {group.heading} ({group.counted})", style="bold")
        labels = [index.label(link) for link in group.listed]
        dates = _without_repeats([_when(label.when) for label in labels])
        dated = any(dates)
        print_sourced(
            [
                SourcedLine((date,) if dated else (), label.text, (), index.address(link.table, link.row))
                for date, label, link in zip(dates, labels, group.listed, strict=True)
            ]
        )
        if group.rest:
            print_line(f"   … and {group.rest}: --all", style="dim")


def _without_repeats(dates: Sequence[str]) -> list[str]:
    return ["" if date == before else date for before, date in zip(["", *dates], dates, strict=False)]


def print_markdown(record: RecordView, index: RecordIndex, *, everything: bool = False) -> None:
    """Print a record and what refers to it as Markdown."""
    lines = [f"# {markdown_cell(_name(record))}", ""]
    lines += [" · ".join(markdown_cell(part) for part in dict.fromkeys([*_kind(record), record.id]))]
    for text in _descriptions(record):
        lines += ["", markdown_cell(text)]
    lines += [""]
    for name, value, address in _fields(record, index):
        source = _markdown_link(address)
        lines.append(f"- {name}: {markdown_cell(value)}" + (f" ({source})" if source else ""))
    for group in _groups(record, everything):
        lines += ["", f"## {group.heading} ({group.counted})", ""]
        for backlink in group.listed:
            label = index.label(backlink)
            source = _markdown_link(index.address(backlink.table, backlink.row))
            parts = [markdown_cell(part) for part in (_when(label.when), label.text) if part]
            lines.append(f"- {' '.join(parts)}" + (f" ({source})" if source else ""))
        if group.rest:
            lines.append(f"- … and {group.rest}")
    for line in lines:
        print_line(line, wrap=False)


def _markdown_link(address: str | None) -> str:
    if not address or not host(address):
        return ""
    shown = markdown_cell(host(address))
    return (
        f"[{shown}]({address})"
        if _ADDRESS.fullmatch(address) and "##[" not in address and "::" not in address
        else shown
    )


def _name(record: RecordView) -> str:
    return str(record.row.get("name") or record.row.get("title") or record.id)


def _kind(record: RecordView) -> list[str]:
    kind = record.row.get("kind")
    return [str(kind) if kind and kind != "unknown" else record.table.removesuffix("s")]


def _descriptions(record: RecordView) -> list[str]:
    return [str(text) for name in ("description", "summary") if (text := record.row.get(name))]


def _fields(record: RecordView, index: RecordIndex) -> list[tuple[str, str, str | None]]:
    """Return the title, value and address of the fields that the heading does not show, with names beside ids."""
    source = index.address(record.table, record.row)
    shown: list[tuple[str, str, str | None]] = []
    for name in record.fields[record.table]:
        value = record.row[name]
        if value is None or name == record.key or name in _IN_HEADING:
            continue
        referred = record.names.get(name)
        text = f"{referred} ({value})" if referred and referred != value else str(value)
        if name == "url":
            shown.append(("Address", "", value))
        else:
            is_source = name == ("document_id" if record.table == "statements" else "source_id")
            shown.append((title_of(name.removesuffix("_id")), text, source if is_source else None))
    return shown


def _groups(record: RecordView, everything: bool) -> Iterable[_ReferringRecords]:
    for (table, field), group in groupby(record.backlinks, key=lambda link: (link.table, link.field)):
        links = [*group]
        heading = _HEADINGS.get((table, field)) or _heading(record, table, field)
        listed, rest = links, ""
        if len(links) > _LISTED + 1 and not everything:  # never hide a single one
            dated = [link for link in links if link.day != UNDATED]
            listed = dated[-_LISTED:] or links[:_LISTED]
            earlier = len(listed) < len(dated) and len(dated) == len(links)
            rest = f"{len(links) - len(listed):,} {'earlier' if earlier else 'more'}"
        is_office = (table, field) == ("roles", "office_id")
        counted = count_periods(link.row for link in links) if is_office else f"{len(links):,}"
        yield _ReferringRecords(heading, counted, listed, rest)


def _heading(record: RecordView, table: str, field: str) -> str:
    noun = "country" if record.table == "countries" else record.table.removesuffix("s")
    if table == "claims" and field.startswith(("about_", "object_")):
        return f"Claims about this {noun}" if field.startswith("about_") else f"Claims that name this {noun}"
    return (
        title_of(table) if field in (record.key, "record_id") else f"{title_of(table)}, by {field.removesuffix('_id')}"
    )


def _when(when: str) -> str:
    """Return a date as lists show it; that of a role is a span already."""
    return short_date(when) if when and " " not in when else when
