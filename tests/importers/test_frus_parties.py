"""Who wrote to whom, as heads of documents say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.frus.known_faults import NAMESAKES
from tests.importers.frus_volumes import PERSONS, document, frus, name, participants, parties, run, small_package
from tests.importers.upstream import rows


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_wrong_links_are_reported_and_corrected_if_it_is_clear_who_is_meant(package: Path, tmp_path: Path) -> None:
    source = frus(
        tmp_path / "frus",
        {
            "frus1961-63v01": [
                document(
                    "d1", f"Letter From {name('p_RR1', 'Fritz Tarlenheim', 'from')} to {name('p_SF1', 'Sapt', 'to')}"
                ),
                document("d2", f"Letter From {name('p_RR1', 'Hentzau', 'from')} to {name('p_SF1', 'Sapt', 'to')}"),
                document("d3", f"Letter From {name('p_SF1', 'Sapt', 'from')} to {name('p_SF1', 'Sapt', 'to')}"),
                document("d4", f"Letter From {name('p_XX9', 'Sapt', 'from')} to {name('p_SF1', 'Sapt', 'to')}"),
            ]
        },
    )
    summary = run(package, source)
    assert ("sender", "fritz-von-tarlenheim", "") in parties(package, "frus1961-63v01-d1")
    for id in ("d2", "d4"):
        assert {part for part, _, _ in parties(package, f"frus1961-63v01-{id}")} == {"recipient"}
    assert not parties(package, "frus1961-63v01-d3")
    found = [(finding.kind, finding.record) for finding in summary.findings if finding.record != "frus1961-63v01"]
    assert found == [(FindingKind.INVALID, "d4"), *((FindingKind.DOUBTFUL, id) for id in ("d1", "d2", "d3"))]


def test_a_first_name_alone_is_not_that_of_the_linked_person(package: Path, tmp_path: Path) -> None:
    talk = participants(
        f"Mr. {name('p_SF1', 'Fritz')}",  # somebody of that family name
        name("p_TF1", "Fritz von Tarlenheim, G"),  # with an office symbol
        name("p_RR1", "Rudolf Sapt"),  # neither
        name("p_RR1", "Rassendyl"),
    )
    source = frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=talk)]})
    summary = run(package, source)
    assert {row["actor_id"] for row in rows(package, "participations").values()} == {
        "fritz-von-tarlenheim",
        "rudolf-rassendyll",
    }
    assert [one.record for one in summary.findings if one.kind is FindingKind.DOUBTFUL] == ["d1", "d1"]


def test_the_president_of_a_foreign_side_is_not_that_of_the_united_states(package: Path, tmp_path: Path) -> None:
    items = participants("Ruritania:", "The President", "U.S.:", "The Secretary", name("p_SF1", "Sapt"))
    run(
        package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=items)]})
    )
    assert {row["actor_id"] for row in rows(package, "participations").values()} == {"ada-long", "fritz-sapt"}


def test_a_recipient_marked_as_sender_is_the_recipient(package: Path, tmp_path: Path) -> None:
    head = f"Memorandum From the Adviser ({name('p_SF1', 'Sapt', 'from')}) to the <gloss type='from'>Secretary of State</gloss>"
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {
        ("sender", "fritz-sapt"),
        ("recipient", "ada-long"),
    }
    assert FindingKind.DOUBTFUL in {finding.kind for finding in summary.findings}


@pytest.mark.parametrize(
    ("head", "sender", "recipient"),
    [
        ("Letter From President {0:from} to Marshal {1:from}", 0, 1),
        ("Memorandum From the Marshal ({0:to}) to Count {1:to}", 0, 1),
        ("Memorandum From {0:to} of the Royal Guard Staff to the King’s Assistant ({1:from})", 0, 1),
        ("Telegram From the Ambassador to Ruritania ({0:from}) to the Count ({1:to})", 0, 1),
        ("Report to the Marshal ({0:to}) by the Count ({1:from})", 1, 0),
        ("Letter From the Marshal ({0:from}) to the Keeper of the Count’s Forests ({1:from})", 0, 1),
    ],
)
def test_the_words_of_a_head_count_where_its_marks_contradict_them(
    package: Path, tmp_path: Path, head: str, sender: int, recipient: int
) -> None:
    people = (("p_SF1", "Sapt", "fritz-sapt"), ("p_TF1", "Tarlenheim", "fritz-von-tarlenheim"))
    for number, (key, text, _) in enumerate(people):
        for side in ("from", "to"):
            head = head.replace(f"{{{number}:{side}}}", name(key, text, side))
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {
        ("sender", people[sender][2]),
        ("recipient", people[recipient][2]),
    }


def test_the_word_to_before_a_country_begins_no_recipient(package: Path, tmp_path: Path) -> None:
    gloss = '<gloss type="from">Ambassador</gloss>'
    head = f"Telegram From the {gloss} to Ruritania ({name('p_SF1', 'Sapt', 'from')}) to the Department of State"
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {("sender", "fritz-sapt")}


def test_the_office_in_the_title_of_a_sender_gets_no_letter(package: Path, tmp_path: Path) -> None:
    gloss = '<gloss type="to">Secretary of State</gloss>'
    head = f"Memorandum by {name('p_SF1', 'Sapt', 'from')}, Consultant to the {gloss}, to the {gloss}"
    delegate = (
        'Telegram From the <gloss type="from">Representative</gloss> to the <gloss type="to">Central Intelligence Agency'
        f"</gloss> to the {gloss}"
    )
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head), document("d2", delegate)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {
        ("sender", "fritz-sapt"),
        ("recipient", "ada-long"),
    }
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d2")} == {("recipient", "ada-long")}


def test_the_president_is_who_held_the_office_not_a_namesake(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NAMESAKES, "rassendyll", ((r"\bPresident$", "rudolf"),))
    monkeypatch.setitem(PERSONS, "p_TF1", "Rassendyll, Mary")
    monkeypatch.setitem(PERSONS, "p_RR1", "Burlesdon, Robert")
    president = name("p_TF1", "Rassendyll", "to")
    listed = participants(f"President {name('p_TF1', 'Rassendyll')}", name("p_SF1", "Sapt"))
    documents = [
        document("d1", f"Memorandum From Marshal {name('p_SF1', 'Sapt', 'from')} to President {president}"),
        document(
            "d2", f"Telephone Conversation Between Marshal {name('p_SF1', 'Sapt', 'from')} and President {president}"
        ),
        document("d3", "Memorandum of Conversation", body=listed),
        document(
            "d4",
            f"Memorandum From Marshal {name('p_SF1', 'Sapt', 'from')} to President {president}",
            date="<date>undated</date>",
        ),
    ]
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": documents}))
    role = "rudolf-rassendyll-president-of-the-united-states"
    assert ("recipient", "rudolf-rassendyll", role) in parties(package, "frus1961-63v01-d1")
    assert ("recipient", "rudolf-rassendyll", "") in parties(package, "frus1961-63v01-d4")
    there = {(row["event_id"], row["actor_id"]) for row in rows(package, "participations").values()}
    assert {actor for _, actor in there} == {"rudolf-rassendyll", "fritz-sapt"}
    assert len(there) == 4
    assert [finding.record for finding in summary.findings if finding.kind is FindingKind.DOUBTFUL] == [
        "d1",
        "d2",
        "d3",
        "d4",
    ]


def test_a_word_of_the_name_of_an_office_is_no_person(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PERSONS, "p_RR1", "White, Rudolf")
    items = participants(f"The {name('p_RR1', 'White')} House Staff Secretary", name("p_SF1", "Sapt"), "The Secretary")
    run(
        package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=items)]})
    )
    assert {row["actor_id"] for row in rows(package, "participations").values()} == {"ada-long", "fritz-sapt"}


def test_an_item_may_begin_with_offices_and_go_on_with_names(package: Path, tmp_path: Path) -> None:
    names = f"Marshal {name('p_SF1', 'Sapt')}, and {name('p_TF1', 'Tarlenheim')}"
    documents = [
        document("d1", "Memorandum of Conversation", body=participants(f"The President, the Secretary, a Guard, {names}")),
        document("d2", "Memorandum of Conversation", body=participants(f"{name('p_SF1', 'Sapt')}, President, Zenda Bank")),
    ]  # fmt: skip
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": documents}))
    there: dict[str, set[str]] = {}
    for one in rows(package, "participations").values():
        there.setdefault(one["source_id"], set()).add(one["actor_id"])
    assert there == {
        "frus1961-63v01-d1": {"rudolf-rassendyll", "ada-long", "fritz-sapt", "fritz-von-tarlenheim"},
        "frus1961-63v01-d2": {"fritz-sapt"},
    }


def test_an_office_marked_with_a_name_is_its_holder_of_that_name(package: Path, tmp_path: Path) -> None:
    gloss = '<gloss type="from">President {}</gloss>'
    head = f"Letter From {gloss} to Count {name('p_TF1', 'Tarlenheim', 'to')}"
    documents = [document("d1", head.format("Rassendyll")), document("d2", head.format("Elphberg"))]
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": documents}))
    recipient = ("recipient", "fritz-von-tarlenheim", "")
    president = ("sender", "rudolf-rassendyll", "rudolf-rassendyll-president-of-the-united-states")
    assert parties(package, "frus1961-63v01-d1") == {president, recipient}
    assert parties(package, "frus1961-63v01-d2") == {recipient}


def test_who_signed_for_the_acting_secretary_is_the_sender(package: Path, tmp_path: Path) -> None:
    head = f'Telegram From the <gloss type="from">Acting Secretary of State</gloss> to Count {name("p_TF1", "Tarlenheim", "to")}'
    signed = f"<closer><signed>{name('p_SF1', 'Sapt')}</signed></closer>"
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head, body=signed)]}))
    assert {(part, actor) for part, actor, _ in parties(package, "frus1961-63v01-d1")} == {
        ("sender", "fritz-sapt"),
        ("recipient", "fritz-von-tarlenheim"),
    }


def test_who_is_named_twice_on_one_side_is_one_party(package: Path, tmp_path: Path) -> None:
    head = f"Letter From {name('p_SF1', 'Sapt', 'from')} and Marshal {name('p_SF1', 'Sapt', 'from')} to Count Hugo"
    assert run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]})).ok
    assert parties(package, "frus1961-63v01-d1") == {("sender", "fritz-sapt", "fritz-sapt-ambassador-to-ruritania")}


def test_a_meeting_of_the_council_is_one_by_its_number(package: Path, tmp_path: Path) -> None:
    head = "Memorandum of Discussion at the 12th Meeting of the National Security Council"
    volumes = {
        f"frus1961-63v0{number}": [document("d1", head, body=participants(name(person, text)))]
        for number, person, text in ((1, "p_SF1", "Sapt"), (2, "p_TF1", "Tarlenheim"))
    }
    run(package, frus(tmp_path / "frus", volumes))
    ((id, event),) = rows(package, "events").items()
    assert (id, event["name"]) == (
        "1961-03-04-national-security-council-12",
        "Meeting 12 of the National Security Council",
    )
    assert {row["actor_id"] for row in rows(package, "participations").values()} == {
        "fritz-sapt",
        "fritz-von-tarlenheim",
    }


def test_a_talk_at_one_hour_is_one_meeting_if_two_volumes_have_its_title(package: Path, tmp_path: Path) -> None:
    head = f"Memorandum of Conversation Between {name('p_SF1', 'Sapt')} and {name('p_TF1', 'Tarlenheim')}, 4:30 p.m."
    volumes = {f"frus1961-63v0{number}": [document("d1", head)] for number in (1, 2)}
    run(package, frus(tmp_path / "frus", volumes))
    assert len(rows(package, "events")) == 1


@pytest.fixture
def brothers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PERSONS, "p_SF1", "Dulles, Allen W.")
    monkeypatch.setitem(PERSONS, "p_SE1", "Dulles, John Foster")


@pytest.mark.usefixtures("brothers")
@pytest.mark.parametrize(
    ("item", "actor"),
    [
        ("Secretary {}", "emil-sapt"),
        ("The Secretary ({})", "emil-sapt"),
        ("Secretary of State {}", "emil-sapt"),
        ("Mr. {}", "fritz-sapt"),
        ("Director of Central Intelligence {}", "fritz-sapt"),
    ],
)
def test_a_title_tells_two_brothers_apart(package: Path, tmp_path: Path, item: str, actor: str) -> None:
    talk = participants(item.format(name("p_SF1", "Dulles")), name("p_TF1", "Tarlenheim"))
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", "Memorandum of Conversation", body=talk)]}))
    there = {row["actor_id"] for row in rows(package, "participations").values()}
    assert there == {actor, "fritz-von-tarlenheim"}


@pytest.mark.usefixtures("brothers")
@pytest.mark.parametrize(
    ("head", "items", "linked", "actor"),
    [
        ("Memorandum by the Secretary of State", [], "p_SF1", "emil-sapt"),
        ("Telegram From the Department of State to the Embassy in Egypt", [], "p_SF1", "emil-sapt"),
        ("Memorandum of a Conversation, Secretary Dulles’ Residence", [], "p_SF1", "emil-sapt"),
        ("Memorandum of a Conversation With the President", ["The Secretary of State"], "p_SF1", "emil-sapt"),
        ("Telegram From the Central Intelligence Agency to a Station", [], "p_SE1", "fritz-sapt"),
        ("Letter From the Director of Central Intelligence to the Secretary of State", [], "p_SF1", "fritz-sapt"),
        ("Memorandum of a Conversation, Department of State", ["Mr. Allen Dulles"], "p_SF1", "fritz-sapt"),
        ("Memorandum", [], "p_SF1", "fritz-sapt"),
        ("Memorandum", [], "p_SE1", "emil-sapt"),
    ],
)
def test_who_drafted_is_the_brother_whose_office_alone_is_named(
    package: Path, tmp_path: Path, head: str, items: list[str], linked: str, actor: str
) -> None:
    note = f'<note type="source">Source: Files, 1. Drafted by {name(linked, "Dulles")}.</note>'
    paper = document("d1", head + note, body=participants(*items) if items else "")
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": [paper]}))
    assert [one for part, one, _ in parties(package, "frus1961-63v01-d1") if part == "drafter"] == [actor]
    is_taken_as_another = {"p_SF1": "fritz-sapt", "p_SE1": "emil-sapt"}[linked] != actor
    assert is_taken_as_another is any(one.kind is FindingKind.DOUBTFUL for one in summary.findings)


def test_a_drafter_is_left_out_if_the_list_lacks_the_brother_who_is_meant(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PERSONS, "p_SF1", "Dulles, Allen W.")
    note = f'<note type="source">Source: Files, 1. Drafted by {name("p_SF1", "Dulles")}.</note>'
    paper = document("d1", f"Memorandum by the Secretary of State{note}")
    summary = run(package, frus(tmp_path / "frus", {"frus1961-63v01": [paper]}))
    assert "drafter" not in {part for part, _, _ in parties(package, "frus1961-63v01-d1")}
    assert "the drafter Dulles is linked to p_SF1; the link is left out" in {one.message for one in summary.findings}


def test_whose_envoy_took_part_did_not_take_part(package: Path, tmp_path: Path) -> None:
    head = (
        f"Memorandum of Conversation Between President {name('p_RR1', 'Rassendyll')}’s Envoy ({name('p_SF1', 'Sapt')}) "
        f"and Count {name('p_TF1', 'Tarlenheim')}"
    )
    run(package, frus(tmp_path / "frus", {"frus1961-63v01": [document("d1", head)]}))
    there = {row["actor_id"] for row in rows(package, "participations").values()}
    assert there == {"fritz-sapt", "fritz-von-tarlenheim"}
