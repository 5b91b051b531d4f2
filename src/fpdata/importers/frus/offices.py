"""Which offices a title in a document means. Who held them on the day of the document, the data set says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fpdata.model.slugs import fold, slug

PRESIDENT = ("president-of-the-united-states",)
_STATE = "assistant-secretary-of-state"
#: Titles, folded and without "of state" where that may be missing, and the offices that they can mean.
_OFFICES: dict[str, tuple[str, ...]] = {
    "president": PRESIDENT,
    "president of the united states": PRESIDENT,
    "vice president": ("vice-president-of-the-united-states",),
    "vice president of the united states": ("vice-president-of-the-united-states",),
    "secretary of state": ("secretary-of-state",),
    "deputy secretary of state": ("deputy-secretary-of-state",),
    "under secretary of state": ("under-secretary-of-state",),
    "under secretary of state for political affairs": ("under-secretary-of-state-for-political-affairs",),
    "under secretary of state for economic affairs": (
        "under-secretary-for-economic-growth-energy-and-the-environment",
    ),
    "under secretary of state for management": ("under-secretary-of-state-for-management",),
    "under secretary of state for security assistance": (
        "under-secretary-of-state-for-arms-control-and-international-security-affairs",
    ),
    "deputy under secretary of state": (
        "deputy-under-secretary-of-state",
        "deputy-under-secretary-of-state-for-political-affairs",
        "deputy-under-secretary-of-state-for-management",
        "deputy-under-secretary-of-state-for-economic-affairs",
    ),
    "deputy under secretary of state for political affairs": ("deputy-under-secretary-of-state-for-political-affairs",),
    "deputy under secretary of state for economic affairs": ("deputy-under-secretary-of-state-for-economic-affairs",),
    "deputy under secretary of state for administration": ("deputy-under-secretary-of-state-for-management",),
    "deputy under secretary of state for management": ("deputy-under-secretary-of-state-for-management",),
    "assistant secretary of state": (_STATE, f"{_STATE}-1924"),
    "third assistant secretary of state": ("third-assistant-secretary-of-state",),
    "counselor of the department of state": ("counselor",),
    "counselor for the department of state": ("counselor",),
    "legal adviser of the department of state": ("legal-adviser",),
    "legal adviser": ("legal-adviser",),
    "executive secretary of the department of state": ("executive-secretary",),
    "director of the policy planning staff": ("director-of-policy-planning",),
    "chairman of the policy planning council": ("director-of-policy-planning",),
    "director of the policy planning staff of the department of state": ("director-of-policy-planning",),
    "director of the bureau of intelligence and research": (f"{_STATE}-for-intelligence-and-research",),
    "director of intelligence and research": (f"{_STATE}-for-intelligence-and-research",),
    "director of the united states information agency": ("director-of-the-us-information-agency",),
    "director of the arms control and disarmament agency": ("director-of-the-us-arms-control-and-disarmament-agency",),
    "administrator of the agency for international development": (
        "administrator-of-the-agency-for-international-development",
    ),
    "representative at the united nations": ("representative-to-un",),
    "representative to the united nations": ("representative-to-un",),
    "permanent representative at the united nations": ("representative-to-un",),
    "permanent representative to the united nations": ("representative-to-un",),
}
#: Whose affairs an Assistant Secretary of State looked after, and the office that does now.
_AFFAIRS = {
    "african": "african-affairs",
    "american republic": "western-hemisphere-affairs",
    "inter american": "western-hemisphere-affairs",
    "congressional relations": "legislative-affairs",
    "economic": "economic-energy-and-business-affairs",
    "economic and business": "economic-energy-and-business-affairs",
    "educational and cultural": "educational-and-cultural-affairs",
    "european": "european-and-eurasian-affairs",
    "far eastern": "east-asian-and-pacific-affairs",
    "east asian and pacific": "east-asian-and-pacific-affairs",
    "international organization": "international-organization-affairs",
    "united nations": "international-organization-affairs",
    "near eastern and south asian": "near-eastern-affairs",
    "near eastern south asian and african": "near-eastern-affairs",
    "public": "public-affairs",
    "administration": "administration",
    "consular": "consular-affairs",
    "politico military": "politico-military-affairs",
}
#: Countries as documents name them, where the office of the chief of mission has another.
_COUNTRIES: dict[str, tuple[str, ...]] = {
    "soviet union": ("russia",),
    "union of soviet socialist republics": ("russia",),
    "great britain": ("united-kingdom",),
    "united arab republic": ("egypt",),
    "korea": ("south-korea",),
    "republic of korea": ("south-korea",),
    "vietnam": ("south-vietnam", "vietnam"),
    "viet nam": ("south-vietnam", "vietnam"),
    "republic of vietnam": ("south-vietnam",),
    "republic of china": ("china",),
    "federal republic of germany": ("germany",),
    "congo": ("congo-democratic-republic",),
    "republic of the congo": ("congo-democratic-republic",),
    "zaire": ("congo-democratic-republic",),
    "ceylon": ("sri-lanka",),
    "union of south africa": ("south-africa",),
    "syrian arab republic": ("syria",),
    "czechoslovakia": ("czechoslovakia", "czechia"),
    "yugoslavia": ("yugoslavia", "serbia"),
    "belgium and luxembourg": ("belgium",),
    "ivory coast": ("cote-divoire",),
    "upper volta": ("burkina-faso",),
    "dahomey": ("benin",),
    "malaya": ("malaysia",),
    "siam": ("thailand",),
    "persia": ("iran",),
}
_CHIEF = re.compile(
    r"(?:ambassador|minister|chief of mission|charge|charge daffaires|acting charge|minister resident|appointed ambassador) (?:in|to|at) (?:the )?(.+)"
)
_PLACE = re.compile(
    r",? (?:in|at) (?:the )?(?:Washington|Paris|Geneva|New York|New Delhi|London|Thomasville|Augusta|White House)$|, (?:The )?White House(?:, Washington)?$"
)


@dataclass(frozen=True)
class TitledOffice:
    """The offices that a title can mean."""

    ids: tuple[str, ...]
    is_acting: bool = False


def office(title: str) -> TitledOffice | None:
    """Return the offices that a title means; None if it is not known.

    >>> office("the Acting Secretary of State"), office("Ambassador in India")
    (Office(ids=('secretary-of-state',), is_acting=True), Office(ids=('ambassador-to-india',), is_acting=False))
    """
    text = fold(re.sub(r"[-–—]", " ", _PLACE.sub("", title.strip(" ,.:;"))))
    text = re.sub(r"^(?:the|us|united states|american) ", "", re.sub(r"^(?:the) ", "", text))
    acting = text.startswith("acting ")
    text = text.removeprefix("acting ").removesuffix(" ad interim")
    text = {"secretar of state": "secretary of state", "secretary to state": "secretary of state"}.get(text, text)
    acting = acting or fold(title).endswith(" ad interim")
    if ids := _OFFICES.get(text):
        return TitledOffice(ids, acting)
    if text.startswith("assistant secretary of state for "):
        affairs = text.removeprefix("assistant secretary of state for ").removesuffix(" affairs")
        return TitledOffice((f"{_STATE}-for-{_AFFAIRS[affairs]}",), acting) if affairs in _AFFAIRS else None
    if found := _CHIEF.fullmatch(text):
        countries = _COUNTRIES.get(found[1], (slug(found[1]),))
        return TitledOffice(tuple(f"ambassador-to-{country}" for country in countries), acting)
    return None
