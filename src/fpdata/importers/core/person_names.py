"""Build the names of persons from the parts that sources give: the name in common use, and the name to sort by."""

from __future__ import annotations

import re

#: Names in common use that the rules below get wrong, by identifier (scheme and value).
COMMON_NAMES = {
    ("pocom", "adams-john-quincy"): "John Quincy Adams",
    ("pocom", "bush-george-herbert-walker"): "George H. W. Bush",
    ("pocom", "clinton-hillary-rodham"): "Hillary Rodham Clinton",
    ("pocom", "dulles-john-foster"): "John Foster Dulles",
    ("pocom", "hughes-charles-evans"): "Charles Evans Hughes",
    ("pocom", "jay-john"): "John Jay",
    ("govtrack", "405153"): "William Henry Harrison",
    ("govtrack", "412359"): "William Howard Taft",
    ("govtrack", "412372"): "Ronald Reagan",
}

_SUFFIX = re.compile(r",?\s+(Jr|Sr|II|III|IV|2nd|2d|3rd|3d)\.?$")
_SUFFIXES = {"2nd": "II", "2d": "II", "3rd": "III", "3d": "III", "Jr": "Jr.", "Sr": "Sr."}


#: Titles of rulers that sources write in front of a name. Some of them are given names, too: Amir, Prince.
_RULER_TITLES = (
    "Premier and Prince|King|Queen|Emperor|Empress|Shah|Sultan|Emir|Amir|Crown Prince|Regent Prince|Prince|Princess"
    "|Grand Duke|Grand Duchess|Pope|Dom"
)
#: Honorifics of persons of all kinds.
_HONORIFICS = (
    *("Archbishop", "General", "Colonel", "Marshal", r"Dr\.?", r"Prof\.", "Professor", "Sir", "Dame", "Sheikh?"),
    *("El Hadj", "Haji", r"Dat(?:o['’]?|uk|in)(?: (?:Seri|Sri))?", "Tan Sri", "Tun", "Tunku", "U", "Daw"),
)
#: Honorifics that are parts of names in some countries.
_NAMES_LIKE_HONORIFICS = {
    **dict.fromkeys(("bangladesh", "gambia", "somalia"), ("Sheikh?",)),
    **dict.fromkeys(("north-korea", "south-korea", "china", "taiwan"), ("U",)),
    "burma": ("Tun",),
}


def common_forenames(forename: str, nickname: str = "") -> str:
    """Return forenames as they are commonly written: the nickname, or the first in full and the others as initials.

    >>> common_forenames("George Frost")
    'George F.'
    """
    if nickname:
        return nickname
    first, *others = _without_brackets(forename).split() or [""]
    if re.fullmatch(r"[A-Z]\.?", first) and others:
        return " ".join([first.rstrip(".") + ".", *others])  # W. Averell
    return " ".join([first, *(_initial(name) for name in others)])


def _initial(name: str) -> str:
    return name if not name[0].isupper() or re.fullmatch(r"(?:[A-Z]\.)+", name) else f"{name[0]}."


def common_name(forename: str, surname: str, suffix: str = "", known_as: str = "", nickname: str = "") -> str:
    """Return a person's name in natural order; `known_as` is that name if the source gives it.

    >>> common_name("James Addison", "Baker", "III")
    'James A. Baker III'
    """
    if known_as:
        return normalize(known_as)
    family = _without_brackets(surname)
    return normalize(" ".join(filter(None, (common_forenames(forename, nickname), family, suffix))))


def normalize(name: str) -> str:
    """Return a name in one spelling: spaces between initials, no comma before the suffix.

    >>> normalize("G.H.W. Bush, Jr")
    'G. H. W. Bush Jr.'
    """
    name = re.sub(r"\b([A-Z])\.(?=[A-Z])", r"\1. ", name)
    found = _SUFFIX.search(name)
    return f"{name[: found.start()]} {_SUFFIXES.get(found[1], found[1])}" if found else name


def sort_name(forename: str, surname: str, suffix: str = "") -> str:
    """Return a person's name to sort by: the surname first, all forenames in full.

    >>> sort_name("James Addison", "Baker", "III")
    'Baker, James Addison, III'
    """
    return ", ".join(filter(None, (surname, forename, suffix)))


def full_name(forename: str, surname: str, suffix: str = "") -> str:
    """Return a person's name in natural order, all forenames in full."""
    return normalize(" ".join(filter(None, (forename, surname, suffix))))


def split_suffix(name: str) -> tuple[str, str]:
    """Return a name without its suffix, and the suffix in one spelling; it is empty if there is none.

    >>> split_suffix("Benigno Aquino 3rd")
    ('Benigno Aquino', 'III')
    """
    found = _SUFFIX.search(name)
    return (name[: found.start()], _SUFFIXES.get(found[1], found[1])) if found else (name, "")


def without_titles(name: str, country_id: str = "", *, is_ruler: bool = False) -> str:
    """Return a name without the titles and honorifics in front of it, and with its suffix in one spelling.

    What is a title depends on the country, and on whether the person is a ruler. A title that is the name by
    which a peer is known stays (Lord Gowrie).

    >>> without_titles("Dato' Seri Anwar bin Ibrahim", "malaysia")
    'Anwar bin Ibrahim'
    """
    bare, suffix = split_suffix(name)
    titles = [title for title in _HONORIFICS if title not in _NAMES_LIKE_HONORIFICS.get(country_id, ())]
    titles += [_RULER_TITLES] if is_ruler else []
    bare = re.sub(rf"^(?:(?:{'|'.join(titles)}) )+(?=\w)", "", bare)
    return f"{bare} {suffix}".strip()


def has_suffix(name: str) -> bool:
    """Whether a name ends with Jr., III or the like."""
    return _SUFFIX.search(name) is not None


def _without_brackets(name: str) -> str:
    """Return a name without the parts in brackets: other spellings, and names at birth."""
    return " ".join(re.sub(r"\([^)]*\)", " ", name).split()) or name.strip("()")
