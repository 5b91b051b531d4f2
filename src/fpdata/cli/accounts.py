"""Commands on what happened and on who says so: timeline, chain, contested, denials, power."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fpdata.cli.chosen import chosen_id
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DataOption, EntryKind, FromOption, TableFormatOption, ToOption, require_order
from fpdata.cli.output import err, print_line, print_rows, uses_table

if TYPE_CHECKING:
    import pyarrow as pa

app = CommandGroup(pages=True)


AllOption = Annotated[bool, typer.Option("--all", help="List everything, however long.")]


@app.add(
    "fpdata timeline witkoff --from 2025-10",
    "fpdata timeline --topic plan-authorship --kind statement",
    "fpdata timeline --event 2025-11-22-call-rubio-senators",
)
def timeline(
    words: Annotated[list[str] | None, typer.Argument(metavar="PERSON", help="The same as --person.")] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", help="Only what this person, or other actor, had a part in, by name or id."),
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only what is about this topic, by name or id.")] = None,
    event: Annotated[
        str | None, typer.Option("--event", help="Only this event, its parts, and what was said at and about them.")
    ] = None,
    start: FromOption = None,
    end: ToOption = None,
    kind: Annotated[EntryKind | None, typer.Option("--kind", help="Only entries of this kind.")] = None,
    everything: AllOption = False,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List what happened, was said and written, by date.

    Starts and ends of roles are entries, too. For a period, entries that are dated less exactly, such as by year, are
    only counted. Letters to and from a person: fpdata letters.
    """
    from fpdata.access import timeline as queries
    from fpdata.cli.accounts_view import print_timeline

    require_order(start, end, "--from", "--to")
    if words and person:
        raise typer.BadParameter(f"the person is given twice: {' '.join(words)!r} and --person {person!r}")
    person = " ".join(words or ()) or person
    person, topic = chosen_id("person", person, data), chosen_id("topic", topic, data)
    event = chosen_id("event", event, data)
    found = queries.timeline(
        person=person, topic=topic, event=event, start=start, end=end, kind=kind.value if kind else None, path=data
    )
    if uses_table(format):
        print_timeline(found.to_pylist(), person, (start, end), everything=everything)
    else:
        _print_all(found, format)
    _explain(found)


@app.add("fpdata chain rubio-wish-list-per-senators", "fpdata chain pigott-blatantly-false -f json")
def chain(
    words: Annotated[
        list[str], typer.Argument(metavar="STATEMENT", help="The id of a statement, or words that only one has.")
    ],
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """Show who reports what somebody said, and who responds to it.

    A statement is shown inside those that report it. Below it are the statements that deny, confirm or otherwise
    respond to it or to a report of it, and those that it responds to.
    """
    from fpdata.access import chain as queries
    from fpdata.cli.accounts_view import print_chain

    asked = " ".join(words)
    id = chosen_id("statement", asked, data) or asked
    found = queries.chain(id, path=data)
    if uses_table(format):
        print_chain(found.to_pylist(), id)
    else:
        _print_all(found, format)


@app.add("fpdata contested", "fpdata contested plan-28 authored", "fpdata contested plan-authorship -f csv")
def contested(
    subject: Annotated[
        str | None, typer.Argument(help="An actor, event, document, office or topic, by name or id.")
    ] = None,
    predicate: Annotated[
        str | None, typer.Argument(help="What is claimed of it, such as authored; the data dictionary lists them.")
    ] = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """Show on what sources disagree, and who says what.

    Without arguments, list what is contested. Two claims disagree if one affirms what the other negates, or if only one
    can be true. The numbers count claims on record; they do not say how likely a position is. Every denial, also of
    what nobody affirms: fpdata denials.
    """
    from fpdata.access import contested as queries
    from fpdata.cli.accounts_view import print_contested, print_questions

    subject = chosen_id("record", subject, data)
    found = queries.contested(subject, predicate, path=data)
    if not uses_table(format):
        _print_all(found, format)
    elif subject is None and predicate is None:
        print_questions(found.to_pylist())
    else:
        print_contested(found.to_pylist())
    _explain(found)


@app.add("fpdata denials plan-28", "fpdata denials --by tommy-pigott", "fpdata denials plan-authorship -f csv")
def denials(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="SUBJECT", help="An actor, event, document, office or topic, by name or id."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only denials by this actor, by name or id.")] = None,
    everything: AllOption = False,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List who denied what, by date.

    A statement counts if it negates something, denies or contradicts another statement, or is recorded as a denial.
    What it denies is shown below it.
    """
    from fpdata.access import denials as queries
    from fpdata.cli.accounts_view import print_denials

    subject = chosen_id("record", " ".join(words) if words else None, data)
    found = queries.denials(subject, by=chosen_id("person", by, data), path=data)
    if uses_table(format):
        print_denials(found.to_pylist(), everything=everything)
    else:
        _print_all(found, format)
    _explain(found)


@app.add("fpdata power", "fpdata power gaza-plan-2025", "fpdata power Cuban missile crisis --all")
def power(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="TOPIC", help="An episode or other topic, by name or id.")
    ] = None,
    everything: AllOption = False,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """Show who led and who was left out, by whose account.

    Without a topic, list the topics, with how many actors each account or meeting names. Accounts are claims on record,
    not facts. In the room means taking part in a meeting or call on record.
    """
    from fpdata.access import power as queries
    from fpdata.cli.power_view import print_power, print_topics

    topic = chosen_id("topic", " ".join(words) if words else None, data)
    found = queries.power(topic, path=data)
    if not uses_table(format):
        _print_all(found, format)
    elif topic is None:
        print_topics(found.to_pylist())
    else:
        print_power(found.to_pylist(), everything=everything)
    _explain(found)


def _print_all(found: pa.Table, format: TableFormatOption) -> None:
    print_rows(found.column_names, [list(row.values()) for row in found.to_pylist()], format)


def _explain(found: pa.Table) -> None:
    from fpdata.access.absence import explanation

    if explained := explanation(found):
        print_line(explained, err)
