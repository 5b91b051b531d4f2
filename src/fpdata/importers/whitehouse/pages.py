"""Read the pages: files of Markdown with a front matter in YAML, laid out as SECTION/YYYY-MM/YYYY-MM-DD-SLUG.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError, parse_date, parse_yaml, read_file, why_unreadable
from fpdata.importers.core.source import ImportBatch, SourceError
from fpdata.model.slugs import fold

_FILES = "[a-z]*/[0-9][0-9][0-9][0-9]-[0-9][0-9]/*.md"
#: The site began with the administration of 2021; an earlier date is a slip.
_FIRST_DAY = "2021-01-20"
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<head>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)(?P<body>.*)\Z", re.DOTALL)
_FIELDS = ("date", "source_url", "tags", "title")
#: From this length on, a text alone shows that two pages are copies; titles may differ by a word.
_TELLING = 300
_HOSTS = re.compile(r"https://(?:www\.whitehouse\.gov|bidenwhitehouse\.archives\.gov)/\S+")
#: Of two copies of a page, the one in the section listed first is kept.
_SECTIONS = ("briefings-statements", "statements-releases", "presidential-actions", "press-briefings", "releases")
_HIDDEN = dict.fromkeys(map(ord, "\ufffc\u2060\u200b\u200c\u200d\ufeff\u00ad"))
#: Letters of another script that a page has in a Latin name.
_LOOK_ALIKES = {ord("ӧ"): "ö", ord("Ӧ"): "Ö"}
_MARKUP = re.compile(r"<[^>]*>|!?\[([^\]]*)\]\([^)]*\)|\\(?=[#\[\]*_])|\*\*|\*|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|\u2028")


@dataclass(frozen=True)
class Page:
    """A page of the White House."""

    file: str
    """The path in the source, such as `remarks/2025-01/2025-01-23-remarks.md`."""
    date: str
    hour: int | None
    """The hour of the day at which it was published, in Washington."""
    url: str
    title: str
    body: str
    """The text, which upstream's trimmed copies cut, with its line breaks."""

    @property
    def section(self) -> str:
        """The section of the site."""
        return self.file.partition("/")[0]

    @property
    def locator(self) -> str:
        """The locator of the page's records."""
        return f"pages/{self.section}/{Path(self.file).stem}"

    @property
    def document(self) -> DraftRef:
        """The document that the page becomes."""
        return DraftRef("documents", self.locator)

    @cached_property
    def text(self) -> str:
        """The body in one line, without markup."""
        plain = normalize("NFC", unescape(self.body)).translate(_HIDDEN | _LOOK_ALIKES)
        return " ".join(_MARKUP.sub(lambda found: found[1] or "", plain).split())

    @cached_property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the body, each in one line, without markup."""
        parts = re.split(r"\n\s*\n|\n(?=[-*] )|<br ?/?>", normalize("NFC", unescape(self.body)))
        lines = (" ".join(_MARKUP.sub(lambda found: found[1] or "", part).split()) for part in parts)
        return [line for line in lines if line]

    @property
    def is_second_term(self) -> bool:
        """Whether the page is of the administration from 20 January 2025."""
        return "archives.gov" not in self.url


def read_pages(path: Path, batch: ImportBatch) -> tuple[list[Page], list[tuple[Page, Page]]]:
    """Return the pages in order of time, and the copies that are left out, each with the page it is a copy of.

    `path` has the sections of the site, or a folder `whitehouse` with them. Raises SourceError if it has no pages.
    """
    root = next((folder for folder in (path, path / "whitehouse") if any(folder.glob(_FILES))), None)
    if root is None:
        message = f"{path} has no pages (SECTION/YYYY-MM/*.md); give the path of a checkout or an extracted archive"
        raise SourceError(message)
    pages = sorted(_read_all(root, batch), key=lambda page: (page.date, page.file))
    return _without_copies(pages, batch)


def _read_all(root: Path, batch: ImportBatch) -> Iterator[Page]:
    for file in sorted(root.glob(_FILES)):
        name = file.relative_to(root).as_posix()
        try:
            yield _parse(name, read_file(file))
        except (MalformedError, OSError, UnicodeDecodeError) as error:
            locator = f"pages/{name.partition('/')[0]}/{file.stem}"
            missing = [DraftRef(table, locator) for table in ("documents", "events", "statements")]
            batch.report(FindingKind.MALFORMED, name.rpartition("/")[0], file.stem, why_unreadable(error), *missing)


def _parse(name: str, content: bytes) -> Page:
    found = _FRONT_MATTER.match(content.decode("utf-8-sig").replace("\r\n", "\n"))
    if not found:
        raise MalformedError("it has no front matter between two lines of ---")
    head = parse_yaml(found["head"])
    if not isinstance(head, dict):
        raise MalformedError("its front matter has no fields")
    for field in _FIELDS:
        if not isinstance(head.get(field), str) or not head[field].strip():
            raise MalformedError(f"{field} is missing")
    date = parse_date(head["date"].strip(), "date") or ""
    if len(date) != 10:
        raise MalformedError(f"date: {date!r} is not a day")
    if date < _FIRST_DAY:
        raise MalformedError(f"date: {date!r} is before {_FIRST_DAY}, when this site began")
    url = head["source_url"].strip()
    if not _HOSTS.fullmatch(url):
        raise MalformedError(f"source_url: {url!r} is no address of the White House")
    if re.search(r"[:\s]", Path(name).stem):
        raise MalformedError("its file name has a blank or a colon")
    title = clean(head["title"])
    if not title:
        raise MalformedError("title is empty")
    if _HOSTS.match(title) or fold(title) == fold(date):
        raise MalformedError(f"title: {title!r} is no title")
    return Page(name, date, _hour(head.get("published_time"), date), url, title, found["body"])


def clean(text: str) -> str:
    """Return a text with ordinary blanks and without invisible characters, tags, entities and escapes."""
    plain = normalize("NFC", unescape(text)).translate(_HIDDEN | _LOOK_ALIKES)
    return " ".join(re.sub(r"<[^>]*>|\\", "", plain).replace("\xa0", " ").split())


def _hour(published: Any, date: str) -> int | None:
    """Return the hour of publication; None if it is not known. An hour sharp at one in the morning is a placeholder."""
    try:
        moment = datetime.fromisoformat(str(published))
    except ValueError:
        return None
    is_placeholder = (moment.hour, moment.minute, moment.second) == (1, 0, 0)
    return None if is_placeholder or moment.date().isoformat() != date or moment > datetime.now(UTC) else moment.hour


def _without_copies(pages: Iterable[Page], batch: ImportBatch) -> tuple[list[Page], list[tuple[Page, Page]]]:
    """Return the pages, one of each address and text, and the copies with the page that is kept."""
    by_key: dict[tuple[str, ...], list[Page]] = defaultdict(list)
    for page in pages:
        by_key["url", page.url].append(page)
    copies: list[tuple[Page, Page]] = []
    unique: list[Page] = []
    for found in by_key.values():
        *earlier, last = found
        unique.append(last)
        for page in earlier:
            copies.append((page, last))
            batch.report(FindingKind.DUPLICATE, page.file, "", f"the address of {last.file}, which is newer")
    by_text: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in unique:
        title = "" if len(page.text) > _TELLING else page.title.casefold()
        by_text[title, page.text.casefold()].append(page)
    kept: list[Page] = []
    for (_, text), found in by_text.items():
        found.sort(key=lambda page: (_rank(page.section), page.date, page.file))
        for page in found:
            twin = next((one for one in kept[-len(found) :] if one in found and _is_copy(one, page)), None)
            if twin is None or not text:
                kept.append(page)
                continue
            copies.append((page, twin))
            batch.report(FindingKind.DUPLICATE, page.file, "", f"the same page as {twin.file}")
    kept.sort(key=lambda page: (page.date, page.file))
    return kept, copies


def _is_copy(one: Page, other: Page) -> bool:
    """Whether two pages of one title and text are one page: they were published within three days."""
    days = abs((datetime.fromisoformat(one.date) - datetime.fromisoformat(other.date)).days)
    return days <= 3


def _rank(section: str) -> int:
    return _SECTIONS.index(section) if section in _SECTIONS else len(_SECTIONS)
