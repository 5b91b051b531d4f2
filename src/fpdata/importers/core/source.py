"""Read upstream's files as what they are, other people's work: whatever is wrong is said, and the rest goes on."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fpdata.importers.core.draft import Finding, FindingKind
from fpdata.model.edtf import EdtfError, bounds


class SourceError(Exception):
    """There is nothing to import from; the message says what was looked for and where."""


class MalformedError(Exception):
    """A record cannot be understood; the message says why."""


def folder(path: Path, name: str) -> Path:
    """Return the folder `name` of a source; SourceError where it is not there."""
    if not (path / name).is_dir():
        raise SourceError(f"{path} has no folder {name}; name a checkout or an extracted archive of upstream")
    return path / name


def xml_files(path: Path, pattern: str, findings: list[Finding]) -> Iterator[tuple[str, ET.Element]]:
    """Yield name and root of each XML file, in order of name; a file that is not well-formed is a finding.

    Document type definitions are refused: no upstream has them, and entities are how XML does harm.
    """
    for file in sorted(path.glob(pattern)):
        name = f"{path.name}/{file.relative_to(path).as_posix()}"
        try:
            content = file.read_bytes()
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise MalformedError("it declares a document type or entities")  # noqa: TRY301
            yield name, ET.fromstring(content)  # noqa: S314
        except (ET.ParseError, MalformedError, OSError, ValueError) as error:
            findings.append(Finding(FindingKind.MALFORMED, name, "", f"the file cannot be read: {error}"))


def text(element: ET.Element, path: str = ".") -> str:
    """Return the text at `path`, on one line; empty where there is none."""
    found = element.find(path)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def texts(element: ET.Element, path: str) -> tuple[str, ...]:
    """Return every text at `path` that is not empty."""
    return tuple(line for found in element.findall(path) if (line := " ".join("".join(found.itertext()).split())))


def required(element: ET.Element, path: str) -> str:
    """Return the text at `path`; MalformedError where there is none."""
    if not (found := text(element, path)):
        raise MalformedError(f"it has no {path}")
    return found


def a_date(value: str, what: str) -> str | None:
    """Return a date as upstream has it (a day, a month or a year); None where empty.

    Raises MalformedError where it is none of these.
    """
    if not value:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
            raise EdtfError("a day, a month or a year is expected")  # noqa: TRY301
        bounds(value)
    except EdtfError as error:
        raise MalformedError(f"{what}: {value!r} is no date: {error}") from None
    return value


def read_rows(file: Path) -> list[dict[str, str]]:
    """Return the records of a CSV file by column name. Raises SourceError where it cannot be read."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return [{name: cell or "" for name, cell in row.items() if name} for row in csv.DictReader(lines)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{file} cannot be read: {error}") from None


def read_yaml(file: Path) -> Any:
    """Return the content of a YAML file, dates as text. Raises SourceError where it cannot be read."""
    try:
        import yaml  # noqa: PLC0415
    except ImportError:
        raise SourceError("reading YAML needs PyYAML: pip install 'fpdata[import]'") from None

    try:
        return yaml.load(file.read_bytes(), _loader(yaml))  # noqa: S506 - a safe loader, without dates
    except (OSError, yaml.YAMLError) as error:
        raise SourceError(f"{file} cannot be read: {error}") from None


def _loader(yaml: Any) -> Any:
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in base.yaml_implicit_resolvers.items()
    }
    return type("Loader", (base,), {"yaml_implicit_resolvers": resolvers})
