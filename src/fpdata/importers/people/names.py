"""Parse the names of the people records: family name, given names and suffix, without titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fpdata.importers.core import person_names
from fpdata.importers.core.sort_names import sort_name_of
from fpdata.model.slugs import fold

#: Ranks, dignities and forms of address that stand before given names, or after a comma in their place.
_RANKS = (
    *("General", "Colonel", "Major", "Lieutenant", "Brigadier", "Admiral", "Captain", "Commander", "Commodore"),
    *("Marshal", "Field", "Air", "Chief", "Vice", "Rear", "Fleet", "Army", "Wing", "Group", "Sergeant", "Corporal"),
    *("Staff", "Technical", "Master", "Technician", "Yeoman", "Steward", "Cook", "Warrant", "Officer", "Generalissimo"),
    *(
        "Gén[ée]ral",
        "Division",
        "Brigade",
        "Corps",
        "Gen",
        "Col",
        "Maj",
        "Lt",
        "Lieut",
        "Capt",
        "Cmdr",
        "Cdr",
        "Adm",
        "Brig",
    ),
    *(
        "Sir",
        "Lord",
        "Lady",
        "Dame",
        "Baron",
        "Baroness",
        "Viscount",
        "Count",
        r"Earl(?= of\b)",
        "Marquis",
        "Marquess",
        "Duke",
    ),
    *("Comte", "Archduke", "Prince", "Princess", "Sultan", "Shaikh", "Sheikh", "Sheik"),
    *("Dr", "Prof", "Professor", "Mr", "Pandit", "Rev", "Reverend", "Father", "Monsignor", "Msgr"),
    *(
        "Cardinal",
        "Archbishop",
        "Bishop",
        "Mullah",
        "Ambassador",
        "Senator",
        "Representative",
        "Rep",
        "Governor",
        "Judge",
    ),
    *(
        "Hon",
        "Honorable",
        "Honourable",
        "Rt",
        "Right",
        "His",
        "Her",
        "Excellency",
        r"Royal(?= Highness)",
        "Highness",
        "Alhaji",
        "Chairman",
    ),
    *(
        "First",
        "Second",
        "Third",
        "Fourth",
        "Class",
        "Grade",
        "Junior",
        "jg",
        "bonze",
        "Photographer’s",
        "Mate",
        "Bart",
    ),
)
_RANK = rf"(?:{'|'.join(_RANKS)})(?:[.,]|(?=[\s-]|$))"
_LINK = r"(?:of the|of|the|de|d’|and)\b"
_TITLES = re.compile(
    rf"(?:(?:{_RANK}|{_LINK})[\s-]*)*(?:{_RANK}\s*)(?:(?:{_LINK} (?:Soviet Union|United States|Aviation|Army|Air Force|Arm[ée]e)\b\s*))*"
)
#: What shows that a text is no name of a person, or more than one.
_NO_NAME = re.compile(
    r"[0-9;:/?\[\]]|\b(?:until|from|see|See|alias|also|then|later|known|Secretary|Affairs|Department|Office|Director|Deputy"
    r"|Minister|Member|Spokesman|Counselor|Metropolitan|Patriarch|Tsaryevich|Krutitski|née|nee|Vietnamese|The (?:King|Shah|Emperor|Sultan|Tsar|Honou?rable))\b"
)
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|I?V|2nd|2d|3rd|3d)")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class PersonName:
    """A name in its parts; a name without a family name, or with it in front, is all surname."""

    surname: str
    forename: str
    suffix: str = ""

    @property
    def natural(self) -> str:
        """The name in natural order."""
        return person_names.full_name(self.forename, self.surname, self.suffix)

    @property
    def sort_name(self) -> str:
        """The name to sort by."""
        return person_names.sort_name(self.forename, self.surname, self.suffix)

    @property
    def is_whole(self) -> bool:
        """Whether it has a given name besides the family name, or several words."""
        return bool(self.forename) or " " in self.surname


def clean(text: str) -> str:
    r"""Return a text without control characters, brackets and stray marks at the ends.

    >>> clean("Roijen, Jan Herman \x98van\x9c"), clean("von Brentano.")
    ('Roijen, Jan Herman van', 'von Brentano')
    """
    text = re.sub(r"\([^)]*\)|, *[0-9]{4}-(?:[0-9]{4})?$|[“\"][^”\"]*[”\"]", " ", _CONTROL.sub("", text))
    text = re.sub(r"\s+([,.])", r"\1", " ".join(text.split())).strip(" ,;–-")
    return text if re.search(r"\b(?:[JS]r|[A-Z])\.$", text) else text.rstrip(".")


def parse_name(text: str, titles: Iterable[str] = ()) -> PersonName | None:
    """Return the name in a text "Family, Given, Suffix" without titles; None if the text is not one person's name.

    >>> parse_name("Walters, Lieutenant Colonel Vernon A., Jr.")
    PersonName(surname='Walters', forename='Vernon A.', suffix='Jr.')
    """
    text = clean(text)
    for title in sorted((clean(title) for title in titles), key=len, reverse=True):
        if title:
            text = re.sub(rf"(?<=, ){re.escape(title)}(?=$|[ ,])", "", text)
    surname, *parts = [part.strip() for part in text.split(",")]
    parts = [part for part in parts if part]
    if (len(parts) == 2 and re.fullmatch(r"[A-Z]\.", parts[-1])) or (
        len(parts) == 2 and re.fullmatch(r"[A-Z]\.", parts[0])
    ):
        parts = [" ".join(parts)]  # a comma too many
    suffix = ""
    if parts and _SUFFIX.fullmatch(parts[-1]):
        suffix = person_names.split_suffix(f"x, {parts.pop()}")[1]
    parts = [bare for part in parts if (bare := _without_titles(part))]
    if surname.isupper():
        surname = surname.title()
    if not surname or len(parts) > 1 or _NO_NAME.search(" ".join((surname, *parts))):
        return None
    return PersonName(surname, parts[0] if parts else "", suffix)


def _without_titles(given: str) -> str:
    found = _TITLES.match(given)
    return given[found.end() :].lstrip(" .,").rstrip(" ,") if found else given


def display_name(preferred: PersonName, variants: Iterable[tuple[PersonName, int]]) -> str:
    """Return the name that most volumes use, of those that have the family name and the first name of the preferred one.

    `variants` are names, each with the number of volumes. The preferred one wins a tie.
    """
    first = fold(preferred.forename).split()[:1]
    best, most = preferred, 0
    for name, count in variants:
        alike = fold(name.surname) == fold(preferred.surname) and fold(name.forename).split()[:1] == first
        if alike and name.suffix == preferred.suffix and count > most:
            best, most = name, count
    return best.natural


def sort_name_for(name: PersonName, natural: str) -> str:
    """Return the name to sort by; a name without a comma stands as it is, unless it ends with a suffix."""
    return name.sort_name if name.forename else sort_name_of(natural, "burma")
