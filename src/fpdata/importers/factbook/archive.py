"""Read the texts of the Factbook: from an archive of extracts, or from a checkout of upstream with its history.

    codes.json                  the countries: code, name, iso2
    commits.json                the commits in order: commit, date, country_files
    countries/CODE.json         sequence: an entry whenever one of the texts changed

A text is in force from the day of its entry until the next one that differs.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError, read_file, why_unreadable
from fpdata.importers.core.source import ImportBatch, SourceError

#: The fields that are read, by section: chief of state, head of government, chiefs of mission both ways.
FIELDS = {
    "executive": ("chief of state", "head of government"),
    "in_us": ("chief of mission",),
    "from_us": ("chief of mission",),
}
#: The field of each section in which newer editions tell what others once told after the holders.
NOTE = "note"
_OLD_PATH = re.compile(r"[a-z-]+/(?P<iso>[a-z]{2})-.+\.json")
#: All that an entry has, with or without texts.
_KEYS = {"commit", "date", "path", "name", "absent", *FIELDS}
#: Upstream began in July 2014.
_FIRST_DAY = date(2014, 1, 1)
#: Editions further apart leave a gap, in which people may have come and gone.
GAP_DAYS = 190
#: A commit is an edition if it changes at least one in this many countries; others mend single files.
_ONE_IN = 100


@dataclass(frozen=True)
class Entry:
    """The texts of a country from a commit on, as upstream writes them."""

    commit: str
    at: datetime
    texts: Mapping[tuple[str, str], str]
    """The texts by section and field; a field that upstream lacks is missing."""
    path: str = ""
    """The file upstream."""

    @property
    def day(self) -> date:
        """The day of the commit."""
        return self.at.date()


@dataclass
class CountryFile:
    """A country of the Factbook, with its texts in order."""

    code: str
    name: str
    iso2: str
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Factbook:
    """The countries, and the days of the editions, which are those of the commits that changed countries."""

    countries: list[CountryFile]
    editions: list[datetime]

    def edition_before(self, at: datetime) -> date | None:
        """Return the day of the last edition before a moment."""
        position = bisect_left(self.editions, at)
        return self.editions[position - 1].date() if position else None

    @property
    def last_day(self) -> date:
        """The day of the newest edition."""
        return max(self.editions).date()

    @property
    def gaps(self) -> list[tuple[date, date]]:
        """The last day before and the first day after each gap."""
        days = sorted({one.date() for one in self.editions})
        return [(one, other) for one, other in pairwise(days) if (other - one).days > GAP_DAYS]


def read_archive(path: Path, batch: ImportBatch) -> Factbook:
    """Return the countries in an archive of extracts, and report what cannot be parsed. Raises SourceError."""
    codes = _read_codes(path, batch)
    countries = []
    for file in sorted((path / "countries").glob("*.json")):
        name = f"countries/{file.name}"
        try:
            content = _read_json(file)
            country = _country(content, codes.get(file.stem, {}), file.stem)
        except MalformedError as error:
            batch.report(
                FindingKind.MALFORMED, name, file.stem, str(error), DraftRef("actors", f"factbook/{file.stem}")
            )
            continue
        for position, item in enumerate(content["sequence"]):
            try:
                country.entries.append(_entry(item))
            except MalformedError as error:
                record = f"{file.stem}/{position + 1}"
                batch.report(
                    FindingKind.MALFORMED, name, record, str(error), DraftRef("actors", f"factbook/{file.stem}")
                )
        countries.append(country)
    _move_misfiled(countries, batch)
    for country in countries:
        country.entries.sort(key=lambda entry: entry.at)
    if not any(country.entries for country in countries):
        raise SourceError(f"{path}/countries has no text of a country; give the path of the archive or of a checkout")
    return Factbook(_distinct(countries, batch), _editions(path, countries, batch))


def _move_misfiled(countries: Iterable[CountryFile], batch: ImportBatch) -> None:
    """Move the entries of another country to that country, and report them.

    Until 2015 the name of a file began with the ISO code of its country. Extracts that join old and new files by the
    name of the country take those for one whose conventional short form is "none".
    """
    everything = list(countries)
    by_iso = {country.iso2.lower(): country for country in everything if country.iso2}
    for country in everything:
        for entry in list(country.entries):
            found = _OLD_PATH.fullmatch(entry.path)
            right = by_iso.get(found["iso"]) if found else None
            if right and right is not country and right.iso2 != country.iso2:
                country.entries.remove(entry)
                right.entries.append(entry)
                message = f"{entry.path} is read as {right.code} ({right.name})"
                batch.report(
                    FindingKind.RENAMED, f"countries/{country.code}.json", f"{country.code}/{entry.commit}", message
                )


def _read_json(file: Path) -> Any:
    try:
        return json.loads(read_file(file).decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise MalformedError(f"cannot read the file: {why_unreadable(error)}") from None


def _read_codes(path: Path, batch: ImportBatch) -> Mapping[str, Mapping[str, Any]]:
    try:
        return {str(one["code"]): one for one in _read_json(path / "codes.json")}
    except (MalformedError, KeyError, TypeError) as error:
        reason = error if isinstance(error, MalformedError) else "it is not a list of objects that each have a code"
        batch.report(FindingKind.MALFORMED, "codes.json", "codes", f"cannot read the codes: {reason}")
        return {}


def _country(content: Any, code: Mapping[str, Any], stem: str) -> CountryFile:
    if not isinstance(content, dict) or not isinstance(content.get("sequence"), list):
        raise MalformedError("it has no list 'sequence'; was it renamed upstream?")
    if content.get("code", stem) != stem:
        raise MalformedError(f"its code is {content.get('code')!r}, unlike the name of the file")
    names = content.get("names") or [code.get("name", stem)]
    return CountryFile(stem, str(code.get("name") or names[-1]), str(content.get("iso2") or code.get("iso2") or ""))


def _entry(item: Any) -> Entry:
    if not isinstance(item, dict):
        raise MalformedError("the entry is not an object")
    commit = str(item.get("commit") or "")
    if not commit:
        raise MalformedError("commit is missing")
    at = parse_moment(item.get("date"))
    texts = {
        (section, name): text
        for section, names in FIELDS.items()
        for name in (*names, NOTE)
        if isinstance(part := item.get(section) or {}, dict) and isinstance(text := part.get(name), str)
    }
    if not texts and (unknown := set(item) - _KEYS):
        raise MalformedError(
            f"it has {', '.join(sorted(unknown))}, but none of {', '.join(FIELDS)}; were they renamed?"
        )
    return Entry(commit[:10], at, texts, str(item.get("path") or ""))


def parse_moment(value: Any) -> datetime:
    """Return the moment of a commit. Raises MalformedError if it is none, before 2014 or in the future."""
    try:
        at = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        raise MalformedError(f"date: {value!r} is not a date with a time") from None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    if at.date() < _FIRST_DAY or at > datetime.now(UTC):
        raise MalformedError(f"date: {value!r} is before {_FIRST_DAY.year} or in the future")
    return at


def _editions(path: Path, countries: list[CountryFile], batch: ImportBatch) -> list[datetime]:
    """Return when countries changed, up to the newest text: later commits, such as moves of files, are no editions."""
    files: Counter[datetime] = Counter()
    newest = max(entry.at for country in countries for entry in country.entries)
    try:
        for item in _read_json(path / "commits.json"):
            files[parse_moment(item.get("date"))] += int(item.get("country_files") or 0)
    except (MalformedError, AttributeError, TypeError, ValueError) as error:
        reason = (
            error if isinstance(error, MalformedError) else "it is not a list of objects with date and country_files"
        )
        batch.report(FindingKind.MALFORMED, "commits.json", "commits", f"cannot read the commits: {reason}")
    if not files:  # the commits that changed a text are known anyway
        files.update({entry.at: len(countries) for country in countries for entry in country.entries})
    return editions_of(files, newest, len(countries))


def editions_of(files: Mapping[datetime, int], newest: datetime, countries: int) -> list[datetime]:
    """Return the moments of the editions: the commits that changed enough countries, up to the newest text.

    `files` has the number of files of countries that each commit changed.
    """
    found = {at for at, count in files.items() if at <= newest and count * _ONE_IN >= countries and count}
    return sorted(found | {newest})


def _distinct(countries: list[CountryFile], batch: ImportBatch) -> list[CountryFile]:
    """Return the countries without entries that repeat a commit; report these if they differ."""
    for country in countries:
        seen: dict[str, Entry] = {}
        for entry in country.entries:
            first = seen.setdefault(entry.commit, entry)
            if first is not entry:
                kind = FindingKind.DUPLICATE if first == entry else FindingKind.AMBIGUOUS
                message = "another entry has this commit too; the first one is kept"
                batch.report(kind, f"countries/{country.code}.json", f"{country.code}/{entry.commit}", message)
        country.entries = list(seen.values())
    return countries
