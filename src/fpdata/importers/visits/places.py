"""Find the places in the United States that the description of a visit names."""

from __future__ import annotations

import re

#: Cities, towns and other single places. States and countries are not among them, nor buildings.
_PLACES = (
    *("Agana", "Akron", "Albany", "Albuquerque", "Ames", "Amherst", "Andrews Air Force Base", "Ann Arbor", "Annapolis"),
    *("Aspen", "Atlanta", "Atlantic City", "Austin", "Baltimore", "Bar Harbor", "Beverly", "Blaine", "Bohemian Grove"),
    *("Boston", "Bridgeport", "Buffalo", "Cambridge", "Camp David", "Cape Canaveral", "Cape Kennedy", "Carmel"),
    *("Cedar Rapids", "Charleston", "Charlottesville", "Chattanooga", "Cheyenne", "Chicago", "Claymont", "Cleveland"),
    *("Colorado Springs", "Columbus", "Coronado", "Corpus Christi", "Crawford", "Dallas", "Dayton", "Deerfield"),
    *("Denver", "Des Moines", "Detroit", "Dorado Beach", "Doral", "Duluth", "El Paso", "Elmendorf Air Force Base"),
    *("Eugene", "Fitchburg", "Fort Benning", "Fort Bragg", "Fort Knox", "Fresno", "Ft. Lauderdale", "Gainesville"),
    *("Gettysburg", "Glassboro", "Governors Island", "Grand Canyon", "Grand Rapids", "Great Falls", "Greenbelt"),
    *("Greencastle", "Greenwich", "Hanover", "Harrisburg", "Hartford", "Hershey", "Honolulu", "Hot Springs", "Houston"),
    *("Hyannis Port", "Hyde Park", "Jacksonville", "Jamestown", "Kanoehe Bay", "Kansas City", "Kapolei"),
    *("Kennebunkport", "Key Biscayne", "Key Largo", "Key West", "Kingsville", "Knoxville", "LBJ Ranch", "LaGrange"),
    *("Lafayette", "Lake Orion", "Lake Placid", "Lansing", "Laramie", "Las Vegas", "Lexington", "Libertyville"),
    *("Los Angeles", "Louisville", "Lubbock", "Madison", "Mar-a-Lago", "Massena", "Maui", "McDill AFB", "Memphis"),
    *("Miami", "Middlebury", "Midway Island", "Milwaukee", "Minneapolis", "Monterey", "Monticello", "Morrisville"),
    *("Mount Vernon", "Muscle Shoals", "Mystic", "Nashville", "New Haven", "New London", "New Orleans"),
    *("New York City", "New York", "Newark", "Newport", "Newport Beach", "Niagara Falls", "Norfolk", "North Adams"),
    *("North Haven", "Oahu", "Oak Ridge", "Ogdensburg", "Omaha", "Onslow Beach", "Orlando", "Palm Beach"),
    *("Palm Desert", "Palm Springs", "Palo Alto", "Pascagoula", "Pearl Harbor", "Peoria", "Philadelphia", "Phoenix"),
    *("Pittsburgh", "Point Loma", "Princeton", "Providence", "Raleigh", "Rancho Mirage", "Rapidan Camp", "Richmond"),
    *("Roanoke", "Rochester", "Rockford", "Rutherford", "Sacramento", "Salem", "Salt Lake City", "San Antonio"),
    *("San Clemente", "San Diego", "San Francisco", "San Jose", "San Juan", "Santa Barbara", "Santa Fe"),
    *("Santa Monica", "Schenectady", "Sea Island", "Seattle", "Shepherdstown", "Sioux City", "Spokane", "Springfield"),
    *("St. Augustine", "St. Louis", "St. Paul", "Stillwater", "Sun Valley", "Sunnylands", "Syracuse", "Tampa"),
    *("Tarrytown", "Toledo", "Tubac", "Tucson", "Tulsa", "Tuskegee", "Virginia Beach", "Waco", "Waltham"),
    *("Warm Springs", "Washington", "Wellesley", "West Point", "Wheeling", "White Sulphur Springs", "Wichita"),
    *("Wilberforce", "Williamsburg", "Wilmington", "Woods Hole", "Wood’s Hole", "Woodside", "Worcester"),
    *("Wye Plantation", "Yellowstone Park", "Yorktown", "Yosemite National Park", "Yosemite Park"),
)
#: Places whose names are common words or surnames: they count only with their state.
_PLACES_WITH_STATE = ("Bolivar", "Columbia", "Hampton", "Jackson", "Lincoln", "Purchase", "Troy")
#: States as upstream writes them behind a place.
_STATES = (
    *("Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida"),
    *("Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine"),
    *("Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska"),
    *("Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina", "Ohio", "Oklahoma"),
    *("Oregon", "Pennsylvania", "Puerto Rico", "Rhode Island", "South Carolina", "Tennessee", "Texas", "Utah"),
    *("Virginia", "West Virginia", "Wisconsin", "Wyoming", "Guam"),
    *("Ala.", "Calif.", "Conn.", "Fla.", "Ga.", "Ia.", "Ill.", "Kans.", "Ky.", "Mass.", "Md.", "Me.", "Mich."),
    *("Minn.", "Miss.", "N.C.", "N.J.", "N.Y.", "Okla.", "Pa.", "R.I.", "S.C.", "Tenn.", "Tex.", "Va.", "W.Va."),
    *("CA", "CO", "DE", "FL", "IL", "KY", "MD", "ME", "NJ", "OH", "PA", "TN", "TX", "VA"),
)
#: What follows a name that is not that of the place visited.
_NOT_A_PLACE = r"Declaration|Conference|\(Arcadia\)|State\b|University|World|Summit\b"
_STATE = "|".join(map(re.escape, sorted(_STATES, key=len, reverse=True)))
_PLACE = re.compile(
    rf"(?<![\w(])(?P<name>{'|'.join(map(re.escape, sorted(_PLACES + _PLACES_WITH_STATE, key=len, reverse=True)))})"
    rf"(?![\w’-])(?! (?:{_NOT_A_PLACE}))"
    rf"(?: \((?P<in_brackets>{_STATE}|Washington)\)|, (?P<after_comma>{_STATE})(?! City)(?!\w))?"
)
_WITHOUT_STATE = {"New York City", "New York", "Washington"}


def places_of(description: str) -> str:
    """Return the places that a description names, in its order, separated by commas; empty if it names none.

    >>> places_of("Official visit. Afterwards visited Akron (Ohio) and New York City. Departed U.S. June 12.")
    'Akron (Ohio), New York City'
    """
    found: dict[str, str] = {}
    for match in _PLACE.finditer(description):
        name, state = match["name"], match["in_brackets"] or match["after_comma"]
        if name in _PLACES_WITH_STATE and not state:
            continue
        name = "New York City" if name == "New York" else name
        found.setdefault(name, f"{name} ({state})" if state and name not in _WITHOUT_STATE else name)
    return ", ".join(found.values())
