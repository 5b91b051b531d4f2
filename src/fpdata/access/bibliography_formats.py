"""A bibliography as text, BibTeX and CSL-JSON (citationstyles.org), with dates as precise as they are recorded."""

from __future__ import annotations

import json
import re
from calendar import month_abbr, month_name
from collections.abc import Iterator, Sequence
from typing import Any

from fpdata.access.bibliography import BibliographyItem, CitedAuthor
from fpdata.model.edtf import known_bounds

#: The type of an item for BibTeX and for CSL, by the kind of document; others are @misc and "document".
_BIBTEX_TYPES = {"article": "article", "book": "book"}
_CSL_TYPES = {
    "article": "article",
    "book": "book",
    "dataset": "dataset",
    "page": "webpage",
    "post": "post",
    "letter": "personal_communication",
    "telegram": "personal_communication",
    "despatch": "personal_communication",
    "report": "report",
    "paper": "report",
    "estimate": "report",
    "law": "legislation",
    "recording": "broadcast",
}
#: The type of an article for CSL, by the kind of outlet.
_CSL_ARTICLES = {
    "newspaper": "article-newspaper",
    "news-agency": "article-newspaper",
    "magazine": "article-magazine",
    "weblog": "post-weblog",
}
_CSL_WEB = "webpage"
_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}
_IN_URL = re.compile(r"[\\{}\s\"<>^`|]|(?<=:):")


def to_bibtex(items: Sequence[BibliographyItem]) -> str:
    """Return a bibliography for BibTeX and biblatex, which reads `date`."""
    return "\n".join(_bibtex_entry(item) for item in items)


