"""Mutations: changes to the tables of a package that a person, a program or a bad disk may make."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from tests.sample import Tables, row, sample

Lines = list[list[str]]

IDS = ["ada-lake", "plan-7", "gazette", "1890-talks", "envoy", "Bad Id", "bäd", "a--b", "no-such", "rn", "m", "0o", "oo", "x" * 97, "=1", "a\nb", "𝕏", "a/b"]  # fmt: skip
DATES = ["1850", "1890-01-01", "1890-12-31", "1890-13-01", "..", "1889/..", "../1890", "1840-05", "0000", "1999-24", "19XX", "1890-01-02?", "1900/1890", "1890-02-30", "2025-02-29~", "/1890", "1860-05-06%", "1890-01-05", "1905", "2998-05-06", "1960-05-06"]  # fmt: skip
TEXTS = [
    "", " ", "x ", " x", "a,b", 'say "so"', "line\nbreak", "tab\tbed", "nul\x00", "é", "e\u0301", "P\u0430ul", "Їжак", "中文", "=1+1",
    "-x", "@x", "＋x", "zero\u200bwidth", "\ufeffbom", "no\u00a0break", "soft\u00adhyphen", "a notorious liar", "STUPID", "ſtupid", "\u212a",
    "cr\rhere", "crlf\r\nhere", '"', '""', '","', "\u2028", "x" * 2001, "é" * 1200, "ﬁ", "Straße", "STRASSE", "strasse", "en", "English",
    "https://a.example/é", "https://a.example/x y", "javascript:1", "https://u:p@a.example/", "actors", "events", "no-table", "end", "name",
    "ill\udcff", "ill\udcff\nbreak", "line\nill\udcff,", "ill\udcff,b\nc,d", "\udcff\n\n",
    "PÃ©ter", "A. lake", "A &amp; B", "two  blanks", "https://www.gazette.example/1/?utm_source=x", "gazette.example/1", "talks", "11/18/2025", "died",
    "held", "one", "many", "acting", "yes", "no", "supports", "partial-quote", "suggested", "verbatim", "rival-of", "copied", "person", "dataset",
]  # fmt: skip
SNIPPETS = [b'"', b",", b"\n", b"\r", b"\r\n", b"\xff", b"\xc3", b"\x00", b" ", b"\xc3\xa9", b"\xef\xbb\xbf", b'""', b'"\n', b',"', b"\n\n", b"..", b"x", b""]  # fmt: skip


def base() -> Tables:
    """Return the sample package with records of the kinds it lacks."""
    tables = sample()
    tables["redirects"] = [row("redirects", table="actors", old_id="ada-see", new_id="ada-lake", date="1901", reason="Misspelt.")]  # fmt: skip
    tables["judgements"] = [row("judgements", table="actors", left_id="ada-lake", right_id="ben-moor", same="no", reason="Two.", date="1901")]  # fmt: skip
    tables["citations"] = [row("citations", citation_id="lake-born", table="actors", record_id="ada-lake", field="born", document_id="plan-7", stance="supports")]  # fmt: skip
    tables["coverage"] = [row("coverage", table="roles", source_id="register", scope="envoys", to="..", missing="Nothing.")]  # fmt: skip
    tables["corrections"] = [row("corrections", table="roles", record_id="ada-lake-envoy-1889", field="end", value="..", reason="Proved.", date="1901")]  # fmt: skip
    return tables


def mutate(chance: random.Random, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a package's tables with one change or several."""
    files = dict(files)
    names = list(files)
    for _ in range(chance.choice([1, 1, 2, 3, 6])):
        name = chance.choice(names)
        names += [name] * len(files)  # the next change is likely in the same table
        if chance.random() < 0.8:
            change = chance.choice(CHANGES)
            try:
                lines = list(csv.reader(io.StringIO(files[name].decode(), newline="\n"), strict=True))
            except (csv.Error, UnicodeDecodeError):
                continue
            if len(lines) > 1:
                change(chance, TABLES[name], lines)
                files[name] = _written(lines, chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
            if change is _rename_everywhere:
                files = _replaced(chance, files)
        else:
            files[name] = chance.choice(SPOILS)(chance, files[name])
    return files


def _written(lines: Lines, quoting: int) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=quoting).writerows(lines)  # type: ignore[arg-type]
    return text.getvalue().encode("utf-8", "surrogateescape")


def _row(chance: random.Random, lines: Lines) -> list[str]:
    return lines[chance.randrange(1, len(lines))]


def _own(column: Column) -> list[str]:
    """Return values of the kind that a column holds, right and wrong ones."""
    if column.kind == "code":
        return [*map(str, column.codes or ()), "x"]
    return {"edtf": DATES, "id": IDS, "reference": IDS}.get(column.kind, TEXTS)


