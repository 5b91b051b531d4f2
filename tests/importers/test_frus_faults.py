"""What volumes have wrong or leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import SourceError
from tests.importers.frus_volumes import document, frus, name, participants, parties, run, small_package
from tests.importers.upstream import contents, rows, write


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_malformed_files_and_documents_are_left_out(package: Path, tmp_path: Path) -> None:
    paper = document("d1", "Paper")
    source = frus(
        tmp_path / "frus",
        {
            "frus1961-63v01": [
                paper,
                document("d2", "A"),
                document("d2", "B"),
                paper.replace('xml:id="d1"', 'xml:id="x"'),
            ]
        },
    )
    write(source / "volumes/frus1961-63v02.xml", "<TEI>")
    (source / "volumes/frus1961-63v03.xml").write_text("", encoding="utf-8")
    content = (source / "volumes/frus1961-63v01.xml").read_text(encoding="utf-8")
    (source / "volumes/frus1961-63v01.xml").write_text(f"\ufeff{content}", encoding="utf-8")
    (source / "volumes/frus1961-63v09.xml").write_text(content, encoding="utf-8")
    summary = run(package, source)
    assert not summary.ok
    assert {row["document_id"] for row in rows(package, "documents").values() if row["source_id"] == "frus"} == {
        "frus1961-63v01", "frus1961-63v01-d1",
    }  # fmt: skip
    with pytest.raises(SourceError):
        run(package, tmp_path)


_LETTER = f"Letter From {name('p_RR1', 'Rassendyll', 'from')} to {name('p_TF1', 'Tarlenheim', 'to')}"
_TALK = participants(name("p_TF1", "Tarlenheim"), name("p_SF1", "Sapt"))


@pytest.mark.parametrize(
    ("old", "new", "kind", "record"),
    [
        ('xml:id="d2"', 'xml:id="d1"', FindingKind.AMBIGUOUS, "d1"),
        (' xml:id="d2"', "", FindingKind.MALFORMED, "d2"),
        ("<head>1.", "<head/><p>1.", FindingKind.MALFORMED, ""),
        ('"#p_RR1"', '"#p_XX9"', FindingKind.INVALID, "d1"),
        ('xml:id="p_SF1"', 'xml:id="p_RR1"', FindingKind.AMBIGUOUS, "p_RR1"),
        ('xml:id="frus1961-63v01"', 'xml:id="frus1961-63v02"', FindingKind.MALFORMED, ""),
        ('xml:id="frus1961-63v01"', "", FindingKind.MALFORMED, ""),
        ('type="complete"', "", FindingKind.MALFORMED, ""),
        ('type="document"', 'type="section"', FindingKind.MALFORMED, "frus1961-63v01"),
        ('when="1961-03-04">March 4, 1961', 'when="1961-02-31">In March', FindingKind.INVALID, "d1"),
        ('when="1961-03-04">March 4, 1961', 'from="1961-03-05" to="1961-03-04">In March', FindingKind.INVALID, "d1"),
        ("</head>", '</head><div type="document" xml:id="d9" n="9"><p/></div>', FindingKind.MALFORMED, "d1"),
        ("2. Paper", "2. Memorandum of Conversation", FindingKind.INVALID, "d2"),
    ],
)
def test_what_cannot_be_read_is_reported_and_what_is_there_stays(
    package: Path, tmp_path: Path, old: str, new: str, kind: FindingKind, record: str
) -> None:
    documents = [
        document("d1", _LETTER),
        document("d2", "Paper"),
        document("d3", "Memorandum of Conversation", body=_TALK),
    ]
    source = frus(tmp_path / "frus", {"frus1961-63v01": documents, "frus1961-63v02": [document("d1", _LETTER)]})
    run(package, source)
    before = contents(package)
    file = source / "volumes/frus1961-63v01.xml"
    content = file.read_text(encoding="utf-8")
    file.write_text(content.replace(old, new, -1 if new == 'type="section"' else 1), encoding="utf-8")
    later = frus(tmp_path / "later", {"frus1961-63v02": [document("d1", _LETTER), document("d2", "Report")]})
    (later / "volumes/frus1961-63v02.xml").replace(source / "volumes/frus1961-63v02.xml")
    summary = run(package, source)
    assert not summary.ok
    assert (kind, record) in {(one.kind, one.record) for one in summary.findings} or not record
    assert any(one.kind is kind and "frus1961-63v01" in one.file for one in summary.findings)
    assert not [one for one in summary.findings if one.kind is FindingKind.GONE and one.file.startswith("meetings")]
    assert "frus1961-63v02-d2" in rows(package, "documents")  # the rest is imported
    after = contents(package)
    for table in ("contributions", "events", "participations"):
        assert after[f"{table}.csv"] == before[f"{table}.csv"]
    assert not run(package, source).files


def test_a_person_whom_nobody_finds_any_more_does_not_end_who_sent_a_letter(package: Path, tmp_path: Path) -> None:
    source = frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", _LETTER)]})
    run(package, source)
    before = parties(package, "frus1961-63v01-d1")
    file = source / "volumes/frus1961-63v01.xml"
    file.write_text(file.read_text(encoding="utf-8").replace("p_RR1", "p_RR_1"), encoding="utf-8")
    summary = run(package, source)
    assert parties(package, "frus1961-63v01-d1") == before
    assert any(one.kind is FindingKind.UNRESOLVED for one in summary.findings)


def test_ids_that_two_documents_exchange_keep_their_meaning(package: Path, tmp_path: Path) -> None:
    def telegrams(first: str, second: str) -> list[str]:
        days = {
            "d1": ("1961-03-04", "March 4, 1961", "611.61/3–461"),
            "d2": ("1961-06-07", "June 7, 1961", "Kennedy Library, Laos"),
        }
        return [
            document(
                id,
                f'Telegram From A to B<note type="source">Source: {days[of][2]}. Secret.</note>',
                date=f'<date when="{days[of][0]}">{days[of][1]}</date>',
            )
            for id, of in (("d1", first), ("d2", second))
        ]

    run(package, frus(tmp_path / "frus", {"frus1961-63v01": telegrams("d1", "d2")}))
    before = contents(package)
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": telegrams("d2", "d1")}))
    assert [one.record for one in summary.findings if one.kind is FindingKind.INVALID] == ["d1", "d2"]
    assert contents(package) == before


def test_of_two_copies_of_a_document_one_is_taken(package: Path, tmp_path: Path) -> None:
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Paper")] * 2}))
    assert [(one.kind, one.record) for one in summary.findings] == [(FindingKind.DUPLICATE, "d1")]
    assert len([key for key in rows(package, "documents") if key.startswith("frus1961-63v01-d")]) == 1


def test_a_volume_without_text_yet_is_named(package: Path, tmp_path: Path) -> None:
    source = frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Paper")]})
    content = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v02"><title type="complete">X</title></TEI>'
    write(
        source / "volumes/frus1961-63v02.xml",
        content.replace("<title", "<titleStmt><title").replace("</TEI>", "</titleStmt></TEI>"),
    )
    summary = run(package, source)
    assert summary.ok
    assert [(one.kind, one.record) for one in summary.findings] == [(FindingKind.LEFT_OUT, "frus1961-63v02")]
