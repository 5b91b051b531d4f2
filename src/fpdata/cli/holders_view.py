"""Print who held what for a person: a sentence, then sections in order of precedence; what is less sure looks less sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from rich.cells import cell_len

from fpdata.access.days import to_period
from fpdata.cli.columns import GAP, INDENT, print_columns
from fpdata.cli.output import out, print_line

Row = dict[str, Any]

#: No column of words is narrower.
_LEAST = 12
#: Widths of names and dates on a narrow terminal ("presumed, last seen 2025-01-20,"), of dates on a wide one.
_NAME, _DATES, _DATES_WIDE, _WIDE = 20, 31, 42, 100
#: The width of the headings of what is only counted.
_COUNTED = 22
#: Bases that are told, because the holder is not the regular one.
_BASES = frozenset({"acting", "designated"})
#: The basis of a role that its holder never took up.
NOT_SERVED = "nominated-not-served"
_STYLES = {"certain": "", "presumed": "dim", "possible": "dim italic"}


class Section(NamedTuple):
    """A part of the answer: its heading, the kinds of offices in it, and the option that lists it if it is only counted."""

    heading: str
    kinds: frozenset[str | None]
    option: str = ""


SECTIONS = (
    Section(
        "Principals",
        frozenset({"head-of-state", "cabinet", "principal-officer", "agency-head", "staff", "military"}),
    ),
    Section("Envoys and special missions", frozenset({"envoy"})),
    Section("Without an office", frozenset({None})),
    Section("Other states", frozenset({"foreign"})),
    Section("Missions abroad", frozenset({"chief-of-mission"}), "--missions"),
    Section("Congress", frozenset({"legislator"}), "--all"),
    Section("Ranks and other offices", frozenset({"rank", "party", "private"}), "--all"),
)


_MISSIONS = next(section for section in SECTIONS if section.option == "--missions")


@dataclass(frozen=True)
class _Line:
    office: str
    name: str
    held: str
    answer: str
    document: str | None = None


def print_answer(
    rows: Sequence[Row],
    day: str | None,
    subject: Mapping[str, str | None],
    explanation: str,
    *,
    missions: bool = False,
    everything: bool = False,
) -> None:
    """Print the roles that `as_of` found for a day, month or year, or else the `explanation`.

    `subject` has the names of the filters that were given; then every role is listed, with the document that shows its holder last.
    `missions` lists the missions abroad, `everything` also what is only counted or only possible.
    """
    first, last = to_period("day", day)
    filtered = any(subject.values())
    when = name_today(first, rows) if day is None else name_period(first, last)
    print_line(f"{_question(subject, now=day is None)} {when}", style="bold")
    if not rows:
        out.print()
        print_columns([explanation], [out.width - INDENT - 1])
        return
    everything = everything or filtered
    listed: list[tuple[Section, list[_Line]]] = []
    counted: list[tuple[Section, Counter[str]]] = []
    for section in SECTIONS:
        mine = [row for row in rows if _section(row) is section]
        if section.option and not (everything or (missions and section.option == "--missions")):
            counted.append((section, Counter(row["certainty"] for row in mine)))
        else:
            shown = [row for row in mine if everything or row["certainty"] != "possible"]
            lines = [_line(row, first, last, filtered) for row in shown]
            # Missions have no precedence; a reader looks for the country.
            listed.append((section, sorted(lines, key=lambda line: line.office) if section is _MISSIONS else lines))
    _print_sections(listed)
    _print_counts(counted)
    hidden = sum(row["certainty"] == "possible" and not everything for row in rows if not _section(row).option)
    _print_legend({line.answer for _, lines in listed for line in lines}, hidden)


def _question(subject: Mapping[str, str | None], *, now: bool) -> str:
    """Return what was asked, up to the day."""
    names = {kind: name for kind, name in subject.items() if name}
    verb = "holds" if now else "held"
    question = f"What {names['person']} {verb}" if "person" in names else f"Who {verb} what"
    if "office" in names:
        question = f"{names.get('person', 'Who')} as {names['office']}" if "person" in names else f"Who {verb} the office {names['office']}"  # fmt: skip
    places = [names[kind] for kind in ("organization", "country") if kind in names]
    return f"{', '.join(places)}: {question[0].lower()}{question[1:]}" if places else question


def _section(row: Row) -> Section:
    if row["precedence"] is not None:
        return SECTIONS[0]
    return next(section for section in SECTIONS if row["office_kind"] in section.kinds)


def _line(row: Row, first: date, last: date, documents: bool) -> _Line:
    office = row["office_title"] if _section(row) is _MISSIONS else row["title"]
    document = row["last_seen_document_id"] or row["source_id"] if documents else None
    return _Line(_short(office), row["actor_name"], _held(row, first, last), row["certainty"], document)


def _short(title: str) -> str:
    """Return a title without what the page says anyway."""
    return title.removeprefix("Acting ").removeprefix("Chief of Mission to ").removesuffix(" of the United States")


def _held(row: Row, first: date, last: date) -> str:
    """Return on which basis, how certainly and when a role was held, in a few words."""
    held = _when(row, first == last)
    basis = [str(row["basis"])] if row["basis"] in _BASES else []
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
        return f"until {end}"
    first, last = row["certain_from"], row["certain_to"]
    return f"seen {first} to {last}" if first != last else f"seen {first}"


def _words(date: str | None) -> str | None:
    """Return a date (EDTF) with words for a side that is open or unknown."""
    if date and (bound := date.strip("./")) and "/" not in bound:
        return f"{bound} or earlier" if date[0] in "./" else f"{bound} or later" if date[-1] in "./" else date
    return date


def _widths(lines: Iterable[_Line]) -> tuple[int, int, int]:
    """Return the widths of office, name and dates at the width of the terminal; dates get the room that they need."""
    lines = list(lines)

    def longest(part: Callable[[_Line], str]) -> int:
        return max((cell_len(part(line)) for line in lines), default=0)

    held = min(longest(lambda line: line.held), _DATES if out.width < _WIDE else _DATES_WIDE)
    room = max(out.width - INDENT - 2 * GAP - held, _LEAST)
    name = min(longest(lambda line: line.name), max(room // 2, _LEAST) if out.width >= _WIDE else _NAME)
    return min(longest(lambda line: line.office), max(room - name, _LEAST)), name, held


def _print_sections(sections: Iterable[tuple[Section, list[_Line]]]) -> None:
    sections = [(section, lines) for section, lines in sections if lines]
    widths = _widths(line for _, lines in sections for line in lines)
    for section, lines in sections:
        print_line(f"\n {section.heading}", style="bold")
        previous = None
        for line in lines:
            office = "" if line.office == previous else line.office
            previous = line.office
            print_columns((office, line.name, line.held), widths, _STYLES[line.answer])
            if line.document:
                print_line(f"{' ' * INDENT}by {line.document}", style="dim")


def _print_counts(sections: Iterable[tuple[Section, Counter[str]]]) -> None:
    counts = [(section, found) for section, found in sections if found.total()]
    if counts:
        out.print()
    for section, found in counts:
        numbers = ", ".join(f"{found[answer]} {answer}" for answer in _STYLES if found[answer])
        roles = "role" if found.total() == 1 else "roles"
        numbers = f"{found.total()} {roles}: {numbers}" if "," in numbers else f"{numbers} {roles}"
        hint = f"{section.option} to list"
        widths = _COUNTED, max(out.width - _COUNTED - GAP - 1, _LEAST)
        together = cell_len(numbers) + GAP + len(hint) <= widths[1]
        print_columns((section.heading, f"{numbers}  {hint}" if together else numbers), widths, indent=1)
        if not together:
            print_columns(("", hint), widths, indent=1)


def _print_legend(answers: set[str], hidden: int) -> None:
    lines = []
    if "presumed" in answers:
        lines.append("presumed: it began, nothing says that it had ended, no successor is recorded.")
    if "possible" in answers:
        lines.append("possible: no date rules it out.")
    if hidden:
        lines.append(f"{hidden} more {'role is' if hidden == 1 else 'roles are'} only possible: --all to list.")
    lines += ["Sources: -f json, or fpdata show ID.", "What is not covered: fpdata coverage roles."]
    out.print()
    for line in lines:
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


def print_turns(rows: Sequence[Row], title: str) -> None:
    """Print the holders of an office in turn, with the days on which nobody held it."""
    holders = [row["actor_id"] for row in rows if row["actor_id"]]
    counted = f"{len({*holders})} {'holder' if len({*holders}) == 1 else 'holders'}"
    periods = f" in {len(holders)} periods" if len(holders) > len({*holders}) else ""
    print_line(f"{title}: {counted}{periods}", style="bold")
    out.print()
    turns = [(_days(row), _holder(row), row) for row in rows]
    days = max((cell_len(text) for text, _, _ in turns), default=0)
    widths = days, max(out.width - INDENT - GAP - days, _LEAST)
    for text, holder, row in turns:
        unsure = row["actor_id"] is None or row["certain_from"] is None or row["end"] in (None, "..")
        print_columns((text, holder), widths, "dim" if unsure else "")


def count_periods(roles: Iterable[Row]) -> str:
    """Return how many people held an office, in how many periods, and how many were nominated and did not serve."""
    bases = [(role["actor_id"], role["basis"]) for role in roles]
    holders = [actor for actor, basis in bases if basis != NOT_SERVED]
    held, nominated = len({*holders}), len(bases) - len(holders)
    counted = f"{held:,} in {len(holders):,} periods" if len(holders) > held else f"{held:,}"
    return f"{counted}, {nominated:,} nominated" if nominated else counted


def _days(row: Row) -> str:
    start, end = row["start"] or "?", row["end"]
    if end == start:
        return str(start)
    return f"{start} – {end if end not in (None, '..') else 'presumed' if end == '..' else '?'}"


def _holder(row: Row) -> str:
    if row["actor_id"] is None:
        return "vacant" if row["note"] == "vacant" else "not covered by the sources"
    notes = [str(row["basis"])] if row["basis"] in _BASES else []
    if row["end"] in (None, "..") and row["last_seen"]:
        notes.append(f"last seen {row['last_seen']}")
    if row["note"] == "overlap":
        notes.append("overlaps an earlier holder")
    return f"{row['actor_name']} ({', '.join(notes)})" if notes else str(row["actor_name"])
