"""Names as the Factbook writes them, with the name in use in capitals: in common spelling, sorted, and compared."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from fpdata.importers.core.person_names import normalize, split_suffix
from fpdata.importers.factbook.holders import is_upper
from fpdata.model.slugs import fold

#: Short forms of given names.
_SHORT_FORMS = {
    "abby": "abigail", "alex": "alexander", "andy": "andrew", "ben": "benjamin", "bill": "william", "bob": "robert",
    "cathy": "catherine", "chris": "christopher", "dan": "daniel", "dave": "david", "deb": "deborah", "don": "donald",
    "ed": "edward", "gene": "eugene", "geoff": "geoffrey", "greg": "gregory", "jack": "john", "jeff": "jeffrey",
    "jim": "james", "joe": "joseph", "jon": "jonathan", "kathy": "katherine", "ken": "kenneth", "larry": "lawrence",
    "matt": "matthew", "meg": "margaret", "mike": "michael", "nick": "nicholas", "pat": "patrick", "pete": "peter",
    "phil": "philip", "randy": "randall", "rick": "richard", "rob": "robert", "ron": "ronald", "ross": "rossana",
    "sam": "samuel", "steve": "steven", "stephen": "steven", "sue": "susan", "ted": "theodore", "tim": "timothy",
    "tom": "thomas", "tony": "anthony", "vicky": "victoria", "will": "william",
}  # fmt: skip
_LOWER_IN_NAMES = {"BIN", "IBN", "BINT", "BINTI", "OF", "AND"}
#: Countries whose family names come first, also where the name in capitals is the given one.
_GIVEN_NAME_IN_USE = {"cambodia", "vietnam"}
#: Names from these countries that are written in the western order.
_FAMILY_NAME_LAST = {"Socheat OUM"}
_QUOTED = re.compile(r"\s*[\"“”']([\w .-]+)[\"“”'](?=\s)")
#: Two spellings of one name are at least this alike.
_ALIKE = 0.8
#: Less likeness than this is not worked out.
_LEAST = 0.55
#: The same if both have held the office since the same day.
_ALIKE_WITH_START = 0.7
ARTICLES = frozenset({"al", "el", "bin", "ibn", "bint"})
_PARTICLES = {"van", "von", "der", "den", "bin", "del", "dos", "las", "los", "abd", "ould"}


@lru_cache(maxsize=65536)
def display_name(written: str) -> str:
    """Return a name as it is commonly written.

    >>> display_name("Ian McCARY"), display_name("Fayiz al-SARAJ"), display_name('Margaret "Meg" WHITMAN')
    ('Ian McCary', 'Fayiz al-Saraj', 'Margaret Whitman')
    """
    name = re.sub(r"\?", "", _QUOTED.sub(" ", written))
    bare, suffix = split_suffix(" ".join(name.split()).rstrip(","))
    words = [_capitalized(word, is_first=not position) for position, word in enumerate(bare.rstrip(",").split())]
    return normalize(" ".join(filter(None, (*words, suffix))))


def nickname(written: str) -> str:
    """Return the name with the nickname in quotation marks in place of the given names; empty if there is none.

    >>> nickname('Margaret "Meg" WHITMAN')
    'Meg Whitman'
    """
    found = _QUOTED.search(written)
    if not found or len(found[1].split()) > 1:
        return ""
    return display_name(f"{found[1]} {' '.join(name_in_use(_QUOTED.sub(' ', written)))}")


def sort_name(written: str, country_id: str = "") -> str:
    """Return the name to sort by: the family name first, unless it comes first anyway or there is none.

    >>> sort_name("Clifford A. HART Jr."), sort_name("XIE Feng"), sort_name("Juan Gabriel VALDES Soublette")
    ('Hart, Clifford A., Jr.', 'Xie Feng', 'Valdes Soublette, Juan Gabriel')
    >>> sort_name("Nguyen Van ROE", "vietnam")
    'Nguyen Van Roe'
    """
    if country_id in _GIVEN_NAME_IN_USE and written not in _FAMILY_NAME_LAST:
        return display_name(written)
    bare, suffix = split_suffix(display_name(written))
    words = bare.split()
    written_words = _QUOTED.sub(" ", written).split()
    at = next((position for position, word in enumerate(written_words) if is_upper(word)), len(words) - 1)
    if at <= 0 or at >= len(words) or (suffix and re.fullmatch("[IVX]+", suffix) and len(words) < 2):
        return " ".join(filter(None, (bare, suffix)))
    family, given = " ".join(words[at:]), " ".join(words[:at])
    if article := re.match(r"(?:[Aa]l|[Ee]l)-(?=\w)", family):
        family, given = family[article.end() :], f"{given} {article[0]}"
    return ", ".join(filter(None, (family, given, suffix)))


def _capitalized(word: str, *, is_first: bool = False) -> str:
    if not is_upper(word) or re.fullmatch(r"[IVX]+|(?:[A-Z]\.)+", word):
        return word
    if word in _LOWER_IN_NAMES and not is_first:
        return word.lower()
    done = "".join(map(_part, re.split(r"(-)", word)))
    return re.sub(r"\bMc(?=[a-z]{3})(\w)", lambda found: f"Mc{found[1].upper()}", done)


def _part(part: str) -> str:
    """Return a word, or what stands before or after a hyphen; an apostrophe begins a name only after one letter."""
    if part.islower():
        return part  # al-SARAJ
    before, apostrophe, after = part.partition("'")
    if apostrophe:
        head = _part(before) if len(before) != 1 else before
        return f"{head}'{_part(after) if len(before) < 2 else after.lower()}"  # N'GARNIM, 'ABD, Zara'A
    found = re.match(r"(?P<lower>[a-z]+|Mc|Mac|Di|De|La|Le|Van|Fitz)?(?P<upper>[^a-z]+.*)", part)
    if not found or len(part) < 2:
        return part if len(part) < 2 else part.capitalize()
    lower = found["lower"] or ""
    rest = found["upper"]
    return lower + rest[:1] + rest[1:].lower()


def name_in_use(written: str) -> list[str]:
    """Return the words of a name that are in capitals; the last one if none is."""
    words = _QUOTED.sub(" ", split_suffix(written)[0]).split()
    in_use = [word for word in words if is_upper(word)]
    return in_use or words[-1:]


@lru_cache(maxsize=65536)
def _tokens(written: str) -> tuple[str, ...]:
    name = _QUOTED.sub(" ", written)
    bare, _ = split_suffix(name)
    return tuple(fold(bare if " " in bare.strip() else name).split())  # the number of a Monarch is part of the name


@lru_cache(maxsize=65536)
def family_tokens(written: str) -> frozenset[str]:
    """Return the words of the name in use, folded, without particles."""
    tokens = {token for word in name_in_use(written) for token in fold(word).split()}
    return frozenset({token for token in tokens if len(token) > 2} or tokens)


@lru_cache(maxsize=65536)
def given_tokens(written: str) -> tuple[str, ...]:
    """Return the other words of a name, folded."""
    family = family_tokens(written) | ARTICLES
    return tuple(token for token in _tokens(written) if token not in family)


@lru_cache(maxsize=65536)
def full_key(written: str) -> str:
    """Return what the same full name shares in all spellings: its words, folded."""
    return " ".join(_tokens(written))


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1."""
    return _ratio(*sorted((full_key(one), full_key(other))))


