"""Parse the files of a source: XML, CSV, YAML and dates.

Sources have defects. What cannot be parsed becomes a finding if it concerns one record (MalformedError),
and a SourceError if there is nothing to import.
"""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.source import ImportBatch, SourceError
from fpdata.model.edtf import EdtfError, bounds
from fpdata.package.system_errors import reason
from fpdata.package.yaml_text import require_unique_keys

#: The first year that a date of these sources can have: nobody in them was born before.
_FIRST_YEAR = "1700"
#: How forenames and surnames must not begin. Major, Judge and the like are given names, too.
_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Hon|Amb|Gen|Adm|Col|Capt|Maj|Lt|Sen|Rep|Gov|Sec|Pres|Prof|Rev|Sir|Ambassador|President|Secretary"
    r"|Senator|Representative|Governor|General|Admiral|Colonel|Captain|Lieutenant|Commodore|Minister|Professor"
    r"|Reverend|Honorable|The Honorable|Under Secretary|Assistant Secretary|Vice President)\.? +(?=\S)",
    re.IGNORECASE,
)


class MalformedError(Exception):
    """A record cannot be parsed; the message says why."""


def why_unreadable(error: Exception) -> str:
    """Return why a file cannot be read, in words for whoever gives it, not for a programmer."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1:,} is not UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON, from line {error.lineno} on"
    if isinstance(error, OSError) and error.strerror:
        return reason(error)
    return str(error)


def read_file(file: Path) -> bytes:
    """Return the content of a file of a source.

    Raises OSError if it cannot be read, or is a pipe or a link to a device, as an archive may hold: these may never end.
    """
    require_regular(file)
    return file.read_bytes()


def require_regular(file: Path) -> None:
    """Raise OSError for anything but a regular file, a link to one, and what is missing."""
    if file.exists() and not file.is_file():
        raise OSError("it is not a regular file")


def folder(path: Path, name: str) -> Path:
    """Return the folder `name` of a source. Raises SourceError if it does not exist."""
    if not (path / name).is_dir():
        raise SourceError(f"{path} has no folder {name}; give the path of a checkout or an extracted archive")
    return path / name


def xml_files(path: Path, pattern: str, findings: list[Finding]) -> Iterator[tuple[str, ET.Element]]:
    """Yield the name and the root element of each XML file, ordered by name.

    A file that is not well-formed is reported in `findings`. So is one with a document type definition: no
    source uses them, and entity expansion is the usual attack on XML parsers.
    """
    for file in sorted(path.glob(pattern)):
        name = f"{path.name}/{file.relative_to(path).as_posix()}"
        try:
            content = read_file(file)
            ascii_content = content.replace(b"\0", b"")  # what UTF-16 adds to ASCII
            if b"<!DOCTYPE" in ascii_content or b"<!ENTITY" in ascii_content:
                raise MalformedError("it has a document type or entity declaration")  # noqa: TRY301
            yield name, ET.fromstring(content)  # noqa: S314
        except (ET.ParseError, MalformedError, OSError, ValueError) as error:
            findings.append(Finding(FindingKind.MALFORMED, name, "", f"cannot read the file: {why_unreadable(error)}"))


def text(element: ET.Element, path: str = ".") -> str:
    """Return the text at `path` with whitespace normalized; empty if there is none."""
    found = element.find(path)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def texts(element: ET.Element, path: str) -> tuple[str, ...]:
    """Return the texts at `path` that are not empty, with whitespace normalized."""
    return tuple(line for found in element.findall(path) if (line := text(found)))


def required(element: ET.Element, path: str) -> str:
    """Return the text at `path`. Raises MalformedError if it is empty."""
    if not (found := text(element, path)):
        raise MalformedError(f"{path} is missing")
    return found


def present(element: ET.Element, path: str) -> str:
    """Return the text at `path`, which may be empty.

    Raises MalformedError if there is no such element: the source gives it in every record, so it was renamed.
    """
    if element.find(path) is None:
        raise MalformedError(f"there is no {path}")
    return text(element, path)


def horizon(roots: Iterable[ET.Element]) -> str:
    """Return the day after which a source knows nothing: that of its newest time stamp, and never after today."""
    tags = ("created-datetime", "last-modified-datetime")
    stamps = (text(found)[:10] for root in roots for tag in tags for found in root.iter(tag))
    today = datetime.now(UTC).date().isoformat()
    return min(today, max((one for one in stamps if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", one)), default=today))


def find_renamed(batch: ImportBatch, name: str, records: Sequence[ET.Element], paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths at which most records of a folder have no element, not even an empty one, and report them.

    Upstream has all of these elements in all of its records, so it may have renamed them.
    """
    renamed = []
    for path in paths:
        absent = sum(record.find(path) is None for record in records)
        if absent * 2 > len(records):
            renamed.append(path)
            message = (
                f"{absent:,} of {len(records):,} records have no {path}, and are left out; was it renamed upstream?"
            )
            batch.report(FindingKind.MALFORMED, name, "", message)
    return tuple(renamed)


