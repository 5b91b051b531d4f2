"""The crosswalk of country ids: which country of the data set an upstream id means.

The State Department's data sets share their ids of countries (``korea-south``), but use several for some
countries. All importers of these sources use this crosswalk.
"""

from __future__ import annotations

#: The upstream ids that differ from those of the data set; one is a typo.
_COUNTRY_IDS = {
    "antigua-barbuda": "antigua-and-barbuda",
    "albania-1946": "albania-1912-1946",
    "bosnia-herzegovina": "bosnia-and-herzegovina",
    "congo-brazzaville": "congo-republic",
    "congo-kinshasa": "congo-democratic-republic",
    "czech-republic": "czechia",
    "czechoslovakia-1993": "czechoslovakia",
    "east-germany-1990": "german-democratic-republic",
    "joseon-dynasty-1910": "joseon-korea",
    "kingdom-of-hawaii-1898": "hawaii",
    "kingdom-of-two-sicilies-1861": "two-sicilies",
    "korea": "south-korea",
    "korea-north": "north-korea",
    "korea-south": "south-korea",
    "macedonia": "north-macedonia",
    "micronesia-federated-states-of": "micronesia",
    "netherlands-antilles-2010": "netherlands-antilles",
    "palestinian-authority": "palestinian-territories",
    "republic-of-texas-1845": "texas",
    "saint-kitts-nevis": "saint-kitts-and-nevis",
    "saint-vincent-grenadines": "saint-vincent-and-grenadines",
    "socialist-federal-republic-of-yugoslavia-1992": "socialist-federal-republic-of-yugoslavia",
    "somoa": "samoa",
    "south-vietnam-1975": "south-vietnam",
    "state-of-vietnam-1955": "state-of-vietnam",
    "swaziland": "eswatini",
    "turkiye": "turkey",
    "vietnam-south": "south-vietnam",
    "west-bank": "palestinian-territories",
    "yugoslavia-1946": "kingdom-of-yugoslavia",
}


#: By country of today: the states that stood in its place, with the first and the last year in which they did. These
#: are the years of gsh, except that the year of a succession belongs to the state that existed longer in it.
FORMER_STATES = {
    "austria": (("austrian-empire", 1804, 1867), ("austria-hungary", 1868, 1918)),
    "china": (("republic-of-china", 1912, 1949),),
    "egypt": (("united-arab-republic", 1958, 1971),),
    # gsh has it from 2008. The travels of 1999 are to "Serbia-Montenegro (Kosovo)", that of 2001 to "Yugoslavia (Kosovo)".
    "kosovo": (("federal-republic-of-yugoslavia", 1992, 2002), ("serbia-and-montenegro", 2003, 2006)),
    "malaysia": (("malaya", 1948, 1963),),
    "russia": (("russian-empire", 1721, 1917), ("soviet-union", 1918, 1991)),
    "serbia": (("federal-republic-of-yugoslavia", 1992, 2002), ("serbia-and-montenegro", 2003, 2006)),
    "syria": (("united-arab-republic", 1958, 1961),),
    "tanzania": (("tanganyika", 1961, 1964),),
    "turkey": (("ottoman-empire", 1300, 1922),),
    "vietnam": (("state-of-vietnam", 1949, 1955), ("south-vietnam", 1956, 1975)),
    "yemen": (("north-yemen", 1918, 1989),),
    "yugoslavia": (
        ("kingdom-of-serbs-croats-and-slovenes", 1918, 1929),
        ("kingdom-of-yugoslavia", 1930, 1945),
        ("socialist-federal-republic-of-yugoslavia", 1946, 1992),
        ("federal-republic-of-yugoslavia", 1993, 2002),
    ),
}
#: Names that upstream uses for a former state in the year of its succession.
_NAMES_OF_FORMER_STATES = {"Yemen Arab Republic": "north-yemen"}


def country_id(upstream: str) -> str:
    """Return the country id that an upstream id means. Whether that country exists is checked on import.

    >>> country_id("korea-south")
    'south-korea'
    """
    return _COUNTRY_IDS.get(upstream, upstream)


def state_id(upstream: str, day: str, name: str = "") -> str:
    """Return the id of the state that an upstream id meant on a day; `name` is what upstream calls it there.

    >>> state_id("russia", "1959-09-15")
    'soviet-union'
    >>> state_id("russia", "1992-01-31")
    'russia'
    """
    id = country_id(upstream)
    if former := _NAMES_OF_FORMER_STATES.get(name):
        return former
    year = int(day[:4])
    return next((state for state, first, last in FORMER_STATES.get(id, ()) if first <= year <= last), id)
