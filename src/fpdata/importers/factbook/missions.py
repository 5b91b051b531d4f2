"""Parse the texts about chiefs of mission: ambassadors, those designate, and chargés d'affaires."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fpdata.importers.factbook.dates import Since, read_since
from fpdata.importers.factbook.holders import (
    AMBASSADOR,
    BRACKETS,
    CHARGE,
    NICKNAME,
    PARTICLES,
    PROSE,
    SUFFIX,
    Holder,
    Reading,
    is_upper,
    split_outside_brackets,
)
from fpdata.importers.factbook.plain_text import split_notes
from fpdata.importers.factbook.titles import is_title_word

_CHARGE = r"Charg[eé]e?s?\s*'?\s*d\s*'?\s*Aff(?:air|ari)\w*"
_MISSION_TITLE = re.compile(
    rf"(?P<designate>Ambassador[- ]designate|Ambassador \((?:designate|appointed)\)|Appointed Ambassador)"
    rf"|(?P<charge>(?:Interim |Acting )?(?:Deputy Chief of Mission \(currently serving as )?{_CHARGE}\)?"
    r"(?:,? a(?:d |\.\s?)i(?:nterim|\.)?)?(?:, Deputy Chief of Mission)?)"
    r"|(?P<deputy>Deputy Chief of Mission)"
    r"|(?P<other>(?:Acting )?Consul General|Consul\b)"
    r"|(?P<ambassador>Ambassador(?: \(acting\)|/Permanent Representative to the United Nations)?|Apostolic Nuncio|chief of mission:)",
    re.IGNORECASE,
)
_AD_INTERIM = re.compile(r"\ba(?:d |\.\s?)i(?:nterim\b|\.)", re.IGNORECASE)
#: A function given after a name that has no title before it: "Iwan SUSANTO, Minister".
_TITLE_AFTER = re.compile(r",\s*(First Secretary|Minister(?:-Counselor)?|Counselor)\b")
_VACANT = re.compile(
    r"[\[(]\s*(?:currently |position )?vacant[^\])]*[\])]|^\W*vacant\b|\bcurrently vacant\b", re.IGNORECASE
)
#: "vacant (Chargé d'Affaires Ann ROE since December 2022)": the bracket names who acts.
_VACANT_WITH_CHARGE = re.compile(rf"^\W*vacant\W*\(\s*({_CHARGE}\b[^()]*?)\s+(since [^()]*)\)", re.IGNORECASE)
#: A sentence that says that there is no mission, rather than who heads it.
_NO_MISSION = re.compile(r"^(?:none\b|the (?:US|United States)\b|there is no\b|US relations)", re.IGNORECASE)


def read_mission(text: str) -> Reading:
    """Return who heads a mission, from a plain text.

    >>> reading = read_mission("Ambassador (vacant); Chargé d'Affaires Marc DILLARD (since November 2024)")
    >>> reading.vacant, [(one.title, one.name, one.since, one.is_acting) for one in reading.holders]
    (('Ambassador',), [("Chargé d'Affaires", 'Marc DILLARD', '2024-11', True)])
    """
    body, notes = split_notes(text)
    also = notes if re.search(r"\balso accredited to\b", notes, re.IGNORECASE) else ""
    if not body or _NO_MISSION.match(body):
        return Reading(also_accredited=also)
    is_vacant = _VACANT.search(body) is not None
    body = _VACANT_WITH_CHARGE.sub(r"(vacant); \1 (\2)", body)
    holders: list[Holder] = []
    unread: list[str] = []
    for kind, written, part in _mission_parts(_VACANT.sub(" ; ", body)):
        if kind == "other" or (kind == "deputy" and not is_vacant):
            continue
        if not any(letter.isalpha() for letter in BRACKETS.sub("", part)):
            continue
        name, since = _name_and_since(part)
        if not name:
            unread.append(part.strip())
            continue
        acting = kind in ("charge", "deputy") or (kind == "" and is_vacant) or "acting" in kind
        title = "Apostolic Nuncio" if kind == "nuncio" else AMBASSADOR
        if acting:
            title = _acting_title(kind, written, part)
        holders.append(Holder(AMBASSADOR, title, name, since.start, since.end, acting, kind == "designate"))
    vacant = (
        (AMBASSADOR,) if is_vacant and not any(not one.is_acting and not one.is_designate for one in holders) else ()
    )
    return Reading(tuple(holders), vacant, also, tuple(unread))


def _acting_title(kind: str, written: str, part: str) -> str:
    """Return the title of somebody who acts; empty if the text gives none."""
    if kind == "charge":
        is_interim = _AD_INTERIM.search(written) or _AD_INTERIM.match(part.strip(" ,"))
        return f"{CHARGE} ad interim" if is_interim else CHARGE
    if kind == "deputy":
        return "Deputy Chief of Mission"
    if kind == "acting":
        return "Acting Ambassador"
    found = _TITLE_AFTER.search(part)
    return found[1] if found else ""


def _mission_parts(body: str) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of each title in a text, as it is written, with what follows; both are empty without a title."""
    for segment in split_outside_brackets(body, ";"):
        found = list(_MISSION_TITLE.finditer(_without_brackets(segment)))
        if not found:
            yield "", "", segment
            continue
        before = segment[: found[0].start()].strip(" ,:-")
        if before and any(map(is_upper, before.split())):  # "John T. ICE Chargé d'Affaires", "Joanie SIMON, Consul"
            yield found[0].lastgroup or "", found[0][0], before + " " + segment[found[0].end() :]
            continue
        kind = ""
        for position, match in enumerate(found):
            end = found[position + 1].start() if position + 1 < len(found) else len(segment)
            group = match.lastgroup or ""
            if group == "ambassador" and "nuncio" in match[0].lower():
                group = "nuncio"
            elif group == "ambassador" and "acting" in match[0].lower():
                group = "acting"
            kind = (
                group if group == "charge" else kind or group
            )  # "Chargé d'Affaires Ambassador Daniel B. SMITH" is one
            part = segment[match.end() : end]
            if re.search(r"\w", part):
                yield kind, segment[found[0].start() : match.end()], part
                kind = ""


