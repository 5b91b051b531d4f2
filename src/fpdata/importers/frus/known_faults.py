"""Names that a volume links to another person than the one meant. The head says who it is: by office, or by given name.

What the reader can tell by itself, a name that is not that of the linked person, need not be here.
"""

from __future__ import annotations

#: Family names that several persons in the lists have: what the title before the name says, and the given name meant.
NAMESAKES: dict[str, tuple[tuple[str, str], ...]] = {
    "bell": ((r"Coordinator for Mutual Security", "john"),),
    "bundy": (
        (r"Assistant Secretary of (?:State|Defense)\b|Far Eastern|East Asian", "william"),
        (r"Special Assistant|National Security Affairs", "mcgeorge"),
    ),
    "briggs": ((r"East Coast Affairs", "william"),),
    "brown": ((r"Assistant Secretary of State for Far Eastern", "winthrop"),),
    "dulles": (
        (r"\bSecretary(?: of State)?\W*$", "john"),
        (r"Director of Central Intelligence|Central Intelligence Agency", "allen"),
    ),
    "eisenhower": ((r"\bPresident$", "dwight"),),
    "green": ((r"External Affairs", "howard"),),
    "hill": ((r"Ambassador (?:in|to) Mexico", "robert"),),
    "howe": ((r"Executive Secretariat", "fisher"),),
    "jacobson": ((r"Special Counsel", "jake"),),
    "johnson": (
        (r"\bPresident$", "lyndon"),
        (r"Deputy Under Secretary of State", "alexis"),
        (r"for Economic", "griffith"),
    ),
    "jones": ((r"Assistant Secretary of State for Near Eastern", "lewis"),),
    "kennedy": ((r"Attorney General", "robert"), (r"(?:^|\s)President$|President-elect", "john")),
    "meyer": ((r"Inter-American Affairs", "charles"),),
    "oliver": ((r"Inter-American Affairs", "covey"),),
    "owen": ((r"Economic Summits", "henry"),),
    "parsons": ((r"Assistant Secretary of State for Far Eastern", "graham"),),
    "rogers": ((r"Inter-American Affairs", "d"), (r"\bSecretary of State\W*$", "p")),
    "rostow": ((r"Under Secretary", "eugene"), (r"Special Assistant|Policy Planning", "walt")),
    "scott": ((r"Executive Secretariat", "walter"),),
    "smith": (
        (r"Assistant Secretary of State for Policy Planning", "gerard"),
        (r"Executive (?:Officer|Secretary) of the (?:Operations|National)", "bromley"),
        (r"International Cooperation Administration", "james"),
    ),
    "sonnenfeldt": ((r"", "helmut"),),
    "strauss": ((r"German", "franz"), (r"Chairman", "lewis")),
    "white": ((r"Chief of Staff, United States Air Force", "thomas"),),
    "williams": ((r"Deputy Assistant Secretary of Defense", "haydn"),),
    "wilson": ((r"^Secretary$", "charles"),),
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
    ("frus1955-57v08", "d82"): (("Special Assistant for Intelligence", "sender", ""),),
    ("frus1969-76ve05p2", "d56"): (("Deputy Director for Plans", "sender", ""),),  # only through whom it went
    ("frus1969-76ve05p2", "d160"): (("President", "recipient", "p_BH2"),),
    ("frus1969-76v20", "d244"): (("Philippine President", "recipient", "p_MFE2"),),
    ("frus1969-76ve05p2", "d58"): (("Director of the Bureau of Intelligence and Research", "sender", "p_DGCJ1"),),
}
#: Dates with a misprinted year, and the date that the reference to the file gives; nothing if it gives none.
WRONG_DATES = {
    ("frus1944Quebec", "d236"): "1944-09-16",
    ("frus1955-57v04", "d158"): None,
    ("frus1955-57v15", "d334"): "1956-05-04~",
}
#: Drafters, or persons in lists of participants, who are linked to another person, by volume and document (none: the whole
#: volume): the linked person, and the one who is meant; nobody if the volume's list does not have that person. The list of
#: participants or the signature names who is meant, or the office that the volume's list gives.
WRONG_LINKS: dict[tuple[str, str], tuple[str, str]] = {
    ("frus1955-57v23p1", ""): ("p_CR1", "p_RWS1"),
    ("frus1955-57v23p1", "d170"): ("p_CR1", "p_CR1"),  # the only one that means Cutler
    ("frus1955-57v24", "d168"): ("p_WCE1", ""),
    **{("frus1955-57v26", document): ("p_SALL1", "") for document in ("d52", "d105", "d159")},
    ("frus1958-60v01", "d52"): ("p_FLGAP1", ""),
    ("frus1958-60v13", "d370"): ("p_GJNJ1", ""),
    ("frus1961-63v03", "d78"): ("p_JUA1", ""),
    ("frus1961-63v15", "d197"): ("p_DRH2", ""),
    ("frus1961-63v16", "d345"): ("p_HAFD1", ""),
    ("frus1961-63v17", "d247"): ("p_MC6", ""),
    ("frus1961-63v21", "d297"): ("p_JJW2", ""),
    ("frus1964-68v07", ""): ("p_Bundy1", "p_BWP1"),
    ("frus1964-68v13", "d303"): ("p_SGC1", ""),
    ("frus1964-68v15", "d48"): ("p_JLB1", ""),
    ("frus1964-68v26", "d283"): ("p_BDE1", "p_BJD2"),
    **{("frus1964-68v29p1", document): ("p_SRAJV1", "") for document in ("d86", "d104", "d119", "d127")},
    ("frus1964-68v30", "d175"): ("p_SBK1", ""),
    ("frus1969-76v22", "d116"): ("p_BWT_1", ""),
    ("frus1977-80v21", "d131"): ("p_OD_1", "p_OHD_1"),
}
#: Names of which the head says in words on which side they are, and the mark the other one, by volume and document.
WRONG_SIDES: dict[tuple[str, str], str] = {
    ("frus1955-57v02", "d212"): "Robertson",
    ("frus1955-57v17", "d53"): "Rountree",
    ("frus1958-60v02", "d392"): "Henry M. Jackson",
    ("frus1958-60v05", "d30"): "Smith",
    ("frus1961-63v04", "d167"): "McNamara",
    ("frus1961-63v12", "d2"): "Kennedy",
    ("frus1961-63v12", "d311"): "Rusk",
    ("frus1961-63v16", "d242"): "Rusk",
    **{("frus1964-68v10", document): "McNamara" for document in ("d118", "d119", "d127", "d184")},
    ("frus1964-68v13", "d66"): "Department of State",
    ("frus1964-68v14", "d243"): "Rostow",
    ("frus1964-68v18", "d10"): "McNamara",
    ("frus1964-68v28", "d24"): "Rusk",
    ("frus1964-68v28", "d280"): "Rusk",
    ("frus1964-68v29p1", "d22"): "McNamara",
}
