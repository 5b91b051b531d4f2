"""Statements: who said something, by the title of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fpdata.importers.core.draft import ActorRef, Cell, Draft
from fpdata.importers.whitehouse.acts import act_of
from fpdata.importers.whitehouse.documents import WHITE_HOUSE, short
from fpdata.importers.whitehouse.officials import Official, split_officials
from fpdata.importers.whitehouse.pages import Page

#: Where in a title the speaker ends and the matter begins.
_MATTER = re.compile(
    r"(?P<link>(?<!Summit) on | On | regarding | about | following | Following | After | after | Ahead of | in Response to | in Support of"
    r"| to (?=the )| at (?=the )| At (?=the )| (?:at|in) (?=Summit on )| Marking | Commemorating | Celebrating |, on "
    r"| (?=(?:Announcing|Condemning|Welcoming|Honoring|Calling|Congratulating|Delivering|Recognizing|Before|During|In |Launching)\b))"
)
_PREFIX = re.compile(
    r"^(?:(?:NSC )?(?:Press |Joint )?Statement(?: for the Record)?|Remarks(?: as Prepared(?: for Delivery)?)?|Keynote Remarks"
    r"|Toasts?|Speech|Interview|Press Conference)\b[:,]?(?: Statement)? ?(?:by|from|of|By|From|Of)? ?",
    re.IGNORECASE,
)
_UNNAMED_PRESIDENT = re.compile(r"^the (?P<vice>Vice )?President\b", re.IGNORECASE)
_UNNAMED_HOUSE = re.compile(
    r"^(?:the )?(?:White House|Press Secretary|Administration|Statement on|National Security Council)|^on ", re.I
)
#: What says only when somebody spoke, not about what.
_NO_MATTER = re.compile(
    r"(?:before|after|during|following|at|in) (?:an? |the )?(?:(?:virtual|expanded|trilateral|bilateral|working|joint|press|conference"
    r"|meeting|lunch|dinner|session|call|statements?|air|force|one|marine|arrival|departure|gaggle|greeting|availability|with|press conference)\b ?)+$",
    re.IGNORECASE,
)
_MAX_MATTER = 240


@dataclass(frozen=True)
class Saying:
    """What a title tells of a statement."""

    speaker: ActorRef
    act: str
    summary: str
    medium: str


def saying_of(page: Page, medium: str) -> Saying | None:
    """Return what the title tells; None if it names no matter, or nobody who spoke."""
    title = page.title.replace("’", "'").partition(" | ")[0]
    found_prefix = _PREFIX.match(title)
    rest = title[found_prefix.end() :] if found_prefix else title
    begins_with_matter = re.match(r"on ", rest, re.IGNORECASE) is not None
    found = _MATTER.search(f" {rest}" if begins_with_matter else rest)
    if not found:
        return None
    text = f" {rest}" if begins_with_matter else rest
    who, matter = text[: found.start()], text[found.end() :].strip(" .")
    speaker = _speaker(who.strip(), page)
    if speaker is None or len(matter) < 3 or _NO_MATTER.match(text[found.start() :].strip()):
        return None
    link = found["link"].strip().lower()
    if len(matter) > _MAX_MATTER:
        matter = matter[:_MAX_MATTER].rpartition(" ")[0] + " …"
    act = act_of(page, who, text[found.start() :], medium)
    quoted = matter.replace("“", "‘").replace("”", "’").replace('"', "’").replace("'", "’")
    verb = "Gives remarks" if medium == "speech" else "Makes a statement"
    linked = f" {link}" if link in ("on", "regarding", "about") else ""
    quoted = f"“{quoted}”" if linked or not link else f"“{link} {quoted}”"
    return Saying(speaker, act, f"{verb}{linked} {quoted}." if linked or not quoted else f"{verb}: {quoted}.", medium)


def _speaker(who: str, page: Page) -> ActorRef | None:
    officials, _ = split_officials(who, page.date)
    if officials:
        return officials[0].actor
    if found := _UNNAMED_PRESIDENT.match(who):
        return president(page, is_vice=bool(found["vice"])).actor
    if not who or _UNNAMED_HOUSE.match(who):
        return WHITE_HOUSE
    return None


def president(page: Page, *, is_vice: bool = False) -> Official:
    """Return the President, or the Vice President, in whose term a page appeared."""
    if is_vice:
        name = "Vance" if page.is_second_term else "Harris"
        return Official("Vice President", name, "vice-president-of-the-united-states", page.date)
    return Official(
        "President", "Trump" if page.is_second_term else "Biden", "president-of-the-united-states", page.date
    )


def draft_statement(page: Page, saying: Saying) -> Iterator[Draft]:
    """Yield the statement."""
    cells: dict[str, Cell] = {
        "speaker_id": saying.speaker,
        "date": page.date,
        "form": "paraphrase",
        "act": saying.act,
        "medium": saying.medium,
        "audience": "public",
        "summary": saying.summary,
        "document_id": page.document,
        "availability": "public",
    }
    words = short(re.sub(r"^.*?“|”.*$", "", saying.summary), 40)
    candidates = ((saying.speaker, page.date, words), (saying.speaker, page.date, short(page.title, 50)))
    yield Draft("statements", page.locator, cells, candidates, depends_on=page.document)