def _without_brackets(text: str) -> str:
    """Return a text of the same length whose brackets, except short ones of titles, are blanks."""
    keep = re.compile(r"\((?:acting|designate|appointed|currently serving[^()]*)\)", re.IGNORECASE)
    return BRACKETS.sub(lambda found: found[0] if keep.fullmatch(found[0]) else " " * len(found[0]), text)


def _name_and_since(part: str) -> tuple[str, Since]:
    """Return the name at the beginning of a text, and the start in the brackets after it."""
    part = NICKNAME.sub("", part).strip(" ,:;-")
    since = next((found for one in BRACKETS.findall(part) if (found := read_since(one))), None)
    head = re.split(r"\(|\bsince\b", part)[0]
    if since is None and (loose := re.search(r"\bsince\b.*", part)):
        since = read_since(loose[0])
    words = head.replace("[", " [").split()
    kept: list[str] = []
    for position, word in enumerate(words):
        if kept and kept[-1].endswith(",") and not SUFFIX.match(word):
            kept[-1] = kept[-1].rstrip(",")
            break
        if not kept and (is_title_word(word) and not is_upper(word)):
            continue
        if (
            word[:1].islower()
            and word.lower().strip("-") not in PARTICLES
            and not re.match(r"(?:al|el|ul|as|bin)-|[a-z]'[A-Z]|[a-z]{1,3}[A-Z]{2}", word)
        ):
            if PROSE.search(" ".join(words[position:])) or not any(map(is_upper, kept)):
                return "", Since("")
            break
        if word.startswith("["):
            break
        kept.append(word)
    name = " ".join(kept).strip(" ,.:;-")
    if name and re.search(r"\b[JS]r$", name):
        name += "."
    if kept and re.fullmatch(r"[A-Z]\.", kept[-1]):
        name += "."
    good = any(map(is_upper, kept)) or (
        len(kept) >= 2 and all(word[:1].isupper() or word in PARTICLES for word in kept)
    )
    return (name, since or Since("")) if good else ("", Since(""))