def has_all(record: ET.Element, paths: Iterable[str]) -> bool:
    """Whether a record has an element at each path, even if it is empty."""
    return all(record.find(path) is not None for path in paths)


def require_all(record: ET.Element, paths: Sequence[str]) -> None:
    """Raise MalformedError if a record has no element at one of the paths, or several."""
    for path in paths:
        present(record, path)
    refuse_several(record, paths)


def refuse_several(record: ET.Element, paths: Iterable[str]) -> None:
    """Raise MalformedError if a record has several elements at one of the paths, of which only the first would be read."""
    for path in paths:
        if (number := len(record.findall(path))) > 1:
            raise MalformedError(f"there are {number} {path}, and should be one")


def refuse_title(name: str, element: str) -> None:
    """Raise MalformedError if a name begins with a title."""
    if found := _TITLE.match(name):
        raise MalformedError(f"{element}: {name!r} begins with the title {found[0].strip()!r}")


def parse_date(value: str, name: str, *, may_be_future: bool = False) -> str | None:
    """Return a date unchanged (YYYY, YYYY-MM or YYYY-MM-DD); None if empty.

    Raises MalformedError, with the `name` of the element, if it is not a date, or a date before 1700, or one in the
    future unless `may_be_future`.
    """
    if not value:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
            raise EdtfError("use YYYY, YYYY-MM or YYYY-MM-DD")  # noqa: TRY301
        bounds(value)
    except EdtfError as error:
        raise MalformedError(f"{name}: {value!r} is not a date: {error}") from None
    if value < _FIRST_YEAR:
        raise MalformedError(f"{name}: {value!r} is before {_FIRST_YEAR}")
    if not may_be_future and value > datetime.now(UTC).date().isoformat():
        raise MalformedError(f"{name}: {value!r} is in the future")
    return value


def read_rows(file: Path, findings: list[Finding] | None = None) -> list[dict[str, str]]:
    """Return the records of a CSV file by column name. Raises SourceError if it cannot be read, or has no records.

    With `findings`, records with more or fewer cells than the header are reported there and left out: their cells may
    be in other columns.
    """
    try:
        require_regular(file)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            rows = []
            for row in reader:
                is_uneven = None in row or None in row.values()
                if is_uneven and findings is not None:
                    message = f"it has not the {len(reader.fieldnames or ())} cells of the header"
                    findings.append(Finding(FindingKind.MALFORMED, file.name, f"line {reader.line_num}", message))
                else:
                    rows.append({name: cell or "" for name, cell in row.items() if name})
            if not reader.line_num or (not rows and not findings):
                raise SourceError(f"{file} has no records")
            return rows
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"cannot read {file}: {why_unreadable(error)}") from None


def read_yaml(file: Path) -> Any:
    """Return the content of a YAML file; every value is text or None. Raises SourceError if it cannot be read."""
    try:
        return parse_yaml(read_file(file))
    except (OSError, MalformedError) as error:
        raise SourceError(f"cannot read {file}: {why_unreadable(error)}") from None


def parse_yaml(content: bytes | str) -> Any:
    """Return the content of a text in YAML; every value is text or None.

    Raises MalformedError if it is not YAML, SourceError if PyYAML is not installed.
    """
    try:
        import yaml
    except ImportError:
        raise SourceError("PyYAML is not installed; run pip install 'fpdata[import]'") from None

    try:
        return yaml.load(content, _text_loader(yaml))  # noqa: S506 - derived from the safe loader
    except (yaml.YAMLError, RecursionError) as error:
        raise MalformedError(" ".join(str(error).split())) from None


@cache
def _text_loader(yaml: Any) -> Any:
    """Return a safe loader that keeps scalars as they are written, in C if PyYAML was built with it.

    YAML 1.1 would read the identifier 00136 as 94, and dates as dates. A key given twice is an error.
    """
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        first: [(tag, pattern) for tag, pattern in found if tag == "tag:yaml.org,2002:null"]
        for first, found in base.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self: Any, node: Any, deep: bool = False) -> Any:
        require_unique_keys(yaml, node)
        return base.construct_mapping(self, node, deep)

    return type("Loader", (base,), {"yaml_implicit_resolvers": resolvers, "construct_mapping": construct_mapping})
