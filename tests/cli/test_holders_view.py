"""Who held what, printed for a person: readable at every width, in order of precedence, and honest about what is less sure."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from fpdata.cli import holders_view
from fpdata.cli.holder_sections import office_words
from fpdata.cli.turns_view import NOT_SERVED, count_periods, print_turns
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from tests.helpers import run
from tests.sample import Row, row, sample

LONG = "Assistant Secretary of State for Oceans and International Environmental and Scientific Affairs"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("holders")
    tables = sample()
    tables["participations"] = []
    for id, name in (
        ("adams", "Abigail Adams"),
        ("brown", "Bartholomew Featherstonehaugh Brown III"),
        ("cole", "C. Cole"),
    ):
        tables["actors"].append(
            row("actors", actor_id=id, kind="person", name=name, sort_name=name, source_id="register")
        )
    offices = {
        "z-president": ("President of the United States", "head-of-state", "1"),
        "b-secretary": ("Secretary", "cabinet", "3"),
        "a-assistant": (LONG, "principal-officer", None),
        "mission": ("Chief of Mission to Ruritania", "chief-of-mission", None),
        "senator": ("Senator", "legislator", None),
    }
    tables["offices"] += [
        row("offices", office_id=id, title=title, kind=kind, seats="one", precedence=place, source_id="register")
        for id, (title, kind, place) in offices.items()
    ]
    tables["roles"] = [
        role("adams", "z-president", "President of the United States", "1889-03-04", "1893-03-04", "elected"),
        role("cole", "z-president", "President of the United States", "1893-03-04", "1897-03-04", "elected"),
        role("cole", "b-secretary", "Acting Secretary", "1890-01-02", None, "acting"),
        role("brown", "a-assistant", LONG, "1889-01-02", "1894-01-02"),
        role("brown", "mission", "Minister", "1890-12-01", "1892-01-01"),
        role("adams", "senator", "Senator", "1880", "1895", "elected"),
        role("brown", "envoy", "Envoy", "1881-01-02", None),
        role("adams", None, "Adviser", "1890-02", "1894", "informal"),
    ]
    write_package(folder, tables)
    build(folder, folder / "data")
    return folder / "data"


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export with officials of two states, a foreign mission in Washington and a mission abroad."""
    folder = tmp_path_factory.mktemp("abroad")
    tables = sample()
    tables["participations"] = []
    tables["countries"] += [
        row("countries", country_id=id, name=name, kind="state")
        for id, name in (("utopia", "The Utopia"), ("united-states", "United States"))
    ]
    offices = {
        "king": ("King of Ruritania", "foreign"),
        "premier": ("Prime Minister of Ruritania", "foreign"),
        "other-king": ("King of The Utopia", "foreign"),
        "ambassador": ("Ambassador of Ruritania to the United States", "foreign"),
        "mission": ("Chief of Mission to Ruritania", "chief-of-mission"),
        "deputies": ("Deputy Prime Minister of Ruritania", "foreign"),
    }
    tables["offices"] += [
        row("offices", office_id=id, title=title, kind=kind, seats="many" if id == "deputies" else "one", source_id="register")
        for id, (title, kind) in offices.items()
    ]  # fmt: skip
    years = "1889-03-04", "1893-03-04"
    held = [
        ("utopia", role("ada-lake", "other-king", "King", *years)),
        ("ruritania", role("ben-moor", "premier", "Prime Minister", *years)),
        ("ruritania", role("ada-lake", "king", "King", *years)),
        ("united-states", role("ben-moor", "ambassador", "Chargé d'Affaires", *years)),
        ("ruritania", role("ada-lake", "mission", "Minister", None, "1887-01-02")),
        ("ruritania", role("ben-moor", "deputies", "Deputy", "1880-01-02", "1882-03-04/")),
    ]
    tables["roles"] = [role | {"country_id": country} for country, role in held]
    write_package(folder, tables)
    build(folder, folder / "data")
    return folder / "data"


def role(
    actor: str, office: str | None, title: str, start: str | None, end: str | None, basis: str = "appointed"
) -> Row:
    id = f"{actor}-{office or 'adviser'}-{start or 'undated'}"
    return row("roles", role_id=id, actor_id=actor, office_id=office, title=title, start=start, end=end, basis=basis, source_id="register")  # fmt: skip


def shown(data: Path, *arguments: str) -> str:
    result = run(*arguments, "--data", data, "--format", "table")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_an_answer_is_a_sentence_and_sections(data: Path) -> None:
    assert shown(data, "as-of", "1890-12-23").splitlines() == [
        "Who held what on 23 December 1890",
        "",
        " Principals",
        "   President               Abigail Adams         1889-03-04 to 1893-03-04",
        "   Secretary               C. Cole               presumed, last seen 1890-01-02,",
        "                                                 acting",
        "   Assistant Secretary of  Bartholomew           1889-01-02 to 1894-01-02",
        "   State for Oceans and    Featherstonehaugh",
        "   International           Brown III",
        "   Environmental and",
        "   Scientific Affairs",
        "",
        " Without an office",
        "   Adviser                 Abigail Adams         1890-02 to 1894",
        "",
        " Missions abroad           1 certain  --missions to list",
        " Congress                  1 certain  --all to list",
        "",
        " presumed: it began, nothing says that it had ended, no successor is recorded.",
        " 1 more role is only possible: --all to list.",
        " Sources: -f json, or fpdata show ID.",
        " What is not covered: fpdata coverage roles.",
    ]


