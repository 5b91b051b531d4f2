"""Names that a volume links to another person than the one meant. The head says who it is: by office, or by given name.

What the reader can tell by itself, a name that is not that of the linked person, need not be here.
"""

from __future__ import annotations

#: Family names that several persons in the lists have: what the title before the name says, and the given name meant.
NAMESAKES: dict[str, tuple[tuple[str, str], ...]] = {
    "bundy": (
        (r"Assistant Secretary of (?:State|Defense)\b|Far Eastern|East Asian", "william"),
        (r"Special Assistant|National Security Affairs", "mcgeorge"),
    ),
    "dulles": (
        (r"\bSecretary(?: of State)?\W*$", "john"),
        (r"Director of Central Intelligence|Central Intelligence Agency", "allen"),
    ),
    "eisenhower": ((r"\bPresident$", "dwight"),),
    "johnson": ((r"\bPresident$", "lyndon"),),
    "kennedy": ((r"Attorney General", "robert"), (r"(?:^|\s)President$|President-elect", "john")),
    "rostow": ((r"Under Secretary", "eugene"), (r"Special Assistant|Policy Planning", "walt")),
    "sonnenfeldt": ((r"", "helmut"),),
}
#: What the head and the list of participants say of a document that somebody drafted whose family name alone is given.
DRAFTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "dulles": (
        (
            r"^The Secretary(?: of State)?$|\b[Ff]rom the Department of State\b|\bSecretary (?:of State|Dulles)\b",
            "john",
        ),
        (r"\bCentral Intelligence\b|\bAllen\b", "allen"),
    ),
}
#: Names that are linked to another person, by volume and document: what stands before the name, the side, and the
#: person who is meant; nobody if the volume's list does not have that person.
WRONG_PERSONS: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ("frus1961-63v05", "d159"): (
        ("Deputy Director of Plans and Policy of the United States Information Agency", "sender", ""),
    ),
    ("frus1961-63v21", "d197"): (
        ("Deputy Assistant Secretary of Defense for International Security Affairs", "sender", ""),
    ),
    ("frus1969-76v20", "d244"): (("Philippine President", "recipient", "p_MFE2"),),
    ("frus1969-76ve05p2", "d58"): (("Director of the Bureau of Intelligence and Research", "sender", "p_DGCJ1"),),
}
#: Dates with a misprinted year, and the date that the reference to the file gives; nothing if it gives none.
WRONG_DATES = {
    ("frus1944Quebec", "d236"): "1944-09-16",
    ("frus1955-57v04", "d158"): None,
    ("frus1955-57v15", "d334"): "1956-05-04~",
}
