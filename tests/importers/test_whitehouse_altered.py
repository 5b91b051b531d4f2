"""Pages that are damaged or unusual: each fault is reported with file and record, and the rest is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.whitehouse.collective_titles import singular_titles
from fpdata.importers.whitehouse.leaders import leaders_in
from fpdata.importers.whitehouse.reader import read_whitehouse
from tests.importers.upstream import contents
from tests.importers.whitehouse_pages import READOUT, names, page, run, small_package, write_pages

_TITLE = "Readout of President Biden's Call with President Emmanuel Macron of France"
_GOOD = page(_TITLE, "They spoke today.")
_OTHER = "statements-releases/2022-03/2022-03-03-other.md"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_GOOD.replace(f'title: "{_TITLE}"\n', "").encode(), "title is missing"),
        (_GOOD.replace(f'title: "{_TITLE}"', 'title: ""').encode(), "title is missing"),
        (_GOOD.replace("date: '2022-03-02'\n", "").encode(), "date is missing"),
        (_GOOD.replace("date: '2022-03-02'", "date: '2022-02-30'").encode(), "date"),
        (_GOOD.replace("date: '2022-03-02'", "date: 2022-02-30").encode(), "date"),
        (_GOOD.replace("date: '2022-03-02'", "date: 'soon'").encode(), "date"),
        (_GOOD.encode("utf-16"), "is not UTF-8"),
        (_GOOD.replace("Macron", "Macrón").encode("latin-1"), "is not UTF-8"),
        (_GOOD.replace('"\n---', '" "\n---').encode(), "while scanning"),
    ],
)
def test_a_page_that_is_damaged_later_leaves_its_records_as_they_were(
    package: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    root = write_pages(tmp_path / "wh", {READOUT: _GOOD, _OTHER: page(_TITLE, "They spoke today.", "2022-03-03")})
    assert run(package, root).ok
    before = contents(package)
    (root / _OTHER).write_bytes(content)
    summary = run(package, root)
    assert not summary.ok
    (finding,) = [one for one in summary.findings if one.kind.is_error]
    assert message in finding.message
    assert (finding.file, finding.record) == ("statements-releases/2022-03", "2022-03-03-other")
    assert not [one for one in summary.findings if one.kind is FindingKind.GONE]
    assert contents(package) == before


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + _GOOD.encode(),
        _GOOD.replace("\n", "\r\n").encode(),
        _GOOD.replace("Biden's", "Biden&#8217;s").encode(),
        _GOOD.replace("Emmanuel Macron", "Emmanuel&nbsp;Macron").encode(),
    ],
)
def test_a_mark_of_order_other_line_ends_and_entities_change_nobody(tmp_path: Path, content: bytes) -> None:
    root = write_pages(tmp_path / "wh", {READOUT: ""})
    (root / READOUT).write_bytes(content)
    assert names(root) == [["biden", "Emmanuel Macron"]]


def test_an_entity_in_a_title_does_not_rename_the_document(package: Path, tmp_path: Path) -> None:
    root = write_pages(tmp_path / "wh", {READOUT: _GOOD})
    assert run(package, root).ok
    before = contents(package)
    write_pages(root, {READOUT: _GOOD.replace("Biden's", "Biden&#39;s")})
    assert run(package, root).ok
    assert contents(package) == before


def test_two_files_of_one_name_are_reported_and_neither_is_taken_for_the_other(package: Path, tmp_path: Path) -> None:
    root = write_pages(tmp_path / "wh", {READOUT: _GOOD, _OTHER: page(_TITLE, "They spoke today.", "2022-03-03")})
    assert run(package, root).ok
    before = contents(package)
    twin = page("Readout of President Biden's Call with Prime Minister Ada Lake of Japan", "They spoke.", "2022-03-02")
    write_pages(root, {READOUT.replace("/2022-03/", "/2022-04/"): twin})
    summary = run(package, root)
    assert not summary.ok
    assert {one.record for one in summary.findings if one.kind.is_error} == {"2022-03-02-readout"}
    after = contents(package)
    assert {name: after[name] for name in before if "actors" not in name} == {
        name: text for name, text in before.items() if "actors" not in name
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("His Majesty King Ada II of Chile", [("King", "Ada II", "chile")]),
        ("Her Majesty Queen Ada II of Chile", [("Queen", "Ada II", "chile")]),
        (
            "Crown Prince and Prime Minister Omar bin Said of Chile",
            [("Crown Prince and Prime Minister", "Omar bin Said", "chile")],
        ),
        (
            "His Highness Sheikh Omar bin Said, The Crown Prince of Abu Dhabi",
            [("Crown Prince of Abu Dhabi", "Omar bin Said", "united-arab-emirates")],
        ),
        ("Ada Lake, President of Chile", [("President", "Ada Lake", "chile")]),
        ("President of Chile Ada Lake", [("President", "Ada Lake", "chile")]),
        ("Chile's President Ada Lake", [("President", "Ada Lake", "chile")]),
        ("General Secretary Tô Lâm of Vietnam", [("General Secretary", "Tô Lâm", "vietnam")]),
        (
            "Lieutenant General Bob Moor, Chief of the General Staff of the Israel Defense Forces",
            [("Chief of the General Staff", "Bob Moor", "israel")],
        ),
        (
            "Foreign Minister and Alternate Prime Minister Ada Lake of Israel",
            [("Foreign Minister and Alternate Prime Minister", "Ada Lake", "israel")],
        ),
        (
            "Israeli Leader of the Opposition Ada Lake, Minister of Defense Bob Moor, Chief of Defense Cy Field",
            [
                ("Leader of the Opposition", "Ada Lake", "israel"),
                ("Minister of Defense", "Bob Moor", "israel"),
                ("Chief of Defense", "Cy Field", "israel"),
            ],
        ),
        (
            "Presidents Ada Lake of Chile, Bob Moor of Peru and Cy Field of Brazil",
            [
                ("President", "Ada Lake", "chile"),
                ("President", "Bob Moor", "peru"),
                ("President", "Cy Field", "brazil"),
            ],
        ),
        (
            "King Omar bin Isa Al Khalifaand Crown Prince Ali bin Omar of Bahrain",
            [("King", "Omar bin Isa Al Khalifa", ""), ("Crown Prince", "Ali bin Omar", "bahrain")],
        ),
    ],
)
def test_titles_stand_before_after_and_inside_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.title, one.name, one.country_id) for one in leaders_in(text, "2022-03-02")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Calls with Presidents Ada Lake and Bob Moor", "Calls with President Ada Lake and President Bob Moor"),
        ("the Presidents of Chile and Peru", "the Presidents of Chile and Peru"),
        ("Presidents Lake, Moor, and Field", "President Lake, President Moor and President Field"),
        ("National Security Advisors of Japan and India", "National Security Advisors of Japan and India"),
    ],
)
def test_a_title_in_the_plural_is_that_of_each(text: str, expected: str) -> None:
    assert singular_titles(text) == expected


def test_a_call_of_three_leaders_has_all_of_them(tmp_path: Path) -> None:
    title = (
        "Readout of President Biden's Call with President Emmanuel Macron of France, Chancellor Ada Lake of Germany, and"
        " Prime Minister Bob Moor of Japan"
    )
    root = write_pages(tmp_path / "wh", {READOUT: page(title, "They spoke today.")})
    assert names(root) == [["biden", "Emmanuel Macron", "Ada Lake", "Bob Moor"]]


def test_presidents_in_the_plural_are_both_there(tmp_path: Path) -> None:
    title = "Readout of President Biden's Call with Presidents Emmanuel Macron of France and Ada Lake of Chile"
    root = write_pages(tmp_path / "wh", {READOUT: page(title, "They spoke today.")})
    assert names(root) == [["biden", "Emmanuel Macron", "Ada Lake"]]


def test_letters_with_separate_accents_are_the_same_name(tmp_path: Path) -> None:
    title = "Press Briefing by Press Secretary Ana Gonza\u0301lez"
    root = write_pages(tmp_path / "wh", {"press-briefings/2022-03/2022-03-02-b.md": page(title, "3:05 P.M. EST")})
    (batch,) = read_whitehouse(root)
    assert [draft.cells["name"] for draft in batch.drafts if draft.person] == ["Ana González"]
