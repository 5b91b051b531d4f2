"""What the page of a record says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fpdata.model.predicates import Predicate
from fpdata.site.actor_page import actor_page
from fpdata.site.contested_pages import contested_questions
from fpdata.site.office_page import office_page
from fpdata.site.phrases import PHRASES
from fpdata.site.statement_page import statement_page
from fpdata.site.store import Row, Store

pytestmark = pytest.mark.xdist_group("site")


def _text(site: Path, page: str) -> str:
    """Return what a reader sees of a page, without tags and line breaks."""
    html = (site / page).read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def _row(store: Store, table: str, id: str) -> Row:
    row = store[table].row(id)
    assert row is not None
    return row


def test_a_name_is_escaped(site: Path) -> None:
    html = (site / "actors" / "ben-moor.html").read_text("utf-8")
    assert "<h1>Ben &lt;i&gt;Moor&lt;/i&gt; &amp; Son</h1>" in html
    assert "<i>Moor" not in html


def test_an_actor_was_in_the_room_and_wrote(store: Store) -> None:
    page = actor_page(store, _row(store, "actors", "ada-lake"))
    assert list(page["room"].items) == [("ben-moor", 1)]
    assert [(heading, list(part.items)) for heading, part in page["wrote"]] == [("Wrote to", [("ben-moor", 1)])]
    assert page["lead"].startswith("Ada Lake (born 1850) is on record as Envoy from 4 March 1889")


def test_an_actor_page_names_the_source_of_each_role(site: Path) -> None:
    html = (site / "actors" / "ada-lake.html").read_text("utf-8")
    roles = html.partition("<h2>Roles</h2>")[2].partition("</section>")[0]
    assert roles.count("<li>") == roles.count('class="source" href="../documents/register.html"') == 1


def test_an_office_lists_its_holders_the_latest_first(store: Store) -> None:
    page = office_page(store, _row(store, "offices", "envoy"))
    assert [turn["actor_id"] for turn, _ in page["turns"].items] == ["ada-lake", "ben-moor"]
    assert page["lead"].startswith("The last Envoy on record is Ada Lake, since 4 March 1889")


def test_a_statement_nests_each_speaker_in_the_one_who_reports(site: Path, store: Store) -> None:
    page = statement_page(store, _row(store, "statements", "lake-wrote-it"))
    assert [row["statement_id"] for row in page["chain"]] == ["gazette-reports", "lake-wrote-it"]
    assert page["lead"] == "Said by Ada Lake on 1 January 1890, as The Gazette reports."
    html = (site / "statements" / "lake-wrote-it.html").read_text("utf-8")
    assert html.index("The Gazette</a>") < html.index("“ours, every word”")
    assert html.count("<blockquote>") == html.count("</blockquote>") == 2
    assert "Ben" in _text(site, "statements/lake-wrote-it.html").partition("Next to other statements")[2]


def test_a_dispute_has_both_sides(site: Path, store: Store) -> None:
    (question,) = contested_questions(store)
    assert question.address == "contested/document.plan-7.authored.html"
    html = (site / question.address).read_text("utf-8")
    assert html.count('<section class="side">') == 2
    text = _text(site, question.address)
    assert "It was written by Ada Lake" in text
    assert "It was not written by Ada Lake" in text
    assert "Seven-point plan was written by …" in _text(site, "contested/index.html")


def test_a_record_says_how_to_cite_and_to_correct_it(site: Path) -> None:
    html = (site / "events" / "1890-talks.html").read_text("utf-8")
    assert (
        "template=correction.yml&amp;title=Correction%3A+1890-talks&amp;table=events&amp;record_id=1890-talks" in html
    )
    assert "@article{gazette-1890-01-02" in html  # its source
    assert "Record 1890-talks in the table events" in html
    assert "&#34;type&#34;: &#34;dataset&#34;" in html


def test_a_record_shows_sources_that_disagree_and_how_it_was_edited(site: Path) -> None:
    assert "Disputes date: “1890-01-02”" in _text(site, "events/1890-talks.html")
    text = _text(site, "actors/ben-moor.html")
    assert "Born: “1960-05-06” in the source became “1860-05-06”. In office in 1885." in text
    assert "Merged or renamed from ada-pond" in _text(site, "actors/ada-lake.html")


def test_a_retired_id_leads_to_its_record_and_a_withdrawn_one_says_why(site: Path) -> None:
    html = (site / "actors" / "ada-pond.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../actors/ada-lake.html">' in html
    assert "This record was withdrawn. 1901 : It never was." in _text(site, "events/1890-ball.html")


def test_a_title_of_ours_has_no_brackets(site: Path) -> None:
    assert "<h1>Seven-point plan</h1>" in (site / "documents" / "plan-7.html").read_text("utf-8")


def test_every_predicate_has_a_phrase() -> None:
    assert set(PHRASES) == set(Predicate)
    assert all(affirmed != negated for affirmed, negated in PHRASES.values())
