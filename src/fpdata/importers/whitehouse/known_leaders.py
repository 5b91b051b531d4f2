"""Leaders whose names alone tell who is meant, and those whom another source has without their country."""

from __future__ import annotations

from fpdata.model.slugs import fold

#: Names that tell alone who is meant, as pages use them: the country that the data set has the person from, and the name.
KNOWN = {
    "jens stoltenberg": ("norway", "Jens Stoltenberg"),
    "bibi netanyahu": ("israel", "Benjamin Netanyahu"),
    "mark rutte": ("netherlands", "Mark Rutte"),
    "abdalla hamdok": ("sudan", "Abdallah Hamdouk"),
    "barham saleh": ("iraq", "Barham Salih"),
    "charles michel": ("belgium", "Charles Michel"),
    "nawaf al ahmad al jaber al sabah": ("kuwait", "Nawaf al-Ahmad al-Jabir al-Sabah"),
    "antonio guterres": ("portugal", "Antonio Guterres"),
    "sigrid kaag": ("netherlands", "Sigrid Kaag"),
    "valdis dombrovskis": ("latvia", "Valdis Dombrovskis"),
    "kaja kallas": ("estonia", "Kaja Kallas"),
    "antonio costa": ("portugal", "António Costa"),
    "frederic bernard": ("belgium", "Frédéric Bernard"),
    "king charles": ("united-kingdom", "Charles III"),
    "charles iii": ("united-kingdom", "Charles III"),
}
#: Leaders whom another source has without their country: its identifier, by country and name. Each led the body of
#: whose founding that source names them a member.
ELSEWHERE = {("palestinian-territories", "Mahmoud Abbas"): ("history-people", "100006")}
#: Family names that tell, after the title of a Secretary General, who it is.
HEADS_OF_BODIES = {"stoltenberg": "jens stoltenberg", "rutte": "mark rutte", "guterres": "antonio guterres"}


def known_person(name: str) -> tuple[str, str] | None:
    """Return country and name of somebody whose name alone tells who is meant."""
    return KNOWN.get(fold(name))
