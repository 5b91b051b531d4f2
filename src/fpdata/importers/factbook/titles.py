"""Which words are titles, and which office a title means.

A segment of a text begins with a title, then honorifics, then the name: "Vice President Gen. Joao LOURENCO".
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Words of titles: what stands left of a name and is not part of it.
_TITLES = """
    president presidents president-elect vice co-vice co-president prime minister ministers deputy deputies first second
    third fourth fifth sixth seventh permanent senior executive premier premiers chancellor chairman chairperson
    chairwoman
    chair of the state council councils presidency captain captains regent king queen emperor sultan amir emir grand
    duke
    prince princess crown heir apparent pope governor governors general lieutenant administrator commissioner high
    chief chiefs bailiff head leader supreme overall secretary cabinet for foreign and political affairs taoiseach
    tanaiste tánaiste mayor speaker interim acting transitional transition caretaker designate elect prime-minister
    co-prince co-princes co-chiefs co-prime ministry national sovereign sovereignty commander commander-in-chief armed
    forces administration island government territorial assembly federal republic swiss confederation islamic
    democratic people's republic's privy cabinet office executive department departments defense defence interior
    finance economy security internal external international trade coordinating minister-designate (vacant) temporary
    provisional officer ulu o tokelau marshal military junta minister's designated also member members both new
    charge d'affaires chargé a.i. ad sudanese danish dutch french british
    commonwealth australia zealand with rank personal representative representatives resident nonresident (nonresident)
    non-resident justice his her majesty highness excellency honorable honourable hon. hon right rt. civil state-owned
    mission ambassador ambassadors ambassador-designate appointed nuncio apostolic archbishop cardinal bishop consul
    principal former de facto facto planning development
    public works education agriculture health labor labour industry tourism culture energy environment housing
    communications transport transportation digital innovation economic social cooperation integration european
    regional local youth sports sport relations institutional social-affairs fiscal investment employment equality
    between within protection law order legal reform reforms parliament parliamentary prosperity region regions
    infrastructure infrastructures construction science technology veterans immigration migration asylum resources
    natural mineral commission house representatives taliban coprince coprinces spanish prefect prefects
    governor-general lieutenant-governor
    governors-general presidential congress oil leadership chairpersons lord mann polynesia superior treasury budget commerce decentralization
    governance rural territories ecological ecology
    """
#: Words that join those of a title: only in lower case, as LAM has the family name To.
_JOINING = frozenset(("to", "by", "under", "as", "at", "on", "is", "was", "who", "has", "been"))
#: Honorifics and ranks that stand between a title and a name.
_RANKS = """
    sir dame dr dr. gen gen. lt lt. col col. brig brig. maj maj. capt capt. adm adm. sr sr. senior vice-admiral
    admiral colonel brigadier major general sheikh shaykh tuanku tunku ratu sheik hon hon. lord lady mr mr. mrs mrs.
    ms. prof prof. professor rev. field marshal air-marshal squadron air vice-marshal (ret.) (ret'd) ret. haji hajji
    dato dato' datuk seri sri tun captain commodore commander engineer eng. ing. st retired
    cardinal archbishop
    """
#: Abbreviations in titles: only in capitals, as KIM Jong Un has a name that is spelled alike.
_ABBREVIATIONS = frozenset({"CEO", "CNSP", "GEC", "GNU", "NPP", "SAC", "SPLA", "UK", "UN", "US"})
_TITLE_WORDS, _HONORIFICS = frozenset(_TITLES.split()), frozenset(_RANKS.split())


class Title(NamedTuple):
    """An office, as a title means it, and how it is held."""

    office: str
    """The name of the office without the country."""
    is_acting: bool = False
    is_designate: bool = False


_ACTING = re.compile(r"\b(?:acting|interim|transition(?:al)?|temporary|provisional)\b", re.IGNORECASE)
_DESIGNATE = re.compile(r"[- ](?:designate|elect)\b|\bappointed\b|\bdesignate\b", re.IGNORECASE)
_HEIR = re.compile(r"\b(?:Deputy )?Crown Prince(?:ss)?\b", re.IGNORECASE)
#: The office by what its title contains; the match that begins first decides, and of several the one listed first.
_OFFICES: tuple[tuple[str, str], ...] = (
    (r"(?:co-)?chiefs of state captain regent|captains? regent", "Captain Regent"),
    (r"(?:first|1st) (?:and|executive) vice presidents?", "First Vice President"),
    (r"(first|second|third|fourth|fifth) (?:executive )?(?:co-)?vice presidents?", "{0} Vice President"),
    (
        r"(?:executive |co-)?vice presidents?(?: of (?:the )?(?:republic|swiss confederation|government))?\b",
        "Vice President",
    ),
    (r"deputy presidents?", "Deputy President"),
    (r"(first|second|third|fourth|fifth|sixth) (?:senior )?deputy prime ministers?", "{0} Deputy Prime Minister"),
    (r"(first|second|third|fourth|fifth) vice prime ministers?", "{0} Vice Prime Minister"),
    (r"vice prime ministers?", "Vice Prime Minister"),
    (r"(?:senior |permanent )?deputy prime ministers?", "Deputy Prime Minister"),
    (r"(first|second|third) (?:deputy |vice )premiers?", "{0} Deputy Premier"),
    (r"(?:executive )?vice premiers?", "Vice Premier"),
    (r"deputy premiers?", "Deputy Premier"),
    (r"vice chancellors?", "Vice Chancellor"),
    (r"deputy chief ministers?", "Deputy Chief Minister"),
    (r"lieutenant[- ]governors?", "Lieutenant Governor"),
    (r"deputy governors?", "Deputy Governor"),
    (r"governors?[- ]general(?! of)", "Governor General"),
    (r"governors?[- ]general of \w", "Governor General of another country"),
    (r"co-?princes?", "Co-Prince"),
    (r"chair(?:man|person) of the council of ministers", "Chairman of the Council of Ministers"),
    (r"head of government", "Head of Government"),
    (r"chair(?:man|person|woman),? (?:of the )?presidency", "Chairman of the Presidency"),
    (r"vice chair(?:man|person)s?", "Vice Chairman of the Presidential Council"),
    (
        r"(?:chair(?:man|person|woman)?|president),? (?:of the )?presidential (?:leadership )?council"
        r"|presidential (?:leadership )?council chair(?:man|person|woman)",
        "Chairman of the Presidential Council",
    ),
    (r"prime minister", "Prime Minister"),
    (r"president of the government(?: or acting prime minister)?", "President of the Government"),
    (r"president of (?:the )?council(?: of ministers|(?! of))", "President of the Council of Ministers"),
    (r"president of (?:the )?territorial council", "President of the Territorial Council"),
    (r"president of (?:the )?territorial assembly", "President of the Territorial Assembly"),
    (r"president of (?:the )?state affairs", "President of State Affairs"),
    (r"state affairs commission (?:president|chairman)", "President of State Affairs"),
    (r"ulu o tokelau", "Ulu-o-Tokelau"),
    (r"chair(?:man|person) of the cabinet of ministers", "Chairman of the Cabinet of Ministers"),
    (r"president(?!ial)", "President"),
    (r"taoiseach", "Taoiseach"),
    (r"tanaiste|tánaiste", "Tánaiste"),
    (r"chancellor", "Chancellor"),
    (r"premier", "Premier"),
    (r"king|queen|emperor|sultan|amir|emir|grand duke|prince(?! minister)", "Monarch"),
    (r"pope", "Pope"),
    (r"supreme leader", "Supreme Leader"),
    (r"secretary of state for foreign and political affairs", "Secretary of State for Foreign and Political Affairs"),
    (r"secretary of state", "Secretary of State"),
    (r"cabinet secretary", "Cabinet Secretary"),
    (r"minister of state", "Minister of State"),
    (r"chief executive", "Chief Executive"),
    (r"chief minister", "Chief Minister"),
    (r"high commissioner", "High Commissioner"),
    (r"commissioner", "Commissioner"),
    (r"administrator", "Administrator"),
    (r"bailiff", "Bailiff"),
    (r"prefect", "Prefect"),
    (r"mayor", "Mayor"),
    (r"governor", "Governor"),
    (
        r"(?:chair(?:man|person)?,? )?sovereign(?:ty)? council chair(?:man)?|sovereign(?:ty)? council",
        "Chair of the Sovereign Council",
    ),
    (
        r"state administration council chair(?:man)?|chair(?:man)? of the state administration council",
        "Chair of the State Administration Council",
    ),
    (r"chair(?:man|person)?,? (?:of the )?house of presidency", "Chairman of the House of Presidency"),
    (r"taliban leader", "Leader of the Taliban"),
    (r"(first|second) deputy ceo", "{0} Deputy Chief Executive Officer"),
    (r"ceo", "Chief Executive Officer"),
    (r"lord of mann", "Lord of Mann"),
)
_COMPILED = tuple((re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE), office) for pattern, office in _OFFICES)


def is_title_word(word: str) -> bool:
    """Whether a word belongs to a title or is an honorific, as opposed to a name.

    >>> is_title_word("UN"), is_title_word("Un"), is_title_word("to"), is_title_word("To")
    (True, False, True, False)
    """
    bare = word.strip(",:()[]")
    is_title = bare in _ABBREVIATIONS or bare in _JOINING or bare.lower() in _TITLE_WORDS
    return is_title or bare.lower() in _HONORIFICS or word.lower() in _HONORIFICS


def is_honorific(word: str) -> bool:
    """Whether a word is a rank or an honorific, which is neither title nor name."""
    return word.strip(",()").lower() in _HONORIFICS or word.lower() in _HONORIFICS


def read_title(text: str) -> Title | None:
    """Return the office that a title means; None if it is not known.

    >>> read_title("Interim President"), read_title("Second Deputy Prime Ministers")
    (Title(office='President', is_acting=True, is_designate=False), Title(office='Second Deputy Prime Minister', is_acting=False, is_designate=False))
    """
    is_acting, is_designate = bool(_ACTING.search(text)), bool(_DESIGNATE.search(text))
    bare = " ".join(_DESIGNATE.sub(" ", _ACTING.sub(" ", _HEIR.sub(" ", text))).split())
    matches = [(found, office) for pattern, office in _COMPILED if (found := pattern.search(bare))]
    if not matches:
        return None
    found, office = min(matches, key=lambda match: match[0].start())  # of several, the one that is listed first
    return Title(office.format(found[1].capitalize()) if "{0}" in office else office, is_acting, is_designate)


def has_many_seats(office: str) -> bool:
    """Whether several persons can hold an office at once: deputies, unless they are numbered, and a few others.

    >>> has_many_seats("Deputy Prime Minister"), has_many_seats("First Deputy Prime Minister")
    (True, False)
    """
    return office.startswith(("Deputy ", "Vice ")) or office in ("Captain Regent", "Co-Prince")
