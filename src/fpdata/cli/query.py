"""Commands that look up data: tables, show, query, as-of, office, travel, coverage."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fpdata.cli.cells import distinct_names
from fpdata.cli.chosen import chosen_id, describe_choice, name_others
from fpdata.cli.coverage_view import print_coverage
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import (
    DataOption,
    FromOption,
    TableFormatOption,
    ToOption,
    TravelKind,
    existing_period,
    require_order,
)
from fpdata.cli.output import err, fail, is_terminal, out, print_json, print_line, print_rows, print_table, uses_table

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from fpdata.table_names import TableName

app = CommandGroup(pages=True)


CountryOption = Annotated[str | None, typer.Option("--country", help="Only this country, by name or id.")]


@app.add("fpdata tables", "fpdata tables roles")
def tables(
    name: Annotated[str | None, typer.Argument(help="A table or view; lists its columns.")] = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List the tables and views, or the columns of one."""
    from fpdata.access.load import load
    from fpdata.model.tables import TABLES
    from fpdata.model.views import VIEWS

    if name is None:
        columns = ["table", "rows", "kind", "description"]
        rows = [
            [key, load(key, path=data).num_rows, "table" if key in TABLES else "view", table.description]  # type: ignore[arg-type]
            for key, table in (TABLES | VIEWS).items()
        ]
    else:
        columns = ["column", "type", "references", "description"]
        rows = [
            [field.name, _type(field), _metadata(field, "references"), _metadata(field, "description")]
            for field in load(name, path=data).schema  # type: ignore[arg-type]
        ]
    if uses_table(format):
        print_table(columns, rows, counts={"rows"})
    else:
        print_rows(columns, rows, format)


def _type(field: pa.Field) -> str:
    import pyarrow as pa

    return "code" if pa.types.is_dictionary(field.type) else str(field.type)


def _metadata(field: pa.Field, name: str) -> str | None:
    value = (field.metadata or {}).get(name.encode())
    return value.decode("utf-8", "backslashreplace") if value else None


