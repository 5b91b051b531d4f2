"""What people type for a name that the data spell out: abbreviations, other spellings, former and everyday names."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: As `fold` returns them: what is typed, and what it means, the likeliest first. Only what is common knowledge and
#: names the same thing; a name of one actor that a source uses belongs into the table `names`.
SPOKEN_FORMS: dict[str, tuple[str, ...]] = {
    # States and territories
    "america": ("united states",),
    "britain": ("united kingdom",),
    "burkina": ("burkina faso",),
    "cabo verde": ("cape verde",),
    "czech republic": ("czechia",),
    "democratic peoples republic of korea": ("north korea",),
    "dprk": ("north korea",),
    "drc": ("democratic republic of the congo",),
    "east germany": ("german democratic republic",),
    "east timor": ("timor leste",),
    "england": ("united kingdom",),
    "gdr": ("german democratic republic",),
    "great britain": ("united kingdom",),
    "holland": ("netherlands",),
    "ivory coast": ("cote divoire",),
    "macedonia": ("north macedonia",),
    "myanmar": ("burma",),
    "palestine": ("palestinian territories",),
    "persia": ("iran",),
    "peoples republic of china": ("china",),
    "prc": ("china",),
    "republic of korea": ("south korea",),
    "rok": ("south korea",),
    "russian federation": ("russia",),
    "siam": ("thailand",),
    "swaziland": ("eswatini",),
    "turkiye": ("turkey",),
    "uae": ("united arab emirates",),
    "uk": ("united kingdom",),
    "united states of america": ("united states",),
    "us": ("united states",),
    "usa": ("united states",),
    "ussr": ("soviet union",),
    "vatican": ("holy see",),
    # Organizations
    "au": ("african union",),
    "cia": ("central intelligence agency",),
    "defense department": ("department of defense",),
    "department of war": ("department of defense",),
    "dod": ("department of defense",),
    "eu": ("european union",),
    "foggy bottom": ("department of state",),
    "iaea": ("international atomic energy agency",),
    "nato": ("north atlantic treaty organization",),
    "nsc": ("national security council",),
    "oas": ("organization of american states",),
    "osce": ("organization for security and cooperation in europe",),
    "pentagon": ("department of defense",),
    "state department": ("department of state",),
    "un": ("united nations",),
    "un ambassador": ("representative to un",),
    "usaid": ("agency for international development",),
    "wsj": ("wall street journal",),
    "nyt": ("new york times",),
    # Offices; the Department of Defense has used the name Department of War since 2025-09-05 as a second one
    "ambassador to nato": ("representative to nato",),
    "ambassador to the eu": ("representative to eu",),
    "ambassador to the oas": ("representative to oas",),
    "ambassador to the un": ("representative to un",),
    "ambassador to the united nations": ("representative to un",),
    "dni": ("director of national intelligence",),
    "national security advisor": ("national security adviser",),
    "nsa": ("national security adviser", "national security agency"),
    "potus": ("president of the united states",),
    "secdef": ("secretary of defense",),
    "secretary of war": ("secretary of defense",),
    "secstate": ("secretary of state",),
    "sec state": ("secretary of state",),
    "us president": ("president of the united states",),
    "ustr": ("us trade representative",),
    "veep": ("vice president of the united states",),
    "vice president": ("vice president of the united states",),
    "vp": ("vice president of the united states",),
    # People
    "fdr": ("franklin d roosevelt",),
    "jfk": ("john f kennedy",),
    "lbj": ("lyndon b johnson",),
    # Spellings
    "advisor": ("adviser",),
    "adviser": ("advisor",),
    "counsellor": ("counselor",),
    "defence": ("defense",),
    "labour": ("labor",),
    "organisation": ("organization",),
}
#: Zelenskyi, Zelenskyy, Zelenskiy, Zelenskii and Zelenskij are the same name.
_ENDING = re.compile("(?<=[a-z]{3})[iy][ijy]\\b")
_Y_WITHIN = re.compile("(?<=[a-z])y(?=[a-z])")
_LONGEST = max(len(form.split()) for form in SPOKEN_FORMS)


def variants(folded: str, *, cyrillic: bool = False) -> Iterator[str]:
    """Yield `folded` itself, then what else it may mean.

    With `cyrillic`, it was typed in Cyrillic, of which the letters do not say the language: и is y in Ukrainian, i in
    Russian.

    >>> list(variants("ambassador to the uk"))
    ['ambassador to the uk', 'ambassador to the united kingdom']
    >>> list(variants("putyn", cyrillic=True))
    ['putyn', 'putin']
    """
    yield folded
    short = _ENDING.sub("y", folded)
    if short != folded:
        yield short
    if cyrillic and (russian := _Y_WITHIN.sub("i", short)) not in (short, folded):
        yield russian
    words = folded.split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            form = " ".join(words[start : start + length])
            for meant in SPOKEN_FORMS.get(form, ()):
                # "vice president of the united states" has its short form in it.
                if len(meant) < len(form) or f" {meant} " not in f" {folded} ":
                    yield " ".join([*words[:start], meant, *words[start + length :]])
