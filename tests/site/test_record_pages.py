"""What the page of a record says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fpdata.model.phrases import PHRASES, QUESTIONS
from fpdata.model.predicates import Predicate
from fpdata.site.actor_page import actor_page
from fpdata.site.contested_pages import count_questions, disputes
from fpdata.site.country_page import contacts_by_year, country_page
from fpdata.site.document_page import document_page
from fpdata.site.office_page import office_page
from fpdata.site.statement_page import statement_page
from fpdata.site.store import RecordStore, Row

pytestmark = pytest.mark.xdist_group("site")


def _text(site: Path, page: str) -> str:
    """Return what a reader sees of a page, without tags and line breaks."""
    html = (site / page).read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def _row(store: RecordStore, table: str, id: str) -> Row:
    row = store[table].row(id)
    assert row is not None
    return row


def test_a_name_is_escaped(site: Path) -> None:
    html = (site / "actors" / "ben-moor.html").read_text("utf-8")
    assert "<h1>Ben &lt;i&gt;Moor&lt;/i&gt; &amp; Son</h1>" in html
    assert "<i>Moor" not in html


def test_an_actor_was_in_the_room_and_wrote(store: RecordStore) -> None:
    page = actor_page(store, _row(store, "actors", "ada-lake"))
    assert list(page["room"].items) == [("ben-moor", 1)]
    assert [(heading, list(part.items)) for heading, part in page["wrote"]] == [("Wrote to", [("ben-moor", 1)])]
    assert page["lead"].startswith("Ada Lake (born 1850) is on record as Envoy from 4 March 1889")


def test_an_actor_page_names_the_source_of_each_role(site: Path) -> None:
    html = (site / "actors" / "ada-lake.html").read_text("utf-8")
    roles = html.partition("<h2>Roles</h2>")[2].partition("</section>")[0]
    assert roles.count("<li>") == roles.count('class="source" href="../documents/register.html"') == 1


def test_an_office_lists_its_holders_the_latest_first(store: RecordStore) -> None:
    page = office_page(store, _row(store, "offices", "envoy"))
    assert [turn["actor_id"] for turn, _ in page["turns"].items] == ["ada-lake", "ben-moor"]
    assert page["lead"].startswith("The last Envoy on record is Ada Lake, since 4 March 1889")


def test_a_statement_nests_each_speaker_in_the_one_who_reports(site: Path, store: RecordStore) -> None:
    page = statement_page(store, _row(store, "statements", "lake-wrote-it"))
    assert [row["statement_id"] for row in page["chain"]] == ["gazette-reports", "lake-wrote-it"]
    assert page["lead"] == "Said by Ada Lake on 1 January 1890, as The Gazette reports."
    html = (site / "statements" / "lake-wrote-it.html").read_text("utf-8")
    assert html.index("The Gazette</a>") < html.index("“ours, every word”")
    assert html.count("<blockquote>") == html.count("</blockquote>") == 2
    assert "Ben" in _text(site, "statements/lake-wrote-it.html").partition("Next to other statements")[2]


def test_a_dispute_has_both_sides(site: Path, store: RecordStore) -> None:
    (dispute,) = disputes(store)
    assert dispute.address == "contested/document.plan-7.authored.html"
    html = (site / dispute.address).read_text("utf-8")
    assert html.count('<section class="side">') == 2
    text = _text(site, dispute.address)
    assert "It was written by Ada Lake" in text
    assert "It was not written by Ada Lake" in text
    assert "Who wrote “Seven-point plan”?" in _text(site, "contested/index.html")
    assert "1 question on which claims on record disagree." in _text(site, "contested/index.html")


def test_questions_are_counted_as_the_command_line_does(store: RecordStore) -> None:
    rows = list(store["contested"].rows)
    assert count_questions(rows) == 1
    assert count_questions([*rows, *(row | {"target": "1890-talks"} for row in rows)]) == 2


def test_a_record_says_how_to_cite_and_to_correct_it(site: Path) -> None:
    html = (site / "events" / "1890-talks.html").read_text("utf-8")
    assert (
        "template=correction.yml&amp;title=Correction%3A+1890-talks&amp;table=events&amp;record_id=1890-talks" in html
    )
    assert "@article{gazette-1890-01-02" in html  # its source
    assert "Record 1890-talks in the table events" in html
    assert '"type": "dataset"' in html


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


def test_a_letter_names_its_sender_first(store: RecordStore) -> None:
    page = document_page(store, _row(store, "documents", "letter-1"))
    assert [part["part"] for part in page["contributions"]] == ["sender", "recipient"]
    assert page["lead"] == "Letter from Ada Lake to Ben <i>Moor</i> & Son, 5 January 1890."


def test_a_document_says_what_rests_on_it(store: RecordStore, site: Path) -> None:
    page = document_page(store, _row(store, "documents", "register"))
    assert (3, "roles") in [(number, words) for number, words, _ in page["resting"]]
    assert "Roles, envoys : Envoys after 1900." in _text(site, "documents/register.html")


def test_a_country_has_its_last_chief_of_mission(store: RecordStore) -> None:
    page = country_page(store, _row(store, "countries", "ruritania") | {"start": "1850", "end": "1950"})
    assert page["lead"] == (
        "Ruritania is on record from 1850 to 1950. "
        "The last chief of the U.S. mission on record is Ben <i>Moor</i> & Son, Minister, to 3 February 1893."
    )
    assert [office["office_id"] for office in page["missions"]] == ["minister-to-ruritania"]


def test_contacts_of_a_country_are_bars_by_year() -> None:
    counted = dict.fromkeys(("president_trips", "secretary_trips", "visits", "calls", "letters_to", "letters_from"))
    years = [counted | {"year": 1900 + number, "meetings": meetings} for number, meetings in enumerate((0, 4, 1))]
    drawn = contacts_by_year(years)
    assert drawn is not None
    assert [(lane["label"], lane["total"], lane["path"]) for lane in drawn["lanes"]] == [
        ("Meetings", 5, "M1.5 10v-10.0M2.5 10v-2.5")
    ]
    assert contacts_by_year([counted | {"year": 1900, "meetings": 0}]) is None


def test_a_country_a_topic_and_an_outlet(site: Path) -> None:
    assert "Ben &lt;i&gt;Moor&lt;/i&gt;" in _text(site, "countries/ruritania.html")
    assert "Led Ada Lake Talks, according to The Gazette" in _text(site, "topics/talks.html")
    text = _text(site, "outlets/gazette.html")
    assert "1 document of it on record." in text
    assert "Talks open" in text


def test_an_event_lists_its_parts_and_participants(site: Path) -> None:
    assert "Dinner" in _text(site, "events/1890-talks.html").partition("Parts of it")[2]
    assert "Ada Lake member" in _text(site, "events/1890-talks-dinner.html")


def test_every_predicate_has_a_phrase_and_a_question() -> None:
    assert set(PHRASES) == set(QUESTIONS) == set(Predicate)
    assert all(question.count("{}") == 1 for question in QUESTIONS.values())
    assert all(affirmed != negated for affirmed, negated in PHRASES.values())
