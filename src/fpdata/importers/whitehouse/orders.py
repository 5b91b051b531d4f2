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
    r"(?P<orders>Executive Orders? \d{5}[^.;]{0,160}?),? (?:is|are) (?:hereby )?(?:replaced and )?(?P<what>amended|further amended|revoked|rescinded|superseded|terminated)"
    r"|(?P<what2>[Rr]evok|[Aa]mend|[Rr]escind|[Tt]erminat)(?:e|es|s|ed|ing)? (?:and revok\w+ )?(?:section[^.]{0,60} of |that order, |that order and )?"
    r"(?P<orders2>Executive Orders? \d{5}[^.;]{0,120})"
    r"|(?P<what3>[Rr]evok)(?:e|es) (?P<orders3>that order\b)"
)
#: Dates and titles between the numbers of a list.
_BESIDE_NUMBERS = re.compile(r" \((?!\w{1,4}\))[^()]{6,260}\)| of [A-Z][a-z]+ \d{1,2}, \d{4}(?=[\s,.;)])")
#: What of a revoked paper stays in force.
_EXCEPT = re.compile(r", except (?:for )?(?P<parts>(?:sections?|subsections?|parts?) [^.;]{1,60}?)(?: thereof)?,?$")
#: A title that says itself which orders it amends or revokes.
_IN_TITLE = re.compile(
    r"\b(?P<what>Amend|Revok|Rescind|Supersed|Terminat)\w* (?P<orders>Executive Orders? 1\d{4}(?:(?:,|,? and) (?:Executive Order )?1\d{4})*)"
)
_PROCLAMATIONS = re.compile(
    r"(?P<orders>Proclamations? \d{4,5}\b[^.;]{0,140}?),? (?:is|are) (?:hereby )?(?:further )?(?P<what>amended|revoked|rescinded|superseded|terminated)"
)
#: Papers that tell of what other orders do.
_TELLS_ONLY = re.compile(r"(?:Press Release: )?(?:A )?(?:Letters?|Message|Notice)\b")
_NUMBER = re.compile(r"(?<!Public Law )\b(1[0-9]{4})\b")
_VERBS = {"a": "Amends", "f": "Amends", "r": "Revokes", "s": "Supersedes", "t": "Terminates"}
#: How a text cites an order that has no number yet.
_DATED = re.compile(r"Executive Order of (?P<date>[A-Z][a-z]+ \d{1,2}, \d{4}) \((?P<title>[^()]{6,220})\)")
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
        self._numbers = {
            (day, fold(title)): re.sub(r"\D", "", number)
            for number, (day, titles) in sorted(cited.items(), reverse=True)
            if number.startswith("Executive")
            for title in titles
            if title
        }
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

    def number_of(self, day: str | None, title: str) -> str | None:
        """Return the number of the executive order of a day and title, if a page cites it with all three."""
        return self._numbers.get((day or "", fold(title)))

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


def revisions_of(page: Page, index: OrderIndex | None = None) -> tuple[dict[str, list[str]], str | None]:
    """Return the numbers of the executive orders that an order says it amends, revokes or ends, and the first of them.

    >>> page = Page("p/2024-03/x.md", "2024-03-04", None, "", "Ending It", "Executive Order 13288 is hereby revoked.")
    >>> revisions_of(page)
    ({'Revokes': ['13288']}, '13288')
    """
    found: dict[str, list[str]] = {}
    first = None
    if _TELLS_ONLY.match(page.title):
        return {}, None
    whole = _BESIDE_NUMBERS.sub("", page.text)
    for match in _IN_TITLE.finditer(page.title):
        found.setdefault(_VERBS[match["what"][0].lower()], []).extend(_NUMBER.findall(match["orders"]))
    for match in _REVOKES.finditer(whole):
        text = match["orders"] or match["orders2"] or match["orders3"]
        what = (match["what"] or match["what2"] or match["what3"]).lower()
        before = whole[max(match.start() - 12, 0) : match.start()]
        if match["what2"] and re.search(r"\b(?:not|as|may|to)\W*$", before):
            continue
        text = re.split(
            r"\bas (?:amended|relied|expanded|modified)|\bdeclared in\b|\bpursuant to\b|\band further\b|, or ", text
        )[0]
        named = _NUMBER.findall(whole[: match.start()]) if "that order" in match[0] else []
        for number in (*named[-1:], *_NUMBER.findall(text)):
            known = found.setdefault(_VERBS[what[0]], [])
            if number not in known:
                known.append(number)
            first = first or number
    if not found and (amended := _amended_by_title(page, index)):
        return {"Amends": [amended]}, amended
    return found, first


def _amended_by_title(page: Page, index: OrderIndex | None) -> str | None:
    """Return the number of the order whose title an order says in its own that it amends."""
    match = _AMENDING.match(page.title)
    if match is None:
        return None
    title = _plain(match["title"])
    cited = [one for one in _CITED.finditer(page.text) if one["kind"] == "Executive Order" and one["title"]]
    first = [one for one in cited if not _AMENDING.match(one["title"])]
    named = next((one["number"] for one in (*first, *cited) if title in _plain(one["title"])), None)
    dated = _DATED.search(page.text)
    if named is None and index and dated and title in _plain(dated["title"]):
        named = index.number_of(_iso(dated["date"]), dated["title"])
    numbers = set(re.findall(r"Executive Order (1\d{4})\b", page.text))
    is_only = len(numbers) == 1 and "mend" in page.title
    return named or (numbers.pop() if is_only else None)


def _plain(title: str) -> str:
    """Return a title in which the forms of a verb that titles vary are one."""
    return re.sub(r"\b(?:to )?address(?:ing)?\b", "address", fold(title))


def proclamations_revised_by(page: Page) -> dict[str, list[str]]:
    """Return the numbers of the proclamations that an order says it amends, revokes or ends."""
    found: dict[str, list[str]] = {}
    if _TELLS_ONLY.match(page.title):
        return found
    for match in _PROCLAMATIONS.finditer(_BESIDE_NUMBERS.sub("", page.text)):
        known = found.setdefault(_VERBS[match["what"][0]], [])
        kept = _EXCEPT.search(match["orders"])
        orders = match["orders"][: kept.start()] if kept else match["orders"]
        numbers = re.findall(r"\b\d{4,5}\b", orders)
        if kept and numbers:
            numbers[-1] += f" except {kept['parts']}"
        known += [number for number in numbers if number not in known]
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
