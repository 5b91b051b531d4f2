"""Names that a volume links to another person than the one meant. The head says who it is: by office, or by given name.

What the reader can tell by itself, a name that is not that of the linked person, need not be here.
"""

from __future__ import annotations

#: By volume and document: the words before the name end with the first text; the side; the person who is meant.
WRONG_PERSONS: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ("frus1961-63v06", "d94"): (("Attorney General", "from", "p_KRF1"),),
    ("frus1955-57v02", "d159"): (("Secretary of State", "to", "p_DJF1"),),
    ("frus1958-60v17", "d22"): (("Director of Central Intelligence", "to", "p_DAW1"),),
    ("frus1964-68v02", "d72"): (("Assistant Secretary of State for Far Eastern Affairs", "to", "p_BWP1"),),
    # Two Sorensens and two Williamses; the other one is not in the volume's list.
    ("frus1961-63v05", "d159"): (
        ("Deputy Director of Plans and Policy of the United States Information Agency", "from", ""),
    ),
    ("frus1961-63v21", "d197"): (
        ("Deputy Assistant Secretary of Defense for International Security Affairs", "from", ""),
    ),
    ("frus1969-76v03", "d104"): (("Action Memorandum", "from", "p_SHH1"),),
}
#: Documents in which a side is marked wrong: the linked person, and the right side.
WRONG_SIDES = {("frus1961-63v06", "d18"): ("p_KNS2", "sender")}
