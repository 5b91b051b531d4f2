"""The document that each page becomes, and the actors that many pages share: states and the White House itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from fpdata.importers.core.draft import Cell, Draft, DraftRef, NameOf
from fpdata.importers.whitehouse.kinds import PageKind
from fpdata.importers.whitehouse.pages import Page
from fpdata.model.slugs import slug

OUTLET = DraftRef("outlets", "pages/outlets/white-house")
WHITE_HOUSE = DraftRef("actors", "pages/organizations/white-house")
#: How much of a title an id of a document has.
_TITLE_LENGTH = 60
#: How long an id of a citation is at most, without its checksum.
_MAX_ID = 80

_KINDS = {
    PageKind.REMARKS: "transcript",
    PageKind.BESIDE: "transcript",
    PageKind.BRIEFING: "transcript",
}
#: What presidential actions are, by the beginning of their titles.
_ACTIONS = (
    (re.compile(r"^(?:Press Release: )?(?:A )?(?:Letters?|Message|Text of (?:a )?Letter)\b", re.IGNORECASE), "letter"),
    (re.compile(r"^National Security (?:Study |Presidential )?(?:Memorandum|Directive)", re.IGNORECASE), "directive"),
    (
        re.compile(
            r"^(?:Press Release: )?(?:A )?(?:Memorandum (?:on|for|to)|Presidential Determination)\b", re.IGNORECASE
        ),
        "law",
    ),
)


def draft_outlet() -> Iterator[Draft]:
    """Yield the White House as an actor and as an outlet."""
    name = "White House"
    cells: dict[str, Cell] = {"kind": "organization", "name": name, "sort_name": name, "country_id": "united-states"}
    yield Draft("actors", WHITE_HOUSE.locator, cells, (("white-house",),), reuse_existing=True)
    cells = {"name": name, "kind": "official", "control": "government", "country_id": "united-states"}
    cells |= {"url": "https://www.whitehouse.gov", "actor_id": WHITE_HOUSE}
    yield Draft("outlets", OUTLET.locator, cells, (("white-house",),), reuse_existing=True)


def draft_document(page: Page, kind: PageKind) -> Draft:
    """Return the document of a page."""
    cells: dict[str, Cell] = {
        "kind": document_kind(page, kind),
        "title": page.title,
        "outlet_id": OUTLET,
        "date": page.date,
        "url": page.url,
        "language": _language(page.title),
    }
    return Draft("documents", page.locator, cells, (("white-house", page.date, short(page.title)),))


def document_kind(page: Page, kind: PageKind) -> str:
    """Return the kind of document that a page is."""
    if kind is PageKind.ORDER:
        return next((code for pattern, code in _ACTIONS if pattern.search(page.title)), "law")
    return _KINDS.get(kind, "release")


def _language(title: str) -> str:
    if re.match(r"(?:Déclaration|Feuille)\b", title):
        return "fr"
    return "es" if re.match(r"(?:Declaración|Hoja Informativa)\b", title, re.IGNORECASE) else "en"


def short(title: str, length: int = _TITLE_LENGTH) -> str:
    """Return the beginning of a title for an id, without cutting a word."""
    words = slug(title, max_length=400).split("-")
    kept: list[str] = []
    for word in words:
        if len("-".join((*kept, word))) > length:
            break
        kept.append(word)
    return "-".join(kept)


def cite(table: str, ref: DraftRef, page: Page, number: str = "") -> Draft:
    """Return the citation of a page for a record that it tells of."""
    cells: dict[str, Cell] = {
        "citation_id": _citation_id(ref, page, number),
        "table": table,
        "record_id": ref,
        "document_id": page.document,
        "stance": "supports",
    }
    return Draft("citations", f"{page.locator}{number and '/' + number}", cells, depends_on=ref)


def _citation_id(ref: DraftRef, page: Page, number: str) -> str:
    """Return an id from the names of page and record; one that is cut ends with a checksum, so that it stays its own."""
    whole = slug("wh", page.locator.removeprefix("pages/"), number, max_length=400)
    if len(whole) <= _MAX_ID and ref.locator == page.locator:
        return whole
    checksum = f"{zlib.crc32(f'{page.locator} {number} {ref.table} {ref.locator}'.encode()):08x}"
    return f"{whole[:_MAX_ID].rstrip('-')}-{checksum}"


def state_ref(country_id: str) -> DraftRef:
    """Return the actor that is a state."""
    return DraftRef("actors", f"pages/states/{country_id}")


def draft_states(countries: Iterable[str]) -> Iterator[Draft]:
    """Yield states as actors."""
    for country in sorted(set(countries)):
        name = NameOf("countries", country)
        cells: dict[str, Cell] = {"kind": "state", "name": name, "sort_name": name, "country_id": country}
        yield Draft("actors", state_ref(country).locator, cells, ((country,),), reuse_existing=True)


def contribute(page: Page, actor: Cell, part: str, sequence: int, role: Cell = None) -> Draft:
    """Return the part of an actor in the document of a page."""
    cells: dict[str, Cell] = {"document_id": page.document, "actor_id": actor, "part": part}
    cells |= {"role_id": role, "sequence": str(sequence)}
    return Draft("contributions", page.locator, cells, depends_on=page.document)
