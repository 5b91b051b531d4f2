"""Print timelines, chains of statements and contested claims for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from fpdata.access.contested import QUESTION
from fpdata.access.days import is_of_period, short_date
from fpdata.cli.columns import INDENT, SourcedLine, print_columns, print_sourced
from fpdata.cli.output import out, print_line
from fpdata.model import phrases

Row = dict[str, Any]

#: So many entries of a timeline are listed unless all are asked for.
_LISTED = 200
_KINDS = {"role-start": "begins as", "role-end": "ends as"}
_LINKS = {
    "denies": ("Denied by", "It denies"),
    "contradicts": ("Contradicted by", "It contradicts"),
    "retracts": ("Retracted by", "It retracts"),
    "softens": ("Softened by", "It softens"),
    "corrects": ("Corrected by", "It corrects"),
    "does-not-deny": ("Not denied by", "It does not deny"),
    "confirms": ("Confirmed by", "It confirms"),
    "repeats": ("Repeated by", "It repeats"),
    "responds-to": ("Responded to by", "It responds to"),
}


def print_timeline(
    rows: Sequence[Row], person: str | None, period: tuple[date | None, date | None], *, everything: bool
) -> None:
    """Print the entries of a timeline; the name of `person`, whose timeline it is, is left out.

    Of entries whose date is a longer time than the asked `period`, such as a whole year, only the number is told, unless
    everything is asked for.
    """
    own: list[Row] = []
    vague: list[Row] = []
    for row in rows:
        (own if is_of_period(row, *period) else vague).append(row)
    shown = own if everything else own[:_LISTED]
    _print_entries(shown, person)
    if len(shown) < len(own):
        print_line(f" … and {len(own) - len(shown):,} more: --all, or fewer by --from, --to, --kind", style="dim")
    if not vague:
        return
    entries = f"{len(vague):,} {'entry' if len(vague) == 1 else 'entries'}"
    if everything:
        print_line(f"\n {entries} dated less exactly, which may be of this time", style="bold")
        _print_entries(vague, person)
    else:
        example = next((f", such as {row['date']}" for row in vague if row["date"]), "")
        print_line(f" … and {entries} dated less exactly{example}, which may be of this time: --all", style="dim")


def _print_entries(rows: Sequence[Row], person: str | None) -> None:
    previous = ""
    lines = []
    for row in rows:
        when = short_date(row["date"])
        lines.append(SourcedLine(("" if when == previous else when,), _entry(row, person), url=row["url"]))
        previous = when
    print_sourced(lines, indent=1)


def _entry(row: Row, person: str | None) -> str:
    text = str(row["text"])
    who = row["actor_name"] if row["actor_id"] != person else None
    match row["kind"]:
        case "role-start" | "role-end":
            return f"{who} {_KINDS[row['kind']]} {text}" if who else f"{_KINDS[row['kind']].capitalize()} {text}"
        case "document":
            return f"{who}: {text} (document)" if who else f"{text} (document)"
        case "statement":
            return f"{who}: {text}" if who else text
        case _:
            return text


def print_chain(rows: Sequence[Row], id: str) -> None:
    """Print a statement as the innermost of nested quotes, then what responds to it or to a report of it."""
    chain = {row["statement_id"]: row for row in rows if row["link"] is None}
    ids = [*chain]
    outer, within = ids[: ids.index(id) + 1], ids[ids.index(id) + 1 :]
    lines = []
    addresses: set[str | None] = set()
    for depth, row in enumerate(chain[id] for id in outer):
        said = "suggested" if row["form"] == "suggested" else "said"
        url = row["url"] if row["url"] not in addresses else None
        addresses.add(url)
        words = f"{'that ' if depth else ''}{row['speaker_name']} {said}{':' if row['statement_id'] == id else ''}"
        lines.append(SourcedLine((), words, (short_date(row["date"]), _where(row)), url, depth=depth))
    print_sourced(lines, indent=0)
    row = chain[id]
    indent = INDENT * len(outer)
    room = max(out.width - indent - 1, 1)
    print_columns([row["summary"]], [room], "bold", indent=indent)
    if row["quote"]:
        print_columns([f"“{row['quote']}”"], [room], indent=indent)
    if within:
        print_line("\nWithin it", style="bold")
        print_sourced(
            [
                SourcedLine(
                    (), f"{row['speaker_name']}: {row['summary']}", (short_date(row["date"]),), depth=row["depth"]
                )
                for row in _relative([chain[id] for id in within], chain[id]["depth"] + 1)
            ]
        )
    links = [row for row in rows if row["link"]]
    _print_links("", [row for row in links if row["to_id"] == id], 0)
    for reporter in reversed(outer[:-1]):
        name = chain[reporter]["speaker_name"]
        _print_links(f"The report of it by {name} is", [row for row in links if row["to_id"] == reporter], 0)
    for inner in within:
        name = chain[inner]["speaker_name"]
        _print_links(f"What {name} said within it is", [row for row in links if row["to_id"] == inner], 0)
    _print_links("", [row for row in links if row["from_id"] == id and row["to_id"] not in chain], 1)
    print_line("\nIds, and notes on each response: -f json", style="dim")


def _relative(rows: Sequence[Row], depth: int) -> list[Row]:
    return [row | {"depth": row["depth"] - depth} for row in rows]


def _print_links(heading: str, rows: Sequence[Row], side: int) -> None:
    """Print statements that respond to one (`side` 0), or to which it responds (1), under how they do."""
    if not rows:
        return
    out.print()
    if heading:
        print_line(heading, style="bold")
    lines = []
    previous = None
    for row in rows:
        kind = _LINKS.get(row["link"], (f"{row['link']} by", f"It {row['link']}"))[side]
        shown = kind[0].lower() + kind[1:] if heading else kind
        words = f"{row['speaker_name']}: {row['summary']}"
        lines.append(SourcedLine(("" if kind == previous else shown, short_date(row["date"])), words, (), row["url"]))
        previous = kind
    print_sourced(lines, indent=0)


def _where(row: Row) -> str:
    """Return how and to whom something was said; that it was public goes without saying."""
    medium = str(row["medium"]).replace("-", " ") if row["medium"] != "unknown" else ""
    audience = str(row["audience"]) if row["audience"] != "public" else ""
    return ", ".join(filter(None, [medium, audience]))


def print_questions(rows: Sequence[Row]) -> None:
    """Print on what claims disagree, what has most claims first, with the number of claims for each position."""
    questions = sorted(_questions(rows), key=len, reverse=True)
    print_line(
        f"{len(questions)} question{'s' * (len(questions) != 1)} on which claims disagree: {len(rows)} claims",
        style="bold",
    )
    out.print()
    lines = []
    for question in questions:
        first = question[0]
        words = f"{_question(first)} {_counts(question)}"
        lines.append(SourcedLine((f"{first['subject_id']} {first['predicate']}",), words))
    print_sourced(lines, indent=1)
    print_line("\n One of them: fpdata contested SUBJECT PREDICATE", style="dim")


def print_contested(rows: Sequence[Row]) -> None:
    """Print each question with the number of claims for each position, then its claims by date."""
    for number, question in enumerate(_questions(rows)):
        if number:
            out.print()
        print_line(f"{_question(question[0])} ({len(question)} claims)", style="bold")
        print_columns([_counts(question)], [max(out.width - 1, 1)], indent=0)
        lines: dict[str, list[SourcedLine]] = {}
        previous = None
        # Claims in several places of one document may read the same.
        alike = Counter((row["position"], row["date"], _claimant(row), row["url"]) for row in question)
        order = [position for position, _ in _numbers(question).most_common()]
        for claim in sorted(alike, key=lambda claim: order.index(claim[0])):
            position, day, claimant, url = claim
            when = "" if (position, day) == previous else short_date(day)
            words = f"{claimant} ({alike[claim]} claims)" if alike[claim] > 1 else claimant
            lines.setdefault(position, []).append(SourcedLine((when,), words, (), url))
            previous = position, day
        for position, claims in lines.items():
            print_columns([position], [max(out.width - 2, 1)], "bold", indent=1)
            print_sourced(claims, among=[line for others in lines.values() for line in others])


def print_denials(rows: Sequence[Row], *, everything: bool) -> None:
    """Print each statement that denies, and below it what it denies."""
    statements = [[*entries] for _, entries in groupby(rows, key=lambda row: row["statement_id"])]
    lines = []
    previous = ""
    shown = statements if everything else statements[:_LISTED]
    for first, *others in shown:
        when = short_date(first["date"])
        words = f"{''.join(_reported(first))}: {first['summary']}"
        lines.append(SourcedLine(("" if when == previous else when,), words, (), first["url"]))
        lines += (SourcedLine(("",), _denied(row), style="dim", depth=1) for row in (first, *others))
        previous = when
    print_sourced(lines, indent=1)
    if len(shown) < len(statements):
        print_line(f" … and {len(statements) - len(shown):,} more: --all, or fewer by a subject or --by", style="dim")


def _denied(row: Row) -> str:
    """Return what a row denies, and how, in words."""
    if row["kind"] == "denial":
        return "what it denies is not recorded"
    if row["kind"] != "negated-claim":
        return f"{row['kind']} {row['denied_speaker_name']}: {row['denied']}"
    of = f", on the view of {row['holder_name']}" if row["holder_id"] != row["speaker_id"] else ""
    mode = row["mode"] if row["mode"] in ("question", "prediction", "presumption") else ""
    manner = ", ".join(filter(None, [*_unusual(row), mode]))
    return f"not so{of}: {row['denied']}" + (f" ({manner})" if manner else "")


def _numbers(rows: Sequence[Row]) -> Counter[str]:
    return Counter(row["position"] for row in rows)


def _questions(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the claims that answer one question, together."""

    def key(row: Row) -> tuple[str, ...]:
        return tuple(str(row[name] or "") for name in QUESTION)

    return [list(question) for _, question in groupby(sorted(rows, key=key), key)]


