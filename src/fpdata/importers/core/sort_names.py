"""Build the name to sort by from a name that is given as a whole, by the usage of the person's country.

The usages are those by which library catalogs enter personal names: under the family name if there is one, with
particles where the language has them, and as the name stands where there is none (patronymics, single names, names
of rulers). What no rule can tell, such as which words are a double surname, is listed.
"""

from __future__ import annotations

import re

from fpdata.importers.core.person_names import sort_name, split_suffix
from fpdata.model.slugs import fold

#: Countries in which the family name comes first, or names have no family name: the name sorts as it stands.
_AS_IT_STANDS = {
    *("brunei", "burma", "cambodia", "china", "eritrea", "ethiopia", "iceland", "indonesia", "laos", "malaya"),
    *("malaysia", "mongolia", "north-korea", "republic-of-china", "singapore", "somalia", "south-korea"),
    *("south-vietnam", "state-of-vietnam", "djibouti", "taiwan", "thailand", "vietnam"),
}
#: Words that mark a name without a family name: "son of" and "daughter of".
_FILIATION = {"bin", "ibn", "bint", "binti"}
#: Countries whose persons often have two family names, after one or several given names.
_SPANISH = {
    *("argentina", "bolivia", "chile", "colombia", "costa-rica", "cuba", "dominican-republic", "ecuador"),
    *("el-salvador", "equatorial-guinea", "guatemala", "honduras", "mexico", "nicaragua", "panama", "paraguay"),
    *("peru", "spain", "uruguay", "venezuela"),
}
#: Given names that come second; the family name begins after them.
_SECOND_GIVEN_NAMES = {
    *("alberto", "andres", "angel", "antonio", "basilio", "bautista", "carlos", "daniel", "eduardo", "ernesto"),
    *("francisco", "humberto", "inacio", "javier", "jose", "leonardo", "luis", "manuel", "maria", "mauricio"),
    *("miguel", "napoleon", "nel", "orlando", "oscar", "pablo", "rafael", "ricardo", "roberto", "saul"),
}
#: Particles that follow the given names when the family name is put first, by country.
_PARTICLES_LAST = {
    **dict.fromkeys(("france",), ("de",)),
    **dict.fromkeys(("germany", "netherlands", "austria"), ("von", "van", "de", "den", "der")),
    **dict.fromkeys(("angola", "brazil", "cape-verde", "guinea-bissau", "mozambique", "portugal"), ("da", "de", "dos")),
    "sao-tome-and-principe": ("da", "de", "dos"),
}
#: Particles that are part of the family name wherever the country has no usage of its own.
_PARTICLES_FIRST = ("de", "del", "di", "da", "dos", "van", "von", "ould", "ben", "el", "la")
_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l|ul)-(?=\w)")

#: Names that the rules get wrong, with the family name in front. Most have two family names, or one of two words.
_LISTED = (
    *("Ayub Khan", "Balaguer, Joaquin Videla", "Bongo Ondimba, Ali", "Borg Olivier, G.", "Cavaco Silva, Anibal"),
    *("Chung, Il Kwon", "Collor de Mello, Fernando", "Correia e Silva, Ulisses", "Costa e Silva, Arthur da"),
    *("Costa Gomes, Francisco da", "Deby Itno, Mahamat Idriss", "Ferreira da Costa, Gabriel Arcanjo"),
    *("Ghulam Mohammed", "Giscard d’Estaing, Valery", "Khaleda Ziaur Rahman", "Kiir Mayardit, Salva", "Kim, Chong Pil"),
    *("Kishida Fumio", "Liaquat Ali Khan", "Lula da Silva, Luiz Inacio", "Mobutu Sese Seko", "Mohammed Ali"),
    *("Mujibur Rahman", "Muluzi Bakili", "Narasimha Rao, P.V.", "Ould Abdel Aziz, Mohamed"),
    *("Ould Cheikh El Ghazouani, Mohamed", "Passos Coelho, Pedro", "Pinto Balsemao, Francisco"),
    *("Ramalho Eanes, Antonio dos Santos", "Rebelo de Sousa, Marcelo", "Saxe-Coburg Gotha, Simeon"),
    *("Schneider Ammann, Johann N.", "Shah Mahmud", "Suga Yoshihide", "Tshisekedi Tshilombo, Felix Antoine"),
    *("Yahya Khan, Agha Muhammad", "Zia ul-Haq, Muhammad", "Ziaur Rahman"),
)


def sort_name_of(name: str, country_id: str) -> str:
    """Return the name to sort by of a person whose name, without titles, is given as a whole.

    >>> sort_name_of("Jose Luis Rodriguez Zapatero", "spain")
    'Rodriguez Zapatero, Jose Luis'
    >>> sort_name_of("Tsakhia Elbegdorj", "mongolia")
    'Tsakhia Elbegdorj'
    """
    bare, suffix = split_suffix(name)
    words = bare.split()
    if bare in _BY_NAME:
        family, _, given = _BY_NAME[bare].partition(", ")
        return sort_name(given, family, suffix)
    if len(words) < 2 and re.fullmatch("[IVX]+", suffix):
        return name  # a prelate's name with its number
    if len(words) < 2 or country_id in _AS_IT_STANDS or _FILIATION & {word.lower() for word in words}:
        return sort_name("", bare, suffix)
    last = _family_at(words, country_id)
    while last < len(words) - 1 and words[last].lower() in _PARTICLES_LAST.get(country_id, ()):
        last += 1
    forenames, surname = " ".join(words[:last]), " ".join(words[last:])
    if article := _ARTICLE.match(surname):
        forenames, surname = f"{forenames} {article[0]}", surname[article.end() :]
    return sort_name(forenames, surname, suffix)


def _family_at(words: list[str], country_id: str) -> int:
    """Return where the family name begins."""
    if country_id in _SPANISH:
        return next(
            (at for at, word in enumerate(words) if at and not _is_given(word)),
            len(words) - 1,
        )
    particles = _PARTICLES_LAST.get(country_id, _PARTICLES_FIRST)
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in particles:
        at -= 1
    return at


def _is_given(word: str) -> bool:
    return fold(word) in _SECOND_GIVEN_NAMES or re.fullmatch(r"(?:[A-Z]\.)+", word) is not None


def _in_natural_order(listed: str) -> str:
    family, _, given = listed.partition(", ")
    return f"{given} {family}".strip()


_BY_NAME = {_in_natural_order(listed): listed for listed in _LISTED}
