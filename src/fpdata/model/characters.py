"""Which characters text may hold: what can be seen, and the joiners that scripts and emoji need.

Categories (control, format, unassigned …) are those of Python's own `unicodedata`. Properties that it lacks are tables
here, made from Unicode 14.0 and unchanged in 16.0.
"""

from __future__ import annotations

import re
from unicodedata import category, name, unidata_version

#: The version of Unicode that decides which code points are assigned; a newer Python knows more of them.
UNICODE_VERSION = unidata_version

# Default_Ignorable_Code_Point, from DerivedCoreProperties.txt, without the two joiners and the emoji selector U+FE0F,
# which `forbidden_character` judges by their neighbors.
_DEFAULT_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Symbols without ink: Braille blank, Khitan filler, Egyptian blanks, musical null notehead, object replacement; and the
# spaces of typesetting, so that a name with one is not another than that with a space. French and CJK need the others.
_BLANK = "\u1680\u2000-\u200a\u205f\ufffc\u2800\U00016fe4\U00013441\U00013442\U0001d159"
#: Characters that are forbidden everywhere: controls, line separators, default-ignorable and blank ones.
FORBIDDEN_CHARACTERS = f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb{_DEFAULT_IGNORABLE}{_BLANK}]"
_FORBIDDEN = re.compile(FORBIDDEN_CHARACTERS)
_FORBIDDEN_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
# Format characters that are visible: signs that enclose the digits after them (Prepended_Concatenation_Mark).
_VISIBLE_FORMAT = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")

#: Lone surrogates: undecodable bytes, as ``surrogateescape`` reads them.
SURROGATE = re.compile("[\ud800-\udfff]")
#: Characters of a text that are counted, or kept of a cell in a huge line.
MAX_COUNTED = 1_000_000
#: So many characters of what somebody typed are repeated in a message.
_REPEATED = 60
#: Zero-width non-joiner and joiner.
JOINERS = "\u200c\u200d"
#: Scripts whose letters take another form beside a joiner, as the names of their characters begin.
_JOINING_SCRIPTS = {
    "ARABIC", "SYRIAC", "MANDAIC", "NKO", "ADLAM", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA",
    "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR", "KHMER", "BALINESE", "JAVANESE",
    "SUNDANESE", "MEETEI", "CHAKMA", "NEWA", "TIRHUTA", "GRANTHA", "BRAHMI",
}  # fmt: skip

# Emoji, from emoji-data.txt: exact for the Basic Multilingual Plane, by block above.
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9-\u21aa\u231a-\u231b\u2328\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa-\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614-\u2615\u2618\u261d"
    "\u2620\u2622-\u2623\u2626\u262a\u262e-\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f-\u2660\u2663"
    "\u2665-\u2666\u2668\u267b\u267e-\u267f\u2692-\u2697\u2699\u269b-\u269c\u26a0-\u26a1\u26a7\u26aa-\u26ab"
    "\u26b0-\u26b1\u26bd-\u26be\u26c4-\u26c5\u26c8\u26ce-\u26cf\u26d1\u26d3-\u26d4\u26e9-\u26ea\u26f0-\u26f5"
    "\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733-\u2734\u2744"
    "\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934-\u2935\u2b05-\u2b07"
    "\u2b1b-\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
# U+FE0F shows an emoji in color or, with U+20E3, a key; U+200D makes one emoji of two.
_EMOJI_SEQUENCE = re.compile(
    f"(?<=[{_EMOJI}])\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
)


def forbidden_character(text: str) -> str | None:
    """Return a character of `text` that cannot be seen, has no meaning there or is unassigned; None without one."""
    if found := _FORBIDDEN.search(text):
        return found[0]
    # Letters, marks, digits and symbols are printable; what is left are spaces, joiners and the forbidden categories.
    if text.isascii() or (text.isprintable() and "\ufe0f" not in text):
        return None
    text = _EMOJI_SEQUENCE.sub("", text)
    for position, character in enumerate(text):
        if character in JOINERS:
            if not _joins(text[position - 1 : position], text[position + 1 : position + 2]):
                return character
        elif character == "\ufe0f" or (
            category(character) in _FORBIDDEN_CATEGORIES and character not in _VISIBLE_FORMAT
        ):
            return character
    return None


def shorten(text: str) -> str:
    """Return what somebody typed as a message repeats it: what is very long is cut."""
    return text if len(text) <= _REPEATED else text[: _REPEATED - 1] + "…"


def quote(text: str) -> str:
    """Return a name in quotes, with the code points of letters that look like those of ASCII beside them; cut if very long.

    >>> quote("topics"), quote("t\u043epics"), quote("Zelensky\u00e9")
    ("'topics'", "'t\u043epics' (\u043e is U+043E CYRILLIC SMALL LETTER O)", "'Zelensky\u00e9'")
    """
    text = shorten(text)
    is_mixed = any(character.isascii() and character.isalnum() for character in text)
    odd = (
        "".join(c for c in text if not c.isascii() and c != "…" and not name(c, "").startswith("LATIN "))
        if is_mixed
        else ""
    )
    return repr(text) + (f" ({describe_characters(odd)})" if odd else "")


def describe_characters(text: str) -> str:
    """Return the first of the characters of a text with their code points, as one clause."""
    return ", ".join(f"{character} is {describe_character(character)}" for character in list(dict.fromkeys(text))[:3])


def describe_character(character: str) -> str:
    """Return the code point and name of a character: 'U+200B ZERO WIDTH SPACE'."""
    kinds = {"Cn": f"(unassigned in Unicode {UNICODE_VERSION})", "Co": "(private use)"}
    label = name(character, kinds.get(category(character), ""))
    return f"U+{ord(character):04X} {label}".rstrip()


def _joins(before: str, after: str) -> bool:
    """Whether a joiner has a meaning between two characters: letters, marks or digits of one joining script."""
    script = _script(before)
    return script in _JOINING_SCRIPTS and script == _script(after)


def _script(character: str) -> str:
    if not character or category(character)[0] not in "LMN":
        return ""
    # 'ARABIC LETTER …', 'EXTENDED ARABIC-INDIC DIGIT …'
    return name(character, "").removeprefix("EXTENDED ").replace("-", " ").split(" ")[0]
