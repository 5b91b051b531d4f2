"""Which department, post or other body a phrase in a head means; each has one name in the data set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fpdata.importers.core.draft import Draft, DraftRef
from fpdata.model.slugs import slug

#: Names in heads that mean one body, and its name in the data set, if that is another.
_BODIES: dict[str, str | None] = {
    **dict.fromkeys(
        ("Department of State", "Department", "State Department", "Secretary of State in Washington"),
        "Department of State",
    ),
    **dict.fromkeys(("Department of Defense", "Defense Department"), "Department of Defense"),
    **dict.fromkeys(("Department of the Army", "Department of Army"), "Department of the Army"),
    **dict.fromkeys(("War Department", "Department of War"), "War Department"),
    **dict.fromkeys(("Central Intelligence Agency", "CIA"), "Central Intelligence Agency"),
    **dict.fromkeys(
        (
            "Operation PBSUCCESS Headquarters in Florida",
            "Operation PBUSCCESS Headquarters in Florida",
            "PBSUCCESS Headquarters in Florida",
            "PBSUCCESS Headquarters, Central Intelligence Agency",
        ),
        "Operation PBSUCCESS Headquarters",
    ),
    **dict.fromkeys(("White House", "White House Situation Room"), "White House"),
    **dict.fromkeys(
        (
            "Joint Chiefs of Staff",
            "Combined Chiefs of Staff",
            "National Security Council",
            "Operations Coordinating Board",
        ),
    ),
    **dict.fromkeys(("United States Information Agency", "U.S. Information Agency"), "U.S. Information Agency"),
    **dict.fromkeys(
        ("Policy Planning Staff", "Policy Planning Council", "Board of National Estimates", "303 Committee")
    ),
    **dict.fromkeys(
        (
            "Foreign Operations Administration",
            "Office of the Secretary of Defense",
            "Council on Foreign Economic Policy",
        )
    ),
    **dict.fromkeys(
        ("National Security Council Planning Board", "NSC Planning Board"), "National Security Council Planning Board"
    ),
    **dict.fromkeys(
        ("Department of the Treasury", "Department of Commerce", "Department of Agriculture", "Department of Justice")
    ),
    **dict.fromkeys(
        ("Department of the Navy", "Department of the Air Force", "Department of the Interior", "Bureau of the Budget")
    ),
    **dict.fromkeys(
        ("North Atlantic Council", "Executive Committee of the National Security Council", "Special Group")
    ),
}
#: The rows of the data set for bodies that it has already.
_KNOWN = {
    "Department of State": "us-department-of-state",
    "Department of Defense": "us-department-of-defense",
    "Central Intelligence Agency": "central-intelligence-agency",
    "White House": "white-house",
}
#: Slips and other names of places, as they stand after "Embassy in" or "Mission to".
_PLACES = {
    "lran": "Iran",
    "Tehran": "Iran",
    "Moscow": "the Soviet Union",
    "the Federal Republic of Germany": "Germany",
    "Bonn": "Germany",
    "Federal Republic of Germany": "Germany",
    "the Federal Republic": "Germany",
    "Cameroun": "Cameroon",
    "Ivory": "Ivory Coast",
    "the Ivory Coast": "Ivory Coast",
    "Khartoum": "the Sudan",
    "Sudan": "the Sudan",
    "Rome": "Italy",
    "the Domincan Republic": "the Dominican Republic",
    "the Somali Republic": "Somalia",
    "the Soviet": "the Soviet Union",
    "the United Kindom": "the United Kingdom",
    "South Vietnam": "Vietnam",
    "the Republic of Vietnam": "Vietnam",
    "Viet-Nam": "Vietnam",
    "the Republic of the Congo": "the Congo",
    "Benghazi, Libya": "Libya",
    "Tripoli, Libya": "Libya",
    "the Republic of Korea": "Korea",
    "the United Arab Republic": "Egypt",
    "the Syrian Arab Republic": "Syria",
    "Berlin": "Berlin",
    "West Berlin": "Berlin",
    "NATO": "the North Atlantic Treaty Organization",
    "the North Atlantic Treaty Organization and european Regional Organizations": "the North Atlantic Treaty Organization",
    "the North Atlantic Treaty Organization and European Regional Organizations": "the North Atlantic Treaty Organization",
    "the North Atlantic Treaty Organization and the European Regional Organizations": "the North Atlantic Treaty Organization",
    "the OECD": "the Organization for Economic Cooperation and Development",
    "the Union of South Africa": "South Africa",
}
_POST = re.compile(
    r"(?P<kind>Embassy|Legation|Consulate General|Consulate|Interests Section|Mission|Office of the High Commissioner"
    r"|CIA Station|Central Intelligence Agency Station|Station|Liaison Office) (?P<how>in|at|to|for) (?P<place>(?:the )?(?:[A-Z]|lran)[^,()\[\]]*(?:, Libya)?)"
)
_AND_ANOTHER = re.compile(r" and (?:the |U\.S\. |Secretary )")
_FOREIGN = {
    "British": "united-kingdom", "French": "france", "German": "germany", "Italian": "italy", "Japanese": "japan",
    "Mexican": "mexico", "Soviet": "soviet-union", "Australian": "australia", "Israeli": "israel", "Chinese": "china",
    "Netherlands": "netherlands", "Indian": "india", "Canadian": "canada", "Iranian": "iran", "Cuban": "cuba",
    "Venezuelan": "venezuela", "Saudi Arabian": "saudi-arabia", "Polish": "poland", "Turkish": "turkey",
}  # fmt: skip
_FOREIGN_BODY = re.compile(rf"({'|'.join(_FOREIGN)}) (Embassy|Legation|Government|Foreign Office)")
#: Bodies of which there was one after the other, under one name: they are not one actor.
_INDEFINITE = re.compile(
    r"\b(?:Certain|All|Various|Posts|Missions|Embassies|Offices|Members|Delegation|not declassified)\b"
)


@dataclass(frozen=True)
class Organization:
    """A body that sends and receives documents."""

    name: str
    country_id: str = "united-states"

    @property
    def ref(self) -> DraftRef:
        """A reference to its actor."""
        return DraftRef("actors", f"organizations/{slug(self.name)}")

    def draft(self) -> Draft:
        """Return the draft of its actor."""
        cells = {"kind": "organization", "name": self.name, "sort_name": self.name, "country_id": self.country_id}
        known = _KNOWN.get(self.name)
        return Draft("actors", self.ref.locator, cells, ((known or self.name,),), reuse_existing=known is not None)


def organization(phrase: str) -> Organization | None:
    """Return the body that a phrase means; None if it means none, several, or one that the phrase alone does not tell.

    >>> organization("the Embassy in lran"), organization("Embassy")
    (Organization(name='U.S. Embassy in Iran', country_id='united-states'), None)
    """
    text = re.sub(
        r"^(?:the )?(?:United States |U\.S\. |American )?(?:the )?", "", phrase.strip(" ,.:;"), flags=re.IGNORECASE
    )
    whole = re.sub(r"^(?:the )", "", phrase.strip(" ,.:;"), flags=re.IGNORECASE)
    for one in (whole, text):
        if one in _BODIES:
            return Organization(_BODIES[one] or one)
    if found := _FOREIGN_BODY.fullmatch(whole):
        return Organization(whole, _FOREIGN[found[1]])
    if _INDEFINITE.search(text):
        return None
    if found := _POST.fullmatch(text):
        kind, place = found["kind"], _PLACES.get(found["place"], found["place"])
        kind = {"Station": "CIA Station", "Central Intelligence Agency Station": "CIA Station"}.get(kind, kind)
        how = {"at": "in"}.get(found["how"], found["how"])
        if _AND_ANOTHER.search(place):
            return None
        if kind == "Mission":
            how = "in" if place in ("Berlin", "Geneva", "Korea") else "to"
        return Organization(f"{kind if kind.startswith('CIA') else f'U.S. {kind}'} {how} {place}")
    return None