def _question(row: Row) -> str:
    """Return what the claims answer, and in which sense."""
    name = phrases.Named(row["subject_kind"], row["subject_name"]).words
    return f"{phrases.question(row['predicate'], name)}{_sense(row)}"


def _sense(row: Row) -> str:
    """Return toward what, and in which modality if it is not about what is."""
    target = f"{phrases.TOWARD} {row['target_name'] or row['target']}" if row["target"] else ""
    sense = ", ".join(filter(None, [target, row["modality"] if row["modality"] != "actual" else ""]))
    return f" ({sense})" if sense else ""


def _counts(rows: Sequence[Row]) -> str:
    return " · ".join(_count(position, number) for position, number in _numbers(rows).most_common())


def _count(position: str, number: int) -> str:
    """Return how many claims take a position, which begins with "not" if they negate it."""
    if position.startswith("not ") and position != "not so":
        return f"{number} {'deny' if number > 1 else 'denies'} {position.removeprefix('not ')}"
    return f"{number} {'say' if number > 1 else 'says'} {position}"


def _claimant(row: Row) -> str:
    """Return who claims something, through whom that is known, and how it was said."""
    # The holder of a stance is its subject, which need not be said again.
    is_own = phrases.is_own_stance(row["predicate"], row["holder_id"], row["subject_id"])
    of = f", on the view of {row['holder_name']}" if row["holder_id"] != row["claimant_id"] and not is_own else ""
    claimant, per = _reported(row)
    said = ", ".join(filter(None, [_where(row), *_unusual(row)]))
    return f"{claimant}{of}{per}" + (f" ({said})" if said else "")


def _reported(row: Row) -> tuple[str, str]:
    """Return who says something, and through whom that is known."""
    *reporters, speaker = row["chain_names"].split(" > ")
    return speaker, "".join(f", per {name}" for name in reversed(reporters))


def _unusual(row: Row) -> list[str]:
    """Return what is unusual of a claim; some may be empty."""
    certainty = row["certainty"] if row["certainty"] != "stated" else ""
    return [certainty, row["extent"] or "", "inferred" if row["coding"] == "inferred" else ""]