@lru_cache(maxsize=262144)
def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LEAST else 0


def given_alike(one: str, other: str) -> bool:
    """Whether two given names may be of one person: equal, a short form, or an initial."""
    left, right = _SHORT_FORMS.get(one, one), _SHORT_FORMS.get(other, other)
    if left == right or one == other:
        return True
    return (len(one) == 1 or len(other) == 1) and one[:1] == other[:1]


@lru_cache(maxsize=262144)
def same_name(one: str, other: str) -> bool:
    """Whether two names are certainly spellings of one: the same words, or family name, first name and initials.

    >>> same_name("Scott MILLER", "Scott C. MILLER"), same_name("Idriss DEBY Itno", "Mahamat Idriss DEBY Itno")
    (True, False)
    """
    suffixes = {split_suffix(one)[1], split_suffix(other)[1]} - {""}
    if len(suffixes) > 1:
        return False
    if sorted(_tokens(one)) == sorted(_tokens(other)):
        return True
    left, right = family_tokens(one), family_tokens(other)
    if not (left <= right or right <= left or _close(left, right)):
        return False
    ours, theirs = given_tokens(one), given_tokens(other)
    if not ours or not theirs:
        return not ours and not theirs and left == right
    if not given_alike(ours[0], theirs[0]):
        return False
    return (
        len(ours) < 2
        or len(theirs) < 2
        or given_alike(ours[1][:1], theirs[1][:1])
        or bool(left == right and _alike(one, other))
    )


def may_be_same(one: str, other: str, *, same_start: bool) -> bool:
    """Whether two names in one office are one person: the same name, or alike names with the same start."""
    if same_name(one, other):
        return True
    if same_start:
        families = (family_tokens(one) & set(_tokens(other))) | (family_tokens(other) & set(_tokens(one)))
        return bool(families - _PARTICLES) or likeness(one, other) >= _ALIKE_WITH_START
    ours, theirs = given_tokens(one)[:1], given_tokens(other)[:1]
    return bool(
        likeness(one, other) >= 0.9 or (ours == theirs and ours and _close(family_tokens(one), family_tokens(other)))
    )


def _close(one: frozenset[str], other: frozenset[str]) -> bool:
    return _ratio(*sorted((" ".join(sorted(one)), " ".join(sorted(other))))) >= _ALIKE


def _alike(one: str, other: str) -> bool:
    return likeness(one, other) >= _ALIKE
