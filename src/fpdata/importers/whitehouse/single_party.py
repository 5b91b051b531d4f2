"""The one person whom a title says that an official met or called, under an office that `leaders` does not know."""

from __future__ import annotations

import re

from fpdata.importers.whitehouse.countries import ADJECTIVE, BODY, COUNTRY, body_of, countries_in
from fpdata.importers.whitehouse.known_leaders import known_person
from fpdata.importers.whitehouse.leaders import HEADS, HONORIFICS, NAME, NOT_NAMES, Mention

_WITH = re.compile(r"^ ?[Ww]ith (?:the )?")
_TWO_WORDS = r"[^\W\d_a-z][\w'’.-]* [^\W\d_a-z][\w'’-]*"
#: A name, and what somebody is; a name and a country; what somebody is, and a name.
_NAME_AND_TITLE = re.compile(rf"(?:{HONORIFICS} )*(?P<name>{NAME}), (?:[Tt]he )?(?P<title>[A-Z].+)")
_NAME_AND_HOME = re.compile(rf"(?:{HONORIFICS} )*(?P<name>{NAME}) of {COUNTRY}")
_TITLE_AND_NAME = (
    re.compile(rf"(?P<title>(?:.* )?{HEADS}) (?:{HONORIFICS} )*(?P<name>{NAME})(?: of .+)?"),
    re.compile(rf"(?P<title>(?:.* )?{HEADS} (?:of|for|to) .+?) (?P<name>{_TWO_WORDS})(?: of {COUNTRY})?"),
)
_SEVERAL = re.compile(r"\b(?:Leaders|Members|Ambassadors|Advis[eo]rs|Ministers|Officials|Counterparts|Presidents)\b")
_NEXT = re.compile(rf" and (?={HEADS} of )")
_AT_HOME = re.compile(rf"^(?:{ADJECTIVE}|{BODY}) ")


def parties_in(whom: str, day: str) -> list[Mention]:
    """Return the persons of whom a title says that an official met them, with their states or bodies.

    >>> [(one.title, one.name, one.country_id) for one in parties_in("with Kenyan Head of the Port Ada Lake", "2022-01-01")]
    [('Head of the Port', 'Ada Lake', 'kenya')]
    """
    text = _WITH.sub("", whom.replace("’", "'")).strip()
    if _SEVERAL.search(text) or not _WITH.match(whom):
        return []
    parts = [_party(part, text, day) for part in _NEXT.split(text)]
    return [one for one in parts if one] if all(parts) else [one for one in (_party(text, text, day),) if one]


def _party(part: str, whole: str, day: str) -> Mention | None:
    matches = (pattern.fullmatch(part) for pattern in (_NAME_AND_TITLE, _NAME_AND_HOME, *_TITLE_AND_NAME))
    match = next((one for one in matches if one and " " in one["name"] and not NOT_NAMES.search(one["name"])), None)
    if match is None:
        return None
    name = " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in match["name"].split())
    whole_title = match.groupdict().get("title") or ""
    title = _AT_HOME.sub("", whole_title)
    is_of_united_nations = re.match(r"(?:UN|U\.N\.|United Nations)\b", part) is not None
    homes = [] if is_of_united_nations else list(countries_in(part) or countries_in(whole))
    if "united-states" in homes or len(homes) > 1:
        return None
    body = re.search(BODY, part) if not homes else None
    home, known = known_person(name) or (homes[0] if homes else "", name)
    if not home and not body:
        return None
    of_body = whole_title if body and not homes and re.match(f"{BODY} ", whole_title) else ""
    body_id = "" if home or not body else body_of(body["body"]) or ""
    return Mention(title, known, home, body_id, day, of_body)