def test_officials_of_other_states_are_listed_by_country(abroad: Path) -> None:
    folded = shown(abroad, "as-of", "1890-12-23").splitlines()
    assert " Other states              3 certain  --foreign to list" in folded
    assert " Missions in Washington    1 certain  --foreign to list" in folded
    listed = shown(abroad, "as-of", "1890-12-23", "--foreign").splitlines()
    start = listed.index(" Other states")
    assert [" ".join(line.split()) for line in listed[start + 1 : start + 7]] == [
        "Ruritania: King Ada Lake 1889-03-04 to 1893-03-04",
        "Ruritania: Prime Minister Ben Moor 1889-03-04 to 1893-03-04",
        "The Utopia: King Ada Lake 1889-03-04 to 1893-03-04",
        "",
        "Missions in Washington",
        "Ruritania: Chargé d'Affaires Ben Moor 1889-03-04 to 1893-03-04",
    ]


@pytest.mark.parametrize(
    ("kind", "office", "title", "words"),
    [
        ("foreign", "President of Utopia", "President of Utopia", "Utopia: President"),
        ("foreign", "Ambassador of Holy See to the United States", "Apostolic Nuncio", "Holy See: Apostolic Nuncio"),
        ("foreign", "Ambassador of Utopia to the United States", "Ambassador", "Utopia"),
        ("chief-of-mission", "Chief of Mission to Utopia", "Ambassador Extraordinary and Plenipotentiary", "Utopia"),
        ("chief-of-mission", "Chief of Mission to Utopia", "Chargé d'Affaires", "Utopia: Chargé d'Affaires"),
        (
            "chief-of-mission",
            "Representative to the League",
            "Representative to the League",
            "Representative to the League",
        ),
        (None, None, "Negotiator of Utopia", "Negotiator of Utopia"),
    ],
)
def test_what_was_held_is_said_once(kind: str | None, office: str | None, title: str, words: str) -> None:
    held = {"office_kind": kind, "office_title": office, "title": title, "country_name": "Utopia", "precedence": None}
    assert office_words(held) == words


@pytest.mark.parametrize("title", ["Ambassador", "Chargé d'Affaires"])
def test_a_country_that_was_asked_for_goes_without_saying(title: str) -> None:
    office = "Chief of Mission to Utopia"
    held = {"office_kind": "chief-of-mission", "office_title": office, "title": title, "country_name": "Utopia"}
    assert office_words(held | {"precedence": None}, "Utopia") == title


def test_a_long_answer_about_a_country_is_folded_as_without_it(abroad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "as-of", "1886-01-01/1890-12-23", "--country", "ruritania"
    assert "   King " in shown(abroad, *asked)  # few enough to list them all
    monkeypatch.setattr(holders_view, "_SHORT", 2)
    assert "King" not in shown(abroad, *asked)
    assert " Other states              2 certain, 1 possible  --foreign to list" in shown(abroad, *asked)
    assert "   King " in shown(abroad, *asked, "--all")
    assert "Ruritania: King" in shown(abroad, "as-of", "1890-12-23", "--person", "ada-lake")


def test_why_a_role_is_only_possible(abroad: Path) -> None:
    answer = " ".join(shown(abroad, "as-of", "1886", "--office", "mission").split())
    assert "Ruritania: Minister Ada Lake possible, until 1887-01-02, start unknown" in answer
    assert "possible: no date rules it out, and no source shows it." in answer


def test_of_a_country_it_counts_who_is_possible_among_many(abroad: Path) -> None:
    asked = "as-of", "1886", "--country", "ruritania"
    assert "Minister" in shown(abroad, *asked)  # nobody held that office more surely
    assert "Deputy" not in shown(abroad, *asked)
    assert "1 more role is only possible: --all to list." in shown(abroad, *asked)
    assert "Deputy" in shown(abroad, *asked, "--all")
    assert "Deputy" in shown(abroad, "as-of", "1886", "--office", "deputies")


def test_of_a_day_to_come_it_says_what_is_if_nothing_changes(data: Path) -> None:
    answer = shown(data, "as-of", str(date.today().year + 1), "--office", "b-secretary").splitlines()[0]
    assert answer == f"Who holds the office of Secretary in {date.today().year + 1}, if nothing changes"


@pytest.mark.parametrize("width", [40, 80, 100, 140])
@pytest.mark.parametrize("options", [(), ("--missions",), ("--all",), ("--person", "brown")])
def test_it_fits_every_terminal(
    data: Path, width: int, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = shown(data, "as-of", "1890-12-23", *options).splitlines()
    assert width < 80 or all(len(line) <= width for line in lines)
    dates = re.findall(r"\d[\d-]*", "\n".join(lines[1:]))
    assert not [text for text in dates if not re.fullmatch(r"\d{4}(-\d\d){0,2}|\d{1,2}", text)]  # none is broken
    assert lines == [line.rstrip() for line in lines]


def test_on_a_day_of_transition_both_are_shown(data: Path) -> None:
    answer = shown(data, "as-of", "1893-03-04", "--office", "z-president")
    assert re.findall(r"\w+ \w+ +(?:from|until) \S+|C\. Cole +from \S+", answer) == [
        "Abigail Adams  until 1893-03-04",
        "C. Cole        from 1893-03-04",
    ]
    assert answer.startswith("Who held the office of President of the United States on 4 March 1893\n")
    assert " Source: register, " in answer  # once for both


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("1890-12",), "Who held what in December 1890"),
        (("1890",), "Who held what in 1890"),
        (("1890-12-23/1891-01-02",), "Who held what from 23 December 1890 to 2 January 1891"),
        (("1890", "--person", "cole"), "What C. Cole held in 1890"),
        (("1890", "--office", "envoy"), "Who held the office of Envoy in 1890"),
        (("1890", "--organization", "gazette"), "The Gazette: who held what in 1890"),
        (("1890", "--country", "ruritania"), "Ruritania: who held what in 1890"),
    ],
)
def test_the_sentence_says_what_was_asked(data: Path, arguments: tuple[str, ...], first: str) -> None:
    assert shown(data, "as-of", *arguments).splitlines()[0] == first