def to_csl_json(items: Sequence[BibliographyItem]) -> str:
    """Return a bibliography as CSL-JSON, which Zotero and pandoc read."""
    return json.dumps([_csl_item(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def to_plain_text(items: Sequence[BibliographyItem]) -> str:
    """Return a bibliography as text, a paragraph each."""
    return "\n".join(f"{_sentence(item)}\n" for item in items)


def _bibtex_entry(item: BibliographyItem) -> str:
    kind = _BIBTEX_TYPES.get(item.kind, "misc")
    if kind == "article" and not item.outlet:
        kind = "misc"  # BibTeX requires a journal
    publication = {"article": "journal", "book": "publisher"}.get(kind, "howpublished")
    notes = [f"Version {item.version}" if item.version else None, item.note, item.archive, _license(item)]
    fields = {
        "author": " and ".join(map(_bibtex_name, item.authors)),
        "title": f"{{{_tex(item.title)}}}",  # in braces, so that its capitals are kept
        publication: _tex(item.outlet or ("Data set" if item.kind == "dataset" else "")),
        "number": _tex(item.number or ""),
        **_bibtex_date(item.date),
        "version": _tex(item.version or ""),
        "url": _url(item.url or ""),
        "urldate": item.accessed if item.accessed and known_bounds(item.accessed) else "",
        "note": _tex(". ".join(filter(None, notes))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if month := _month(item.date):
        lines.append(f"  month = {month},")
    key = re.sub(r"[^A-Za-z0-9.:/-]", "", item.id) or "record"
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"


def _bibtex_name(author: CitedAuthor) -> str:
    if author.family:
        return ", ".join(_tex(part) for part in (author.family, author.suffix, author.given) if part)
    return f"{{{_tex(author.name)}}}"  # in braces, so that it is not taken apart


def _bibtex_date(date: str | None) -> dict[str, str]:
    """Return `date`, which biblatex reads as EDTF, and `year`, in words if it is not exactly known."""
    if not date or not (days := known_bounds(date)):
        return {}
    first, last = days
    years = list(dict.fromkeys(str(day.year) for day in (first, last) if day))
    about = "circa " if any(sign in date for sign in "?~%") else ""
    return {"date": date, "year": about + "--".join(years)}


def _month(date: str | None) -> str:
    """Return the month of a date as BibTeX names it; nothing if it is not known."""
    found = re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])(?:-[0-9]{2})?", date or "")
    return month_abbr[int(found[1])].lower() if found else ""


def _tex(text: str) -> str:
    # An empty group breaks up what a terminal or a runner may take for a command.
    return "".join(_TEX.get(character, character) for character in text).replace("::", ":{}:")


def _url(url: str) -> str:
    """Return an address with what would end the field, or hide something in it, as percent codes."""
    return _IN_URL.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def _csl_item(item: BibliographyItem) -> dict[str, Any]:
    kind = _CSL_TYPES.get(item.kind, "document")
    if item.kind == "article":
        kind = _CSL_ARTICLES.get(item.outlet_kind or "", _CSL_WEB if item.url else "article")
    values = {
        "id": item.id,
        "type": kind,
        "title": item.title,
        "author": [_csl_name(author) for author in item.authors],
        "container-title": item.outlet if kind not in ("book", "report", "dataset") else None,
        "publisher": item.outlet if kind in ("book", "report", "dataset") else None,
        "issued": csl_date(item.date),
        "URL": item.url,
        "accessed": csl_date(item.accessed),
        "number": item.number,
        "version": item.version,
        "archive_location": item.archive,
        "language": item.language,
        "note": ". ".join(filter(None, [item.note, _license(item)])),
    }
    return {name: value for name, value in values.items() if value}


def _csl_name(author: CitedAuthor) -> dict[str, str]:
    if not author.family:
        return {"literal": author.name}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def csl_date(date: str | None) -> dict[str, Any] | None:
    """Return an EDTF date as a date of CSL: approximate and uncertain dates as `circa`, intervals as ranges.

    What CSL cannot say, such as an interval with an open end, is a text.

    >>> csl_date("2025-11-18"), csl_date("1884~")
    ({'date-parts': [[2025, 11, 18]]}, {'date-parts': [[1884]], 'circa': True})
    >>> csl_date("194X"), csl_date("2025-11-20/2025-11-21")
    ({'date-parts': [[1940], [1949]]}, {'date-parts': [[2025, 11, 20], [2025, 11, 21]]})
    """
    if not date:
        return None
    if not (days := known_bounds(date)) or not all(days):
        return {"literal": in_words(date)}
    about = {"circa": True} if any(sign in date for sign in "?~%") else {}
    plain = re.sub("[?~%]", "", date)
    if season := re.fullmatch(r"([0-9]{4})-(2[1-4])", plain):
        return {"date-parts": [[int(season[1])]], "season": int(season[2]) - 20}
    sides = plain.split("/")
    if len(sides) == 1 and "X" in plain[:4]:
        sides = [str(day.year).zfill(4) for day in days if day]
    if any(re.fullmatch(r"[0-9]{4}-2[1-4]", side) for side in sides):
        return {"literal": in_words(date)}
    parts = [[int(part) for part in side.split("-") if "X" not in part] for side in sides]
    return {"date-parts": parts, **about}


def in_words(date: str) -> str:
    """Return an EDTF date as a reader says it.

    >>> in_words("2025-11-18"), in_words("2025-11~"), in_words("1884?"), in_words("2025/..")
    ('18 November 2025', 'circa November 2025', '1884 (uncertain)', 'since 2025')
    """
    first, slash, last = date.partition("/")
    if not slash:
        return _side_in_words(date)
    if last in ("", ".."):
        return f"since {_side_in_words(first)}"
    if first in ("", ".."):
        return f"until {_side_in_words(last)}"
    return f"{_side_in_words(first)} to {_side_in_words(last)}"


def _side_in_words(date: str) -> str:
    plain = date.rstrip("?~%")
    sign = date[len(plain) :]
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?", plain)
    words = plain
    if found and int(found[2]) in _SEASONS:
        words = f"{_SEASONS[int(found[2])]} {found[1]}"
    elif found and 1 <= int(found[2]) <= 12:
        words = f"{int(found[3])} " if found[3] else ""
        words += f"{month_name[int(found[2])]} {found[1]}"
    elif re.fullmatch(r"[0-9]{3}X", plain):
        words = f"{plain[:3]}0s"
    return f"{'circa ' if sign in ('~', '%') else ''}{words}{' (uncertain)' if sign in ('?', '%') else ''}"


def _sentence(item: BibliographyItem) -> str:
    return " ".join(_parts(item))


def _parts(item: BibliographyItem) -> Iterator[str]:
    names = ", ".join(author.name for author in item.authors)
    if item.version:
        year = f" ({item.date[:4]})" if item.date else ""
        yield f"{names}{year}. {item.title} (version {item.version}) [Data set]."
    else:
        if names:
            yield f"{names}."
        yield f"“{item.title}.”"
        published = [item.outlet, item.number and f"no. {item.number}", in_words(item.date) if item.date else "no date"]
        yield f"{', '.join(filter(None, published))}."
    if item.archive:
        yield f"{item.archive}."
    if item.url:
        yield f"{_url(item.url)}{f' (accessed {in_words(item.accessed)})' if item.accessed else ''}."
    for note in filter(None, [_license(item), item.note]):
        yield f"{note}."


def _license(item: BibliographyItem) -> str | None:
    return f"License: {item.license}" if item.license else None
