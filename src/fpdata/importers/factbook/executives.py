"""Parse the texts about chiefs of state and of government, with their deputies and representatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fpdata.importers.factbook.dates import Since, has_date, read_since
from fpdata.importers.factbook.holders import (
    BRACKETS,
    LEFT,
    NICKNAME,
    PARTICLES,
    PROSE,
    SUFFIX,
    Holder,
    Reading,
    is_upper,
    split_outside_brackets,
)
from fpdata.importers.factbook.plain_text import split_notes
from fpdata.importers.factbook.titles import is_honorific, is_title_word, read_title

_CONNECTORS = {"of", "the", "and", "for", "to"}
#: The first words of ranks whose second word is a rank of its own.
_FIRST_OF_RANK = {"vice", "rear", "air", "field"}
_AFTER_START = re.compile(r"\([Ss]ince [^()]*\)\s+(?=[A-Z])")
#: "Council Sultan al-ARADA": a given name after such a word, and a title after "King".
_BODIES = {"council", "members"}
_ROMAN = re.compile(r"[IVX]+")


def read_executive(text: str) -> Reading:
    """Return the chief of state or of government, their deputies and representatives, from a plain text.

    >>> reading = read_executive("King CHARLES III (since 8 September 2022); represented by Governor Ben ROE (since 2023)")
    >>> [(one.office, one.name, one.since) for one in reading.holders]
    [('Monarch', 'CHARLES III', '2022-09-08'), ('Governor', 'Ben ROE', '2023')]
    """
    body, _ = split_notes(text)
    body = re.sub(r"^\((Ulu o Tokelau)\)", r"\1", body)
    body = re.sub(r"^.*?Notification Statement.*?(?=President )", "", body)
    body = re.sub(r"[;,]?\s*(?:and )?\(?\brepresent(?:at)?ed by\b", "; represented by", body)
    body = re.sub(r"\(((?:since|Since) [^();]{3,40});(?=[^()]*(?:\(|$))", r"(\1);", body)  # a bracket not closed
    body = _AFTER_START.sub(lambda found: _ended(found, body), body)
    holders: list[Holder] = []
    vacant: list[str] = []
    unread: list[str] = []
    for part in split_outside_brackets(body, ";"):
        represents = "represented by" in part
        segment = re.sub(r"^(?:and )?(?:represented by)?[ :,]*", "", part)
        if represents and not read_title(leading_title(segment)):
            continue  # somebody who represents a chief of state, without an office that is named
        if title := _vacant_title(segment):
            vacant.append(title)
            continue
        found = list(_segment_holders(segment.strip(" ,")))
        holders += [replace(one, represents=represents) for one in found]
        if not found and has_date(segment) and any(map(is_upper, segment.split())) and _is_about_office(segment):
            unread.append(segment.strip())
    return Reading(tuple(holders), tuple(vacant), "", tuple(unread))


def _ended(found: re.Match[str], body: str) -> str:
    """Return a start that brackets give, with a semicolon if another title follows without one."""
    return f"{found[0].strip()}; " if read_title(leading_title(body[found.end() :])) else found[0]


def _is_about_office(segment: str) -> bool:
    """Whether a segment that could not be read begins like one about somebody in office."""
    return not (LEFT.search(segment) or PROSE.search(segment.partition("(")[0])) and not re.match(
        r"(?:[a-z]|On\b|Heir|Crown)|.*\b(?:born|presidency member)\b|.*\bPrince", segment
    )


def _vacant_title(segment: str) -> str:
    if not re.search(r"\(\s*(?:currently )?vacant\b|^\W*vacant\b|\bvacant$", segment.strip(), re.IGNORECASE):
        return ""
    if any(map(is_upper, segment.replace("VACANT", "").split())):
        return ""
    segment = re.sub(r"\bvacant$", "", segment.strip(), flags=re.IGNORECASE)
    title = read_title(BRACKETS.sub(" ", segment))
    return title.office if title else "?"


def _segment_holders(segment: str) -> Iterator[Holder]:
    """Yield the persons of a segment: one title with a name, or several names."""
    words_in_capitals = any(map(is_upper, segment.split()))
    if not words_in_capitals or re.match(r"(?:Heir|former|note|under|on \d|the \w+ is)\b", segment):
        if not words_in_capitals:
            yield from _mixed_case(segment)
        return
    first = leading_title(segment)
    if re.search(r"\b(?:Heir Apparent|Crown Prince(?:ss)?)\b", first) and "Prime Minister" not in first:
        return
    if LEFT.search(BRACKETS.sub(" ", segment)) or PROSE.search(segment.partition("(")[0]):
        return
    parts = _split_names(segment)
    found: list[Holder] = []
    title_text = ""
    for part in parts:
        own = leading_title(part)
        title_text = own or title_text
        name, since = _executive_name(part)
        if not name:
            continue
        title = read_title(title_text) if title_text else None
        if title is None:
            if (
                not title_text and since.start and "member" not in part
            ):  # a name alone: the office is that of the same person in other texts
                found.append(Holder("", "", name, since.start, since.end))
            continue
        written = _singular(title_text)
        found.append(Holder(title.office, written, name, since.start, since.end, title.is_acting, title.is_designate))
    # In a list the date may be given once, after the last of those who share it.
    later = Since("")
    for position in range(len(found) - 1, -1, -1):
        if found[position].since:
            later = Since(found[position].since, found[position].end)
        elif later.start:
            found[position] = replace(found[position], since=later.start, end=later.end)
    yield from found


def _mixed_case(segment: str) -> Iterator[Holder]:
    """Yield the person of a segment without capitals, if a title and a date show what it says."""
    title_text = leading_title(segment)
    title = read_title(title_text) if title_text else None
    found = re.search(r"\(\s*since[^()]*\)?", segment)
    if not title or not found or re.search(r"Heir Apparent|Crown Prince", title_text):
        return
    words = segment[: found.start()].split()[len(title_text.split()) :]
    while words and is_honorific(words[0]):
        words = words[1:]
    if 2 <= len(words) <= 6 and all(word[:1].isupper() or word in PARTICLES for word in words):
        since = read_since(found[0].strip("()")) or Since("")
        name = " ".join(words).strip(" ,")
        yield Holder(
            title.office, _singular(title_text), name, since.start, since.end, title.is_acting, title.is_designate
        )


def _split_names(segment: str) -> list[str]:
    """Split a segment at commas and "and" between two names, each of which has a word in capitals."""
    joined: list[str] = []
    for chunk in split_outside_brackets(segment, ","):
        pieces = re.split(r"(?<=[)\w.]) and (?=[^()]*[A-ZÀ-Þ]{2})(?![^()]*\))", chunk)
        for position, piece in enumerate(pieces):
            if joined and not (_has_name(piece) and _has_name(joined[-1])):
                joined[-1] += (" and " if position else ", ") + piece.strip()
            else:
                joined.append(piece.strip())
    return joined


def _has_name(text: str) -> bool:
    return any(map(is_upper, BRACKETS.sub(" ", text).split()))


def leading_title(text: str) -> str:
    """Return the words of a title at the beginning of a text."""
    taken: list[str] = []
    words = text.split()
    for position, word in enumerate(words):
        is_open = (
            sum(one.count("(") - one.count(")") for one in taken) > 0
        )  # "(and Minister of the President's Office)"
        if is_upper(word) or not (is_open or _is_title_at(words, position)):
            break
        taken.append(word)
    while (
        len(taken) > 1 and is_honorific(taken[-1]) and [word.lower() for word in taken[-2:]] != ["governor", "general"]
    ):
        taken.pop()
        if len(taken) > 1 and taken[-1].lower() in _FIRST_OF_RANK:
            taken.pop()
    while taken and taken[-1].strip("(,").lower() in _CONNECTORS:
        taken.pop()
    text = " ".join(taken).strip(" ,:")
    return "" if taken and all(map(is_honorific, taken)) else text


def _executive_name(part: str) -> tuple[str, Since]:
    """Return the name in a part of a segment: the words in capitals, with the names around them, and the start."""
    brackets = BRACKETS.findall(part)
    since = next((found for one in brackets if (found := read_since(one))), None) or Since("")
    head = BRACKETS.sub(" ", NICKNAME.sub("", part))
    head = re.sub(r"\[[^\]]*\]?", " ", head)
    if not since.start and (loose := re.search(r"\bsince\b.*", head)):
        since = read_since(loose[0]) or since
        head = head[: loose.start()]
    words = head.split()
    at = next((position for position, word in enumerate(words) if is_upper(word)), None)
    if at is None:
        return "", since
    first = at
    while (
        first > 0
        and _is_name_word(words[first - 1], words[first - 2] if first > 1 else "")
        and not words[first - 1].endswith(",")
        and words[first - 2] != "of"
    ):
        first -= 1
    while (
        words[first].strip("-")  # "Le" is a family name
        in PARTICLES - {"al", "el", "de", "van", "von", "la", "da", "di", "ben", "abd", "abu", "ould"}
        and first < at
    ):
        first += 1
    last = at
    while not words[last].endswith(",") and last + 1 < len(words) and _is_name_word(words[last + 1]):
        last += 1
    name = " ".join(words[first : last + 1]).rstrip(",;:")
    if last + 1 < len(words) and SUFFIX.match(words[last + 1]):
        name += f" {words[last + 1]}"
    return name, since


def _is_title_at(words: list[str], position: int) -> bool:
    """Whether a word is one of a title, after the words before it."""
    return is_title_word(words[position]) and not _is_given_sultan(words[position], words[position - 1])


def _is_given_sultan(word: str, before: str) -> bool:
    return word == "Sultan" and before.strip(",").lower() in _BODIES


def _is_name_word(word: str, before: str = "") -> bool:
    bare = word.strip(",;:")
    if is_upper(bare) or _is_given_sultan(bare, before) or _ROMAN.fullmatch(bare):
        return True
    if bare.lower().strip("-") in PARTICLES or re.match(r"(?:al|el|ul|as|ad|ash|an|ar|at|bin)-", bare):
        return True
    if is_title_word(bare) or (not bare[:1].isalpha() and bare[:1] not in "\"'"):
        return False
    return bare[:1].isupper() or bare[:1] in "\"'"


def _singular(title: str) -> str:
    """Return a title of several persons as that of one."""
    title = re.sub(
        r"(?<!Council of )\b(president|minister|premier|chancellor|governor|captain|chairperson|member)s\b",
        r"\1",
        title,
        flags=re.IGNORECASE,
    )
    title = re.sub(r"^co-chiefs of state\s+", "", title, flags=re.IGNORECASE)
    title = re.sub(r"[\[\]]", "", title).strip(" ,")
    title = title if "(" in title else title.strip(")")
    return title[:1].upper() + title[1:]
