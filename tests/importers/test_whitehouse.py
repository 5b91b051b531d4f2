"""Reading pages of the White House: calls, meetings and copies of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.edit.change import change
from fpdata.edit.rename_merge import merge
from fpdata.edit.tables import Tables
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import SourceError
from fpdata.importers.whitehouse.reader import read_whitehouse
from tests.importers.upstream import contents, kinds, rows
from tests.importers.whitehouse_pages import READOUT, page, parts, run, small_package, write_pages

pytest.importorskip("yaml")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_a_readout_becomes_a_call_of_both_sides_in_their_offices(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden\u2019s Call with President Emmanuel Macron of\\_France"
    title = title.replace("\\_", "\\u00a0")
    root = write_pages(tmp_path / "wh", {READOUT: page(title, "President Biden spoke today with President Macron.")})
    summary = run(package, root)
    assert summary.ok
    (event,) = rows(package, "events").values()
    assert (event["event_id"], event["kind"], event["date"], event["status"]) == (
        "2022-03-02-call-joe-biden-emmanuel-macron",
        "call",
        "2022-03-02",
        "held",
    )
    assert event["name"] == "Call of Joe Biden with Emmanuel Macron"
    assert parts(package, event["event_id"]) == {
        "joe-biden": ("party", "joe-biden-role", ""),
        "emmanuel-macron": ("party", "emmanuel-macron-role", "President"),
    }
    documents = [row for row in rows(package, "documents").values() if row["outlet_id"] == "white-house"]
    assert [(row["kind"], row["title"], row["date"]) for row in documents] == [
        ("release", "Readout of President Biden\u2019s Call with President Emmanuel Macron of France", "2022-03-02")
    ]
    (citation,) = rows(package, "citations").values()
    assert (citation["record_id"], citation["document_id"]) == (event["event_id"], documents[0]["document_id"])
    assert "spoke" not in (package / "datasets/events.csv").read_text(encoding="utf-8")


def test_an_event_merged_into_one_of_another_source_stays_merged(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden's Call with President Emmanuel Macron of France"
    root = write_pages(tmp_path / "wh", {READOUT: page(title, "President Biden spoke today with President Macron.")})
    assert run(package, root).ok

    def merge_by_hand(tables: Tables) -> None:
        (event,) = tables["events"]
        tables["events"].append(event | {"event_id": "the-call", "source_id": "by-hand", "source_locator": None})
        merge(tables, event["event_id"] or "", "the-call", "The same call.", "2026", "events")

    change(package, merge_by_hand)
    before = contents(package)
    assert kinds(run(package, root)) == [FindingKind.BY_HAND]
    assert contents(package) == before


def test_importing_twice_changes_nothing_and_the_order_of_files_does_not_matter(package: Path, tmp_path: Path) -> None:
    pages = {
        READOUT: page("Readout of President Biden's Meeting with President Macron of France", "They met today."),
        "speeches-remarks/2022-03/2022-03-02-remarks.md": page(
            "Remarks by President Biden and President Emmanuel Macron of France Before Bilateral Meeting",
            "Oval Office\n\n1:06 P.M. EST\n\nPRESIDENT BIDEN: Welcome.",
        ),
        "statements-releases/2022-03/2022-03-03-statement.md": page(
            "Statement by President Joe Biden on the Earthquake in Japan", "We mourn.", "2022-03-03"
        ),
        "presidential-actions/2022-03/2022-03-03-nominations.md": page(
            "Nominations Sent to the Senate",
            "Ada Lake, of Ohio, to be Ambassador Extraordinary and\nPlenipotentiary of the United States of America to"
            " the Republic of Chile.",
            "2022-03-03",
        ),
    }
    root = write_pages(tmp_path / "wh", pages)
    assert run(package, root).ok
    before = contents(package)
    assert not run(package, root).files
    other = write_pages(tmp_path / "other", dict(reversed(pages.items())))
    assert not run(package, other / ".").files
    assert contents(package) == before


def test_remarks_beside_a_leader_are_a_source_of_the_readout_s_event(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            READOUT: page(
                "Readout of President Biden's Meeting with President Emmanuel Macron of France", "They met today."
            ),
            "speeches-remarks/2022-03/2022-03-02-remarks.md": page(
                "Remarks by President Biden and President Macron of France Before Bilateral Meeting",
                "Oval Office\n\n1:06 P.M. EST\n\nPRESIDENT BIDEN: Welcome.",
            ),
        },
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    assert (event["kind"], event["place"], event["country_id"]) == ("meeting", "Oval Office", "united-states")
    assert len(rows(package, "citations")) == 2
    kinds = sorted(row["kind"] for row in rows(package, "documents").values() if row["outlet_id"] == "white-house")
    assert kinds == ["release", "transcript"]
    assert not rows(package, "statements")  # such a title says nothing of what was said


def test_two_calls_with_one_title_are_two_events(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden's Call with President Emmanuel Macron of France"
    root = write_pages(
        tmp_path / "wh",
        {
            READOUT: page(title, "They spoke today of one thing."),
            "statements-releases/2022-03/2022-03-04-readout-2.md": page(
                title, "They spoke yesterday again.", "2022-03-04"
            ),
        },
    )
    run(package, root)
    assert sorted(row["date"] for row in rows(package, "events").values()) == ["2022-03-02", "2022-03-03"]


def test_copies_of_a_page_are_one_document(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden's Call with President Emmanuel Macron of France"
    first = page(title, "They spoke today.", url="https://www.whitehouse.gov/a/")
    root = write_pages(
        tmp_path / "wh",
        {
            "presidential-actions/2025-01/2025-01-23-call.md": first.replace("2022-03-02", "2025-01-23"),
            "briefings-statements/2025-01/2025-01-23-call.md": first.replace("2022-03-02", "2025-01-23").replace(
                "/a/", "/b/"
            ),
        },
    )
    summary = run(package, root)
    assert [one.file for one in summary.findings if one.kind is FindingKind.DUPLICATE] == [
        "presidential-actions/2025-01/2025-01-23-call.md"
    ]
    (document,) = [row for row in rows(package, "documents").values() if row["outlet_id"] == "white-house"]
    assert document["source_locator"] == "pages/briefings-statements/2025-01-23-call"
    assert len(rows(package, "events")) == 1
    assert sorted(row["table"] for row in rows(package, "citations").values()) == ["documents", "events"]


def test_an_announcement_is_planned_until_a_page_tells_of_the_event(package: Path, tmp_path: Path) -> None:
    plan = page(
        "Statement by White House Press Secretary Ann Hill on the Meeting Between President Biden and President Emmanuel"
        " Macron of France",
        "President Biden will meet with President Macron on Friday, March 4.",
    )
    root = write_pages(tmp_path / "wh", {"statements-releases/2022-03/2022-03-02-plan.md": plan})
    run(package, root)
    (event,) = rows(package, "events").values()
    assert (event["status"], event["date"]) == ("planned", "2022-03-04")
    (statement,) = rows(package, "statements").values()
    assert (statement["act"], statement["speaker_id"], statement["form"]) == ("announce", "ann-hill", "paraphrase")
    held = page("Readout of President Biden's Meeting with President Macron of France", "They met today.", "2022-03-04")
    write_pages(root, {"statements-releases/2022-03/2022-03-04-held.md": held})
    run(package, root)
    held_events = [row for row in rows(package, "events").values() if row["status"] == "held"]
    assert [row["date"] for row in held_events] == ["2022-03-04"]


def test_rows_by_hand_stay_as_they_are(package: Path, tmp_path: Path) -> None:
    before = {table: rows(package, table) for table in ("actors", "roles", "offices", "countries")}
    root = write_pages(
        tmp_path / "wh",
        {READOUT: page("Readout of President Biden's Call with President Emmanuel Macron of France", "Today.")},
    )
    run(package, root)
    for table, old in before.items():
        assert {id: row for id, row in rows(package, table).items() if id in old} == old


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no front matter"),
        ("---\ndate: [\n---\ntext", "while parsing"),
        ("---\n- a\n---\ntext", "has no fields"),
        (
            "---\ndate: '2022-03-02'\nsource_url: https://www.whitehouse.gov/a/\ntags: remarks\n---\ntext",
            "title is missing",
        ),
        (page("Readout of a Call", "x").replace("date:", "day:"), "date is missing"),
        (page("Readout of a Call", "x", "2922-03-02"), "in the future"),
        (page("Readout of a Call", "x", "1022-03-02"), "before 1700"),
        (page("Readout of a Call", "x", "2012-03-02"), "when this site began"),
        (page("Readout of a Call", "x", url="https://example.org/a/"), "no address of the White House"),
        (page("https://www.whitehouse.gov/a/", "x"), "is no title"),
        (page("x", "x").replace('title: "x"', "title: {a: b}"), "title is missing"),
    ],
)
def test_a_page_that_cannot_be_read_is_reported_and_the_others_are_imported(
    package: Path, tmp_path: Path, content: str, message: str
) -> None:
    good = page("Readout of President Biden's Call with President Emmanuel Macron of France", "They spoke today.")
    root = write_pages(tmp_path / "wh", {READOUT: "\ufeff" + good, "remarks/2022-03/2022-03-03-bad.md": content})
    summary = run(package, root)
    (finding,) = [one for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert message in finding.message
    assert (finding.file, finding.record) == ("remarks/2022-03", "2022-03-03-bad")
    assert not summary.ok
    assert len(rows(package, "events")) == 1


def test_the_folder_with_the_sections_or_its_parent_are_read_and_others_refused(package: Path, tmp_path: Path) -> None:
    good = page("Readout of President Biden's Call with President Emmanuel Macron of France", "They spoke today.")
    write_pages(tmp_path / "up" / "whitehouse", {READOUT: good})
    assert run(package, tmp_path / "up").counts["events", "added"] == 1
    with pytest.raises(SourceError, match="has no pages"):
        read_whitehouse(tmp_path / "nothing")


def test_copies_may_differ_in_capital_letters(tmp_path: Path) -> None:
    content = page(
        "Readout of President Biden's Call with Omar bin Said of Chile", "The call with Omar bin Said was today."
    )
    copy = content.replace("bin", "Bin").replace("/2022-03-02/", "/copy/")
    root = write_pages(tmp_path / "wh", {READOUT: content, "presidential-actions/2022-03/2022-03-02-readout.md": copy})
    (batch,) = read_whitehouse(root)
    assert [one.kind for one in batch.findings] == [FindingKind.DUPLICATE]
