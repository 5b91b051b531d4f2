r"""The checks of a cell as regular expressions, in what RE2 and Rust's regex have in common.

`\s` is spelled out, because RE2's has only the blanks of ASCII; whatever cannot be typed is escaped.
"""

from __future__ import annotations

from benchmarks.peers.common import Specification

_BLANK = r"\s\x{85}\x{1c}-\x{1f}\pZ"

_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_DAY = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP}-02-29)"
)
_MONTH = f"{_YEAR}-(?:0[1-9]|1[0-2])"
_SIDE = f"(?:(?:{_DAY}|{_MONTH}|{_YEAR})[?~%]?|{_YEAR}-2[1-4])"
_MASKED = rf"(?:[0-9]{{2}}XX|[0-9]{{3}}X|{_YEAR}-XX(?:-XX)?|{_MONTH}-XX)[?~%]?"

#: Dates of EDTF levels 0 and 1 that the calendar has; whether an interval runs backwards, it cannot see.
DATE = rf"(?:{_SIDE}|{_MASKED}|{_SIDE}/(?:{_SIDE}|\.\.)?|(?:\.\.)?/{_SIDE})"
#: A day and nothing else.
PLAIN_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#: Ids that a hasty reader may take for another: a word of letters and 0 or 1, rn, vv.
MISREAD = "rn|vv|[a-z][0-9]*[01]|[01][0-9]*[a-z]"


def bare(pattern: str) -> str:
    """Return a pattern of the models with its blanks spelled out."""
    return pattern.replace(r"[^\s", rf"[^{_BLANK}")


def unprintable(specification: Specification, text: bool) -> str:
    """Return what finds a cell that has an invisible character, or blanks around it, or for a `text` a formula."""
    body = _escaped(specification.data["forbidden"][1:-1])
    formula = f"|^[{_escaped(specification.data['formula'], '-=+@')}]" if text else ""
    return rf"[{body}]|^[{_BLANK}]|[{_BLANK}]$" + formula


def mixed(specification: Specification) -> str:
    """Return what finds letters of two scripts that pass for each other, side by side.

    Letters of a third script between the two hide them from it: to allow for those would take a hundred times as long
    to compile.
    """
    latin, greek, cyrillic = (_escaped(script)[1:-1] for script in specification.data["scripts"])
    return f"[{latin}][{greek}{cyrillic}]|[{greek}][{latin}{cyrillic}]|[{cyrillic}][{latin}{greek}]"


def _escaped(text: str, also: str = "") -> str:
    return "".join(c if c.isascii() and c.isprintable() and c not in also else rf"\x{{{ord(c):x}}}" for c in text)


def hasty(identity: str) -> str:
    """Return an id as it may be misread; a number that stands alone is read right."""
    words = (word if word.isdecimal() else word.replace("0", "o").replace("1", "l") for word in identity.split("-"))
    return "-".join(words).replace("rn", "m").replace("vv", "w")
