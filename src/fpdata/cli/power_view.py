"""Print who led, was in control, took part, advised, was in the room or was left out, for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from rich.cells import cell_len

from fpdata.access.power import by_thing
from fpdata.cli.columns import GAP, INDENT, SourcedLine, print_columns, print_sourced
from fpdata.cli.output import out, print_line

Row = dict[str, Any]

_IN_THE_ROOM = "in-the-room"
#: The standings in the order in which they are printed, with their headings.
_HEADINGS = {
    "led": "Led",
    "in-control": "In control",
    "took-part": "Took part",
    "advised": "Advised",
    _IN_THE_ROOM: "In the room",
    "left-out": "Left out",
}
#: So many of those in the room are listed unless all are asked for.
_LISTED = 20
#: Names of topics stand beside their ids if there is so much room for them.
_NAMES = 20
_NOTE = "A claim need not be true. What was said: fpdata timeline --kind statement --topic"


def print_topics(rows: Sequence[Row]) -> None:
    """Print the topics, the one with most claims first: how many actors are in each standing, and how many claims say so."""
    topics = [list(topic) for _, topic in groupby(rows, lambda row: row["topic_id"])]
    topics.sort(key=lambda topic: (-_claims(topic), topic[0]["topic_id"]))
    heads = ["Topic", *(heading.replace("the ", "") for heading in _HEADINGS.values()), "Claims"]
    counts = [[str(_actors(topic, standing)) for standing in _HEADINGS] + [str(_claims(topic))] for topic in topics]
    ids = max(cell_len(text) for text in ["Topic", *(topic[0]["topic_id"] for topic in topics)])
    widths = [ids, *(max(map(len, head.split())) for head in heads[1:])]
    room = out.width - sum(width + GAP for width in widths) - 2
    named = room >= _NAMES
    print_columns(heads + [""] * named, widths + [1] * named, "bold", indent=1)
    for topic, numbers in zip(topics, counts, strict=True):
        cells = [topic[0]["topic_id"], *(each.rjust(width) for each, width in zip(numbers, widths[1:], strict=True))]
        print_columns(cells + [topic[0]["topic_name"]] * named, widths + [room] * named, indent=1)
    print_line(
        "\n Claims: how many claims say so. The other columns count actors. One topic: fpdata power TOPIC", style="dim"
    )


def _claims(rows: Iterable[Row]) -> int:
    return sum(row["affirmed"] + row["negated"] for row in rows)


def _actors(rows: Iterable[Row], standing: str) -> int:
    return len({row["actor_id"] for row in rows if row["standing"] == standing})


def print_power(rows: Sequence[Row], *, everything: bool) -> None:
    """Print the actors of a topic by standing, each with by whose account, who denies it, and of what.

    Of those in the room, the most frequent are listed unless everything is asked for.
    """
    if not rows:
        return
    groups = {
        standing: _present(list(group)) if standing == _IN_THE_ROOM else _accounts(group)
        for standing, group in groupby(rows, lambda row: row["standing"])
    }
    print_line(rows[0]["topic_name"], style="bold")
    among = [line for lines in groups.values() for line in lines]
    for standing, lines in groups.items():
        held = next((row["held"] for row in rows if row["standing"] == standing == _IN_THE_ROOM), 0)
        meetings = "meeting or call" if held == 1 else "meetings and calls"
        print_line(f"\n {_HEADINGS[standing]}" + (f" ({held} {meetings} on record)" if held else ""), style="bold")
        shown = lines if everything or standing != _IN_THE_ROOM else lines[:_LISTED]
        print_sourced(shown, among=among)
        if len(shown) < len(lines):
            print_line(f"{' ' * INDENT}… and {len(lines) - len(shown)} more: --all", style="dim")
    print_line(f"\n{_NOTE} {rows[0]['topic_id']}", style="dim")


def _accounts(rows: Iterable[Row]) -> list[SourcedLine]:
    """Return lines for each actor of whom there are accounts, those whom most affirm first: a line for each thing."""
    actors = [list(of) for _, of in groupby(rows, lambda row: row["actor_id"])]
    actors.sort(key=lambda of: (-sum(row["affirmed"] > 0 for row in of), of[0]["actor_name"], of[0]["actor_id"]))
    lines = []
    for of in actors:
        words = _words(of)
        lines += [SourcedLine((of[0]["actor_name"],), words[0]), *(SourcedLine(("",), other) for other in words[1:])]
    return lines


def _words(rows: Sequence[Row]) -> list[str]:
    """Return by whose account something is so, who denies it, and of what: first that on which most agree.

    >>> ada = {"account_name": "Ada", "affirmed": 2, "affirmed_of": ["talks"], "negated": 1, "negated_of": []}
    >>> ben = {"account_name": "Ben", "affirmed": 0, "affirmed_of": [], "negated": 1, "negated_of": ["talks"]}
    >>> _words([ada, ben])
    ['by Ada; denied by Ben: talks', 'denied by Ada']
    """
    lines = []
    for thing, affirming, denying in by_thing(rows):
        sides = [
            f"{verb} {', '.join(row['account_name'] for row in side)}"
            for verb, side in (("by", affirming), ("denied by", denying))
            if side
        ]
        lines.append("; ".join(sides) + (f": {thing}" if thing else ""))
    return lines


def _present(rows: list[Row]) -> list[SourcedLine]:
    """Return a line for each actor in the room, the most frequent first."""
    rows.sort(key=lambda row: (-row["events"], row["actor_name"], row["actor_id"]))
    return [SourcedLine((row["actor_name"],), f"{row['events']} of {row['held']}{_span(row)}") for row in rows]


def _span(row: Row) -> str:
    first, last = row["first"], row["last"]
    if first is None:
        return ""
    return f", {first}" if first == last else f", {first} to {last}"