def test_today_says_how_far_the_evidence_reaches(data: Path) -> None:
    assert re.match(r"Who holds what today \(\d{1,2} \w+ \d{4}\)", shown(data, "as-of"))


def test_an_empty_answer_says_why(data: Path) -> None:
    answer = " ".join(shown(data, "as-of", "1899", "--office", "z-president").split())
    assert (
        "No holder of the office of President of the United States is recorded after C. Cole (until 1897-03-04)"
        in answer
    )
    piped = run("as-of", "1899", "--office", "z-president", "--data", data)
    assert json.loads(piped.stdout) == []
    assert "No holder of the office" in piped.stderr


def test_json_has_every_role_and_column(data: Path) -> None:
    roles = json.loads(run("as-of", "1890-12-23", "--data", data).stdout)
    assert [(role["office_id"], role["certainty"]) for role in roles] == [
        ("z-president", "certain"),
        ("b-secretary", "presumed"),
        ("senator", "certain"),
        ("a-assistant", "certain"),
        (None, "certain"),
        ("mission", "certain"),
        ("envoy", "possible"),
    ]
    assert {"last_seen", "last_seen_document_id", "presumed_to", "precedence", "source_id"} <= roles[0].keys()


def test_holders_in_turn(data: Path) -> None:
    assert shown(data, "office", "b-secretary").splitlines() == [
        "Secretary: 1 holder",
        "",
        "   1890-01-02 – ?  C. Cole (acting, last seen 1890-01-02)",
    ]
    assert shown(data, "office", "z-president").splitlines()[2:] == [
        "   1889-03-04 – 1893-03-04  Abigail Adams",
        "   1893-03-04 – 1897-03-04  C. Cole",
    ]


def test_holders_in_turn_of_a_period(data: Path) -> None:
    assert shown(data, "office", "z-president", "--from", "1893-03-05", "--to", "1895").splitlines() == [
        "President of the United States from 1893-03-05 to 1895-12-31: 1 holder",
        "",
        "   1893-03-04 – 1897-03-04  C. Cole",
    ]
    none = run("office", "z-president", "--from", "1900", "--data", data)
    assert json.loads(none.stdout) == []
    assert "No holder of the office z-president on or after 1900-01-01 is recorded" in none.stderr
    assert "is after" in run("office", "z-president", "--from", "1900", "--to", "1899", "--data", data).stderr


@pytest.mark.parametrize(
    ("bases", "office", "record"),
    [
        ({"adams": ["elected"], "cole": ["elected"]}, "President: 2 holders", "2"),
        ({"adams": ["elected", "elected"], "cole": ["elected"]}, "President: 2 holders in 3 periods", "2 in 3 periods"),
        ({"adams": ["elected", NOT_SERVED], "cole": [NOT_SERVED]}, "President: 1 holder", "1, 2 nominated"),
    ],
)
def test_what_is_counted_is_said(
    bases: dict[str, list[str]], office: str, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    roles = [
        role(actor, "z-president", "President", f"18{number}0-01-01", "..", basis)
        for actor, held in bases.items()
        for number, basis in enumerate(held)
    ]
    served = [
        held | {"note": None, "certain_from": None, "last_seen": None, "actor_name": held["actor_id"]}
        for held in roles
        if held["basis"] != NOT_SERVED
    ]
    print_turns(served, "President")
    assert capsys.readouterr().out.splitlines()[0] == office
    assert count_periods(roles) == record


def test_a_wrong_day_fails_with_a_message() -> None:
    for wrong in ("yesterday", "1890-13", "1890-02-30"):
        result = run("as-of", wrong)
        assert result.exit_code == 2
        assert "is not a day, month or year" in " ".join(result.stderr.split())
