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


def country_id(upstream: str) -> str:
    """Return the country id that an upstream id means. Whether that country exists is checked on import.

    >>> country_id("korea-south")
    'south-korea'
    """
    return _COUNTRY_IDS.get(upstream, upstream)
