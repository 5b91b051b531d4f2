"""Read the texts of the Factbook from a checkout of factbook/factbook.json: every version of every country, with git.

Until January 2015 a file is named `africa/ke-kenya.json`, with codes like those of ISO 3166, and its keys are in snake
case. Since October 2015 it is `africa/ke.json`, with the codes of the Factbook. The two kinds of codes clash (`at`, `au`),
so that the old files are joined to the new ones by the name of the country.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError
from fpdata.importers.core.source import ImportBatch, SourceError
from fpdata.importers.factbook.archive import FIELDS, NOTE, CountryFile, Entry, Factbook, editions_of, parse_moment
from fpdata.model.slugs import fold

_PATH = re.compile(r"(?P<folder>[a-z][a-z-]+)/(?P<code>[a-z]{2})(?:-(?P<name>[a-z0-9-]+))?\.json")
#: Folders that hold no countries.
_OTHER_FOLDERS = ("meta", "oceans", "world")
#: Codes that changed in November 2020, and what they became.
_NEW_CODES = {"cc": "uc", "sk": "nn"}
#: The files that are about no country.
_NO_COUNTRIES = {"oo", "xo", "xq", "xx", "zh", "zn"}
#: Where the two layouts have the texts: section, then field.
_SECTIONS = {
    "executive": ("executive branch",),
    "in_us": ("diplomatic representation in the us",),
    "from_us": ("diplomatic representation from the us",),
}


@dataclass(frozen=True)
class _Version:
    commit: str
    date: str
    path: str
    blob: str


def is_checkout(path: Path) -> bool:
    """Whether a folder is the top of a git repository, with or without a work tree."""
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


def read_checkout(path: Path, batch: ImportBatch) -> Factbook:
    """Return the countries in the history of a checkout, and report what cannot be parsed. Raises SourceError."""
    versions = list(_versions(path))
    if not versions:
        raise SourceError(f"{path} has no file of a country in its history")
    contents = _blobs(path, {version.blob for version in versions})
    by_code: dict[str, CountryFile] = {}
    names: dict[str, str] = {}
    files: Counter[datetime] = Counter()
    parsed: list[tuple[_Version, datetime, dict[tuple[str, str], str], str]] = []
    for version in versions:
        try:
            at = parse_moment(version.date)
            texts, name = _texts(contents[version.blob])
        except MalformedError as error:
            batch.report(FindingKind.MALFORMED, version.path, version.commit, str(error))
            continue
        parsed.append((version, at, texts, name))
        if not (found := _PATH.fullmatch(version.path)) or found["name"]:
            continue
        names[fold(name)] = _NEW_CODES.get(found["code"], found["code"])
    newest: datetime | None = None
    for version, at, texts, name in parsed:
        old = "-" in version.path.rpartition("/")[2]
        stem = version.path.rpartition("/")[2].removesuffix(".json")
        code = names.get(fold(name), "") if old else _NEW_CODES.get(stem, stem)
        if not code:
            batch.report(FindingKind.MALFORMED, version.path, version.commit, f"no later file is named {name!r}")
            continue
        country = by_code.setdefault(code, CountryFile(code, name, ""))
        country.name = name or country.name
        files[at] += 1
        if not country.entries or country.entries[-1].texts != texts:
            country.entries.append(Entry(version.commit[:10], at, texts))
            newest = at if newest is None or at > newest else newest
    if newest is None:
        raise SourceError(f"{path} has no text of a country in its history")
    countries = [by_code[code] for code in sorted(by_code)]
    return Factbook(countries, editions_of(files, newest, len(countries)))


def _versions(path: Path) -> Iterator[_Version]:
    """Yield every added or changed file of a country in the order of the commits."""
    log = _git(
        path, "log", "--first-parent", "-m", "--reverse", "--raw", "--no-renames", "--no-abbrev", "--format=@%H %cI"
    )
    commit = date = ""
    for line in log.decode("utf-8", "replace").splitlines():
        if line.startswith("@"):
            commit, _, date = line[1:].partition(" ")
        elif line.startswith(":"):
            meta, _, file = line.partition("\t")
            _, _, _, blob, status = meta.split()[:5]
            found = _PATH.fullmatch(file)
            if (
                found
                and status[0] in "AM"
                and found["folder"] not in _OTHER_FOLDERS
                and found["code"] not in _NO_COUNTRIES
            ):
                yield _Version(commit, date, file, blob)


def _blobs(path: Path, ids: Iterable[str]) -> dict[str, bytes]:
    wanted = sorted(ids)
    output = _git(path, "cat-file", "--batch", given="\n".join(wanted).encode() + b"\n")
    contents: dict[str, bytes] = {}
    position = 0
    for id in wanted:
        end = output.index(b"\n", position)
        header = output[position:end].split()
        if len(header) < 3:  # "… missing": a partial clone
            contents[id], position = b"", end + 1
            continue
        size = int(header[2])
        contents[id] = output[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
    return contents


def _git(path: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-c", "core.quotePath=false", "-C", str(path), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout  # noqa: S603
    except FileNotFoundError:
        raise SourceError("git is not installed; install it, or give the path of an extracted archive") from None
    except subprocess.CalledProcessError as error:
        raise SourceError(
            f"cannot read the history of {path}: {error.stderr.decode('utf-8', 'replace').strip()}"
        ) from None


def _texts(content: bytes) -> tuple[dict[tuple[str, str], str], str]:
    """Return the texts of a version by section and field, and the name of the country."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise MalformedError(f"cannot read the file: {error}") from None
    government = _lower(_lower(data).get("government") or _lower(data).get("govt"))
    texts = {}
    for section, names in _SECTIONS.items():
        part = next((_lower(government[name]) for name in names if name in government), {})
        for name in (*FIELDS[section], NOTE):
            key = next((key for key in part if key == name or key.startswith(f"{name}(")), "")
            if (text := _text(part.get(key))) is not None:
                texts[section, name] = text
    country = _lower(government.get("country name"))
    short, long = (_text(country.get(f"conventional {kind} form")) or "" for kind in ("short", "long"))
    return texts, short if short and fold(short) != "none" else long


def _lower(value: Any) -> dict[str, Any]:
    """Return a mapping with its keys in the form of the newer layout; empty if it is none."""
    return (
        {key.lower().replace("_", " ").strip(): item for key, item in value.items()} if isinstance(value, dict) else {}
    )


def _text(value: Any) -> str | None:
    """Return a field: a string, or an object with `text`; notes may be further keys."""
    if isinstance(value, dict):
        value = value.get("text")
    return value if isinstance(value, str) else None
