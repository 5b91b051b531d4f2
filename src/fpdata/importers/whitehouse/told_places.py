"""Where people met or spoke: by the sentence that tells who met whom, or by the first lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fpdata.importers.whitehouse.countries import COUNTRY, countries_in, country_of
from fpdata.importers.whitehouse.pages import Page
from fpdata.importers.whitehouse.tellings import Telling

_US_PLACES = re.compile(
    r"\b(?:Oval Office|White House|Cabinet Room|East Room|Rose Garden|Roosevelt Room|State Dining Room|South (?:Lawn|Court)"
    r"|Situation Room|Camp David|Washington|D\.C\.|Blair House|Eisenhower|Brady|Diplomatic|[A-Z][a-z]+, [A-Z]{2}\b"
    r"|New York|California|Delaware|Cross Hall|Vice President's (?:Residence|Ceremonial))"
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d ?[AP]\.?M\b")
_FIRST_SPEAKER = re.compile(
    r"\b(?:(?:MODERATOR|AIDE|(?:A )?SENIOR ADMINISTRATION OFFICIAL|THE (?:VICE )?PRESIDENT|(?:MR|MS|MRS|DR)\. [A-Z'-]+):|Q (?=[A-Z]))"
)
_HOUSE = (
    r"White House(?: Situation Room)?|Oval Office|Situation Room|Roosevelt Room|Cabinet Room|Eisenhower Executive Office Building"
    r"|Vice President's (?:Residence|Ceremonial Office)|Naval Observatory"
)
#: Cities that pages name without their country.
_CITIES = {
    **dict.fromkeys(
        ("Washington", "New York", "Los Angeles", "San Francisco", "San Diego", "Camp David"), "united-states"
    ),
    **dict.fromkeys(("Honolulu", "Wilmington", "Greenbelt", "Woodside"), "united-states"),
    **dict.fromkeys(("Munich", "Berlin"), "germany"),
    **dict.fromkeys(("Tokyo", "Hiroshima"), "japan"),
    **dict.fromkeys(("Jakarta", "Bali"), "indonesia"),
    **dict.fromkeys(("Dubai", "Abu Dhabi"), "united-arab-emirates"),
    **dict.fromkeys(("Davos", "Geneva", "Zurich"), "switzerland"),
    **dict.fromkeys(("Jeddah", "Riyadh"), "saudi-arabia"),
    **dict.fromkeys(("London", "Belfast"), "united-kingdom"),
    **{"Warsaw": "poland", "Seoul": "south-korea", "Istanbul": "turkey", "Phnom Penh": "cambodia"},
    **{"Mexico City": "mexico", "Dublin": "ireland", "Vilnius": "lithuania", "Helsinki": "finland", "Hanoi": "vietnam"},
    **{"Paris": "france", "Rome": "italy", "Kyiv": "ukraine", "Bangkok": "thailand", "Manila": "philippines"},
    **{"Accra": "ghana", "Lusaka": "zambia", "Sydney": "australia", "Vienna": "austria", "Nassau": "bahamas"},
    **{"Tel Aviv": "israel", "Beijing": "china", "Lima": "peru", "New Delhi": "india", "Brussels": "belgium"},
    **{"Doha": "qatar", "Cairo": "egypt", "Madrid": "spain", "Nairobi": "kenya", "Ottawa": "canada"},
}
_STATES = r"D\.?C\.?|California|Delaware|Hawaii|Maryland|New York|Florida|Virginia|Pennsylvania"
_CITY = re.compile(
    rf"\bin (?P<city>{'|'.join(_CITIES)})(?!\w)(?P<state>,? (?:{_STATES})(?!\w))?(?:,? (?P<land>{COUNTRY}))?"
)
_CITY_OF_COUNTRY = re.compile(rf"\bin (?P<city>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?), (?P<land>{COUNTRY})")
_AT_HOUSE = re.compile(rf"\b(?:at|in|to) the (?P<place>{_HOUSE})(?![\w'])")


def told_place(told: Iterable[Telling]) -> tuple[str, str | None]:
    """Return the place of a meeting and its country; empty if the text does not say.

    >>> told_place([Telling("", "met in Rome with Ada Lake")])
    ('Rome', 'italy')
    """
    for one in told:
        if found := _AT_HOUSE.search(one.people):
            return found["place"], "united-states"
        if found := _CITY.search(one.people):
            home = _CITIES[found["city"]]
            land = found["land"] if found["land"] and country_of(found["country"]) == home else ""
            state = (found["state"] or "").strip(" ,").replace("DC.", "DC")
            return ", ".join(filter(None, (found["city"], state, land.removeprefix("the ")))), home
        if found := _CITY_OF_COUNTRY.search(one.people):
            return f"{found['city']}, {found['land'].removeprefix('the ')}", country_of(found["country"])
    return "", None


def place_of(page: Page) -> str:
    """Return the place that remarks name above the time, or the first speaker."""
    top = page.text[:220]
    found = _CLOCK.search(top) or _FIRST_SPEAKER.search(top)
    place = re.sub(r" ?\([^)]*\)", "", page.text[: found.start()]).lstrip(" ,.|").rstrip(" ,|") if found else ""
    place = re.sub(r"(?<![ .][A-Z])[ .]+$", "", place)  # that of "D.C." is no full stop of a sentence
    is_place = 3 < len(place) < 110 and not re.search(r"(?<!\b[A-Z])(?<!Bros)[.!?] |PRESIDENT|:", place)
    return place if is_place else ""


def country_of_place(place: str) -> str | None:
    """Return the country of a place, if its name tells."""
    if re.search(r"\bEn Route\b|\bAboard\b|\bTeleconference\b", place, re.IGNORECASE):
        return None
    found = countries_in(place)
    if len(found) == 1:
        return found[0]
    return "united-states" if _US_PLACES.search(place) else None
