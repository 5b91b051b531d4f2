"""Which office of the data set a nomination means, and which nominations are about foreign policy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fpdata.importers.core.draft import NameOf, TextTemplate
from fpdata.importers.whitehouse.countries import countries_in
from fpdata.model.slugs import fold, slug

#: Nominations that are imported, by words of the office.
_FOREIGN_POLICY = re.compile(
    r"\bAmbassador\b|\bAssistant Secretary of State\b|Secretary of State\b|Department of State|\bLegal Adviser\b"
    r"|(?:Representative|Governor|Executive Director|Director) (?:of the United States|to|on|of the (?:European|African|Asian|Inter|Intern))"
    r"|^(?:the )?U\.?S\.? (?:Representative|Permanent)|National Intelligence|Central Intelligence|Agency for International Development"
    r"|Agency for Global Media|International Broadcasting Advisory Board|Peace Corps|Trade Representative|Special Envoy|Counterterrorism|Millennium Challenge"
    r"|International Development Finance|Trade and Development Agency|Sanctions Coordination|Chief of Protocol"
    r"|^(?:Deputy )?Secretary of (?:Defense|War|Homeland Security)|^Attorney General|Under Secretary of (?:Defense|War)[ ,]*\(?(?:for )?Policy"
    r"|National Counterterrorism|Nuclear Nonproliferation|Special Representative|^U\.S\. Coordinator|National Reconnaissance",
)
_NOT_FOREIGN_POLICY = re.compile(
    r"\bUnited States (?:Attorney|Marshal|District|Circuit|Geological|Fish and Wildlife|Patent)|\bPostal\b|\bJudge\b"
)
_MISSION = re.compile(
    r"Ambassador Extraordinary and Plenipotentiary\b(?: of the [Uu]nited States(?: of America)?)?,?"
    r"(?: (?:to|of)(?= )(?P<to>.+)|$)"
)
#: As announcements call it.
_SHORT_MISSION = re.compile(r"^(?:U\.S\. |United States )?Ambassador to (?P<to>.+)")
_BODIES = (
    (r"North Atlantic Treaty", "representative-to-nato"),
    (r"to the European Union", "representative-to-eu"),
    (r"Organization of American States", "representative-to-oas"),
    (r"Economic Cooperation and Development", "representative-to-oecd"),
    (r"Organization for Security and Cooperation", "representative-to-osce"),
    (r"Association of Southeast Asian|\bASEAN\b", "representative-to-asean"),
    (r"to the African Union", "representative-to-au"),
    (r"International Civil Aviation", "representative-to-icao"),
    (r"United Nations Educational|UNESCO", "representative-to-unesco"),
    (r"Agencies for Food and Agriculture", "representative-to-unafa"),
    (r"Vienna Office of the United Nations", "representative-unvo"),
    (r"International Atomic Energy", "representative-to-iaea"),
    (
        r"(?:European )?Office of the United Nations.*Geneva|European Office of the United Nations",
        "representative-uneo",
    ),
)
_UNITED_NATIONS = re.compile(
    r"^(?:the )?(?:United States |U\.S\. )?(?:Permanent )?Representative(?: of the United States(?: of America)?)? to the United Nations"
    r"(?!.*(?:Budget|Economic|Management|Deputy|Alternate|Sessions|Agencies))"
)
_ASSISTANT = re.compile(
    r"Assistant Secretary(?: of State)?,? (?:\((?P<of>[^)]+)\)|(?:for |[Bb]ureau (?:of |and )|the |of )*(?P<for>[^,;()]+?(?:, [^,;]+,? and [^,;]+?)?)(?=$|;|,|"
    r" and (?:to be|Coordinator)\b|(?:,)? (?:U\.S\. )?Department of State))"
)
_UNDER = re.compile(r"Under Secretary of State,? (?:\((?P<of>[^)]+)\)|for (?P<for>[^;]+))")
_BUREAUS = {
    "south-asian-affairs": "south-and-central-asian-affairs",
    "political-military-affairs": "politico-military-affairs",
    "international-organizations": "international-organization-affairs",
    "population-refugees-and-migration": "population-refugees-and-migration-affairs",
    "international-security-and-non-proliferation": "international-security-and-nonproliferation",
    "verification-and-compliance": "arms-control-verification-and-compliance",
    "economic-and-business-affairs": "economic-energy-and-business-affairs",
    "global-public-affairs": "public-affairs",
    "oceans-and-international-environmental-and-science-affairs": (
        "oceans-and-international-environmental-and-scientific-affairs"
    ),
}
_UNDER_OFFICES = {
    "political": "under-secretary-of-state-for-political-affairs",
    "management": "under-secretary-of-state-for-management",
    "civilian": "under-secretary-of-state-for-civilian-security-democracy-and-human-rights",
    "economic": "under-secretary-for-economic-growth-energy-and-the-environment",
    "arms": "under-secretary-of-state-for-arms-control-and-international-security-affairs",
    "public": "under-secretary-of-state-for-public-diplomacy-and-public-affairs",
}
_OTHERS = (
    (r"^Deputy Secretary of State for Management", "deputy-secretary-of-state-for-management-and-resources"),
    (r"^Deputy Secretary of State$", "deputy-secretary-of-state"),
    (r"^Secretary of State$", "secretary-of-state"),
    (r"^Secretary of (?:Defense|War)$", "secretary-of-defense"),
    (r"^Director of National Intelligence$", "director-of-national-intelligence"),
    (r"^Director of the Central Intelligence Agency$", "director-of-the-central-intelligence-agency"),
    (
        r"^Administrator of the United States Agency for International",
        "administrator-of-the-agency-for-international-development",
    ),
    (r"^United States Trade Representative", "us-trade-representative"),
    (r"^Legal Adviser", "legal-adviser"),
    (
        r"^Inspector General,? (?:of the )?(?:U\.S\. )?Department of State",
        "inspector-general-of-the-department-of-state-and-the-foreign-service",
    ),
    (r"^Chief of Protocol", "chief-of-protocol"),
    (r"^Director General of the Foreign Service", "director-general-of-the-foreign-service"),
    (r"^Director of the Office of Foreign Missions", "director-of-the-office-of-foreign-missions"),
    (r"^Coordinator for Counterterrorism", "director-of-the-bureau-of-counterterrorism"),
    (r"Ambassador[- ][Aa]t[- ][Ll]arge", "ambassador-at-large"),
)
#: Bureaus that the data set has an office for.
_KNOWN_BUREAUS = {
    *("administration", "african-affairs", "arms-control-verification-and-compliance", "consular-affairs"),
    *("conflict-and-stabilization-operations", "democracy-human-rights-and-labor", "diplomatic-security"),
    *("east-asian-and-pacific-affairs", "economic-energy-and-business-affairs", "educational-and-cultural-affairs"),
    *("energy-resources", "european-and-eurasian-affairs", "intelligence-and-research", "legislative-affairs"),
    *("international-narcotics-and-law-enforcement-affairs", "international-organization-affairs", "public-affairs"),
    *("international-security-and-nonproliferation", "near-eastern-affairs", "politico-military-affairs"),
    *("oceans-and-international-environmental-and-scientific-affairs", "population-refugees-and-migration-affairs"),
    *("south-and-central-asian-affairs", "western-hemisphere-affairs"),
}
#: States to which the ambassador is accredited from another capital, and which have no office of their own.
_NO_OFFICE = {"cook-islands", "niue", "andorra-and-spain"}


@dataclass(frozen=True)
class NamedOffice:
    """An office to which somebody is nominated."""

    key: str
    """The office as part of a locator."""
    title: str | TextTemplate
    office_id: str | None
    country_id: str | None = None


def is_foreign_policy(office: str) -> bool:
    """Whether a nomination to an office is about foreign policy."""
    return _FOREIGN_POLICY.search(office) is not None and _NOT_FOREIGN_POLICY.search(office) is None


def offices_of(text: str) -> list[NamedOffice]:
    """Return the offices that the line of a nomination names: several for an ambassador to several states.

    >>> [one.office_id for one in offices_of("Ambassador Extraordinary and Plenipotentiary to the French Republic")]
    ['ambassador-to-france']
    """
    plain = re.sub(r"^(?:the|an?) ", "", " ".join(text.replace("’", "'").split()))
    mission = _MISSION.search(plain) or _SHORT_MISSION.match(plain)
    if mission and mission["to"]:
        countries = [one for one in countries_in(_accreditation(mission["to"])) if one not in _NO_OFFICE]
        if countries and not re.search(r"Representative .*to the|\bSessions\b", plain):
            return [_ambassador(country) for country in countries]
    return [_single(plain)]


_SAME_WORDS = (
    (re.compile(r"\([^)]*\)|\bwith (?:the )?rank.*$|,? vice .*$|'s\b", re.IGNORECASE), " "),
    (re.compile(r"\bU\.S\.|\bUnited States(?: of America)?\b"), " "),
    (re.compile(r"\bUnited Nations\b|\bU\.N\."), "UN"),
)
_NO_WORDS = {
    "of",
    "the",
    "for",
    "to",
    "a",
    "an",
    "at",
    "in",
    "on",
    "and",
    "office",
    "department",
    "state",
    "bureau",
    "during",
    "his",
    "her",
    "tenure",
    "service",
    "as",
}


def words_of(title: str) -> frozenset[str]:
    """Return the words that tell which post a title means, whatever order and small words the page has.

    >>> words_of("Director, Peace Corps") == words_of("Director of the Peace Corps")
    True
    """
    for pattern, word in _SAME_WORDS:
        title = pattern.sub(word, title)
    return frozenset(fold(title).split()) - _NO_WORDS


def is_same_post(one: str, other: str) -> bool:
    """Whether two wordings may mean one post: the words of one are in the other, or they differ in the agency only.

    >>> is_same_post("Assistant Administrator for Asia, Aid Agency", "Assistant Administrator of the Aid Agency")
    True
    """
    first, second = words_of(one), words_of(other)
    if any((word in first) is not (word in second) for word in ("sessions", "alternate", "deputy", "principal")):
        return False
    if min(len(first), len(second)) > 1 and (first <= second or second <= first):
        return True
    head = words_of(one.partition(",")[0])
    return len(head) > _MIN_HEAD and head == words_of(other.partition(",")[0])


#: How many words before the agency tell a post.
_MIN_HEAD = 3


def _accreditation(text: str) -> str:
    """Return what follows "to", up to the end of the office."""
    return re.split(r", vice |, which |\. |\bwith the rank\b|\(New Position\)|\(Reappointment\)", text)[0]


def _ambassador(country: str) -> NamedOffice:
    title = TextTemplate(("Ambassador to ", NameOf("countries", country)))
    return NamedOffice(f"ambassador-to-{country}", title, f"ambassador-to-{country}", country)


def _single(text: str) -> NamedOffice:
    text = re.sub(
        r"^(?:the )?rank of Ambassador during (?:his|her) tenure of service as ", "", text, flags=re.IGNORECASE
    )
    text = re.sub(r" \((?:Republican|Democrat|Independent)\)", "", text)
    title = re.split(
        r", vice |, which | and to be |; to |; the Deputy |\bfor (?:a|the) (?:remainder|term|unexpired)"
        r"| \((?:New Position|Reappointment)",
        text,
    )[0].strip(" .,")
    office = _office_id(title)
    short = re.split(r",? (?:with|and to have) (?:the )?rank", title, flags=re.IGNORECASE)[0]
    is_one = office is not None and office != "ambassador-at-large"
    if session := _SESSION.search(short):
        number = _ORDINALS.get(session["words"], session["number"])
        word = "alternate" if "Alternate" in short else "representative"
        return NamedOffice(f"{word}-to-general-assembly-{number}", short, office)
    return NamedOffice(
        office if office and is_one else slug(_OF_THE_COUNTRY.sub("", short))[:60].strip("-"), short, office
    )


_OF_THE_COUNTRY = re.compile(r"^(?:United States|U\.S\.) |,? (?:at|of) the Department of State$|, Department of State$")
_SESSION = re.compile(r"to the (?:(?P<number>\d\d)th|(?P<words>Seventy-\w+)) Session of the General Assembly")
_ORDINALS = {"Seventy-sixth": "76", "Seventy-seventh": "77", "Seventy-eighth": "78", "Seventy-ninth": "79"}


def _office_id(title: str) -> str | None:
    if re.search(r"\bDeputy Representative\b|\bAlternate\b|\bSessions\b", title):
        return None
    if "Representative" in title:
        if _UNITED_NATIONS.search(title):
            return "representative-to-un"
        if re.search(r"Economic and Social|Management and Reform|Special Political", title):
            return None
        if found := next((office for pattern, office in _BODIES if re.search(pattern, title)), None):
            return found
    if (found_bureau := _ASSISTANT.search(title)) and re.search(r"of State\b", title):
        bureau = slug(found_bureau["of"] or found_bureau["for"])
        bureau = _BUREAUS.get(bureau, bureau)
        return f"assistant-secretary-of-state-for-{bureau}" if bureau in _KNOWN_BUREAUS else None
    if found_under := _UNDER.search(title):
        return _UNDER_OFFICES.get(slug(found_under["of"] or found_under["for"]).partition("-")[0])
    return next((office for pattern, office in _OTHERS if re.search(pattern, title)), None)
