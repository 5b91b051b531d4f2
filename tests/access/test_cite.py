"""Citations: of the data set as CITATION.cff has it, of a record by its source; valid in every format."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import fpdata
from fpdata.access.about import about_data_set
from fpdata.access.bibliography import BibliographyItem, CitedAuthor
from fpdata.access.bibliography_formats import csl_date, in_words, to_bibtex, to_csl_json, to_plain_text
from fpdata.model.documents import DocumentKind
from fpdata.strategies.values import edtf
from tests.helpers import ROOT, run


def bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return type, key and fields of each entry, as BibTeX reads them: values end where their braces do."""
    entries = []
    while text := text.strip():
        begin = re.match(r"@(\w+)\{([^\s,{}]+),", text)
        assert begin, text
        text, fields = text[begin.end() :], {}
        while field := re.match(r"\s*(\w+) = ([a-z]{3}|\{)", text):
            text, value = text[field.end() :], field[2]
            if value == "{":
                depth, end = 1, 0
                while depth:
                    depth += {"{": 1, "}": -1}.get(text[end], 0)
                    end += 1
                value, text = text[: end - 1], text[end:]
            assert text.startswith(",")
            assert field[1] not in fields
            fields[field[1]], text = value, text[1:]
        assert text.startswith("\n}"), text
        entries.append((begin[1], begin[2], fields))
        text = text[2:]
    return entries


def test_the_data_set_is_cited_as_its_file_says() -> None:
    stated = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    about = about_data_set()
    assert (about.title, about.version, about.license) == (stated["title"], stated["version"], stated["license"])
    assert about.released == stated["date-released"].isoformat()
    assert list(about.authors) == [author["name"] for author in stated["authors"]]
    assert about.address == project["urls"]["Repository"]
    assert about_data_set("9.9.9").released is None
    page = re.sub(r"\s+", " ", (ROOT / "docs" / "cite.md").read_text().replace("*", "").replace("> ", ""))
    assert to_plain_text([_data_set()]).partition(" https")[0] in page


def _data_set() -> BibliographyItem:
    from fpdata.access.bibliography import data_set_item

    return data_set_item(None)


def test_a_record_is_cited_with_its_source(export: Path) -> None:
    document, data = json.loads(fpdata.cite("ben-moor-envoy-1885", format="csl-json", path=export))
    record = fpdata.record("roles", "ben-moor-envoy-1885", path=export)
    source = fpdata.record("documents", record.source_id, path=export)
    assert (document["id"], document["title"]) == (source.document_id, source.title)
    assert data["type"] == "dataset"
    assert "Record ben-moor-envoy-1885 in the table roles" in data["note"]
    assert [key for _, key, _ in bibtex(fpdata.cite("ben-moor-envoy-1885", format="bibtex", path=export))] == [
        document["id"],
        data["id"],
    ]
    assert source.title in fpdata.cite("ben-moor-envoy-1885", path=export)


def test_a_statement_and_its_claims_are_cited_by_where_they_can_be_read(export: Path) -> None:
    for table in ("statements", "claims"):
        for row in fpdata.load(table, path=export).to_pylist():
            statement = fpdata.record("statements", row["statement_id"], path=export)
            first = json.loads(fpdata.cite(next(iter(row.values())), format="csl-json", path=export))[0]
            assert first["id"] == statement.document_id


def test_every_document_is_cited_in_every_format(export: Path) -> None:
    for document in fpdata.records("documents", path=export):
        (item,) = json.loads(fpdata.cite(document.document_id, format="csl-json", path=export))
        assert (item["id"], item["title"]) == (document.document_id, document.title)
        ((_, key, fields),) = bibtex(fpdata.cite(document.document_id, format="bibtex", path=export))
        assert key == document.document_id
        assert fields.get("date") == document.date
        assert document.title in fpdata.cite(document.document_id, path=export)


def test_what_cannot_be_cited(export: Path) -> None:
    with pytest.raises(fpdata.UnknownIdError):
        fpdata.cite("nobody-at-all", path=export)
    with pytest.raises(ValueError, match="format must be one of text, bibtex, csl-json"):
        fpdata.cite(format="ris")  # type: ignore[arg-type]


