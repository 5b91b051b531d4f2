"""The drafts of a call, a meeting, a journey or talks: the event, its participants, and the pages that tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fpdata.importers.core.draft import ActorRef, Cell, Draft, NameOf, TextTemplate
from fpdata.importers.whitehouse.documents import cite, state_ref
from fpdata.importers.whitehouse.gatherings import Gathering

_NOUNS = {
    "call": "Call",
    "meeting": "Meeting",
    "trip": "Trip",
    "visit": "Visit",
    "talks": "Talks",
    "summit": "Summit meeting",
    "press-conference": "Joint press conference",
}


def draft_gathering(one: Gathering) -> Iterator[Draft]:
    """Yield the event, its participants and the pages that tell of it."""
    people: list[tuple[ActorRef, Cell]] = [(official.actor, None) for official in one.officials]
    people += [(leader.ref, mention.title) for leader, mention in one.leaders]
    named = [actor for actor, _ in people]
    cells: dict[str, Cell] = {
        "kind": one.kind,
        "name": _name(one),
        "date": one.date.edtf,
        "date_text": one.date.text,
        "status": one.status,
        "country_id": one.country_id,
        "place": one.place or None,
    }
    stem = (one.date.day, one.kind, *named[:2])
    candidates = (stem, (one.date.day, one.kind, *named[:4]))
    yield Draft("events", one.ref.locator, cells, candidates if named else ((one.date.day, one.kind, one.phrase[:50]),))
    traveler = {"trip": "traveler", "visit": "host", "press-conference": "speaker"}.get(one.kind, "party")
    guest = {"visit": "visitor", "press-conference": "speaker"}.get(one.kind, "party")
    if one.is_called:
        traveler, guest = "caller", "callee"
    seen: set[ActorRef] = set()
    for official in (*one.officials, *one.also):
        if official.actor in seen:
            continue
        seen.add(official.actor)
        part = "member" if official in one.also and one.kind != "trip" else traveler
        yield _participation(one, official.actor, part, official.role(), official.title_cell)
    for leader, mention in one.leaders:
        if one.kind == "trip":
            continue  # whom a traveler met is another event
        yield _participation(one, leader.ref, guest, leader.role(one.date.day, mention), mention.full_title or None)
    for state in one.states:
        yield _participation(one, state_ref(state), "party", None, None, presence="undisclosed")
    for page in dict.fromkeys((one.page, *one.cited)):
        yield cite("events", one.ref, page, "press" if one.kind == "press-conference" else "")
    if one.shown_by:
        shown = cite("events", one.ref, one.shown_by, "status")
        yield replace(shown, cells={**shown.cells, "field": "status"})


def _participation(
    one: Gathering, actor: ActorRef, part: str, role: Cell, title: Cell, presence: str = "confirmed"
) -> Draft:
    cells: dict[str, Cell] = {"event_id": one.ref, "actor_id": actor, "part": part, "presence": presence}
    cells |= {"role_id": role, "title": title}
    return Draft("participations", one.ref.locator, cells, depends_on=one.ref)


def _name(one: Gathering) -> TextTemplate:
    officials = _listed([official.actor for official in one.officials])
    leaders = _listed([leader.ref for leader, _ in one.leaders])
    noun = _NOUNS[one.kind]
    if one.kind == "trip" and officials and one.countries:
        countries = [part for country in one.countries for part in (", ", NameOf("countries", country))][1:]
        return TextTemplate((f"{noun} of ", *officials, ": ", *countries))
    if one.kind == "visit" and leaders:
        return TextTemplate((f"{noun} of ", *leaders))
    if officials and leaders:
        return TextTemplate((f"{noun} of ", *officials, " with ", *leaders))
    if officials:
        return TextTemplate((*officials, f": {one.phrase}" if one.phrase else f": {noun}"))
    return TextTemplate((one.phrase[:1].upper() + one.phrase[1:] if one.phrase else one.page.title,))


def _listed(actors: list[ActorRef]) -> list[str | NameOf]:
    parts: list[str | NameOf] = []
    for at, actor in enumerate(actors):
        if at:
            parts.append(" and " if at == len(actors) - 1 else ", ")
        parts.append(NameOf("actors", actor))
    return parts
