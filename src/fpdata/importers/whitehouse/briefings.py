"""Press briefings, gaggles and press calls: events with their speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from fpdata.importers.core.draft import Cell, Draft, DraftRef, NameOf, TextTemplate
from fpdata.importers.whitehouse.dates import EventDate, event_date
from fpdata.importers.whitehouse.documents import cite
from fpdata.importers.whitehouse.officials import split_officials
from fpdata.importers.whitehouse.pages import Page
from fpdata.importers.whitehouse.spoken_dates import press_date
from fpdata.importers.whitehouse.told_places import country_of_place, place_of

_KIND = re.compile(
    r"(?P<kind>(?:On-the-Record |Background |Virtual )*(?:Press (?:Briefing|Gaggle|Call|Conference)|Gaggle)|Background Briefing)",
    re.I,
)
_NOUNS = {
    "briefing": "Press briefing",
    "gaggle": "Press gaggle",
    "call": "Press call",
    "conference": "Press conference",
}
#: Where a title goes on with what the briefing is about, or its occasion: who is named there did not speak.
_TOPIC = re.compile(
    r" (?P<link>(?:to )?preview(?:ing|s)?|regarding|concerning|ahead of|after|following|to (?:address|discuss)|on|in)"
    r" (?=\S)(?!behalf\b)(?P<topic>.+)$",
    re.IGNORECASE,
)
#: A group that gives a briefing, where no person is named.
_GROUP = re.compile(r" by (?:the )?(?P<group>White House (?!Officials?\b).+)$")
_IN_BRACKETS = re.compile(r"\([A-Z][a-z]+ \d{1,2}, \d{4}\)")
_DATED = re.compile(r", [A-Z][a-z]+ \d{1,2}, \d{4}$")


def draft_briefing(page: Page) -> Iterator[Draft]:
    """Yield the event and its speakers. Speakers on background are not named, and take no part."""
    title = page.title.replace("’", "'")
    found = _KIND.search(title)
    word = found["kind"].lower() if found else "briefing"
    noun = next((noun for key, noun in _NOUNS.items() if key in word), "Press briefing")
    bare = _DATED.sub("", title).partition(" | ")[0]
    when = _when(page, title)
    day = when.day
    named = f"{bare[: found.start()]} {_TOPIC.split(bare[found.end() :])[0]}" if found else bare
    officials, _ = split_officials(named, day)
    ref = DraftRef("events", page.locator)
    speakers: list[str | NameOf] = []
    for at, official in enumerate(officials):
        speakers += [" and " if at else " by ", NameOf("actors", official.actor)]
    about = _about(bare[found.end() :] if found else "")
    if not officials and not about and (group := _GROUP.search(bare)):
        about = f" by {group['group']}"
    place = title.partition(" | ")[2] or place_of(page)
    cells: dict[str, Cell] = {
        "kind": "press-conference",
        "name": TextTemplate((noun, *speakers, about)),
        "date": when.edtf,
        "status": "held",
        "country_id": country_of_place(place),
        "place": place or None,
    }
    first = (officials[0].actor,) if officials else ()
    yield Draft("events", ref.locator, cells, ((day, noun, *first),))
    for official in officials:
        part: dict[str, Cell] = {
            "event_id": ref,
            "actor_id": official.actor,
            "part": "speaker",
            "presence": "confirmed",
        }
        part |= {"role_id": official.role(), "title": official.title_cell}
        yield Draft("participations", ref.locator, part, depends_on=ref)
    yield cite("events", ref, page)


def _about(text: str) -> str:
    """Return the words for what a briefing is about, by the title after the kind of briefing; empty if it does not say."""
    topic = _TOPIC.search(text)
    if topic is None or topic["link"].lower() == "in":
        return ""
    link = topic["link"].lower()
    return f" {link if link in ('ahead of', 'after', 'following') else 'on'} {topic['topic']}"


def _when(page: Page, title: str) -> EventDate:
    """Return the day that the title gives, if it is close to that of the page; else the one that the transcript shows."""
    dated = _DATED.search(title) or _IN_BRACKETS.search(page.text[:220])
    if dated:
        given = event_date(dated[0], page.date, None).edtf
        if len(given) == 10 and abs(date.fromisoformat(given) - date.fromisoformat(page.date)) <= timedelta(days=4):
            return EventDate(given)
    return press_date(page)