def _set_cell(chance: random.Random, table: Table, lines: Lines) -> None:
    cells = _row(chance, lines)
    place = chance.randrange(len(cells)) if cells else 0
    own = _own(table.columns[place]) if place < len(table.columns) else TEXTS
    others = [line[place] for line in lines[1:] if place < len(line)]
    if cells:
        cells[place] = chance.choice([*own, *own, *TEXTS, *IDS, *others])


def _delete_row(chance: random.Random, table: Table, lines: Lines) -> None:
    del lines[chance.randrange(1, len(lines))]


def _repeat_row(chance: random.Random, table: Table, lines: Lines) -> None:
    lines.insert(chance.randrange(1, len(lines) + 1), list(_row(chance, lines)))
    if chance.random() < 0.5:
        _set_cell(chance, table, lines)


def _shuffle(chance: random.Random, table: Table, lines: Lines) -> None:
    body = lines[1:]
    chance.shuffle(body)
    lines[1:] = body


def _lose_or_gain_cell(chance: random.Random, table: Table, lines: Lines) -> None:
    cells = _row(chance, lines)
    if cells and chance.random() < 0.5:
        del cells[chance.randrange(len(cells))]
    else:
        cells.insert(chance.randrange(len(cells) + 1), chance.choice(TEXTS))


def _blank_line(chance: random.Random, table: Table, lines: Lines) -> None:
    lines.insert(chance.randrange(1, len(lines) + 1), [])


def _header(chance: random.Random, table: Table, lines: Lines) -> None:
    if lines[0] and chance.random() < 0.3:
        _shuffle(chance, table, [[], *([cell] for cell in lines[0])])
        lines[0][0] = chance.choice(["", "x", lines[0][-1]])


def _repeat_header(chance: random.Random, table: Table, lines: Lines) -> None:
    lines.insert(chance.randrange(1, len(lines) + 1), [*lines[0]])


def _rename_everywhere(chance: random.Random, table: Table, lines: Lines) -> None:
    """Change nothing here: `mutate` then replaces an id wherever it occurs."""


def _more_rows(chance: random.Random, table: Table, lines: Lines) -> None:
    """Add rows with new keys, enough of them for several blocks."""
    for number in range(chance.choice([3, 40])):
        cells = list(_row(chance, lines))
        for part in table.key:
            place = table.names.index(part)
            if place < len(cells) and table.columns[place].kind in ("id", "text"):
                cells[place] += f"-{number}"
        lines.append(cells)
    lines[1:] = sorted(lines[1:])


def _few_values(chance: random.Random, table: Table, lines: Lines) -> None:
    """Repeat rows, and give many of them one of a few values in one column or several, often those of the key."""
    lines[1:] = chance.choices(lines[1:], k=chance.choice([len(lines) - 1, 6, 20]))
    names = table.key if chance.random() < 0.5 else chance.choices(table.names, k=chance.choice([1, 2]))
    for place in map(table.names.index, names):
        values = [
            *chance.choices(_own(table.columns[place]), k=2),
            *(line[place] for line in lines[1:] if place < len(line)),
        ][:4]
        for line in lines[1:]:
            if place < len(line) and chance.random() < 0.7:
                line[place] = chance.choice([*values, *values, ""])
    if chance.random() < 0.5:
        lines[1:] = sorted(lines[1:])
    if chance.random() < 0.7:
        _lose_or_gain_cell(chance, table, lines)


def _replaced(chance: random.Random, files: dict[str, bytes]) -> dict[str, bytes]:
    old, new = (chance.choice(IDS).encode() for _ in range(2))
    return {name: content.replace(old, new) for name, content in files.items()} if b"\n" not in new else files


CHANGES: list[Callable[[random.Random, Table, Lines], None]] = [
    *[_set_cell] * 8, _delete_row, _repeat_row, _shuffle, _lose_or_gain_cell, _blank_line, _header, _repeat_header, _rename_everywhere, *[_more_rows, _few_values] * 2,
]  # fmt: skip


def _insert(chance: random.Random, content: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(SNIPPETS) + content[place + chance.choice([0, 0, 1]) :]


SPOILS: list[Callable[[random.Random, bytes], bytes]] = [
    *[_insert] * 10,
    lambda _, content: b"\xef\xbb\xbf" + content,
    lambda _, content: content.replace(b"\n", b"\r\n"),
    lambda _, content: content.rstrip(b"\n"),
    lambda chance, content: content[: chance.randrange(len(content) + 1)],
    lambda _, content: b"",
    lambda _, content: content + b"\n",
    lambda _, content: b"\n" + content,
]
