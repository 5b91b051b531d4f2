"""The words of generated packages: sentences, names, quotes and dates, drawn many at a time.

A neutral vocabulary, about 20 % of the texts with a comma, some with quotation marks, 10 % with letters beyond ASCII.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.world import DAYS

_WHO = (
    "A spokesperson", "The delegation", "A senior official", "The envoy", "The minister", "The department", "The office",
    "A member of the committee", "The ambassador", "One of the negotiators", "The head of the mission", "The secretariat",
    "The adviser", "A deputy of the envoy", "The chargé d’affaires", "The press service", "Both delegations",
)  # fmt: skip
_DOES = (
    "says that", "writes that", "repeats that", "expects that", "asks whether", "confirms that", "leaves open whether",
    "denies that", "explains that", "notes that", "proposes that", "told reporters that", "announces that",
)  # fmt: skip
_WHAT = (
    "the talks go on", "the draft is complete", "the meeting was useful", "the text needs more work", "the visit is planned",
    "the deadline stands", "the letter was delivered", "the parties are close", "the list is final", "the plan has changed",
    "the agreement holds", "the session was short", "the points are linked", "the call took place", "the vote is open",
)  # fmt: skip
_MORE = (
    "", "", "", "", "", "", " after the meeting in Geneva", " before the end of the month", " as the report has it",
    " in a second round of talks", " on the margins of the conference", " without a date for the next step",
    ", as in the earlier text", ", though not in every detail", ", and names no source", ", which others confirm",
    " at the request of the other side", " and leaves the rest to the next meeting of both delegations in the spring",
    " – the second time this year", ' and calls it "a working paper"', " in São Paulo", " since the last visit to Zürich",
)  # fmt: skip
_QUOTES = (
    "we will see", "a good meeting", "not the final text", "no decision, not yet", "this is a start", "we are close",
    "it is their turn", "let’s be clear", "on the table", "a fair basis", "we had a long talk, and a useful one",
    "nobody has seen the paper", "there is no deadline", "very soon", "I do not recall", "it was never discussed",
)  # fmt: skip
_FOREIGN = (("uk", "ми готові до переговорів"), ("ru", "это не окончательный текст"), ("zh-Hant", "會談仍在繼續"))
_GIVEN = (
    "Anna", "Boris", "Carla", "David", "Elena", "Frank", "Gloria", "Hugo", "Irene", "Jonas", "Karim", "Laura", "Mehmet",
    "Nadia", "Oscar", "Paula", "Quentin", "Rosa", "Stefan", "Teresa", "Umar", "Vera", "Walter", "Ximena", "Yusuf", "Zoé",
    "Noël", "Jürgen", "Inês",
)  # fmt: skip
_BEGIN = ("Al", "Bar", "Cor", "Dal", "Es", "Far", "Gal", "Hol", "Is", "Jan", "Kar", "Lin", "Mar", "Nor", "Os", "Pet")
_MIDDLE = ("a", "be", "do", "el", "in", "ka", "lo", "mi", "no", "ra", "se", "ta", "u", "va", "é")
_END = ("berg", "cki", "der", "field", "gan", "holm", "kova", "land", "man", "nez", "ov", "rick", "son", "ton", "well")

# How often a date has which form, of 40; each form holds the day it is made of, so that no rule is broken by it.
_FORMS = (
    ["day"] * 28 + ["day?", "day~", "day%", "month", "month", "month?", "year", "year~", "masked", "span", "open", "season"]
)  # fmt: skip
_VAGUE = tuple(_FORMS)
#: Known to the day, though perhaps in doubt.
EXACT = tuple(["day"] * 17 + ["day?", "day~", "day%"])
#: As EXACT, and sometimes only to the month or year.
WITHIN_A_YEAR = (*EXACT, "month", "month?", "year", "season")


def sentences(draw: Random, count: int, numbered: str = "item") -> list[str]:
    """Return sentences of 40 to 160 characters, hardly any two the same."""
    number = draw.randrange
    return [
        f"{who} {does} {what} on {numbered} {number(1, 400)}{more}"
        for who, does, what, more in zip(
            draw.choices(_WHO, k=count),
            draw.choices(_DOES, k=count),
            draw.choices(_WHAT, k=count),
            draw.choices(_MORE, k=count),
            strict=True,
        )
    ]


def some(draw: Random, cells: Sequence[str], share: float) -> list[str]:
    """Return `cells`, all but a share of them emptied."""
    random = draw.random
    return [cell if random() < share else "" for cell in cells]


def quotes(draw: Random, count: int) -> list[tuple[str, str]]:
    """Return language and words of quotes: short, one in two hundred not in English."""
    random = draw.random
    return [("en", words) if random() > 0.005 else draw.choice(_FOREIGN) for words in draw.choices(_QUOTES, k=count)]


def person(number: int) -> tuple[str, str]:
    """Return given name and family name; no two of the first million numbers have both the same."""
    number, given = divmod(number, len(_GIVEN))
    number, begin = divmod(number, len(_BEGIN))
    number, end = divmod(number, len(_END))
    number, middle = divmod(number, len(_MIDDLE))
    return _GIVEN[given], f"{_BEGIN[begin]}{_MIDDLE[middle]}{_MIDDLE[number % len(_MIDDLE)]}{_END[end]}"


def dates(draw: Random, days: Sequence[int], forms: tuple[str, ...] = _VAGUE) -> list[str]:
    """Return EDTF dates, each of which holds the day it is made of (its place in DAYS): most are that day."""
    drawn = draw.choices(forms, k=len(days))
    return [DAYS[day] if form == "day" else _dated(day, form) for day, form in zip(days, drawn, strict=True)]


def _dated(day: int, form: str) -> str:
    text = DAYS[day]
    match form:
        case "month" | "month?":
            return text[:7] + form[5:]
        case "year" | "year~":
            return text[:4] + form[4:]
        case "masked":
            return (f"{text[:3]}X", f"{text[:4]}-XX", f"{text[:8]}XX")[day % 3]
        case "span":
            return f"{text}/{DAYS[min(day + 1 + day % 9, len(DAYS) - 1)]}" if day + 1 < len(DAYS) else text
        case "open":
            return (f"{text}/..", f"../{text}", f"{text}/", f"/{text}")[day % 4]
        case "season":
            year, month = int(text[:4]), int(text[5:7])
            return f"{year - (month < 3)}-{20 + ((month - 3) % 12) // 3 + 1}"
        case _:
            return text + form[3:]