ITEM = BibliographyItem(
    id="x-1",
    kind="article",
    title="50% of {braces} & $igns_#1 ~ ^ \\",
    authors=(CitedAuthor("Ada M. Lake, Jr.", "Lake", "Ada M.", "Jr."), CitedAuthor("Moor and Sons")),
    outlet="Gazette",
    outlet_kind="newspaper",
    date="2025-11~",
    url="https://gazette.example/a_b?c=%20{d}#e",
    accessed="2026-11-26",
)


def test_an_article_in_bibtex() -> None:
    ((kind, key, fields),) = bibtex(to_bibtex([ITEM]))
    assert (kind, key) == ("article", "x-1")
    assert fields == {
        "author": "Lake, Jr., Ada M. and {Moor and Sons}",
        "title": r"{50\% of \textbraceleft{}braces\textbraceright{} \& \$igns\_\#1 \textasciitilde{} \textasciicircum{}"
        r" \textbackslash{}}",
        "journal": "Gazette",
        "date": "2025-11~",
        "year": "circa 2025",
        "url": "https://gazette.example/a_b?c=%20%7Bd%7D#e",
        "urldate": "2026-11-26",
    }


def test_an_article_in_csl() -> None:
    (item,) = json.loads(to_csl_json([ITEM]))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"family": "Lake", "given": "Ada M.", "suffix": "Jr."}, {"literal": "Moor and Sons"}]
    assert item["issued"] == {"date-parts": [[2025, 11]], "circa": True}
    assert item["accessed"] == {"date-parts": [[2026, 11, 26]]}
    assert item["container-title"] == "Gazette"


def test_an_article_in_words() -> None:
    assert to_plain_text([ITEM]) == (
        "Ada M. Lake, Jr., Moor and Sons. “50% of {braces} & $igns_#1 ~ ^ \\.” Gazette, circa November 2025."
        " https://gazette.example/a_b?c=%20%7Bd%7D#e (accessed 26 November 2026).\n"
    )


# https://github.com/citation-style-language/schema, version 1.0.2
CSL_TYPES = {
    *("article", "article-magazine", "article-newspaper", "book", "broadcast", "dataset", "document", "legislation"),
    *("personal_communication", "post", "post-weblog", "report", "webpage"),
}


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize("outlet", [None, "Gazette"])
def test_every_kind_of_document_has_a_type(kind: str, outlet: str | None) -> None:
    item = BibliographyItem(id="x", kind=kind, title="T", outlet=outlet)
    assert json.loads(to_csl_json([item]))[0]["type"] in CSL_TYPES
    ((type, _, fields),) = bibtex(to_bibtex([item]))
    required = {"article": "journal", "book": "title", "misc": "title"}
    assert required[type] in fields


@given(st.text(max_size=30))
def test_any_text_is_one_field_of_bibtex(text: str) -> None:
    ((_, _, fields),) = bibtex(to_bibtex([BibliographyItem(id=text, kind="page", title=text, url=text, note=text)]))
    assert "title" in fields


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025", {"date-parts": [[2025]]}),
        ("2025-11", {"date-parts": [[2025, 11]]}),
        ("1884?", {"date-parts": [[1884]], "circa": True}),
        ("2001-21", {"date-parts": [[2001]], "season": 1}),
        ("19XX", {"date-parts": [[1900], [1999]]}),
        ("2004-06-XX", {"date-parts": [[2004, 6]]}),
        ("2004-XX", {"date-parts": [[2004]]}),
        ("2025~/2026-01", {"date-parts": [[2025], [2026, 1]], "circa": True}),
        ("../2025-11-26", {"literal": "until 26 November 2025"}),
        ("2025/", {"literal": "since 2025"}),
        ("not a date", {"literal": "not a date"}),
        (None, None),
    ],
)
def test_dates_in_csl(date: str | None, expected: object) -> None:
    assert csl_date(date) == expected


@given(edtf())
def test_every_date_has_a_form_in_each_format(date: str) -> None:
    assert in_words(date)
    found = csl_date(date)
    assert found is not None
    for parts in found.get("date-parts", []):
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)
    bibtex(to_bibtex([BibliographyItem(id="x", kind="page", title="T", date=date)]))


def test_cite_by_command(export: Path) -> None:
    assert run("cite", "--data", export).output == fpdata.cite(path=export)
    result = run("cite", "Ben Moor", "-f", "bibtex", "--data", export)
    assert result.exit_code == 0
    assert bibtex(result.stdout)
    assert json.loads(run("cite", "ben-moor", "-f", "csl-json", "--data", export).stdout)
    assert run("cite", "nobody-at-all", "--data", export).exit_code == 2
