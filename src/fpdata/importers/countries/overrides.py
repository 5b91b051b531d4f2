"""What the sources of countries lack or have wrong: codes, common names, disputed and historical states."""

from __future__ import annotations

from typing import NamedTuple

#: ISO 3166 codes that gsh lacks or has wrong (cook-islands has that of Curaçao, burma one withdrawn in 1989).
ISO_CODES = {
    "antarctica": "AQ",
    "burma": "MM",
    "cook-islands": "CK",
    "estonia": "EE",
    "french-polynesia": "PF",
    "macau": "MO",
    "new-caledonia": "NC",
    "niue": "NU",
}

#: Common names of countries that neither source has.
NAMES = {
    "congo-democratic-republic": "Democratic Republic of the Congo",
    "congo-republic": "Republic of the Congo",
    "czechia": "Czechia",
    "eswatini": "Eswatini",
    "holy-see": "Holy See",
    "north-korea": "North Korea",
    "north-macedonia": "North Macedonia",
    "palestinian-territories": "Palestinian Territories",
    "south-korea": "South Korea",
    "united-states": "United States",
}

#: Countries whose statehood is disputed, whatever the sources call them.
DISPUTED = {"kosovo", "palestinian-territories", "taiwan", "western-sahara"}


class HistoricalState(NamedTuple):
    """A state that no longer exists."""

    name: str
    territory: str | None
    """The id of the gsh territory with the years of this state; None if the territory covers several states."""
    successor_id: str
    """The id of its main successor."""


#: The states that no longer exist, by country id: those that fell apart, merged or joined another. A state that only
#: changed its name or its government (Siam, Persia, Ceylon, the Federal Republic of Germany) is the one of today.
HISTORICAL_STATES = {
    "albania-1912-1946": HistoricalState("Albania, 1912 to 1946", "albania-1946", "albania"),
    "austria-hungary": HistoricalState("Austria-Hungary", "austria-hungary-1918", "austria"),
    "austrian-empire": HistoricalState("Austrian Empire", "austrian-empire-1867", "austria-hungary"),
    "czechoslovakia": HistoricalState("Czechoslovakia", "czechoslovakia-1993", "czechia"),
    "federal-republic-of-yugoslavia": HistoricalState(
        "Federal Republic of Yugoslavia", "federal-republic-of-yugoslavia-2003", "serbia-and-montenegro"
    ),
    "german-democratic-republic": HistoricalState("German Democratic Republic", "east-germany-1990", "germany"),
    "gran-colombia": HistoricalState("Gran Colombia", "gran-colombia-1830", "colombia"),
    "hawaii": HistoricalState("Hawaii", "kingdom-of-hawaii-1898", "united-states"),
    "joseon-korea": HistoricalState("Korea under the Joseon dynasty", "joseon-dynasty-1910", "south-korea"),
    "kingdom-of-serbs-croats-and-slovenes": HistoricalState(
        "Kingdom of Serbs, Croats and Slovenes", "kingdom-of-serbs-croats-and-slovenes-1929", "kingdom-of-yugoslavia"
    ),
    "kingdom-of-yugoslavia": HistoricalState(
        "Kingdom of Yugoslavia", "yugoslavia-1946", "socialist-federal-republic-of-yugoslavia"
    ),
    "malaya": HistoricalState("Malaya", "malaya-1963", "malaysia"),
    "netherlands-antilles": HistoricalState("Netherlands Antilles", "netherlands-antilles-2010", "curacao"),
    "north-yemen": HistoricalState("North Yemen", "northern-yemen-1990", "yemen"),
    "ottoman-empire": HistoricalState("Ottoman Empire", "ottoman-empire-1922", "turkey"),
    "papal-states": HistoricalState("Papal States", "papal-states-1929", "holy-see"),
    "republic-of-china": HistoricalState("Republic of China, 1912 to 1949", "republic-of-china-1949", "china"),
    "russian-empire": HistoricalState("Russian Empire", "russian-empire-1917", "soviet-union"),
    "serbia-and-montenegro": HistoricalState("Serbia and Montenegro", "serbia-and-montenegro-2006", "serbia"),
    "socialist-federal-republic-of-yugoslavia": HistoricalState(
        "Socialist Federal Republic of Yugoslavia",
        "socialist-federal-republic-of-yugoslavia-1992",
        "federal-republic-of-yugoslavia",
    ),
    "south-vietnam": HistoricalState("South Vietnam", "south-vietnam-1975", "vietnam"),
    "soviet-union": HistoricalState("Soviet Union", "soviet-union-1991", "russia"),
    "state-of-vietnam": HistoricalState("State of Vietnam", "state-of-vietnam-1955", "south-vietnam"),
    "tanganyika": HistoricalState("Tanganyika", "tanganyika-1964", "tanzania"),
    "texas": HistoricalState("Texas", "republic-of-texas-1845", "united-states"),
    "two-sicilies": HistoricalState("Two Sicilies", "kingdom-of-two-sicilies-1861", "italy"),
    "united-arab-republic": HistoricalState("United Arab Republic", "united-arab-republic-1971", "egypt"),
    "united-provinces-of-central-america": HistoricalState(
        "United Provinces of Central America", "united-provinces-of-central-america-1839", "guatemala"
    ),
    "yugoslavia": HistoricalState("Yugoslavia", None, "serbia"),
}