class RecordFormat(StrEnum):
    """The format in which a record is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


@app.add("fpdata show jared-kushner", "fpdata show secretary of state", "fpdata show plan-28 | jq .referred_to_by")
def show(
    words: Annotated[list[str], typer.Argument(metavar="RECORD", help="The id or name of a record.")],
    everything: Annotated[bool, typer.Option("--all", help="List every record that refers to it.")] = False,
    data: DataOption = None,
    format: Annotated[
        RecordFormat | None,
        typer.Option("--format", "-f", help="Output format (default: text on a terminal, JSON when piped)."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, as when piped.")] = False,
) -> None:
    """Show a record and everything that refers to it.

    Each line has its source. Long lists are cut to the latest; JSON always has everything.
    """
    from fpdata.access.record_index import RecordIndex
    from fpdata.access.resolver import choose_record

    asked = " ".join(words)
    resolved = choose_record("record", asked, data)
    format = format or (RecordFormat.JSON if json or not is_terminal() else RecordFormat.TEXT)
    if format is not RecordFormat.TEXT and (line := describe_choice(asked, resolved)):
        print_line(line, err)
    index = RecordIndex(path=data)
    found = index.look_up(resolved.id, resolved.tables)
    if format is RecordFormat.JSON:
        print_json([record.to_dict() for record in found] if len(found) > 1 else found[0].to_dict())
        return
    from fpdata.cli.record_view import print_markdown, print_record

    for number, record in enumerate(found):
        if number:
            out.print()
        if format is RecordFormat.MARKDOWN:
            print_markdown(record, index, everything=everything)
        else:
            print_record(record, index, name_others(resolved), everything=everything)


#: Names of columns that are words of SQL; FROM is one only where it is in a query twice.
_RESERVED = {"end", "table", "to", "from"}
#: Where DuckDB stumbles over a query: the word or sign, the line up to it, and the caret below it.
_STUMBLED = re.compile(r'syntax error at or near "(.+)"\n\n(LINE \d+: .*)\n( *)\^')


@app.add(
    "fpdata query \"select name from actors where kind = 'faction'\"", "fpdata query 'from contested' --format csv"
)
def query(
    sql: Annotated[str, typer.Argument(help="A SELECT over the tables and views, in DuckDB's SQL.")],
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """Run an SQL query on the data (needs the extra 'duckdb').

    Takes one statement, which may only read. It sees the tables and views, and no other file.
    """
    from fpdata.access.duckdb import connect_confined, select, suggest_names

    connection = connect_confined(sql, path=data)
    import duckdb  # an extra; without it, connect says how to install it

    try:
        result = select(connection, sql)
        columns = distinct_names(column[0] for column in result.description or [])
        rows = result.fetchall()
    except duckdb.ParserException as error:
        hint = _quotes_hint(sql, str(error))
        fail(f"{error}" + (f"\n\n{hint}" if hint else ""))
    except duckdb.Error as error:
        hint = suggest_names(connection, str(error))
        fail(f"{error}" + (f"\n\n{hint}" if hint else ""))
    print_rows(columns, rows, format)
    if not rows:
        print_line("The query ran; no row is what it asks for.", err)


def _quotes_hint(sql: str, error: str) -> str:
    """Return a hint on the quotes that a column needs, if DuckDB stumbled over a word of SQL; else ""."""
    if not (found := _STUMBLED.search(error)):
        return ""
    near, line, indent = found.groups()
    before = re.findall(r"\w+", line[: len(indent)])[-1:]
    if not _RESERVED & {near.lower(), *(word.lower() for word in before if not near[0].isalnum())}:
        return ""
    words = re.findall(r"\w+", sql.lower())
    reserved = [word for word in sorted(_RESERVED) if words.count(word) > (word == "from")]
    names = ", ".join(f'"{name}"' for name in reserved)
    return f"A column that is a word of SQL needs quotes: {names}" if names else ""


@app.add(
    "fpdata as-of",
    "fpdata as-of 1962-10-22 --office secretary-of-state",
    "fpdata as-of 2025-11 --missions",
    name="as-of",
)
def as_of(
    day: Annotated[
        str | None,
        typer.Argument(
            metavar="DAY",
            parser=existing_period,
            help="A day, month or year, such as 1962-10-22, 2025-11 or 1803 (default: today).",
        ),
    ] = None,
    office: Annotated[str | None, typer.Option("--office", help="Only this office, by title or id.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="Only this person, by name or id.")] = None,
    country: CountryOption = None,
    organization: Annotated[
        str | None, typer.Option("--organization", help="Only offices of this organization, by name or id.")
    ] = None,
    missions: Annotated[bool, typer.Option("--missions", help="List the missions abroad, too.")] = False,
    foreign: Annotated[
        bool, typer.Option("--foreign", help="List the officials of other states, and their missions, too.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="List every role, including those that are only possible.")
    ] = False,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """Show who held what on a day: certain, presumed or possible.

    Certain: a source shows it. Presumed: it began, and nothing says that it ended. Possible: no date rules it out. JSON
    and CSV have every role and column.
    """
    from fpdata.access.tenure_queries import roles_held

    office, person = chosen_id("office", office, data), chosen_id("person", person, data)
    country, organization = chosen_id("country", country, data), chosen_id("organization", organization, data)
    held = roles_held(day, office=office, person=person, country=country, organization=organization, path=data)
    explained = held.absence.text if held.absence else ""
    if uses_table(format):
        from fpdata.cli.holder_source import holder_sources
        from fpdata.cli.holders_view import Listed, print_answer

        subject = {
            "office": _name("offices", office, data),
            "person": _name("actors", person, data),
            "country": _name("countries", country, data),
            "organization": _name("actors", organization, data),
        }
        listed = Listed(foreign=foreign, missions=missions, everything=everything)
        sources = holder_sources(held.rows, data) if any(subject.values()) else {}
        print_answer(held.rows, day, subject, explained, listed, sources)
    else:
        print_rows(held.columns, [[row[name] for name in held.columns] for row in held.rows], format)
        if explained:
            print_line(explained, err)


@app.add(
    "fpdata office secretary of state",
    "fpdata office secretary-of-state --from 1969 --to 1974",
    "fpdata office secretary-of-state --format csv",
)
def office(
    words: Annotated[list[str], typer.Argument(metavar="OFFICE", help="The title or id of an office.")],
    start: FromOption = None,
    end: ToOption = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List the holders of an office in turn, with the gaps.

    A gap says whether the office was vacant, by the record, or the sources do not cover it.
    """
    from fpdata.access.tenure_queries import TURN_COLUMNS, office_turns

    require_order(start, end, "--from", "--to")
    asked = " ".join(words)
    office = chosen_id("office", asked, data) or asked
    rows, absence = office_turns(office, data, start=start, end=end)
    if uses_table(format):
        from fpdata.cli.turns_view import print_turns

        print_turns(rows, _name("offices", office, data) or office, (start, end))
    else:
        print_rows(TURN_COLUMNS, [list(row.values()) for row in rows], format)
    if absence:
        print_line(absence.text, err)


