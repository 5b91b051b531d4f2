"""Orders on foreign matters: which other orders they amend or revoke, and which are numbered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.whitehouse.pages import Page
from fpdata.model.slugs import fold

#: How a text cites an order: number, date and title.
_CITED = re.compile(
    r"(?P<kind>Executive Order|Proclamation) (?P<number>\d{4,5}) of (?P<date>[A-Z][a-z]+ \d{1,2}, \d{4})(?: \((?P<title>[^()]{6,220})\))?"
)
_REVOKES = re.compile(
    r"(?P<orders>Executive Orders? \d{5}[^.;]{0,160}?),? (?:is|are) (?:hereby )?(?P<what>amended|further amended|revoked|rescinded|superseded|terminated)"
    r"|(?P<what2>[Rr]evok|[Aa]mend|[Rr]escind|[Tt]erminat)(?:e|es|s|ed|ing)? (?:and revok\w+ )?(?:section[^.]{0,60} of |that order, |that order and )?"
    r"(?P<orders2>Executive Orders? \d{5}[^.;]{0,120})"
)
_PROCLAMATIONS = re.compile(
    r"(?P<orders>Proclamations? \d{4,5}\b[^.;]{0,140}?),? (?:is|are) (?:hereby )?(?:further )?(?P<what>amended|revoked|rescinded|superseded|terminated)"
)
#: Papers that tell of what other orders do.
_TELLS_ONLY = re.compile(r"(?:Press Release: )?(?:Letters?|Message|Notice)\b")
_NUMBER = re.compile(r"(?<!Public Law )\b(1[0-9]{4})\b")
_VERBS = {"a": "Amends", "f": "Amends", "r": "Revokes", "s": "Supersedes", "t": "Terminates"}
#: Titles that begin with what they do to the order whose title follows.
_AMENDING = re.compile(
    r"^(?:Executive Order on )?(?:Further )?(?:Amend(?:ments?|ing)|Modif(?:ication|ying))(?: (?:to|of|the|and|Duties(?= Addressing)))* (?P<title>.{12,})$",
    re.IGNORECASE,
)


class OrderIndex:
    """The numbers of orders that are pages, as other pages cite them by date and title."""

    def __init__(self, pages: Iterable[Page], orders: Iterable[Page]) -> None:
        by_day: dict[str, list[Page]] = defaultdict(list)
        for order in orders:
            if not re.match(r"(?:Press Release|Letters?|Message|Notice|Memorandum|Text)\b", order.title):
                by_day[order.date].append(order)
        self._page_by_number: dict[str, Page] = {}
        cited: dict[str, tuple[str, set[str]]] = {}
        for page in pages:
            for match in _CITED.finditer(page.text):
                day = _iso(match["date"])
                if day:
                    number = f"{match['kind']} {match['number']}"
                    cited.setdefault(number, (day, set()))[1].add(fold(match["title"] or ""))
        for number, (day, titles) in sorted(cited.items()):
            found = [page for page in by_day.get(day, ()) if fold(_bare(page.title)) in titles]
            if len(found) == 1 and found[0] not in self._page_by_number.values():
                self._page_by_number[number] = found[0]
        self.numbers: Mapping[Page, str] = {
            page: re.sub(r"\D", "", number) for number, page in self._page_by_number.items()
        }

    def document(self, number: str) -> DraftRef | None:
        """Return the document of an executive order, if it is a page."""
        page = self._page_by_number.get(f"Executive Order {number}")
        return page.document if page else None

    def date_of(self, number: str) -> str:
        """Return the date of an executive order that is a page; empty otherwise."""
        page = self._page_by_number.get(f"Executive Order {number}")
        return page.date if page else ""


def _iso(text: str) -> str | None:
    try:
        found: date = datetime.strptime(text, "%B %d, %Y").date()
    except ValueError:
        return None
    return found.isoformat()


def _bare(title: str) -> str:
    return re.sub(r"^(?:Executive Order|A Proclamation)(?: on| to)? ", "", title)


def revisions_of(page: Page) -> tuple[dict[str, list[str]], str | None]:
    """Return the numbers of the executive orders that an order says it amends, revokes or ends, and the first of them.

    >>> page = Page("p/2024-03/x.md", "2024-03-04", None, "", "Ending It", "Executive Order 13288 is hereby revoked.")
    >>> revisions_of(page)
    ({'Revokes': ['13288']}, '13288')
    """
    found: dict[str, list[str]] = {}
    first = None
    if _TELLS_ONLY.match(page.title):
        return {}, None
    for match in _REVOKES.finditer(page.text):
        text = match["orders"] or match["orders2"]
        what = (match["what"] or match["what2"]).lower()
        if match["what2"] and re.search(
            r"\b(?:not|as|may|to)\W*$", page.text[max(match.start() - 12, 0) : match.start()]
        ):
            continue
        text = re.split(
            r"\bas (?:amended|relied|expanded|modified)|\bdeclared in\b|\bpursuant to\b|\band further\b|, or ", text
        )[0]
        before = _NUMBER.findall(page.text[: match.start()]) if "that order" in match[0] else []
        for number in (*before[-1:], *_NUMBER.findall(text)):
            known = found.setdefault(_VERBS[what[0]], [])
            if number not in known:
                known.append(number)
            first = first or number
    if not found and (amended := _amended_by_title(page)):
        return {"Amends": [amended]}, amended
    return found, first


def _amended_by_title(page: Page) -> str | None:
    """Return the number of the order whose title an order says in its own that it amends."""
    match = _AMENDING.match(page.title)
    title = fold(match["title"]) if match else ""
    cited = (one for one in _CITED.finditer(page.text) if one["kind"] == "Executive Order" and one["title"])
    return next((one["number"] for one in cited if title and title in fold(one["title"])), None)


def proclamations_revised_by(page: Page) -> dict[str, list[str]]:
    """Return the numbers of the proclamations that an order says it amends, revokes or ends."""
    found: dict[str, list[str]] = {}
    if _TELLS_ONLY.match(page.title):
        return found
    for match in _PROCLAMATIONS.finditer(page.text):
        known = found.setdefault(_VERBS[match["what"][0]], [])
        known += [number for number in re.findall(r"\b\d{4,5}\b", match["orders"]) if number not in known]
    return found


def note_of(revisions: Mapping[str, list[str]], proclamations: Mapping[str, list[str]] | None = None) -> str | None:
    """Return what an order does to others, in sentences; None if nothing.

    >>> note_of({"Revokes": ["13942", "13943"]}, {"Amends": ["8336"]})
    'Revokes Executive Orders 13942 and 13943. Amends Proclamation 8336.'
    """
    parts = []
    for noun, revised in (("Executive Order", revisions), ("Proclamation", proclamations or {})):
        for verb, numbers in revised.items():
            listed = f"{', '.join(numbers[:-1])} and {numbers[-1]}" if len(numbers) > 1 else numbers[0]
            parts.append(f"{verb} {noun}{'s' if len(numbers) > 1 else ''} {listed}.")
    return " ".join(parts) or None
