"""Print who held what for a person: a sentence, then sections in order of precedence; what is less sure looks less sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from fpdata.access.days import to_period
from fpdata.cli.columns import GAP, INDENT, linked, print_columns
from fpdata.cli.holder_sections import BY_COUNTRY, SECTIONS, Section, by_country, office_words, section_of
from fpdata.cli.holder_source import HolderSource
from fpdata.cli.output import out, print_line
from fpdata.cli.turns_view import TOLD_BASES

Row = dict[str, Any]

#: No column of words is narrower.
_LEAST = 12
#: Widths of names and dates on a narrow terminal ("presumed, last seen 2025-01-20,"), of dates on a wide one.
_NAME, _DATES, _DATES_WIDE, _WIDE = 20, 31, 42, 100
#: Office and name have this room before anything else is beside them.
_AMPLE = 50
#: The width of the headings of what is only counted.
_COUNTED = 24
_STYLES = {"certain": "", "presumed": "dim", "possible": "dim italic"}
#: An answer about a country or organization that has no more roles is listed in full.
_SHORT = 25


@dataclass(frozen=True)
class _Line:
    office: str
    name: str
    held: str
    answer: str
    source: HolderSource | None = None


@dataclass(frozen=True)
class Listed:
    """What is listed beyond the principals, envoys and roles without an office."""

    foreign: bool = False
    """The officials of other states, and their missions in Washington."""
    missions: bool = False
    others: bool = False
    """Also what else is only counted, and who is possible in an office of one seat that nobody holds more surely."""
    everything: bool = False
    """Also all that is only possible."""

    def has(self, section: Section) -> bool:
        """Whether a section is listed, not only counted."""
        options = {"": True, "--foreign": self.foreign, "--missions": self.missions, "--all": self.others}
        return self.everything or self.others or options[section.option]

    def has_possible(self, row: Row, held: Container[str | None]) -> bool:
        """Whether a role is listed that is only possible, given the offices that somebody holds more surely."""
        return self.everything or (self.others and row["seats"] != "many" and row["office_id"] not in held)


def print_answer(
    rows: Sequence[Row],
    day: str | None,
    subject: Mapping[str, str | None],
    explanation: str,
    listed: Listed,
    sources: Mapping[str, HolderSource],
) -> None:
    """Print the roles that `as_of` found for a day, month or year, or else the `explanation`.

    `subject` has the names of the filters that were given. Of a person or an office, every role is listed; of a
    country or organization, every office, if they are few. `sources` are those to name beside the roles, by id; it may
    be empty.
    """
    first, last = to_period("day", day)
    when = name_today(first, rows) if day is None else name_period(first, last)
    ahead = first > date.today()
    print_line(f"{_question(subject, now=day is None or ahead)} {when}" + ", if nothing changes" * ahead, style="bold")
    if not rows:
        out.print()
        print_columns([explanation], [out.width - INDENT - 1])
        return
    sections = [(section, [row for row in rows if section_of(row) is section]) for section in SECTIONS]
    if subject.get("person") or subject.get("office"):
        listed = Listed(everything=True)
    elif any(subject.values()) and (len(rows) <= _SHORT or sum(bool(mine) for _, mine in sections) == 1):
        listed = replace(listed, others=True)
    held = {row["office_id"] for row in rows if row["certainty"] != "possible"}
    listed_rows = [
        (section, [row for row in mine if row["certainty"] != "possible" or listed.has_possible(row, held)])
        for section, mine in sections
    ]
    lines = [
        (section, _lines(section, mine, (first, last), sources, subject.get("country")))
        for section, mine in listed_rows
        if listed.has(section)
    ]
    counted = [
        (section, Counter(row["certainty"] for row in mine)) for section, mine in sections if not listed.has(section)
    ]
    _print_sections(lines)
    _print_counts(counted)
    shown = [line for _, mine in lines for line in mine]
    hidden = sum(len(mine) for section, mine in sections if listed.has(section)) - len(shown)
    _print_legend(shown, hidden)


def _question(subject: Mapping[str, str | None], *, now: bool) -> str:
    """Return what was asked, up to the day."""
    names = {kind: name for kind, name in subject.items() if name}
    verb = "holds" if now else "held"
    question = f"What {names['person']} {verb}" if "person" in names else f"Who {verb} what"
    if "office" in names:
        question = f"{names.get('person', 'Who')} as {names['office']}" if "person" in names else f"Who {verb} the office of {names['office']}"  # fmt: skip
    places = [names[kind] for kind in ("organization", "country") if kind in names]
    return f"{', '.join(places)}: {question[0].lower()}{question[1:]}" if places else question


def _lines(
    section: Section,
    rows: Iterable[Row],
    period: tuple[date, date],
    sources: Mapping[str, HolderSource],
    asked: str | None,
) -> list[_Line]:
    """Return the lines of a section; without precedence, by country. `asked` is the country that was asked for."""
    return [
        _Line(
            office_words(row, asked),
            row["actor_name"],
            _held(row, *period),
            row["certainty"],
            sources.get(row["last_seen_document_id"] or row["source_id"]),
        )
        for row in (sorted(rows, key=by_country) if section in BY_COUNTRY else rows)
    ]


def _held(row: Row, first: date, last: date) -> str:
    """Return on which basis, how certainly and when a role was held, in a few words."""
    held = _when(row, first == last)
    basis = [str(row["basis"])] if row["basis"] in TOLD_BASES else []
    # What says how sure it is comes first, and stays on the line of its day where the terminal is narrow.
    return ", ".join([*basis, held] if row["certainty"] == "certain" else [f"{row['certainty']}, {held}", *basis])


def _when(row: Row, on_a_day: bool) -> str:
    start, end = _words(row["start"]), _words(row["end"])
    ended = end not in (None, "..")
    if row["certainty"] != "certain" and not ended and row["last_seen"]:
        return f"last seen {row['last_seen']}"
    if on_a_day and row["change"]:
        return {"from": f"from {start}", "until": f"until {end}", "from-until": f"on {start}"}[row["change"]]
    if start and ended:
        return f"{start} to {end}" if start != end else f"on {start}"
    if start:
        return f"since {start}"
    if ended:
        return f"until {end}, start unknown"
    first, last = row["certain_from"], row["certain_to"]
    return f"seen {first} to {last}" if first != last else f"seen {first}"


def _words(date: str | None) -> str | None:
    """Return a date (EDTF) with words for a side that is open or unknown."""
    if date and (bound := date.strip("./")) and "/" not in bound:
        return f"{bound} or earlier" if date[0] in "./" else f"{bound} or later" if date[-1] in "./" else date
    return date


def _widths(lines: Sequence[_Line], source: int) -> tuple[int, int, int]:
    """Return the widths of office, name and dates at the width of the terminal; dates get the room that they need.

    Sources of a width get room if enough is left for the others.
    """

    def longest(part: Callable[[_Line], str]) -> int:
        return max((cell_len(part(line)) for line in lines), default=0)

    held = min(longest(lambda line: line.held), _DATES if out.width < _WIDE else _DATES_WIDE)
    room = max(out.width - INDENT - 2 * GAP - held, _LEAST)
    if source and room - GAP - source >= _AMPLE:
        room -= GAP + source
    name = min(longest(lambda line: line.name), max(room // 2, _LEAST) if out.width >= _WIDE else _NAME)
    return min(longest(lambda line: line.office), max(room - name, _LEAST)), name, held


def _print_sections(sections: Sequence[tuple[Section, list[_Line]]]) -> None:
    shown = [line for _, lines in sections for line in lines]
    sources = {line.source for line in shown}
    # One source for all is named below them. Beside a long list, sources that need lines of their own are left out.
    named = len(sources) > 1
    longest = max((_link(source).cell_len for source in sources if source), default=0) if named else 0
    widths = _widths(shown, longest)
    beside = named and INDENT + sum(widths) + 3 * GAP + longest < out.width
    below = named and not beside and len(shown) <= _SHORT
    for section, lines in sections:
        if not lines:
            continue
        print_line(f"\n {section.heading}", style="bold")
        previous = None
        for line in lines:
            office = "" if line.office == previous else line.office
            previous = line.office
            cells: list[str | Text] = [office, line.name, line.held]
            if beside and line.source:
                cells.append(_link(line.source))
            print_columns(cells, [*widths, longest][: len(cells)], _STYLES[line.answer])
            if below and line.source:
                print_columns([_link(line.source)], [0], indent=INDENT + GAP)


def _link(source: HolderSource) -> Text:
    return linked(source.label, source.url, "dim")


def _print_counts(sections: Iterable[tuple[Section, Counter[str]]]) -> None:
    counts = [(section, found) for section, found in sections if found.total()]
    if counts:
        out.print()
    for section, found in counts:
        numbers = ", ".join(f"{found[answer]} {answer}" for answer in _STYLES if found[answer])
        hint = f"{section.option} to list"
        widths = _COUNTED, max(out.width - _COUNTED - GAP - 1, _LEAST)
        together = cell_len(numbers) + GAP + len(hint) <= widths[1]
        print_columns((section.heading, f"{numbers}  {hint}" if together else numbers), widths, indent=1)
        if not together:
            print_columns(("", hint), widths, indent=1)


def _print_legend(shown: Sequence[_Line], hidden: int) -> None:
    answers = {line.answer for line in shown}
    lines = []
    if "presumed" in answers:
        lines.append("presumed: it began, nothing says that it had ended, no successor is recorded.")
    if "possible" in answers:
        lines.append("possible: no date rules it out, and no source shows it.")
    if hidden:
        lines.append(f"{hidden} more {'role is' if hidden == 1 else 'roles are'} only possible: --all to list.")
    sources = sorted({line.source for line in shown if line.source})
    if len(sources) > 1:
        lines += [f"{source.label}: {source.about}." for source in sources if source.about]
    if len(sources) != 1:
        lines.append("Sources: -f json, or fpdata show ID.")
    out.print()
    if len(sources) == 1:
        id, label, url, about = sources[0]
        named = linked(f"Source: {id}, {about or label}", url, "dim")
        fits = named.cell_len < out.width
        print_columns([named if fits else linked(f"Source: {label}", url, "dim")], [0], indent=1)
    for line in [*lines, "What is not covered: fpdata coverage roles."]:
        print_line(f" {line}", style="dim")


def name_period(first: date, last: date) -> str:
    """Return a period as words: a day, month or year, or a span of days."""
    if first == last:
        return f"on {_name_day(first)}"
    whole_months = first.day == 1 and (last + timedelta(1)).day == 1
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B} {first.year}"
    if whole_months and first.year == last.year and (first.month, last.month) == (1, 12):
        return f"in {first.year}"
    return f"from {_name_day(first)} to {_name_day(last)}"


def _name_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def name_today(today: date, rows: Iterable[Row]) -> str:
    """Return today as words, with the day to which the evidence for `rows` reaches."""
    seen = max((row["last_seen"] for row in rows if row["last_seen"] and row["last_seen"] <= today), default=None)
    return f"today ({_name_day(today)})" + (f", by evidence up to {_name_day(seen)}" if seen else "")