@app.add(
    "fpdata travel --person 'Marco Rubio'",
    "fpdata travel --country france --from 1961",
    "fpdata travel --office secretary-of-state --from 2024",
)
def travel(
    person: Annotated[str | None, typer.Option("--person", help="Only this person, by name or id.")] = None,
    office: Annotated[str | None, typer.Option("--office", help="Only holders of this office, by title or id.")] = None,
    country: CountryOption = None,
    start: FromOption = None,
    end: ToOption = None,
    kind: Annotated[TravelKind | None, typer.Option("--kind", help="Only trips abroad, or only visits.")] = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List trips abroad and visits of foreign leaders."""
    from fpdata.access import travel as queries
    from fpdata.access.absence import explanation

    require_order(start, end, "--from", "--to")
    person, country = chosen_id("person", person, data), chosen_id("country", country, data)
    office = chosen_id("office", office, data)
    events = queries.travel(
        person=person,
        office=office,
        country=country,
        start=start,
        end=end,
        kind=kind.value if kind else None,
        path=data,
    )
    if explained := explanation(events):
        print_line(explained, err)
    if uses_table(format):
        from fpdata.cli.travel_view import print_travel

        print_travel(events, data)
    else:
        _print_columns(events, ["date", "kind", "country_id", "place", "actor_id", "part", "name"], format)
    ids = events["event_id"].unique()
    what = "journey or visit is" if len(ids) == 1 else "journeys and visits are"
    print_coverage(f"{len(ids):,} {what} on record", "events", ids, (start, end), format, data)


@app.add("fpdata coverage", "fpdata coverage roles")
def coverage(
    table: Annotated[str | None, typer.Argument(help="Only this table.")] = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """Show what each source covers, and what is missing."""
    import pyarrow.compute as pc

    from fpdata.access.load import load
    from fpdata.access.locate import require_exported

    rows = load("coverage", path=data)
    if table is not None:
        require_exported(table)
        rows = rows.filter(pc.equal(rows["table"], table))
        if not rows.num_rows:
            print_line(f"No coverage is stated for {table}; its records come from sources of their own.", err)
    _print_columns(rows, ["table", "scope", "from", "to", "missing", "source_id"], format)


def _name(table: TableName, id: str | None, data: Path | None) -> str | None:
    """Return the name of a record whose id was looked up before."""
    from fpdata.access.lookup_database import lookup_database

    record = lookup_database(data)[table].row(id) if id else None
    return str(record["title" if table == "offices" else "name"]) if record else None


def _print_columns(content: pa.Table, columns: list[str], format: TableFormatOption) -> None:
    rows: list[dict[str, Any]] = content.select(columns).to_pylist()
    print_rows(columns, [list(row.values()) for row in rows], format)
